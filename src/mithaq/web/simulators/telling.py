"""Answers of the law in words of a page, each with the address of its explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import (
    Answer,
    AskedFact,
    Change,
    Condition,
    Sides,
    UsedValue,
)
from mithaq.base.text import Labels
from mithaq.web.programmes.values import value_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import comma, language
from mithaq.web.shell.words import local
from mithaq.web.simulators.compared import can_be_read, holds, is_none_left, is_plain, sides_words
from mithaq.web.simulators.inside import inside
from mithaq.web.simulators.values import told_words

DAY: Final = "jour"


def used_words(used: UsedValue) -> SafeString:
    """A value of the law that counted, with its unit."""
    return value_words(used.value, used.version)


def doubt_words(used: UsedValue) -> str:
    """Why a value is to be confirmed: the note of its source, else how sure the sources are."""
    said = used.version.note.of(language())
    if said:
        return said
    return {
        "conflicting": _("Les sources lues se contredisent."),
        "unknown": _("Aucune source lue ne le dit."),
    }.get(used.version.confidence, _("Probable d’après les sources lues, sans texte officiel lu."))


def age_words(limit: int) -> str:
    """Both sides of the very age of a limit, of which only the birthday tells."""
    said = _(
        "À %(age)s ans, le jour décide : oui si le contrat est signé au plus tard le jour des "
        "%(age)s ans, non dès le lendemain."
    )
    return said % {"age": limit}


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
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A fact to change, from what to what."""

    label: Labels
    before: str | SafeString
    after: str | SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """An answer as a block: its conditions, what is missing, what would make it yes.

    ``hangs`` tells that it would be open if nothing were assumed; ``supposed`` counts, of the
    conditions that hold, those that rest on what is.
    """

    answer: Answer
    state: str
    conditions: tuple[ToldCondition, ...]
    missing: tuple[AskedFact, ...]
    changes: list[ChangeLine]
    url: str
    hangs: bool = False
    supposed: int = 0

    @property
    def age_words(self) -> str:
        """Both sides, where the age said is that of a limit."""
        return age_words(self.answer.age_limit) if self.answer.age_limit else ""

    @property
    def is_settled(self) -> bool:
        """Whether every condition was answered: nothing unsaid may still change a no."""
        return all(item.state != "unknown" for item in self.conditions)

    @property
    def open_conditions(self) -> tuple[ToldCondition, ...]:
        """Those that fail, or that nobody answered."""
        return tuple(item for item in self.conditions if item.state != "met")

    @property
    def met_conditions(self) -> tuple[ToldCondition, ...]:
        """Those that hold."""
        return tuple(item for item in self.conditions if item.state == "met")


def told_answer(
    answer: Answer,
    facts: Mapping[str, object],
    *,
    said: Mapping[str, str] | None = None,
    traces_each: bool = True,
    hangs: bool = False,
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
        hangs=hangs,
    )


def days_said(facts: Mapping[str, object]) -> dict[str, str]:
    """A creation held against a hire, both said: a bound beside one day alone reads as a fault."""
    created, hired = facts.get("employer_created_on"), facts.get("hire_date")
    if not (isinstance(created, date) and isinstance(hired, date)):
        return {}
    days = {"created": date_plain(created), "hired": date_plain(hired)}
    return {
        "tahfiz_employer_exists": _("Création le %(created)s, embauche le %(hired)s.") % days,
    }


def change_lines(changes: Iterable[Change]) -> list[ChangeLine]:
    """What would make the answer yes."""
    return [
        ChangeLine(
            label=change.label,
            # What is the opposite of the answer needs no telling.
            before=""
            if change.before.value is None or isinstance(change.before.value, bool)
            else told_words(change.before),
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
    readable = [side for side in item.compared if can_be_read(side)]
    # A comparison that holds does not say why a condition fails.
    sides = [s for s in readable if item.is_met is not False or not holds(s)]
    return ToldCondition(
        condition=item,
        state=_state(is_met=item.is_met),
        words=(said,) if said else tuple(dict.fromkeys(_counted(item, readable, sides))),
        url=url,
    )


def _counted(
    item: Condition, readable: list[Sides], sides: list[Sides]
) -> Iterator[str | SafeString]:
    """What a condition held against what, or the code that it read, or that nobody answered."""
    yield from (sides_words(side) for side in sides if not (is_plain(side) or is_none_left(side)))
    # A yes or a no is left to the mark: where the condition denies the fact, it reads upside down.
    given = () if readable else [told for _label, told in item.facts if isinstance(told.value, str)]
    yield from (told_words(told) for told in given)
    if item.age_limit:
        yield age_words(item.age_limit)
    elif item.is_met is None:
        yield from _unsettled(item)


def _unsettled(item: Condition) -> Iterator[str]:
    """Why a condition stays open: the law is silent that day, or an answer is missing."""
    unsaid = [(label, told) for label, told in item.facts if told.value is None]
    lacks = [inside(local(label)) for label, told in unsaid if told.unit == "boolean"]
    if any(used.version.value is None for used in item.used):
        yield _("Aucun texte lu ne le fixe pour ce jour.")
    elif unsaid and len(unsaid) == len(item.facts):
        yield _("Vous n’avez pas répondu à cette question.")
    elif lacks:
        yield _("Il manque : %(facts)s.") % {"facts": comma().join(lacks)}


def facts_text(facts: Mapping[str, object]) -> dict[str, str]:
    """Facts as an address writes them."""
    return {name: _written(value) for name, value in facts.items()}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
