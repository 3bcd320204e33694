"""The one day due of a case for whoever reads it: head, list, column and « Aujourd’hui » alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries.turns import Act, Turn, due_for
from mithaq.engines.clocks import ClockReading, ClockState
from mithaq.web.corridor.clock_bars import over_words
from mithaq.web.shell.dates import moment_plain

LATE = frozenset({ClockState.LATE, ClockState.SILENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when, in words; and whether that is past."""

    words: str
    is_late: bool = False


def deadline_of(reader: str, turns: Sequence[Turn], clocks: Mapping[str, ClockReading]) -> Deadline:
    """The reader's own day when it is their turn, else that of the first who is waited for.

    ``clocks`` holds the clock of each institution. The reader who has none is told so.
    """
    if not turns:
        return Deadline(words="")
    running = {name: clock.due_at for name, clock in clocks.items() if clock.closed_at is None}
    due = due_for(reader, turns, running)
    mine = [turn.act for turn in turns if turn.organisation == reader]
    if due is None:
        return Deadline(words=_without_day(mine, turns, clocks))
    late = next(
        (clocks[name] for name, at in running.items() if at == due and clocks[name].state in LATE),
        None,
    )
    if late is not None:
        return Deadline(words=_("en retard de %(n)s") % {"n": over_words(late)}, is_late=True)
    words = _("à faire avant le %(when)s") if mine else _("réponse attendue avant le %(when)s")
    return Deadline(words=words % {"when": moment_plain(due)})


def _without_day(
    mine: Sequence[Act], turns: Sequence[Turn], clocks: Mapping[str, ClockReading]
) -> str:
    if Act.COMPLETE in mine:
        return _("aucun délai ne vous est fixé ; celui de l’institution est suspendu")
    if mine:
        return _("aucun délai ne vous est fixé")
    awaited = {turn.organisation for turn in turns}
    has_norm = any(clock.norm for name, clock in clocks.items() if name in awaited)
    return _("aucun délai en cours") if has_norm else _("aucun délai publié")
