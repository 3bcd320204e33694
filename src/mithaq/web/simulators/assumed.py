"""What nobody typed may give a yes, never a no: a no that hangs on it is a question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes import queries
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import comma
from mithaq.web.simulators.aged import AGE
from mithaq.web.simulators.forms import FactForm
from mithaq.web.simulators.telling import ToldAnswer, facts_text

STARTED: Final = "employer_operating_since"
# What is said of a no that hangs on a fact that nobody typed, with the first day that turns it.
UNLESS: Final[Mapping[str, Promise]] = {
    STARTED: _(
        "Non, sauf si l’exploitation a commencé le %(day)s ou après : quand a-t-elle commencé ?"
    ),
}
ON_CREATION: Final = _("L’exploitation a commencé le jour de la création")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A fact that nobody typed and that turns a no; ``turns_on`` is the first day that does."""

    fact: str
    turns_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlessAsked:
    """The question that a no leaves open: its sentence, its field, the other answers to keep."""

    sentence: str
    field: BoundField
    kept: tuple[tuple[str, object], ...]


def unless_asked(form: FactForm, found: Hanging | None) -> UnlessAsked | None:
    """What a page asks at once; nothing where no day is known to turn the answer."""
    if found is None or found.turns_on is None or found.fact not in UNLESS:
        return None
    return UnlessAsked(
        sentence=str(UNLESS[found.fact]) % {"day": date_plain(found.turns_on)},
        field=form[found.fact],
        kept=tuple(form.kept.items()),
    )


def hanging(
    target: str, facts: Mapping[str, object], assumed: Collection[str], *, day: str
) -> Hanging | None:
    """The one fact, of those assumed, without which an answer is no longer a no.

    ``facts`` are all of them, an age included; ``day`` is the one whose day chooses the law.
    """
    for name in sorted({*assumed} & facts.keys()):
        if _asked(target, facts, day, without=name).is_met is None:
            return Hanging(fact=name, turns_on=_turning_day(target, facts, name, day=day))
    return None


def hangs(target: str, facts: Mapping[str, object], assumed: Collection[str], *, day: str) -> bool:
    """Whether an answer would be open if nothing were assumed."""
    left = {name: value for name, value in facts.items() if name not in assumed}
    return bool({*assumed} & facts.keys()) and _asked(target, left, day).is_met is None


def turning(
    target: str, facts: Mapping[str, object], assumed: Collection[str], *, day: str
) -> tuple[str, ...]:
    """The facts, of those assumed, without which a yes is no longer one, in the order given."""
    return tuple(
        name
        for name in assumed
        if name in facts
        and name != day
        and _asked(target, facts, day, without=name).is_met is not True
    )


def if_true(briefly: Mapping[str, Promise], turns: Collection[str]) -> str:
    """What decides a yes and nobody said, in a few words; nothing where all was said."""
    words = [str(briefly[name]) for name in turns if name in briefly]
    return gettext("Si c’est vrai : %(facts)s.") % {"facts": comma().join(words)} if words else ""


def with_supposed(told: ToldAnswer, assumed: Collection[str]) -> ToldAnswer:
    """An answer that counts, of the conditions that hold, those that rest on what is assumed."""
    labels = {fact.label for fact in queries.asked_facts(tuple(assumed))}
    resting = [
        item
        for item in told.met_conditions
        if any(label in labels for label, _told in item.condition.facts)
    ]
    return replace(told, supposed=len(resting))


def _asked(
    target: str, facts: Mapping[str, object], day: str, *, without: str = ""
) -> queries.Answer:
    given = {name: value for name, value in facts.items() if name not in {without, AGE}}
    age: Any = facts.get(AGE)
    return queries.ask_law([target], facts_text(given), day=day, age=age).answers[target]


def _turning_day(target: str, facts: Mapping[str, object], name: str, *, day: str) -> date | None:
    """The first day for a fact that turns the no, up to the day of the question."""
    low, high = facts[name], facts[day]
    if not (isinstance(low, date) and isinstance(high, date) and low < high):
        return None

    def turns(value: date) -> bool:
        return _asked(target, {**facts, name: value}, day).is_met is not False

    return _first(turns, low, high) if turns(high) else None


def _first(turns: Callable[[date], bool], low: date, high: date) -> date:
    """The first day that turns, between one that does not and one that does."""
    while (apart := (high - low).days) > 1:
        middle = low + timedelta(days=apart // 2)
        low, high = (low, middle) if turns(middle) else (middle, high)
    return high
