"""What the law answers for one case, as a page reads it: yes, no or undecided, why, and the trace.

Nothing of the case is kept. A value reads in words with its unit; a doubt of a source stays beside
the value that it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mithaq.apps.programmes.queries.ages import (
    AGE,
    BORN,
    age_and_limit,
    age_at_limit,
    birth_from_age,
)
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.scheme_law import LawValue, LawVersion, value_used
from mithaq.apps.programmes.queries.values_aside import ValueAside, values_aside
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules import (
    Case,
    Comparison,
    Fact,
    Finding,
    Law,
    LawError,
    Op,
    Operation,
    ParameterUse,
    Value,
    aside_for_rules,
    sentence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFact:
    """A fact that a form may ask: its kind, its words, its bounds, its choices."""

    name: str
    kind: str
    label: Labels
    hint: Labels
    choices: tuple[tuple[str, Labels], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value with its unit; ``name`` is that of a code, ``value`` None where it is unknown."""

    value: Value | None
    unit: str = ""
    name: Labels | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Both sides of a condition that compares, ``op`` between them, and how far apart they are."""

    left: Told
    op: str
    right: Told
    distance: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedValue:
    """A value of the law that counted, since when and by which text."""

    value: LawValue
    version: LawVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition: met or not, None when facts are missing; both sides, its article.

    ``age_limit`` is the age that was said, where it is that of the limit: the birthday decides.
    """

    name: str
    label: Labels
    is_met: bool | None
    article: Labels
    compared: tuple[Sides, ...]
    facts: tuple[tuple[Labels, Told], ...]
    used: tuple[UsedValue, ...]
    age_limit: int | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether no source leaves a value of it in doubt."""
        return all(item.version.is_confirmed for item in self.used)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rule of a trace: what it gave, its sentence, what it read, and the rules below it."""

    name: str
    label: Labels
    told: Told
    article: Labels
    sentence: Labels
    compared: tuple[Sides, ...]
    facts: tuple[tuple[Labels, Told], ...]
    used: tuple[UsedValue, ...]
    parts: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact to change for the answer to be yes, checked by applying it."""

    fact: str
    label: Labels
    before: Told
    after: Told

    @property
    def is_code(self) -> bool:
        """Whether the fact is one of a list of choices."""
        return isinstance(self.after.value, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the law says of one question on a day.

    ``conditions`` are what the target joins; ``missing`` the facts without which it stays open;
    ``silences`` where the law itself says nothing; ``advice`` what would make it yes;
    ``doubtful`` every value behind it that no source confirms.
    """

    target: str
    label: Labels
    on: date
    told: Told
    conditions: tuple[Condition, ...]
    missing: tuple[AskedFact, ...]
    silences: tuple[Labels, ...]
    advice: tuple[Change, ...]
    doubtful: tuple[UsedValue, ...]

    @property
    def is_met(self) -> bool | None:
        """Yes, no, or None when it cannot be decided."""
        return self.told.value if isinstance(self.told.value, bool) else None

    @property
    def age_limit(self) -> int | None:
        """The age that was said, where it leaves the answer to the very birthday."""
        return next((item.age_limit for item in self.conditions if item.age_limit), None)

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """The conditions that the case does not meet."""
        return tuple(item for item in self.conditions if item.is_met is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The whole trace of one answer, with the facts given and the law's imprint."""

    on: date
    digest: str
    facts: tuple[tuple[Labels, Told], ...]
    missing: tuple[AskedFact, ...]
    silences: tuple[Labels, ...]
    step: Step
    set_aside: tuple[ValueAside, ...]
    age_limit: int | None = None


def asked_facts(names: Iterable[str]) -> tuple[AskedFact, ...]:
    """The declared facts of some names, in the order given."""
    law = law_in_force()
    return tuple(_asked(law.facts[name]) for name in names)


def fact_faults(given: Mapping[str, object]) -> tuple[Fault, ...]:
    """What is wrong with the facts of a case, field by field; a missing fact is no fault."""
    return law_in_force().check_facts(given)


def explained(
    target: str, facts: Mapping[str, object], *, on: date, age: int | None = None
) -> Explained | None:
    """The trace of an answer; nothing where the law has no such rule on that day.

    ``age`` is that on the day, said in the place of a day of birth.
    """
    law = law_in_force()
    if target not in law.rules:
        return None
    try:
        case = law.on(on).explain(target, **{**facts, **birth_from_age(law, age, on)})
    except LawError:
        return None
    told = {n: v for n, v in case.facts.items() if n != BORN or age is None}
    aged = () if age is None else ((AGE, Told(value=age, unit="years")),)
    at_limit = age_at_limit(law, age, on) if BORN in case.missing else None
    return Explained(
        on=on,
        digest=law.digest,
        facts=(*((law.facts[n].label, told_fact(law, n, v)) for n, v in told.items()), *aged),
        missing=_missing(law, case, at_limit=at_limit),
        silences=case.silences,
        age_limit=at_limit,
        step=_step(law, case.finding),
        set_aside=values_aside(law, aside_for_rules(law, _rules_of(case.finding))),
    )


def _rules_of(finding: Finding) -> set[str]:
    return {finding.name}.union(*map(_rules_of, finding.parts))


def told_answer(law: Law, case: Case, *, advises: bool = True, age: int | None = None) -> Answer:
    """A case of the engine as a page reads it; ``age`` was said in the place of a birthday."""
    finding = case.finding
    advice = case.advice if advises and finding.kind.is_truth else None
    if advice and any(_is_past(change.after, case.day) for change in advice.changes):
        advice = None
    at_limit = age_at_limit(law, age, case.day)
    return Answer(
        target=case.target,
        label=finding.label,
        on=case.day,
        told=_told(finding),
        conditions=tuple(
            replace(_condition(law, part), age_limit=_birthday_decides(part, at_limit))
            for part in {p.name: p for p in _joined(finding)}.values()
        ),
        missing=_missing(law, case, at_limit=at_limit),
        silences=case.silences,
        advice=tuple(
            Change(
                fact=change.fact,
                label=change.label,
                before=told_fact(law, change.fact, change.before),
                after=told_fact(law, change.fact, change.after),
            )
            for change in (advice.changes if advice else ())
        ),
        doubtful=tuple(
            used_value(law, use) for use in uses_behind(finding) if not use.dated.is_confirmed
        ),
    )


def uses_behind(finding: Finding) -> tuple[ParameterUse, ...]:
    """Every value of the law that counted in a finding, each once."""
    below = (use for part in finding.parts for use in uses_behind(part))
    return tuple(dict.fromkeys((*finding.parameters, *below)))


def _missing(law: Law, case: Case, *, at_limit: int | None) -> tuple[AskedFact, ...]:
    """The facts without which a case stays open; an age that was said is not asked again."""
    names = [n for n in case.missing if n in law.facts and not (at_limit and n == BORN)]
    return tuple(_asked(law.facts[name]) for name in names)


def _birthday_decides(finding: Finding, at_limit: int | None) -> int | None:
    return at_limit if finding.value is None and BORN in finding.facts else None


def _is_past(value: Value, day: date) -> bool:
    """A day that has gone by can no longer be chosen: to propose it is no advice."""
    return isinstance(value, date) and value < day


def told_fact(law: Law, name: str, value: Value | None) -> Told:
    """The value of a fact with its unit, or the name of its code."""
    fact = law.facts[name]
    code = fact.choices.get(value) if isinstance(value, str) else None
    unit = fact.unit or ("MAD" if fact.kind == "money" else fact.kind)
    return Told(value=value, unit=unit, name=code)


def _asked(fact: Fact) -> AskedFact:
    return AskedFact(
        name=fact.name,
        kind=fact.kind,
        label=fact.label,
        hint=fact.hint,
        choices=tuple(fact.choices.items()),
    )


def _joined(finding: Finding) -> Iterator[Finding]:
    """The conditions that must all hold, through those that only join others; at least itself."""
    parts = [part for part in finding.parts if part.kind.is_truth]
    formula = finding.rule.formula if finding.rule else None
    if not parts or not isinstance(formula, Operation) or formula.op is not Op.ALL_OF:
        yield finding
        return
    for part in parts:
        yield from _joined(part)
    if finding.comparisons:
        yield finding._replace(parts=())


def _condition(law: Law, finding: Finding) -> Condition:
    value = finding.value
    leaves = tuple(_leaves(finding))
    uses = dict.fromkeys(use for part in leaves for use in part.parameters)
    return Condition(
        name=finding.name,
        label=_worded(law, finding),
        is_met=value if isinstance(value, bool) else None,
        article=law.cited(finding.rule.article if finding.rule else ""),
        compared=tuple(item for part in leaves for item in _compared(part)),
        facts=tuple(dict.fromkeys(pair for part in leaves for pair in _facts(law, part))),
        used=tuple(used_value(law, use) for use in uses),
    )


def _worded(law: Law, finding: Finding) -> Labels:
    """A condition in words; one that fails is not worded as if it held."""
    unmet = law.rules[finding.name].unmet
    return unmet if unmet and finding.value is False else finding.label


def _leaves(finding: Finding) -> Iterator[Finding]:
    """A condition and those that it joins."""
    yield finding
    for part in finding.parts:
        if part.kind.is_truth:
            yield from _leaves(part)


def _step(law: Law, finding: Finding) -> Step:
    formula = finding.rule.formula if finding.rule else None
    return Step(
        name=finding.name,
        label=finding.label,
        told=_told(finding),
        article=law.cited(finding.rule.article if finding.rule else ""),
        sentence=Labels(*(sentence(law, formula, code) for code in LANGUAGES))
        if formula is not None
        else Labels(""),
        compared=_compared(finding),
        facts=_facts(law, finding),
        used=tuple(used_value(law, use) for use in finding.parameters),
        parts=tuple(_step(law, part) for part in finding.parts),
    )


def _told(finding: Finding) -> Told:
    code = finding.kind.choices.get(finding.value) if isinstance(finding.value, str) else None
    return Told(value=finding.value, unit=finding.kind.unit, name=code)


def _facts(law: Law, finding: Finding) -> tuple[tuple[Labels, Told], ...]:
    aged = age_and_limit(finding)
    return tuple(
        (AGE, Told(value=aged[0], unit="years"))
        if aged and name == BORN
        else (law.facts[name].label, told_fact(law, name, value))
        for name, value in finding.facts.items()
        if name in law.facts
    )


def used_value(law: Law, use: ParameterUse) -> UsedValue:
    """A value of the law that counted, as pages show values of the law."""
    value, version = value_used(law, use)
    return UsedValue(value=value, version=version)


def _compared(finding: Finding) -> tuple[Sides, ...]:
    """Both sides of what a rule compares; an age beside its limit, not the days behind them."""
    if (aged := age_and_limit(finding)) is None:
        return tuple(_sides(item) for item in finding.comparisons)
    age, limit = (Told(value=value, unit="years") for value in aged)
    over = aged[0] - aged[1]
    apart = Told(value=over, unit="years") if over > 0 else None
    return (Sides(left=age, op=Op.AT_MOST.value, right=limit, distance=apart),)


def _sides(comparison: Comparison) -> Sides:
    kind = comparison.kind
    apart = "days" if kind.is_date else kind.unit
    return Sides(
        left=_side(comparison.left, kind.unit),
        op=comparison.op.value,
        right=_side(comparison.right, kind.unit),
        distance=Told(value=comparison.distance, unit=apart) if comparison.distance else None,
    )


def _side(value: Value | None, unit: str) -> Told:
    return Told(value=value, unit=unit)
