"""An invented law in every operation, and random people to hold the dialects against each other."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from mithaq.engines.rules import (
    all_of,
    any_of,
    days_after,
    days_between,
    floor,
    greatest,
    least,
    month_of,
    months_after,
    months_between,
    not_,
    one_of,
    rounded,
    scale,
    when,
)
from mithaq.engines.rules._binding import Bound, Bracket, Lowered
from mithaq.engines.rules._expression import Expression, Name, Operation, Parameter
from mithaq.engines.rules._lowering import Lowering
from mithaq.engines.rules._parameters import DatedValue
from mithaq.engines.rules._program import Column, Program
from mithaq.engines.rules._steps import Scalar, Steps

FORMS = ("company", "association", "cooperative")
KINDS = {
    "gross": "money",
    "days": "days",
    "hire_date": "date",
    "founded_on": "date",
    "form": "code",
    "is_first_job": "boolean",
    "month": "date",
}
HISTORIES: dict[str, tuple[DatedValue, ...]] = {
    "ceiling": (
        DatedValue(since=date(2000, 1, 1), value=None),
        DatedValue(since=date(2002, 4, 1), value=5000.0),
        DatedValue(since=date(2015, 1, 1), value=6000.0),
    ),
    "rate": (
        DatedValue(since=date(2000, 1, 1), value=0.0448),
        DatedValue(since=date(2018, 7, 1), value=0.0452),
    ),
    "delay": (
        DatedValue(since=date(2000, 1, 1), value=24.0),
        DatedValue(since=date(2019, 1, 1), value=31.0),
    ),
    "forms": (
        DatedValue(since=date(2000, 1, 1), value=("company",)),
        DatedValue(since=date(2018, 1, 1), value=FORMS[:2]),
    ),
    "brackets": (
        DatedValue(
            since=date(2000, 1, 1),
            value=(Bracket(0, 0), Bracket(30000, 0.1), Bracket(50000, 0.2), Bracket(180000, 0.38)),
        ),
    ),
}


def law() -> dict[str, Operation]:
    """A dozen formulas that between them use every word of the authors."""
    gross, days, hired, founded, form, first, month = map(Name, KINDS)
    p, anchored = Parameter(""), Parameter("", hired)
    base = least(gross, anchored.ceiling)
    contribution = rounded(base * anchored.rate, 0.01)
    taxable = greatest(gross - contribution, 0)
    tax = rounded(scale(taxable * 12, p.brackets) / 12, 0.01)
    in_time = hired <= months_after(founded, anchored.delay)
    tenure = months_between(month, hired)
    eligible = all_of(
        in_time,
        one_of(form, anchored.forms),
        any_of(first, gross <= 10000),
        not_(days_between(hired, founded) < 0),
    )
    daily = rounded(gross / days, 0.01, "down")
    return {
        "contribution": contribution,
        "tax": tax,
        "net": rounded(taxable - tax, 0.01),
        "eligible": eligible,
        "tenure": tenure,
        "is_over": tenure >= when(eligible, 36, 24),
        "relief": when(eligible, rounded(contribution * 0.5, 1, "up"), 0),
        "daily": daily,
        "claim_by": days_after(hired, floor(days * 1.5)),
        "lag": month_of(month) - month_of(hired),
        "is_same_form": when(first, form == "company", form != "association"),
        "rounded_to_ten": rounded(-gross / 7, 10),
        "back": months_after(month, -floor(days / 3)),
    }


@dataclass(slots=True)
class Facts:
    """Reads formulas with the facts above; the parameters are those of 2020."""

    steps: Steps
    is_complete: bool

    def column(self, name: str) -> Lowered:
        """Every fact may be missing, or none."""
        value = self.steps.value(name, is_boolean=KINDS[name] == "boolean")
        is_known = self.is_complete or name == "month"
        return Lowered(value, None if is_known else self.steps.known(name))

    def in_force(self, path: str) -> Bound:
        """The value of 2020."""
        return HISTORIES[path][-1].value

    def history(self, path: str) -> tuple[DatedValue, ...]:
        """Every value."""
        return HISTORIES[path]

    def is_truth(self, path: str) -> bool:
        """Whether any of its values is a yes or a no."""
        return any(isinstance(dated.value, bool) for dated in HISTORIES[path])

    def choices(self, name: str) -> Mapping[str, int] | None:
        """The forms of an employer."""
        return {code: number for number, code in enumerate(FORMS)} if name == "form" else None


def program(
    *, is_complete: bool = False, formulas: Mapping[str, Expression] | None = None
) -> Program:
    """The invented law as a program."""
    steps = Steps()
    lowering = Lowering(steps, Facts(steps, is_complete))
    outputs = {name: lowering.lower(node) for name, node in (formulas or law()).items()}
    columns = tuple(
        Column(
            name=name,
            is_boolean=kind == "boolean",
            may_be_missing=not is_complete and name != "month",
            kind=kind,
            choices=FORMS if kind == "code" else (),
        )
        for name, kind in KINDS.items()
    )
    return Program(steps=tuple(steps.listed), columns=columns, outputs=outputs)


def day(text: str) -> float:
    """A day as its number."""
    return float((date.fromisoformat(text) - date(1970, 1, 1)).days)


def people(count: int, *, seed: int, is_complete: bool = False) -> list[dict[str, Scalar | None]]:
    """Random facts, many of them at the edges of the law; a tenth missing unless complete."""
    dice = random.Random(seed)  # noqa: S311 - people of an invented law
    return [_person(dice, is_complete=is_complete) for _ in range(count)]


def _person(dice: random.Random, *, is_complete: bool) -> dict[str, Scalar | None]:
    edges = (0.0, 2500.0, 5000.0, 6000.0, 9999.99, 10000.0, 10000.01, 15000.0)
    founded = float(dice.randrange(9_000, 20_400))
    facts: dict[str, Scalar | None] = {
        "gross": dice.choice(edges) if dice.random() < 0.3 else dice.randrange(4_000_000) / 100,
        "days": float(dice.randrange(0, 27)),
        "hire_date": founded + dice.choice((-1, 0, 730, 731, dice.randrange(3000))),
        "founded_on": founded,
        "form": float(dice.randrange(3)),
        "is_first_job": dice.random() < 0.5,
    }
    if not is_complete:
        facts = {name: None if dice.random() < 0.1 else value for name, value in facts.items()}
    return {**facts, "month": day(f"{dice.randrange(2004, 2027)}-{dice.randrange(1, 13):02}-01")}


def centimes(value: object) -> bool | int | None:
    """A result to the centime: what the dialects must agree on; a truth or unknown as it is."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value * 100
    exact = value if isinstance(value, Decimal) else Fraction(value)
    if isinstance(exact, Decimal):
        return int((exact * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    return round(exact * 100)
