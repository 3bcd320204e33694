"""The filters of the register; each choice shows how many lines it would leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter

from mithaq.apps.conventions.choices import Kind, Level, Status


class RegisterFilters(FilterSet):
    """Kind, level, state, and whether it is an exercise."""

    nature = MultipleChoiceFilter(field_name="kind", choices=Kind.choices, label=_("Nature"))
    niveau = MultipleChoiceFilter(field_name="level", choices=Level.choices, label=_("Niveau"))
    etat = MultipleChoiceFilter(field_name="status", choices=Status.choices, label=_("État"))
