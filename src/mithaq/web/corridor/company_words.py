"""A case told to its company: who is waited for and what for, where each side stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.apps.corridor.queries.views import CaseView, SideView
from mithaq.base.text import Labels
from mithaq.engines.clocks import LATE, ClockReading, ClockState
from mithaq.web.corridor.clock_bars import over_words
from mithaq.web.corridor.deadlines import clock_replaced
from mithaq.web.corridor.words import awaited_words, party_words
from mithaq.web.shell.dates import date_plain, moment_plain
from mithaq.web.shell.typography import comma, semicolon, set_text
from mithaq.web.shell.words import local

OURS: Final[Mapping[Act, Promise]] = {
    Act.COMPLETE: gettext_lazy("apportez le complément demandé"),
    Act.SIGN: gettext_lazy("signez l’accord"),
    Act.REPLY: gettext_lazy("répondez à la proposition"),
    Act.HELP: gettext_lazy("donnez ce qui vous est demandé"),
    Act.APPLY: gettext_lazy("exécutez la décision du comité"),
}
ANSWERED: Final = frozenset({ClockState.MET, ClockState.CLOSED, ClockState.CLOSED_LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTold:
    """One institution of a case as its company reads it."""

    side: SideView
    officer: str
    when: str
    is_late: bool


def turn_words(turns: Iterable[Turn], names: Mapping[str, Labels], company: str) -> str:
    """Who is waited for, and what for; the company is addressed first, with all its duties."""
    found = list(turns)
    if any(turn.organisation == company for turn in found):
        mine = [
            str(OURS[turn.act])
            for turn in found
            if turn.organisation == company and turn.act in OURS
        ]
        return _("À vous : %(what)s") % {"what": semicolon().join(mine)} if mine else _("À vous")
    told = [
        _("%(who)s : %(what)s")
        % {
            "who": party_words(turn, names),
            "what": awaited_words(turn),
        }
        for turn in found
    ]
    return semicolon().join(dict.fromkeys(told))


def turn_lines(
    case: CaseView, clocks: Mapping[str, ClockReading], names: Mapping[str, Labels]
) -> SafeString | str:
    """One line for each party waited for, when several are: its name, what is expected, by when."""
    turns = case.turns
    if len(turns) < 2 or any(turn.organisation == case.company for turn in turns):
        return ""
    sides = {side.institution: side for side in case.sides}
    lines = []
    for turn in turns:
        side = sides.get(turn.organisation)
        # A day given by a decision, or an agreement, is already said with what is awaited.
        clock = clocks.get(turn.organisation)
        when = when_words(side, clock) if side and turn.is_clocked else ""
        name = party_words(turn, names)
        told = " · ".join(part for part in (awaited_words(turn), when) if part)
        lines.append((set_text(name), set_text(told)))
    return format_html_join(
        "", '<span class="turn-line"><bdi>{}</bdi><span class="small">{}</span></span>', lines
    )


def names_of(case: CaseView) -> dict[str, Labels]:
    """The parties of a case, by slug."""
    found = {side.institution: side.labels for side in case.sides}
    return {case.company: case.company_labels, **found}


def side_told(
    side: SideView, clock: ClockReading | None = None, *, turns: Iterable[Turn] | None = None
) -> SideTold:
    """Who handles a case in an institution, and by when it answers while it has the turn."""
    own = [turn for turn in turns or () if turn.organisation == side.institution]
    told = clock_replaced(own, clock) if turns is not None and clock is not None else None
    capacity = local(side.officer_capacity)
    return SideTold(
        side=side,
        officer=comma().join(part for part in (side.officer, capacity) if part),
        when=told.words if told else when_words(side, clock),
        is_late=told.is_late if told else side.state in LATE,
    )


def when_words(side: SideView, clock: ClockReading | None) -> str:
    """By when an institution answers; a delay that nobody promised is not published."""
    if side.answered_at is not None:
        return _("a répondu le %(day)s") % {"day": date_plain(side.answered_at)}
    if side.seen_at is not None:
        return _("a pris acte le %(day)s") % {"day": date_plain(side.seen_at)}
    if side.state in ANSWERED:
        return ""
    if side.state == ClockState.PAUSED:
        return _("délai suspendu")
    if side.due_at is None:
        # A relay answers nothing: nobody expects a delay from it.
        return "" if side.part == Part.RELAYS else _("délai non publié")
    if side.state in LATE:
        if clock is None:
            return _("en retard, attendu le %(day)s") % {"day": date_plain(side.due_at)}
        words = _("en retard de %(n)s, attendu le %(day)s")
        return words % {"n": over_words(clock), "day": date_plain(clock.due_on)}
    return _("réponse avant le %(when)s") % {"when": moment_plain(side.due_at)}
