"""An answer that one unsaid fact decides: what it would be for each thing that may be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.programmes import queries
from mithaq.web.shell.words import local
from mithaq.web.simulators.inside import inside
from mithaq.web.simulators.questions.asked import SmallQuestion
from mithaq.web.simulators.telling import doubt_words
from mithaq.web.simulators.values import told_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLine:
    """The sayings of a fact that give one answer; ``doubt`` says why another reading turns it."""

    state: str
    words: tuple[str | SafeString, ...]
    doubt: str = ""


def split_lines(
    question: SmallQuestion, found: queries.Asked, facts: Mapping[str, str], *, age: int | None
) -> tuple[SplitLine, ...]:
    """Yes for these, no for those; nothing unless a single choice is missing and decides."""
    missing = found.answers[question.verdict].missing
    if len(missing) != 1:
        return ()
    lines = sides_of(
        question.verdict,
        missing[0],
        facts,
        day=question.day,
        age=age,
        doubts=question.doubts,
    )
    return () if any(line.state == "unknown" for line in lines) else lines


def sides_of(
    target: str,
    fact: queries.AskedFact,
    facts: Mapping[str, str],
    *,
    day: str,
    age: int | None = None,
    doubts: tuple[str, ...] = (),
) -> tuple[SplitLine, ...]:
    """What a rule answers for each thing that a fact may be; nothing for a fact of no choices.

    ``day`` is the fact whose day chooses the law. Yes comes first, then no, then what no text says.
    """
    groups: dict[tuple[str, str], list[str | SafeString]] = {}
    for code, words in _choices(fact):
        asked = queries.ask_law(
            [target], {**facts, fact.name: code}, day=day, age=age, doubts=doubts
        )
        state = _STATES[asked.answers[target].is_met]
        doubt = next((doubt_words(item.used) for item in asked.readings), "")
        groups.setdefault((state, doubt), []).append(words)
    order = list(_STATES.values())
    return tuple(
        SplitLine(state=state, words=tuple(words), doubt=doubt)
        for (state, doubt), words in sorted(groups.items(), key=lambda i: order.index(i[0][0]))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An amount, the sayings of a fact that give it, and what is in doubt behind it."""

    amount: str | SafeString
    words: tuple[str, ...]
    doubtful: tuple[queries.UsedValue, ...]


def amounts_by(
    target: str, fact: queries.AskedFact, facts: Mapping[str, str], *, day: str
) -> tuple[Side, ...]:
    """The amounts of a rule for what a fact may be, that of most sayings first."""
    groups: dict[str | SafeString, list[str]] = {}
    doubts: dict[str | SafeString, dict[str, queries.UsedValue]] = {}
    for code, words in _choices(fact):
        answer = queries.ask_law([target], {**facts, fact.name: code}, day=day).answers[target]
        if answer.told.value is None:
            return ()
        amount = told_words(answer.told)
        groups.setdefault(amount, []).append(inside(str(words)))
        doubts.setdefault(amount, {}).update({u.value.path: u for u in answer.doubtful})
    return tuple(
        Side(amount=amount, words=tuple(words), doubtful=tuple(doubts[amount].values()))
        for amount, words in sorted(groups.items(), key=lambda item: -len(item[1]))
    )


_STATES: Final[Mapping[bool | None, str]] = {True: "met", False: "unmet", None: "unknown"}


def _choices(fact: queries.AskedFact) -> list[tuple[str, str | SafeString]]:
    if fact.kind == "boolean":
        return [("oui", _("Oui")), ("non", _("Non"))]
    return [(code, local(label)) for code, label in fact.choices]
