"""Sentences of the pages of questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mithaq.apps.corridor.choices.questions import (
    AGAINST_OUTCOMES,
    WAITING_QUESTIONS,
    QuestionOutcome,
    QuestionStatus,
)
from mithaq.apps.corridor.queries.question_figures import question_figures
from mithaq.apps.corridor.queries.question_views import QuestionDetail, ScoreView
from mithaq.signals.underdeclaration import Side, SignalDefinition, Unit, definition
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import number, rate_plain
from mithaq.web.shell.typography import WORD, set_text
from mithaq.web.shell.words import local

# The texts that the catalogue cites: each is read in the reader's language.
SOURCES: Final = (
    gettext_noop(
        "Code du travail (loi 65-99), salaire minimum légal ; montants par décret (2-25-983 pour "
        "2026)"
    ),
)
_UNITS: Final[dict[Unit, Callable[[], str]]] = {
    Unit.DIRHAMS: lambda: _("DH par salarié"),
    Unit.KILOWATT_HOURS: lambda: _("kWh par salarié"),
    Unit.SQUARE_METRES: lambda: _("m² par salarié"),
    Unit.COUNT: lambda: _("par salarié"),
}


def signal_name(code: str) -> str:
    """The name of a ratio in the reader's language; an unknown one keeps its code."""
    found = definition(code)
    return local(found.label) if found else code


def origin_words(code: str) -> str:
    """What opened a question: a ratio by its name, or chance."""
    return signal_name(code) if code else _("tirage au sort")


def quantity(value: Decimal, unit: Unit) -> str:
    """A value with its unit; a share is said in percent."""
    if unit is Unit.RATIO:
        return rate_plain(float(value))
    text = number(value.normalize() if value % 1 else int(value))
    return set_text(f"{text}{WORD}{_UNITS[unit]()}")


def value_words(code: str, value: Decimal) -> str:
    """A value as it will be read: a share of the days of a month, in days as well."""
    found = definition(code)
    if found is None:
        return ""
    said = quantity(value, found.unit)
    if found.out_of is None:
        return said
    days = number(round(value * found.out_of, 1).normalize())
    return _("%(share)s, soit %(days)s jours sur %(month)s") % {
        "share": said, "days": days, "month": number(found.out_of),
    }  # fmt: skip


def side_words(found: SignalDefinition) -> str:
    """Which side of the threshold asks a question."""
    if found.side is Side.BELOW:
        return _("une valeur basse pose question")
    return _("une valeur haute pose question")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A value in words, beside its threshold."""

    value: str
    threshold: str
    source: str
    verdict: str


def score_words(score: ScoreView) -> Score:
    """Say a value and what it can be compared with; without a threshold, that it judges nothing."""
    found = definition(score.code)
    unit = found.unit if found else Unit.RATIO
    if score.threshold is None or found is None:
        return Score(
            value=quantity(score.value, unit),
            threshold=_("aucun seuil publié"),
            source="",
            verdict=_("Aucun texte ne publie de seuil : cette valeur, seule, ne juge de rien."),
        )
    below = found.side is Side.BELOW
    is_past = score.value < score.threshold if below else score.value > score.threshold
    return Score(
        value=quantity(score.value, unit),
        threshold=quantity(score.threshold, unit),
        source=_(score.threshold_source) if score.threshold_source else "",
        verdict=_("Au-delà du seuil : une question, pas une faute.")
        if is_past
        else _("En deçà du seuil."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a question stands, whose turn it is, by when."""

    state: str
    note: str
    turn: str
    turn_note: str


def standing_of(found: QuestionDetail, on: date, *, is_own: bool = False) -> Standing:
    """Say the state, the days that remain, and who speaks next; its company is addressed."""
    return Standing(
        state=found.status_label,
        note=_window(found, on),
        turn=_turn(found, on, is_own=is_own),
        turn_note=_turn_note(found),
    )


def decisions_possible(found: QuestionDetail, on: date) -> list[tuple[str, str]]:
    """What may be decided of a question that is not yet, and since when; none once it is."""
    if found.status not in WAITING_QUESTIONS:
        return []
    early = _("à tout moment")
    late = _("dès maintenant : le délai est achevé, ou la réponse est dite complète")
    if found.is_still_heard(on) or found.is_unanswered(on):
        late = _("après le %(day)s, ou dès que l’entreprise dit sa réponse complète") % {
            "day": date_plain(found.window_closes_on)
        }
    return [
        (str(item.label), late if item in AGAINST_OUTCOMES else early) for item in QuestionOutcome
    ]


def wrong_words(code: str, *, is_exercise: bool) -> str:
    """How often questions that a signal opened had nothing to correct; nothing where too few."""
    lines = question_figures(is_exercise=is_exercise).by_signal
    found = next((line for line in lines if line.code == code), None)
    if found is None or found.decided is None or found.nothing is None:
        return ""
    return _("sans rien à corriger : %(nothing)s sur %(decided)s questions décidées") % {
        "nothing": number(found.nothing),
        "decided": number(found.decided),
    }


def _window(found: QuestionDetail, on: date) -> str:
    if found.status is QuestionStatus.WITHDRAWN or found.decisions:
        return _("ouverte le %(day)s") % {"day": date_plain(found.opened_on)}
    day = date_plain(found.window_closes_on)
    if not found.is_window_open(on):
        return _("délai achevé le %(day)s") % {"day": day}
    if found.status is QuestionStatus.ANSWERED:
        return _("l’entreprise peut compléter sa réponse jusqu’au %(day)s") % {"day": day}
    left = (found.window_closes_on - on).days
    if not left:
        return _("l’entreprise peut répondre jusqu’à aujourd’hui")
    said = ngettext(
        "l’entreprise peut répondre jusqu’au %(day)s, dans %(n)s jour",
        "l’entreprise peut répondre jusqu’au %(day)s, dans %(n)s jours",
        left,
    )
    return said % {"day": day, "n": number(left)}


def _turn(found: QuestionDetail, on: date, *, is_own: bool) -> str:
    if found.status is QuestionStatus.DECIDED:
        return _("La décision est rendue")
    if found.status is QuestionStatus.WITHDRAWN:
        return _("Plus rien n’est attendu")
    if found.is_unanswered(on):
        return _("À vous de répondre") if is_own else _("À l’entreprise de répondre")
    return _("À %(body)s de décider") % {"body": local(found.institution.labels)}


def _turn_note(found: QuestionDetail) -> str:
    if found.status is QuestionStatus.CONTESTED:
        return _("par une autre personne que la première fois")
    if found.status in {QuestionStatus.OPEN, QuestionStatus.ANSWERED}:
        return _("Une personne décide, avec ses raisons ; jamais un calcul seul.")
    return ""
