"""Every case of a world as a list, for who oversees all of them: read, never acted on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from mithaq.apps.corridor.choices.cases import CaseStatus
from mithaq.apps.corridor.policies import can_list_cases
from mithaq.apps.corridor.queries.company_lists import every_case, told_cases
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.company_tables import MORE, CompanyCaseFilter
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.corridor.words import turn_words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.tables import TableView


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
            note=lambda row: row.subject, sort="company__label_fr",
        ),
        Column(key="status", label=_("État"), words=dict(CaseStatus.choices), sort="status"),
        Column(key="turn", label=_("À qui le tour"), value=_turn),
        Column(
            key="due_at", label=_("Délai"), sort="due_at",
            value=lambda row: deadline_of("", row.turns, row.clocks, dict(row.names)).words,
        ),
        Column(key="submitted_at", label=_("Déposé le"), kind="date", sort="submitted_at"),
        *MORE,
    ),
    empty=_("Aucun dossier de médiation n’a été déposé."),
    is_exercise=lambda row: row.is_exercise,
    source=_("Dossiers de médiation tenus dans Mithaq"),
)  # fmt: skip


@method_decorator(never_cache, name="dispatch")
class CaseRegister(LoginRequiredMixin, TableView):
    """All the cases that an auditor may open; each opening leaves a line in the journal."""

    table = REGISTER
    filterset = CompanyCaseFilter
    template_name = "corridor/register.html"
    title = _("Dossiers de médiation, en lecture")
    lead = _("Chaque dossier s’ouvre en lecture seule, et le journal garde qui l’a ouvert.")

    def rows(self, text: str) -> QuerySet[Any]:
        """Those of the auditor's world."""
        mandate = mandate_of(self.request)
        if mandate is None or not can_list_cases(mandate):
            raise PermissionDenied
        return every_case(text, only_exercises=mandate.is_exercise)

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Say whose turn it is in each."""
        return told_cases(rows, at=timezone.now())
