"""What the list of decisions can be narrowed by."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter

from mithaq.apps.conventions.choices import CommitteeKind
from mithaq.apps.conventions.choices.meetings import DecisionStatus
from mithaq.apps.conventions.queries.decisions import decision_owners
from mithaq.base.text import Labels


def _owners() -> list[tuple[str, Labels]]:
    return list(decision_owners())


class DecisionFilter(FilterSet):
    """By state, owner and kind of committee."""

    status = MultipleChoiceFilter(
        field_name="status", label=_("État"), choices=DecisionStatus.choices, distinct=False
    )
    owner = ChoiceFilter(field_name="owner__slug", label=_("Responsable"), choices=_owners)
    committee = MultipleChoiceFilter(
        field_name="meeting__committee__kind",
        label=_("Comité"),
        choices=CommitteeKind.choices,
        distinct=False,
    )
