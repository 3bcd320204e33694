"""What the list of decisions can be narrowed by."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter, TypedChoiceFilter

from mithaq.apps.conventions.choices import CommitteeKind
from mithaq.apps.conventions.choices.meetings import PENDING, AgendaRule, DecisionStatus
from mithaq.apps.conventions.queries.decisions import decision_owners
from mithaq.base.text import Labels

# What a corridor puts before its committee, and what a convention does.
ABOUT: Final = tuple(
    (rule.value, rule.label)
    for rule in (
        AgendaRule.CASE_BLOCKED,
        AgendaRule.CAUSE_RECURS,
        AgendaRule.SETTLEMENT_AT_RISK,
        AgendaRule.REFORM_PROPOSED,
        AgendaRule.DECISION_DUE,
        AgendaRule.COMMITMENT_LATE,
        AgendaRule.COMMITMENT_NEAR,
        AgendaRule.ADDED,
    )
)


def _owners() -> list[tuple[str, Labels]]:
    return list(decision_owners())


class DecisionFilter(FilterSet):
    """By state, lateness, owner and kind of committee."""

    status = MultipleChoiceFilter(
        field_name="status", label=_("État"), choices=DecisionStatus.choices, distinct=False
    )
    echeance = TypedChoiceFilter(
        label=_("Échéance"),
        choices=[
            ("", _("peu importe")),
            ("retard", _("en retard")),
            ("avenir", _("pas encore passée")),
        ],
        method="of_due_day",
    )
    about = MultipleChoiceFilter(
        field_name="item__rule", label=_("Prise sur"), choices=ABOUT, distinct=False
    )
    owner = ChoiceFilter(field_name="owner__slug", label=_("Responsable"), choices=_owners)
    committee = MultipleChoiceFilter(
        field_name="meeting__committee__kind",
        label=_("Comité"),
        choices=CommitteeKind.choices,
        distinct=False,
    )

    def of_due_day(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The decisions still pending whose day is past, or is not."""
        del name
        pending, today = rows.filter(status__in=PENDING), timezone.localdate()
        is_late = value == "retard"
        return pending.filter(**{"due_on__lt" if is_late else "due_on__gte": today})
