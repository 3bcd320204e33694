"""A small question: what is asked, which rules answer, and what is told beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise

from mithaq.web.simulators.forms import FactForm
from mithaq.web.simulators.questions.further import Further


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An answer that makes the question another one, which its own page answers."""

    fact: str
    value: str
    page: str
    says: Promise
    leads: Promise


@dataclass(frozen=True, slots=True)
class Later:
    """What changes once a measure runs: the case, where ``{ceiling}`` is a wage, its answer."""

    case: Promise
    brief: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallQuestion:
    """One question: its form, the rule that answers, and what is told beside.

    ``short`` is its title in the way back to the list.
    ``day`` is the fact whose day chooses the law; ``same`` gives a fact the value of another.
    ``amounts`` are rules with their words; ``values`` are parameters, ``ranges`` those of a least
    and a most that people come to learn. ``has_end`` tells what the end of an internship asks.
    ``brief`` are those amounts that the answer says at once, ``terms`` values of the law beside;
    two of them, a least and a most, are one line by ``span``.
    ``sure`` are the words of amounts once the answer is yes, ``refused`` the amounts of a no.
    ``nothing_due`` is an amount with the yes and the no to say, in the place of the others, where
    it is nothing.
    ``owed`` is an amount with what to say beside a no while it is due; ``behind`` are rules that
    a note beside an amount reads.
    ``after`` says what follows, case by case, beside the answer, ``aside`` under a fold, and
    ``later`` below it.
    ``supposed`` is what was taken as said for ``given``.
    ``doubts`` are values of the law whose other reading is told where it changes the answer.
    ``next_step`` is a page that takes the same answers further, ``elsewhere`` one that answers in
    the place of this one. ``deadline`` is a day of the law that a yes must say first. ``further``
    answers boxes of its own, below.
    """

    page: str
    path: str
    title: Promise
    short: Promise
    lead: Promise | str
    form: type[FactForm]
    day: str
    verdict: str
    yes: Promise
    no: Promise
    undecided: Promise
    law_name: str
    amounts: tuple[tuple[str, Promise], ...]
    behind: tuple[str, ...] = ()
    has_end: bool = False
    ranges: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    span: tuple[str, str, Promise] | None = None
    values: tuple[str, ...] = ()
    owed: tuple[str, Promise] | None = None
    nothing_due: tuple[str, Promise, Promise] | None = None
    doubts: tuple[str, ...] = ()
    after: tuple[tuple[Promise, Promise], ...] = ()
    aside: tuple[tuple[Promise, Promise], ...] = ()
    later: tuple[Later, ...] = ()
    supposed: Promise | str = ""
    same: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    initial: Mapping[str, str] = field(default_factory=dict)
    sure: Mapping[str, Promise] = field(default_factory=dict)
    refused: Mapping[str, Promise] = field(default_factory=dict)
    next_step: tuple[str, Promise] | None = None
    elsewhere: Elsewhere | None = None
    deadline: tuple[str, Promise] | None = None
    further: Callable[[QueryDict], Further] | None = None

    @property
    def nothing_due_yes(self) -> Promise | None:
        """The yes of an amount that is nothing whatever is supposed."""
        return self.nothing_due[1] if self.nothing_due else None
