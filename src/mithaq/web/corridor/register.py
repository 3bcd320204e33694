"""Every case of a world as a list, for who oversees all of them: read, never acted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django_filters import ChoiceFilter, DateFilter

from mithaq.apps.corridor.choices.cases import CaseStatus
from mithaq.apps.corridor.policies import can_list_cases
from mithaq.apps.corridor.queries.company_lists import every_case, told_cases
from mithaq.apps.corridor.queries.corridors import corridors
from mithaq.apps.corridor.queries.counted import endings_of, with_endings
from mithaq.apps.corridor.queries.scoreboard import ended_between
from mithaq.apps.corridor.queries.views import CaseScope
from mithaq.apps.reference.queries import regions
from mithaq.web.conventions.roadmaps.forms import DAY
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.company_tables import MORE, CompanyCaseFilter
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.corridor.endings import ENDING, Ended
from mithaq.web.corridor.purposes import case_purpose
from mithaq.web.corridor.words import turn_words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.words import local


def _corridors() -> list[tuple[str, str]]:
    return [(row.slug, local(row.labels)) for row in corridors()]


def _regions() -> list[tuple[str, str]]:
    return [(row.code, local(row.labels)) for row in regions()]


class RegisterFilter(CompanyCaseFilter):
    """As a company's list, and by what the public board counts: corridor, region, days."""

    corridor = ChoiceFilter(field_name="corridor__slug", label=_("Corridor"), choices=_corridors)
    region = ChoiceFilter(field_name="region__code", label=_("Région"), choices=_regions)
    depose_du = DateFilter(method="keep_filed", label=_("Déposé depuis le"), widget=DAY)
    depose_au = DateFilter(method="keep_filed", label=_("Déposé jusqu’au"), widget=DAY)
    clos_du = DateFilter(
        method="keep_ended", label=_("Clos depuis le, rouverts depuis compris"), widget=DAY
    )
    clos_au = DateFilter(method="keep_ended", label=_("Clos jusqu’au"), widget=DAY)

    def keep_filed(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        """Keep what was filed from a day on, or until it."""
        if name == "depose_du":
            return rows.filter(submitted_at__gte=_midnight(day))
        return rows.filter(submitted_at__lt=_midnight(day + timedelta(days=1)))

    def keep_ended(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        """Keep what was closed within the days typed, reopened since or not; no withdrawal."""
        if name == "clos_au" and self.form.cleaned_data.get("clos_du"):
            return rows
        until = self.form.cleaned_data.get("clos_au")
        since = day if name == "clos_du" else None
        return ended_between(
            rows,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _turn(row: Any) -> str:
    return turn_words(row.turns, dict(row.names), "")


REGISTER = Table(
    name="dossiers",
    caption=_("Dossiers de médiation, les derniers déposés d’abord"),
    columns=(
        Column(
            key="number", label=_("Numéro"), kind="code", sort="number", is_header=True,
            url=lambda row: reverse("case", args=[row.public_id]),
        ),
        Column(
            key="company", label=_("Entreprise"), value=lambda row: dict(row.names)[row.company],
            note=lambda row: row.subject, noted=_("Motif"), sort="company__label_fr",
        ),
        Column(key="status", label=_("État"), words=dict(CaseStatus.choices), sort="status"),
        Column(key="turn", label=_("À qui le tour"), value=_turn),
        Column(
            key="due_at", label=_("Délai"), sort="due_at",
            value=lambda row: deadline_of("", row.turns, row.clocks, dict(row.names)).words,
        ),
        Column(key="submitted_at", label=_("Déposé le"), kind="date", sort="submitted_at"),
        # How each ended, for whoever asks for these columns; they leave with the file.
        *(replace(column, is_shown=False, leaves=True) for column in ENDING),
        *(column for column in MORE if column.key != "closed_at"),
    ),
    empty=_("Aucun dossier de médiation n’a été déposé."),
    is_exercise=lambda row: row.is_exercise,
    source=_("Dossiers de médiation tenus dans Mithaq"),
)  # fmt: skip


@method_decorator(never_cache, name="dispatch")
class CaseRegister(LoginRequiredMixin, TableView):
    """All the cases that an auditor may open; each opening leaves a line in the journal."""

    table = REGISTER
    notes_exports = True
    filterset = RegisterFilter
    template_name = "corridor/register.html"
    title = _("Dossiers de médiation, en lecture")
    lead = _("Chaque dossier s’ouvre en lecture seule, et le journal garde qui l’a ouvert.")

    def rows(self, text: str) -> QuerySet[Any]:
        """Those of the auditor's world."""
        mandate = mandate_of(self.request)
        if mandate is None or not can_list_cases(mandate):
            raise PermissionDenied
        rows = every_case(text, only_exercises=mandate.is_exercise)
        return with_endings(rows, None, CaseScope(is_everything=True))

    def purpose(self) -> str:
        """As for each of the cases that it opens."""
        return case_purpose(mandate_of(self.request))

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Say whose turn it is in each, and how those that ended did."""
        ends = endings_of(rows, None)
        told = told_cases(rows, at=timezone.now())
        return [
            Ended(case=case, ending=ends.get(row.pk)) for row, case in zip(rows, told, strict=True)
        ]
