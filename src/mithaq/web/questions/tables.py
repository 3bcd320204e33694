"""The list of questions that a mandate may read: no value, no text of anyone."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from mithaq.apps.corridor.choices.questions import QuestionOutcome, QuestionStatus
from mithaq.signals.underdeclaration import catalogue
from mithaq.web.questions.words import origin_words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.words import local


def _code(row: Any) -> str:
    return row.signal.code if row.signal else ""


QUESTIONS: Final = Table(
    name="questions",
    caption=_(
        "Questions : les ouvertes d’abord, au plus proche délai ; puis les terminées, la plus "
        "récente d’abord"
    ),
    columns=(
        Column(
            key="number", label=_("Question"), kind="code",
            url=lambda row: reverse("question", args=[row.number]), sort="number", is_header=True,
        ),
        Column(key="company", label=_("Entreprise"), value=lambda row: local(row.company.labels),
               sort="company__label_fr"),
        Column(key="origin", label=_("Origine"), value=lambda row: origin_words(_code(row)),
               sort="signal__code"),
        Column(key="status", label=_("État"), words=dict(QuestionStatus.choices), sort="status"),
        Column(key="outcome", label=_("Issue"), words={"": "", **dict(QuestionOutcome.choices)}),
        Column(key="opened_on", label=_("Ouverte le"), kind="date", sort="opened_on"),
        Column(key="window_closes_on", label=_("Réponse au plus tard"), kind="date",
               sort="window_closes_on"),
        Column(key="institution", label=_("Institution"),
               value=lambda row: local(row.institution.labels), is_shown=False, leaves=True),
    ),
    empty=_("Aucune question n’est à lire sous ce mandat."),
)  # fmt: skip


def _signals() -> list[tuple[str, str]]:
    return [(item.code, local(item.label)) for item in catalogue()]


class QuestionFilter(FilterSet):
    """By state, by the signal that opened it."""

    status = ChoiceFilter(field_name="status", label=_("État"), choices=QuestionStatus.choices)
    signal = ChoiceFilter(field_name="signal__code", label=_("Signal"), choices=_signals)
