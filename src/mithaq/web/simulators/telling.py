"""Answers of the law in words of a page, each with the address of its explanation."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import (
    Answer,
    AskedFact,
    Change,
    Condition,
    Sides,
    Told,
    UsedValue,
)
from mithaq.base.text import Labels
from mithaq.web.programmes.values import quantity_words, value_words
from mithaq.web.shell.dates import date_day
from mithaq.web.shell.numbers import money
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import local

DAY: Final = "jour"
_OPS: Final = {
    "less": "<",
    "at_most": "≤",
    "more": ">",
    "at_least": "≥",
    "equal": "=",
    "different": "≠",
}
# Arabic mirrors signs: it says in words what is true, the opposite where a comparison fails.
_SAID_IN_ARABIC: Final = {
    ("less", True): "أقل من", ("less", False): "لا يقل عن",
    ("at_most", True): "لا يتجاوز", ("at_most", False): "يتجاوز",
    ("more", True): "يتجاوز", ("more", False): "لا يتجاوز",
    ("at_least", True): "لا يقل عن", ("at_least", False): "أقل من",
    ("equal", True): "يساوي", ("equal", False): "يختلف عن",
    ("different", True): "يختلف عن", ("different", False): "يساوي",
}  # fmt: skip
_HOLDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "less": operator.lt,
    "at_most": operator.le,
    "more": operator.gt,
    "at_least": operator.ge,
    "equal": operator.eq,
    "different": operator.ne,
}


def told_words(told: Told) -> str | SafeString:
    """A value in words: an amount to the centime, a day, a code by its name, yes or no."""
    value = told.value
    if value is None:
        return _("inconnu")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, date):
        return date_day(value)
    if isinstance(value, str):
        return local(told.name) if told.name else set_text(value)
    if told.unit == "MAD":
        return money(round(value * 100))
    return format_html("{}", set_text(quantity_words(value, told.unit)))


def used_words(used: UsedValue) -> SafeString:
    """A value of the law that counted, with its unit."""
    return value_words(used.value, used.version)


def explanation_url(target: str, facts: Mapping[str, object], *, on: date) -> str:
    """Where the whole calculation of an answer is read; the address holds facts and no name."""
    asked = {**facts, DAY: on.isoformat()}
    return f"{reverse('law_explained', args=[target])}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCondition:
    """A condition as a line: met or not, what was held against what, its article, its trace."""

    condition: Condition
    state: str
    words: tuple[str | SafeString, ...]
    apart: str | SafeString
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A fact to change, from what to what."""

    label: Labels
    before: str | SafeString
    after: str | SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """An answer as a block: its conditions, what is missing, what would make it yes."""

    answer: Answer
    state: str
    conditions: tuple[ToldCondition, ...]
    missing: tuple[AskedFact, ...]
    changes: list[ChangeLine]
    url: str


def told_answer(
    answer: Answer,
    facts: Mapping[str, object],
    *,
    said: Mapping[str, str] | None = None,
    traces_each: bool = True,
) -> ToldAnswer:
    """An answer in words; what is unmet comes first, then what is open.

    ``said`` are sentences of the page for some conditions, by their names; ``traces_each`` leads
    from each condition to its own calculation, beside that of the whole.
    """
    ranks = {False: 0, None: 1, True: 2}
    ordered = sorted(answer.conditions, key=lambda item: ranks[item.is_met])
    given = said or {}
    return ToldAnswer(
        answer=answer,
        state=_state(is_met=answer.is_met),
        conditions=tuple(
            _condition(
                item,
                said=given.get(item.name, ""),
                url=explanation_url(item.name, facts, on=answer.on) if traces_each else "",
            )
            for item in ordered
        ),
        missing=answer.missing,
        changes=change_lines(answer.advice),
        url=explanation_url(answer.target, facts, on=answer.on),
    )


def change_lines(changes: Iterable[Change]) -> list[ChangeLine]:
    """What would make the answer yes."""
    return [
        ChangeLine(
            label=change.label,
            before="" if change.before.value is None else told_words(change.before),
            after=_after_words(change),
        )
        for change in changes
    ]


def _after_words(change: Change) -> str | SafeString:
    """The value that would give yes; a choice left unsaid is to be said, not to be changed."""
    if change.is_code and change.before.value is None:
        return _("à préciser")
    return told_words(change.after)


def _state(*, is_met: bool | None) -> str:
    return "unknown" if is_met is None else "met" if is_met else "unmet"


def _condition(item: Condition, *, said: str, url: str) -> ToldCondition:
    readable = [side for side in item.compared if _can_be_read(side)]
    # A comparison that holds does not say why a condition fails.
    sides = [s for s in readable if item.is_met is not False or not _holds(s)]
    missed = next((s.distance for s in sides if s.distance and item.is_met is False), None)
    return ToldCondition(
        condition=item,
        state=_state(is_met=item.is_met),
        words=(said,) if said else tuple(dict.fromkeys(_counted(item, readable, sides))),
        apart=told_words(missed) if missed and not said else "",
        url=url,
    )


def _counted(
    item: Condition, readable: list[Sides], sides: list[Sides]
) -> Iterator[str | SafeString]:
    """What a condition held against what, or the code that it read, or that nobody answered."""
    yield from (_sides_words(side) for side in sides)
    # A yes or a no is left to the mark: where the condition denies the fact, it reads upside down.
    given = () if readable else [told for _label, told in item.facts if isinstance(told.value, str)]
    yield from (told_words(told) for told in given)
    if item.is_met is None and item.facts and all(t.value is None for _label, t in item.facts):
        yield _("Vous n’avez pas répondu à cette question.")


def _sides_words(sides: Sides) -> SafeString:
    left, right = told_words(sides.left), told_words(sides.right)
    sign = _OPS.get(sides.op, sides.op)
    if language() == "ar" and sides.op in _HOLDS:
        sign = _SAID_IN_ARABIC[sides.op, _holds(sides)]
    return format_html("{} {} {}", left, sign, right)


def _can_be_read(sides: Sides) -> bool:
    """Amounts, numbers and days read on both sides; a code is told by its fact."""
    both = (sides.left.value, sides.right.value)
    return not any(value is None or isinstance(value, str | bool) for value in both)


def _holds(sides: Sides) -> bool:
    """Whether a comparison that can be read is true."""
    left: Any = sides.left.value
    return bool(_HOLDS[sides.op](left, sides.right.value))


def facts_text(facts: Mapping[str, object]) -> dict[str, str]:
    """Facts as an address writes them."""
    return {name: _written(value) for name, value in facts.items()}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
