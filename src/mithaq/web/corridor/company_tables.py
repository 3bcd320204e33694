"""The cases of a company as a list."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter, TypedChoiceFilter

from mithaq.apps.corridor.choices.cases import CaseStatus, OutcomeKind
from mithaq.apps.corridor.queries.company_lists import family_names, rated_cases
from mithaq.base.text import Labels
from mithaq.web.corridor.company_words import turn_words
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.words import typed

TO_GIVE: Final = "a-donner"


def _families() -> list[tuple[str, Labels]]:
    return family_names()


class CompanyCaseFilter(FilterSet):
    """By state, family, and how it ended."""

    status = MultipleChoiceFilter(
        field_name="status", label=_("État"), choices=CaseStatus.choices, distinct=False
    )
    family = ChoiceFilter(field_name="subject__family__code", label=_("Famille"), choices=_families)
    closed_how = MultipleChoiceFilter(
        field_name="closed_how", label=_("Clos comment"), choices=OutcomeKind.choices,
        distinct=False,
    )  # fmt: skip


class OwnCaseFilter(CompanyCaseFilter):
    """As any list of cases, and by whether the company said what it thinks of how each ended."""

    avis = TypedChoiceFilter(
        label=_("Votre avis sur les dossiers clos"),
        choices=[
            ("", _("peu importe")),
            (TO_GIVE, _("avis à donner")),
            ("donne", _("avis déjà donné")),
        ],
        method="of_opinion",
    )

    def of_opinion(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The cases that ended whose company gave its opinion, or has not yet."""
        del name
        return rated_cases(rows, is_rated=value != TO_GIVE)


def _turn(row: Any) -> str:
    return turn_words(row.turns, dict(row.names), row.company)


def _deadline(row: Any) -> str:
    return deadline_of(row.company, row.turns, row.clocks, dict(row.names)).words


# What every list of cases may show besides, and what leaves with its file.
MORE: Final = (
    Column(key="family", label=_("Famille"), is_shown=False, leaves=True),
    Column(key="region", label=_("Région"), is_shown=False, leaves=True),
    Column(key="submitted_by", label=_("Déposé par"), is_shown=False, leaves=True),
    Column(
        key="closed_at", label=_("Clos le"), kind="date", sort="closed_at", is_shown=False,
        leaves=True,
    ),
    Column(
        key="closed_how", label=_("Clos comment"), words=dict(OutcomeKind.choices),
        is_shown=False, leaves=True,
    ),
)  # fmt: skip
COMPANY_CASES = Table(
    name="mes-dossiers",
    caption=_("Dossiers de l’entreprise, ceux à votre tour puis les derniers déposés"),
    columns=(
        Column(
            key="title", label=_("Objet"), is_header=True, sort="title",
            value=lambda row: typed(row.title),
            url=lambda row: reverse("company_case", args=[row.public_id]),
            note=lambda row: row.subject, noted=_("Motif"),
        ),
        Column(key="number", label=_("Numéro"), kind="code", sort="number"),
        Column(key="status", label=_("État"), words=dict(CaseStatus.choices), sort="status"),
        Column(key="turn", label=_("À qui le tour"), value=_turn),
        Column(
            key="due_at", label=_("Délai"), value=_deadline, sort="due_at",
            export=_deadline,
        ),
        Column(key="submitted_at", label=_("Déposé le"), kind="date", sort="submitted_at"),
        *MORE,
    ),
    empty=_("Votre entreprise n’a encore déposé aucun dossier."),
    is_exercise=lambda row: row.is_exercise,
    source=_("Dossiers de médiation tenus dans Mithaq"),
)  # fmt: skip
