"""The clock of a side drawn as a bar: what ran, what was stopped, the norm, what ran over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.engines.clocks import EVER_LATE, LATE, ClockReading, ClockState, ClockStep, Unit, Wait
from mithaq.web.shell.dates import date_day, date_plain, date_short, moment_words
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import typed

# A pause takes no time of the norm: it is drawn as wide as this share of the bar.
PAUSE: Final = 7.0
MINUTES: Final = 60
# A working day of eight hours, in minutes.
DAY: Final = 8 * MINUTES
OVER: Final = frozenset({ClockState.MET, ClockState.CLOSED, ClockState.CLOSED_LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One stretch of the bar, in percent of its width: used, paused, late or left."""

    tone: str
    x: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBar:
    """A clock ready to draw: its pieces, where the norm stands, and the words that say it."""

    pieces: tuple[Piece, ...]
    norm_x: str
    has_bar: bool
    words: str
    note: str
    is_late: bool
    is_stopped: bool
    steps: tuple[tuple[object, str], ...] = ()


def clock_bar(
    reading: ClockReading, *, has_steps: bool = False, instead: str = "", is_short: bool = False
) -> ClockBar:
    """Draw a reading; without a norm the bar only says how long it has been.

    ``instead``: what counts for its side in place of this clock, in words; nothing is drawn then,
    and a delay passed before that makes nobody late now. ``is_short``: the words of a narrow
    column, without a note.
    """
    return ClockBar(
        pieces=tuple(_pieces(reading)),
        norm_x=_norm_x(reading),
        # Nothing was promised: a bar would look like a delay used up.
        has_bar=reading.norm is not None and not instead,
        words=instead or (short_words if is_short else clock_words)(reading),
        note="" if instead or is_short else _noted(reading),
        is_late=reading.state in EVER_LATE and not instead,
        is_stopped=reading.is_paused and reading.norm is not None and not instead,
        steps=tuple(_told(step, reading) for step in _in_order(reading)) if has_steps else (),
    )


def _in_order(reading: ClockReading) -> list[ClockStep]:
    """The explanation by date: the day due stands among what happened since."""
    return sorted(reading.explain(), key=lambda step: step.at)


def _noted(reading: ClockReading) -> str:
    """The delay promised; and after a reopening, whether all of it runs or what was left."""
    words = norm_words(reading)
    if reading.norm is not None and is_renewed(reading) and reading.closed_at is None:
        return _("%(delay)s Le dossier est rouvert : un nouveau délai court depuis ce jour.") % {
            "delay": words
        }
    was_closed = any(item.wait is Wait.CLOSED for item in reading.stretches)
    if reading.norm is None or not was_closed or reading.closed_at is not None:
        return words
    return _("%(delay)s La réponse est reprise : le délai reprend où il s’était arrêté.") % {
        "delay": words
    }


def other_day_words() -> str:
    """Why a delay that is passed is not counted now."""
    return _("délai non compté : une autre partie est attendue")


def hand_given_words(reading: ClockReading) -> str:
    """A hand given stops no delay: what is passed grows on, though the turn is another's."""
    return _(
        "le tour est à une autre partie, mais passer la main n’arrête pas ce délai : "
        "il est dépassé de %(n)s et court toujours"
    ) % {"n": over_words(reading)}


def runs_late(reading: ClockReading) -> bool:
    """Whether a delay is past and still counts: a hand given stops it no more than a turn does."""
    return reading.state in LATE and reading.closed_at is None and not reading.is_paused


def is_renewed(reading: ClockReading) -> bool:
    """Whether the period under way began with a reopening: a first receipt carries no reason."""
    return bool(reading.stretches and reading.stretches[0].reason)


def clock_words(reading: ClockReading) -> str:
    """Say in one sentence where a clock stands."""
    due = date_plain(reading.due_on)
    if reading.state in LATE:
        return _("en retard de %(n)s, échu le %(day)s") % {
            "n": over_words(reading),
            "day": due,
        }
    if reading.state == ClockState.CLOSED_LATE:
        return _("répondu avec %(n)s de retard") % {"n": over_words(reading)}
    if reading.state == ClockState.MET:
        return _("répondu dans le délai")
    if reading.state == ClockState.CLOSED:
        return _("répondu, aucun délai promis")
    # Where nothing was promised, nothing is suspended.
    if reading.norm is None:
        return _("%(n)s, aucun délai promis") % {"n": elapsed_words(reading.used, reading.unit)}
    if reading.is_paused:
        return _("délai suspendu depuis le %(day)s : %(why)s ; reste %(n)s à la reprise") % {
            "day": date_plain(reading.stretches[-1].since),
            "why": wait_words(reading.waits_for),
            "n": amount(reading.remaining or 0, reading.unit),
        }
    left = reading.remaining or 0
    if not left:
        return _("à répondre aujourd’hui, %(day)s") % {"day": due}
    return _("reste %(n)s, jusqu’au %(day)s") % {"n": amount(left, reading.unit), "day": due}


def short_words(reading: ClockReading) -> str:
    """The same for a narrow column: « reste 4 jours », « en retard de 2 jours »."""
    if reading.state in LATE:
        return _("en retard de %(n)s") % {"n": over_words(reading)}
    if reading.state in OVER:
        return clock_words(reading)
    if reading.norm is None:
        return _("aucun délai promis")
    if reading.is_paused:
        return _("suspendu depuis le %(day)s : %(why)s ; reste %(n)s") % {
            "day": date_short(reading.stretches[-1].since),
            "why": wait_words(reading.waits_for),
            "n": amount(reading.remaining or 0, reading.unit),
        }
    left = reading.remaining or 0
    return _("reste %(n)s") % {"n": amount(left, reading.unit)} if left else _("aujourd’hui")


def norm_words(reading: ClockReading) -> str:
    """The delay promised, in its own unit; or that none is published."""
    if reading.norm is None:
        return _("Aucun délai publié par cette institution pour cette famille.")
    words = {
        Unit.WORKING_HOURS: ngettext(
            "Délai : %(n)s heure ouvrée.", "Délai : %(n)s heures ouvrées.", reading.norm.amount
        ),
        Unit.WORKING_DAYS: ngettext(
            "Délai : %(n)s jour ouvré.", "Délai : %(n)s jours ouvrés.", reading.norm.amount
        ),
        Unit.CALENDAR_DAYS: ngettext(
            "Délai : %(n)s jour calendaire.",
            "Délai : %(n)s jours calendaires.",
            reading.norm.amount,
        ),
    }
    return words[reading.norm.unit] % {"n": number(reading.norm.amount)}


def amount(value: int, unit: Unit) -> str:
    """A quantity of a clock: minutes are said in hours, days as they are."""
    if unit is Unit.WORKING_HOURS:
        hours = round(value / MINUTES)
        if not hours:
            return _("moins d’une heure ouvrée")
        return ngettext("%(n)s heure ouvrée", "%(n)s heures ouvrées", hours) % {"n": number(hours)}
    if unit is Unit.WORKING_DAYS:
        if not value:
            return _("moins d’un jour ouvré")
        return ngettext("%(n)s jour ouvré", "%(n)s jours ouvrés", value) % {"n": number(value)}
    if not value:
        return _("moins d’un jour")
    return ngettext("%(n)s jour", "%(n)s jours", value) % {"n": number(value)}


def meanwhile_words(reading: ClockReading) -> str:
    """What an institution may do while its delay is stopped: nothing else ends that stop."""
    words = {
        Wait.COMPLETION: _(
            "Aucun jour n’est fixé à l’entreprise et son silence n’emporte aucun effet : "
            "relancez-la par un message, ou reprenez l’examen avec ce que vous avez ; votre délai "
            "court alors de nouveau."
        ),
        Wait.OTHER_SIDE: _(
            "Aucun jour n’est fixé aux autres parties et leur silence ne vaut ni accord ni refus : "
            "relancez-les par un message ; si la proposition est la vôtre, vous pouvez la retirer, "
            "et votre délai court alors de nouveau."
        ),
    }
    return words.get(reading.waits_for, "") if reading.waits_for else ""


def wait_words(wait: Wait | None) -> str:
    """Why a clock does not run."""
    words = {
        Wait.COMPLETION: _("complément attendu de l’entreprise"),
        Wait.OTHER_SIDE: _("une autre partie est attendue"),
        Wait.CLOSED: _("réponse donnée"),
    }
    return words[wait] if wait else ""


def over_words(reading: ClockReading) -> str:
    """How late a side is: hours are said in days from two days on, so that all lists agree."""
    if reading.unit is Unit.WORKING_HOURS and reading.overrun >= 2 * DAY:
        return amount(round(reading.overrun / DAY), Unit.WORKING_DAYS)
    return amount(reading.overrun, reading.unit)


def elapsed_words(value: int, unit: Unit) -> str:
    """How long a side has had a case: « 1 jour ouvré écoulé »."""
    if unit is Unit.WORKING_HOURS:
        value = round(value / MINUTES)
        words = ngettext("%(n)s heure ouvrée écoulée", "%(n)s heures ouvrées écoulées", value)
    elif unit is Unit.WORKING_DAYS:
        words = ngettext("%(n)s jour ouvré écoulé", "%(n)s jours ouvrés écoulés", value)
    else:
        words = ngettext("%(n)s jour écoulé", "%(n)s jours écoulés", value)
    return words % {"n": number(value)} if value else _("reçu à l’instant")


def _allowed(reading: ClockReading) -> int:
    if reading.norm is None:
        return 0
    return reading.norm.amount * (MINUTES if reading.unit is Unit.WORKING_HOURS else 1)


def _scale(reading: ClockReading) -> float:
    """Percent of the bar for one unit of time, once the pauses have taken their width."""
    room = 100 - PAUSE * len(_pauses(reading))
    return room / max(_allowed(reading), reading.used, 1)


def _pauses(reading: ClockReading) -> tuple[Any, ...]:
    # Beyond six pauses the bar would hold nothing else: the list under it says them all.
    return reading.pauses[:6]


def _pieces(reading: ClockReading) -> Iterator[Piece]:
    """Stretches in order; what runs past the norm is cut there and drawn as late."""
    scale, at, used = _scale(reading), 0.0, 0
    allowed, drawn = _allowed(reading), _pauses(reading)
    for stretch in reading.stretches:
        if stretch.wait in (Wait.COMPLETION, Wait.OTHER_SIDE):
            if stretch in drawn:
                yield _piece("paused", at, PAUSE)
                at += PAUSE
        elif stretch.wait is None:
            for tone, units in _cut(used, stretch.used, allowed):
                yield _piece(tone, at, units * scale)
                at += units * scale
            used += stretch.used
    if used < allowed and at < 100:
        yield _piece("left", at, 100 - at)


def _cut(used: int, more: int, allowed: int) -> Iterator[tuple[str, int]]:
    within = max(0, min(more, allowed - used)) if allowed else more
    if within:
        yield "used", within
    if more - within:
        yield "late", more - within


def _norm_x(reading: ClockReading) -> str:
    """Where the norm ends: after as many units as it allows, and the pauses before that."""
    allowed = _allowed(reading)
    if not allowed:
        return ""
    used, pauses, drawn = 0, 0, _pauses(reading)
    for stretch in reading.stretches:
        if stretch.wait is None:
            used += stretch.used
        elif stretch in drawn and used < allowed:
            pauses += 1
    return _at(min(99.6, allowed * _scale(reading) + PAUSE * pauses))


def _piece(tone: str, at: float, width: float) -> Piece:
    return Piece(tone=tone, x=_at(at, width), width=f"{width:.2f}%")


def _at(share: float, width: float = 0.0) -> str:
    return f"{100 - share - width if language() == 'ar' else share:.2f}%"


def _told(step: ClockStep, reading: ClockReading) -> tuple[object, str]:
    """One line of the explanation: when, and what happened."""
    return _when(step.at, step.code), _STEPS[step.code](step, reading)


def _when(at: datetime, code: str) -> object:
    return date_day(at) if code == "holiday" else moment_words(at)


def _ran(step: ClockStep, reading: ClockReading) -> str:
    return _("le délai a couru : %(n)s") % {"n": amount(step.used, reading.unit)}


def _reasoned(words: str, step: ClockStep) -> str:
    return (
        _("%(what)s : %(why)s") % {"what": words, "why": typed(step.reason)}
        if step.reason
        else words
    )


_STEPS: Final[dict[str, Callable[[ClockStep, ClockReading], str]]] = {
    "received": lambda _s, r: _("dossier rouvert") if is_renewed(r) else _("dossier reçu"),
    "ran": _ran,
    "completion": lambda s, _r: _reasoned(_("suspendu, complément attendu"), s),
    "other_side": lambda s, _r: _reasoned(_("suspendu, une autre partie est attendue"), s),
    "closed": lambda _s, _r: _("réponse donnée"),
    "transferred": lambda _s, _r: _("transmis : le délai ne repart pas de zéro"),
    "holiday": lambda _s, _r: _("jour férié, non compté"),
    "completion_asked": lambda _s, _r: _("complément demandé, le délai continue"),
    "due": lambda _s, _r: _("réponse attendue"),
    "passed": lambda _s, _r: _("délai passé"),
    "silence": lambda _s, _r: _("délai passé : la loi attache un effet au silence"),
    "met": lambda _s, _r: _("fin du délai, tenu"),
}
