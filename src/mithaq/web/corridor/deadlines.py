"""The one day due of a case for whoever reads it: head, list, column and « Aujourd’hui » alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.queries.turns import Act, Turn, due_for
from mithaq.base.text import Labels
from mithaq.engines.clocks import LATE, ClockReading
from mithaq.web.corridor.clock_bars import over_words
from mithaq.web.shell.dates import date_plain, moment_plain
from mithaq.web.shell.typography import semicolon
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when, in words; and whether that is past."""

    words: str
    is_late: bool = False


def deadline_of(
    reader: str,
    turns: Sequence[Turn],
    clocks: Mapping[str, ClockReading],
    names: Mapping[str, Labels],
) -> Deadline:
    """The reader's own day when it is their turn, else that of the first who is waited for.

    ``clocks`` holds the clock of each institution, ``names`` says whose delay is past. A day that
    the committee or an agreement gives stands before any clock. The reader who has none is told so.
    """
    if not turns:
        return Deadline(words="")
    own = [turn for turn in turns if turn.organisation == reader]
    dated = [turn for turn in own or turns if turn.due_on is not None]
    if dated:
        return _dated(dated[0], reader, names)
    running = {name: clock.due_at for name, clock in clocks.items() if clock.closed_at is None}
    due = due_for(reader, turns, running)
    if due is None:
        return _without_day(reader, turns, clocks, names)
    late = next(
        (name for name, at in running.items() if at == due and clocks[name].state in LATE), None
    )
    if late is not None:
        return _late(late, over_words(clocks[late]), reader, names)
    words = _("à faire avant le %(when)s") if own else _("réponse attendue avant le %(when)s")
    return Deadline(words=words % {"when": moment_plain(due)})


def _dated(turn: Turn, reader: str, names: Mapping[str, Labels]) -> Deadline:
    """The day that a decision of the committee, or an agreement, gives to a party."""
    due = turn.due_on or timezone.localdate()
    days = (timezone.localdate() - due).days
    if days > 0:
        late = ngettext("%(n)s jour", "%(n)s jours", days) % {"n": days}
        return _late(turn.organisation, late, reader, names)
    mine = turn.organisation == reader
    words = _("à faire avant le %(when)s") if mine else _("réponse attendue avant le %(when)s")
    return Deadline(words=words % {"when": date_plain(due)})


def _late(who: str, by: str, reader: str, names: Mapping[str, Labels]) -> Deadline:
    """Whose delay is past, and by how much."""
    if who == reader:
        return Deadline(words=_("vous êtes en retard de %(n)s") % {"n": by}, is_late=True)
    words = _("%(who)s : en retard de %(n)s") % {"who": local(names.get(who, who)), "n": by}
    return Deadline(words=words, is_late=True)


def _without_day(
    reader: str,
    turns: Sequence[Turn],
    clocks: Mapping[str, ClockReading],
    names: Mapping[str, Labels],
) -> Deadline:
    """No day binds who is waited for; a delay that runs beside, of nobody waited for, is said."""
    mine = [turn.act for turn in turns if turn.organisation == reader]
    awaited = {turn.organisation for turn in turns}
    beside = _beside(reader, awaited, clocks, names)
    if not mine:
        return beside or Deadline(words=_unbound(awaited, clocks))
    own = clocks.get(reader)
    if Act.COMPLETE in mine:
        words = _("aucun délai ne vous est fixé ; celui de l’institution est suspendu")
    elif own is not None and own.is_paused:
        words = _("votre délai est suspendu")
    else:
        words = _("aucun délai ne vous est fixé")
    if beside is None or not beside.is_late or Act.COMPLETE in mine:
        return Deadline(words=words)
    return Deadline(words=f"{words}{semicolon()}{beside.words}", is_late=True)


def _beside(
    reader: str,
    awaited: Collection[str],
    clocks: Mapping[str, ClockReading],
    names: Mapping[str, Labels],
) -> Deadline | None:
    """The first delay that runs though its institution is not waited for: terms were proposed, or
    an agreement is being signed."""
    due = {
        name: clock.due_at
        for name, clock in clocks.items()
        if clock.closed_at is None and clock.due_at is not None and name not in awaited
    }
    name = min(due, key=lambda key: (due[key], key), default="")
    if not name:
        return None
    if clocks[name].state in LATE:
        return _late(name, over_words(clocks[name]), reader, names)
    words = _("%(who)s : délai en cours jusqu’au %(when)s") % {
        "who": _("vous") if name == reader else local(names.get(name, name)),
        "when": moment_plain(due[name]),
    }
    return Deadline(words=words)


def _unbound(awaited: Collection[str], clocks: Mapping[str, ClockReading]) -> str:
    found = [clock for name, clock in clocks.items() if name in awaited]
    if any(clock.is_paused for clock in found):
        return _("délai suspendu")
    return (
        _("aucun délai en cours") if any(clock.norm for clock in found) else _("aucun délai publié")
    )
