"""The one day due of a case for whoever reads it: head, list, column and « Aujourd’hui » alike.

By when the reader answers, and whether that is past now. Who is late among all parties is told by
``delays``, what passed and was made good since by ``given_days``: the three count the days past a
day given alike (``missed``), and say them alike (``amount_late``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries.turns import (
    COMMITTEE,
    Act,
    GivenDay,
    Turn,
    due_for,
    missed_in_turn,
)
from mithaq.base.text import Labels
from mithaq.engines.clocks import LATE, ClockReading
from mithaq.web.corridor.clock_bars import (
    ClockBar,
    amount,
    clock_bar,
    hand_given_words,
    other_day_words,
    over_words,
    runs_late,
)
from mithaq.web.corridor.delays import amount_late
from mithaq.web.shell.dates import date_plain, moment_plain
from mithaq.web.shell.typography import semicolon
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when, in words; and whether that is past."""

    words: str
    is_late: bool = False


def clock_replaced(turns: Sequence[Turn], clock: ClockReading) -> Deadline | None:
    """What counts for a side instead of its clock: the day that an agreement or a decision gives
    it, or its turn, which is another's. The lateness of before stays told: it is never wiped away.

    ``turns`` are those of the side; nothing when its own clock is what counts.
    """
    if clock.closed_at is not None or any(turn.is_clocked for turn in turns):
        return None
    if not turns:
        if not _was_late(clock):
            return None
        if clock.is_paused:
            return Deadline(words=_with_before(other_day_words(), clock))
        return Deadline(words=hand_given_words(clock))
    turn = turns[0]
    by_committee = turn.act is Act.APPLY
    if turn.due_on is None:
        words = (
            _("décision du comité, sans jour fixé")
            if by_committee
            else _("accord signé, sans jour fixé pour l’exécuter")
        )
        return Deadline(words=_with_before(words, clock))
    missed = missed_in_turn(turn, on=timezone.localdate())
    if missed is not None:
        return Deadline(words=_with_before(given_words(missed), clock), is_late=True)
    words = _("à faire avant le %(day)s, jour fixé (%(source)s)") % {
        "day": date_plain(turn.due_on),
        "source": _source(by_committee=by_committee),
    }
    return Deadline(words=_with_before(words, clock))


def given_words(given: GivenDay) -> str:
    """How a day given by an agreement or a decision was kept: late, by how much, or not yet."""
    words = _("exécuté avec %(n)s de retard sur le jour fixé, %(day)s (%(source)s)")
    if given.done_at is None:
        words = _("en retard de %(n)s sur le jour fixé, %(day)s (%(source)s)")
    return words % {
        "n": amount_late(given),
        "day": date_plain(given.due_on),
        "source": _source(by_committee=given.by_committee),
    }


def _source(*, by_committee: bool) -> str:
    """What gave a day."""
    return _("décision du comité") if by_committee else _("accord")


def drawn(
    clock: ClockReading,
    turns: Sequence[Turn],
    *,
    given: GivenDay | None = None,
    has_steps: bool = False,
    is_short: bool = False,
) -> ClockBar:
    """The clock of a side as it counts now, given the turns of the side; short for a column.

    ``given``: the day of an agreement or a decision that the side kept late. An answer within its
    own delay does not wipe that lateness away.
    """
    told = clock_replaced(turns, clock)
    if given is not None and given.done_at is not None and clock.closed_at is not None:
        told = Deadline(words=given_words(given), is_late=True)
    instead = told.words if told else ""
    bar = clock_bar(clock, has_steps=has_steps, instead=instead, is_short=is_short)
    return replace(bar, is_late=told.is_late) if told else bar


def _was_late(clock: ClockReading) -> bool:
    return clock.state in LATE


def _with_before(words: str, clock: ClockReading) -> str:
    if not _was_late(clock):
        return words
    return _("%(words)s ; retard d’avant, gardé dans la vie du dossier : %(n)s") % {
        "words": words,
        "n": over_words(clock),
    }


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
    own = [turn for turn in turns if reader and turn.organisation == reader]
    dated = [turn for turn in own or turns if turn.due_on is not None]
    if dated:
        return _dated(dated[0], reader, names)
    replaced = {turn.organisation for turn in turns if not turn.is_clocked}
    running = {
        name: clock.due_at
        for name, clock in clocks.items()
        if clock.closed_at is None and name not in replaced
    }
    due = due_for(reader, turns, running)
    beside = not own and any(runs_late(clocks[name]) for name in running)
    if due is None and not beside:
        return _without_day(reader, turns, clocks, names)
    if beside or any(at == due and clocks[name].state in LATE for name, at in running.items()):
        return _all_late(turns, running, clocks=clocks, reader=reader, names=names)
    if own:
        return Deadline(words=_("à faire avant le %(when)s") % {"when": moment_plain(due)})
    return Deadline(words=_awaited(turns, running, names))


def _awaited(
    turns: Sequence[Turn], running: Mapping[str, datetime | None], names: Mapping[str, Labels]
) -> str:
    """By when those who are waited for answer: each day after the name that it binds, as soon as
    several are waited for."""
    found = dict.fromkeys(turn.organisation for turn in turns)
    dated = [(name, day) for name in found if (day := running.get(name)) is not None]
    if len(found) == 1:
        words = _("réponse attendue avant le %(when)s")
        return words % {"when": moment_plain(dated[0][1])}
    return semicolon().join(
        _("%(who)s : avant le %(when)s")
        % {"who": local(names.get(name, name)), "when": moment_plain(day)}
        for name, day in dated
    )


def _dated(turn: Turn, reader: str, names: Mapping[str, Labels]) -> Deadline:
    """The day that a decision of the committee, or an agreement, gives to a party."""
    missed = missed_in_turn(turn, on=timezone.localdate())
    if missed is not None:
        return _late(turn.organisation, amount_late(missed), reader, names)
    mine = turn.organisation == reader
    words = _("à faire avant le %(when)s") if mine else _("exécution attendue avant le %(when)s")
    return Deadline(words=words % {"when": date_plain(turn.due_on)})


def _late(who: str, by: str, reader: str, names: Mapping[str, Labels]) -> Deadline:
    """Whose delay is past, and by how much."""
    if who == reader:
        return Deadline(words=_("vous êtes en retard de %(n)s") % {"n": by}, is_late=True)
    words = _("%(who)s : en retard de %(n)s") % {"who": local(names.get(who, who)), "n": by}
    return Deadline(words=words, is_late=True)


def _all_late(
    turns: Sequence[Turn],
    running: Mapping[str, datetime | None],
    *,
    clocks: Mapping[str, ClockReading],
    reader: str,
    names: Mapping[str, Labels],
) -> Deadline:
    """Every party late in its turn, or whose passed delay runs on though it gave the hand: the
    reader first, then the one late the longest."""
    awaited = {turn.organisation for turn in turns}
    days = {
        name: day
        for name, day in running.items()
        if day is not None
        and (clocks[name].state in LATE if name in awaited else runs_late(clocks[name]))
    }
    late = sorted(days, key=lambda name: (name != reader, days[name], name))
    told = (_late(name, over_words(clocks[name]), reader, names).words for name in late)
    return Deadline(words=semicolon().join(told), is_late=True)


def _without_day(
    reader: str,
    turns: Sequence[Turn],
    clocks: Mapping[str, ClockReading],
    names: Mapping[str, Labels],
) -> Deadline:
    """No day binds who is waited for; a delay that runs beside, of nobody waited for, is said."""
    if any(turn.act is Act.PERFORM for turn in turns):
        return Deadline(words=_("l’accord ne fixe aucun jour pour l’exécuter"))
    mine = [turn.act for turn in turns if reader and turn.organisation == reader]
    awaited = {turn.organisation for turn in turns}
    own = clocks.get(reader)
    if not mine:
        return _beside(reader, awaited, clocks, names) or Deadline(
            words=_stopped(own) or _of_company(awaited, clocks, names) or _unbound(awaited, clocks)
        )
    if Act.COMPLETE in mine:
        words = _(
            "aucun délai ne vous est fixé ; celui de l’institution est suspendu jusqu’à votre "
            "réponse ; sans elle, l’institution peut reprendre et répondre avec ce qu’elle a"
        )
    elif own is not None and own.is_paused and own.norm is not None:
        words = _("votre délai est suspendu")
    else:
        words = _("aucun délai ne vous est fixé")
    return Deadline(words=words)


def _stopped(own: ClockReading | None) -> str:
    """That the reader's own delay is stopped while the others have no day, and what is left of it,
    or by how much it was past when it stopped."""
    if own is None or own.norm is None or not own.is_paused:
        return ""
    since = date_plain(own.stretches[-1].since)
    if _was_late(own):
        return _(
            "aucun délai n’est fixé à la partie attendue ; le vôtre, suspendu le %(day)s, était "
            "dépassé de %(n)s"
        ) % {"day": since, "n": over_words(own)}
    return _(
        "aucun délai n’est fixé à la partie attendue ; le vôtre, suspendu le %(day)s : reste %(n)s"
    ) % {
        "day": since,
        "n": amount(own.remaining or 0, own.unit),
    }


def _of_company(
    awaited: Collection[str], clocks: Mapping[str, ClockReading], names: Mapping[str, Labels]
) -> str:
    """Of the company waited for, which promises no delay: since when, and that the delay of who
    asked stands still meanwhile; then the institutions waited for that promised none either."""
    others = sorted(name for name in awaited if name in clocks)
    if COMMITTEE in awaited or len(others) == len(awaited):
        return ""
    words, said = _("aucun délai n’est fixé à l’entreprise"), {}
    paused = [clock for clock in clocks.values() if clock.is_paused and clock.closed_at is None]
    if paused:
        words = _("aucun délai n’est fixé à l’entreprise, attendue depuis le %(day)s")
        said = {"day": date_plain(max(clock.stretches[-1].since for clock in paused))}
    if any(clock.norm is not None for clock in paused):
        words = _(
            "aucun délai n’est fixé à l’entreprise, attendue depuis le %(day)s ; celui de "
            "l’institution est suspendu"
        )
    unbound = (
        _("%(who)s : aucun délai publié") % {"who": local(names.get(name, name))}
        for name in others
        if clocks[name].norm is None
    )
    return semicolon().join([words % said, *unbound])


def _beside(
    reader: str,
    awaited: Collection[str],
    clocks: Mapping[str, ClockReading],
    names: Mapping[str, Labels],
) -> Deadline | None:
    """The first delay that runs on though its institution gave the hand."""
    due = {
        name: clock.due_at
        for name, clock in clocks.items()
        if clock.closed_at is None
        and clock.due_at is not None
        and clock.state not in LATE
        and name not in awaited
    }
    name = min(due, key=lambda key: (due[key], key), default="")
    if not name:
        return None
    words = _("%(who)s : délai en cours jusqu’au %(when)s") % {
        "who": _("vous") if name == reader else local(names.get(name, name)),
        "when": moment_plain(due[name]),
    }
    return Deadline(words=words)


def _unbound(awaited: Collection[str], clocks: Mapping[str, ClockReading]) -> str:
    found = [clock for name, clock in clocks.items() if name in awaited]
    if any(clock.is_paused and clock.norm is not None for clock in found):
        return _("délai suspendu")
    return (
        _("aucun délai en cours") if any(clock.norm for clock in found) else _("aucun délai publié")
    )
