"""What questions put to the law hold, and what is answered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from ninja import Field, Schema

from mithaq.api.law_shapes import DAY, NAME, OverrideOut, RuleVersionOut, ValueOut
from mithaq.api.shapes import Said

Plain: TypeAlias = bool | float | str | None
Asked: TypeAlias = Annotated[
    str, Field(pattern=DAY, description="A month (its first day counts) or a day.")
]
Facts: TypeAlias = Annotated[
    dict[str, Plain], Field(max_length=100, description="By name; see /law/facts.")
]


class ComparedOut(Schema):
    """Both sides of a condition, and the distance between them."""

    left: Plain
    op: str
    right: Plain
    distance: float | None
    unit: str


class UsedOut(Schema):
    """A value of the law that counted in a case."""

    path: str
    label: Said
    unit: str
    value: Any
    since: date
    reference: str
    citation: Said = Field(description="The same in each language; or that none is published.")
    confidence: str
    override: OverrideOut | None


class ReasonOut(Schema):
    """A condition that fails and settles the answer."""

    rule: str
    label: Said
    article: str
    citation: Said = Field(description="The same in each language; or that none is published.")
    comparison: ComparedOut | None
    parameters: list[UsedOut]


class FindingOut(Schema):
    """What one rule gave, and what it read; said once in full, by its name where it comes back."""

    rule: str
    label: Said
    unit: str
    value: Plain
    article: str | None = None
    citation: Said | None = None
    since: date | None = None
    until: date | None = None
    known: date | None = None
    sentence: Said | None = None
    facts: dict[str, Plain] | None = None
    comparisons: list[ComparedOut] | None = None
    parameters: list[UsedOut] | None = None
    parts: list[FindingOut] | None = None


class LawOut(Schema):
    """The law that answered: its digest tells whether it is still the same."""

    name: str
    digest: str
    reform: str


class AdvisedOut(Schema):
    """A fact to change; all of them together make the answer yes, as was checked."""

    fact: str
    label: Said
    before: Plain
    after: Plain


class SetAsideOut(Schema):
    """A value recorded in place of the law's, which the law does not take: not applied."""

    path: str
    label: Said
    since: date
    value: str
    reason: str
    by: str
    why: Said


class ExplainedOut(Schema):
    """A case answered. `value` is null where the facts do not settle it; `missing` says which."""

    law: LawOut
    day: date
    known: date | None
    target: str
    facts: dict[str, Plain]
    value: Plain
    is_known: bool
    is_exercise: bool
    missing: list[str]
    silences: list[Said]
    because: list[ReasonOut]
    set_aside: list[SetAsideOut]
    trace: FindingOut
    advice: list[AdvisedOut]


class Question(Schema):
    """A question put to the law. Nothing of it is kept."""

    target: str = Field(pattern=NAME, description="The rule to explain; see /law/rules.")
    on: Asked
    known: Asked | None = Field(None, description="Answer as one would have on that day.")
    facts: Facts = {}


class ChangeOut(Schema):
    """What differs from a day: a value or a rule, before and after; null where there was none."""

    name: str
    is_rule: bool
    label: Said
    scheme: str
    since: date
    is_exercise: bool
    before: ValueOut | RuleVersionOut | None
    after: ValueOut | RuleVersionOut | None


class ChangedValue(Schema):
    """A value proposed, on every day or from one: a number, a truth, a text, codes, a schedule."""

    path: str = Field(pattern=NAME)
    value: float | bool | str | list[str] | list[dict[str, float]]
    since: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$")


class Reformed(Schema):
    """Other values of the law."""

    name: str = Field("reform", max_length=120)
    changes: list[ChangedValue] = Field(min_length=1, max_length=20)
    on: Asked


class Proposal(Reformed):
    """A reform to try on one case. Nothing of it is kept."""

    target: str = Field(pattern=NAME)
    facts: Facts = {}


class Exercise(Reformed):
    """A reform to try on invented employees, the same ones for the same seed."""

    targets: list[Annotated[str, Field(pattern=NAME)]] = Field(min_length=1, max_length=5)
    people: int = Field(10_000, ge=1, le=50_000)
    seed: int = Field(1, ge=0, le=2**31 - 1)
    by: list[Literal["region", "sex", "sector", "wage_band"]] = Field([], max_length=4)


class ComparedCellOut(Schema):
    """A rule over the employees of a cell: sums where both are known, who has more, who less."""

    keys: dict[str, str | None]
    target: str
    rows: int
    before: float
    after: float
    difference: float
    winners: int
    losers: int
    undecided: int


class ExercisedOut(Schema):
    """What a reform changes for invented employees. No real cost may be read in it."""

    law: LawOut
    reform: LawOut
    day: date
    is_exercise: bool
    changes: list[ChangeOut]
    cells: list[ComparedCellOut]


class MovedOut(Schema):
    """A rule under the law and under the reform."""

    rule: str
    label: Said
    unit: str | None
    before: Plain
    after: Plain


class ProposedOut(Schema):
    """What a reform changes for one case: the target, then every rule that moves."""

    law: LawOut
    reform: LawOut
    day: date
    is_exercise: bool
    changes: list[ChangeOut]
    results: list[MovedOut]


class CaseIn(Schema):
    """A case, in the shape of OpenFisca's test files."""

    name: str = Field("", max_length=200)
    period: Asked
    status: str = Field("exact", pattern=r"^(exact|rounded|derived|refused)$")
    source: str = Field("", max_length=500)
    absolute_error_margin: float = Field(0.005, ge=0)
    input: Facts = {}
    output: dict[str, Plain] = Field(min_length=1, max_length=100)


class Cases(Schema):
    """Cases to run. Nothing of them is kept."""

    cases: list[CaseIn] = Field(min_length=1, max_length=50)


class OutcomeOut(Schema):
    """One expected result; `found` is null where the law cannot decide."""

    target: str
    expected: Plain
    found: Plain
    holds: bool


class CaseFaultOut(Schema):
    """Something wrong in a case."""

    where: str
    sentence: Said


class CaseOut(Schema):
    """A case that was run. One whose status is `refused` holds when the law refutes it."""

    name: str
    period: str
    status: str
    source: str
    holds: bool
    outcomes: list[OutcomeOut]
    faults: list[CaseFaultOut]


class TestedOut(Schema):
    """The cases that were run, in their order."""

    law: LawOut
    is_exercise: bool
    holds: bool
    cases: list[CaseOut]
