"""What the lists of figures, indicators and reports can be narrowed by."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.observatory.queries import indicator_topics
from mithaq.apps.reference.choices import SourceKind, Unit
from mithaq.base.text import Labels

ORIGINS = (("False", _("publique et sourcée")), ("True", _("exercice")))


def _topics() -> list[tuple[str, Labels]]:
    return list(indicator_topics())


class FigureFilters(FilterSet):
    """How solid, invented or not, said by what kind of document, about what, in which unit."""

    degre = MultipleChoiceFilter(
        field_name="grade", label=_("Degré"), choices=Grade.choices, distinct=False
    )
    exercice = MultipleChoiceFilter(
        field_name="is_exercise", label=_("Origine"), choices=ORIGINS, distinct=False
    )
    theme = MultipleChoiceFilter(
        field_name="indicator_version__indicator__topic_fr",
        label=_("Thème"),
        choices=_topics,
        distinct=False,
    )
    nature = MultipleChoiceFilter(
        field_name="source__kind", label=_("Source"), choices=SourceKind.choices, distinct=False
    )
    unite = MultipleChoiceFilter(
        field_name="indicator_version__unit",
        label=_("Unité"),
        choices=Unit.choices,
        distinct=False,
    )


class IndicatorFilters(FilterSet):
    """About what."""

    theme = MultipleChoiceFilter(
        field_name="topic_fr", label=_("Thème"), choices=_topics, distinct=False
    )


class ReportFilters(FilterSet):
    """Of an invented convention or of a real one."""

    exercice = MultipleChoiceFilter(
        field_name="is_exercise", label=_("Origine"), choices=ORIGINS, distinct=False
    )
