"""Every measure of the law that concerns a hire: its rules, whether it takes hires, its gain.

A measure that is closed, or on which nothing is published any more, stays in sight with its day.
What a measure would give if it were open is computed by the same rules, its conditions held met.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from mithaq.apps.programmes.queries.ages import BORN
from mithaq.apps.programmes.queries.answers import (
    Answer,
    UsedValue,
    told_answer,
)
from mithaq.apps.programmes.queries.hire_doubts import in_force, values_in_doubt
from mithaq.apps.programmes.queries.hire_lines import cover_scope
from mithaq.apps.programmes.queries.hire_schemes import MEASURES, Measure
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.base.months import Month
from mithaq.base.text import Labels
from mithaq.engines.rules import Law

MONTHS: Final = 36
SPENT: Final = "employer_cost"
NET: Final = "net_wage"
# The diploma that is supposed of an intern of whom none is said.
GRADUATE: Final = "higher_education"
# Nobody is hired younger (Code du travail, art. 143).
LEAST_AGE: Final = 15
_PUBLIC: Final = "public_body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a measure takes hires on a day: « open », « closed », « silent » or « later ».

    « silent » is open until then, and nothing is published after ``since``.
    """

    state: str
    since: date | None = None
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What a measure alone changes over the months shown, in centimes; None where it is unknown.

    ``before`` and ``after`` are what the employer spends in the first month; ``saved`` is in all,
    what is paid ``once`` included, ``by_month`` month by month; ``most`` bounds what is paid once
    while its cost is unknown. ``relieved`` is what the employee receives more in the first month
    than without any measure. ``doubts`` are, month by month, the part of ``by_month`` on which
    readings of the law differ; ``doubtful`` every value behind the first month that no source
    confirms.
    """

    before: int | None = None
    after: int | None = None
    saved: int | None = None
    once: int | None = None
    relief: int | None = None
    saved_months: int = 0
    relief_months: int = 0
    most: int | None = None
    relieved: int | None = None
    by_month: tuple[int, ...] = ()
    doubts: tuple[int, ...] = ()
    doubtful: tuple[UsedValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """What one measure alone gives: the answer, until when, and its money over the months shown.

    ``if_open`` is what it would give if its answer were yes, with the changes of the advice.
    ``open_wage`` is the wage (centimes) of that yes, where the one said is above the ceiling.
    ``is_counted``: whether what it pays is the employer's. ``facts`` are those that it asked, but
    for a day of birth that stands for an age.
    """

    measure: Measure
    facts: Mapping[str, object]
    label: Labels
    summary: Labels
    answer: Answer
    standing: Standing
    ends_on: date | None
    gain: Gain
    if_open: Gain | None
    open_wage: int | None
    places: int | None
    is_counted: bool

    @property
    def code(self) -> str:
        """What tells it from the others."""
        return self.measure.code

    @property
    def law_name(self) -> str:
        """Its folder of the law."""
        return self.measure.law_name

    @property
    def is_internship(self) -> bool:
        """Whether it comes before a hire."""
        return self.measure.is_internship

    @property
    def is_gone(self) -> bool:
        """Whether it takes no hire on that day, or nothing says so."""
        return self.standing.state != "open"


def measure_result(
    law: Law, given: Mapping[str, Any], hired_on: date, measure: Measure, *, age: int | None = None
) -> MeasureResult | None:
    """One measure for a hire; nothing where the law had no such measure on that day.

    ``age`` was said in the place of a day of birth.
    """
    if measure.eligible not in in_force(law, [measure.eligible], hired_on):
        return None
    facts = facts_for(measure, given, hired_on, age=age)
    answer = told_answer(law, law.on(hired_on).explain(measure.eligible, **facts), age=age)
    wage = _open_wage(law, answer, hired_on, measure=measure)
    supposed = facts if wage is None else facts | {measure.wage: wage}
    scheme = law.schemes[measure.law_name]
    return MeasureResult(
        measure=measure,
        facts={name: value for name, value in facts.items() if name != BORN},
        label=measure.label or scheme.label,
        summary=scheme.summary,
        answer=answer,
        standing=_standing(law, measure, hired_on),
        ends_on=_ends(law, facts, hired_on, measure),
        gain=gain_of(law, facts, hired_on, measure),
        if_open=None
        if answer.is_met
        else _if_open(law, supposed, hired_on, measure=measure, answer=answer),
        open_wage=None if wage is None else round(wage * 100),
        places=_whole(law, measure.places, hired_on),
        is_counted=not measure.receiver or _value(law, measure.receiver, hired_on) == "enterprise",
    )


def facts_for(
    measure: Measure, given: Mapping[str, Any], hired_on: date, *, age: int | None = None
) -> dict[str, Any]:
    """The facts of a hire as a measure asks them: what the hire itself already says."""
    facts = dict(given)
    match measure.code:
        case "insertion_contract" | "first_job_contract":
            facts |= {"stipend": given["gross"], "stage_signed_on": hired_on}
            facts["host_commits_to_hire"] = True
            facts.pop("had_insertion_contract", None)
            if "is_converted_intern" in given:
                facts["had_insertion_contract"] = given["is_converted_intern"]
                # An internship that a hire follows was not broken: no other is admitted.
                facts["first_stage_broken"] = False
        case "cip":
            facts["integration_signed_on"] = hired_on
            if "employer_form" in given:
                facts["employer_is_private"] = given["employer_form"] != _PUBLIC
        case "hiring_bonus" if given.get("is_first_job"):
            # Never declared: not for all the months of a life, of fifteen years at least.
            years = age if age is not None else LEAST_AGE
            facts.setdefault("months_without_declaration", years * 12)
        case "fce" | "fqr":
            facts["selected_for_post"] = True
            if diploma := given.get("diploma"):
                facts["has_baccalaureate"] = diploma in {"baccalaureate", "higher_education"}
                facts["has_vocational_diploma"] = diploma == "vocational"
        case "tadarroj":
            # Most of an apprentice's time is practice: the law of the contract says so.
            facts |= {"apprentice_count": 1, "practice_share": 1.0}
            facts["apprenticeship_signed_on"] = hired_on
            if given.get("contract_kind", "apprenticeship") != "apprenticeship":
                facts["apprenticeship_agreed"] = False
    return facts


def supposed_intern(given: Mapping[str, Any], hired_on: date) -> dict[str, Any]:
    """What is supposed of an internship to tell what the hire that follows it would give."""
    return {
        "is_converted_intern": True,
        "stage_signed_on": hired_on,
        "had_insertion_contract": False,
        "host_commits_to_hire": True,
        "anapec_registered": True,
        "diploma": given.get("diploma", GRADUATE),
        "stipend": 0.0,
    }


def _standing(law: Law, measure: Measure, on: date) -> Standing:
    """What the law's own dates say of a measure on a day."""
    if measure.opened:
        dated = law.parameters[measure.opened].at(on)
        if dated is None:
            return Standing(state="later", since=law.parameters[measure.opened].history[0].since)
        if dated.value is None:
            return Standing(state="silent", since=dated.since, is_confirmed=False)
        if dated.value != "open":
            return Standing(state="closed", since=dated.since, is_confirmed=dated.is_confirmed)
    last = _value(law, measure.closes, on) if measure.closes else None
    if isinstance(last, date) and last < on:
        return Standing(state="closed", since=last + timedelta(days=1))
    return Standing(state="open")


def _value(law: Law, path: str, on: date) -> object:
    dated = law.parameters[path].at(on) if path in law.parameters else None
    return dated.value if dated else None


def _whole(law: Law, path: str, on: date) -> int | None:
    value = _value(law, path, on) if path else None
    return int(value) if isinstance(value, int | float) else None


def _ends(law: Law, facts: dict[str, Any], hired_on: date, measure: Measure) -> date | None:
    if not in_force(law, [measure.ends], hired_on):
        return None
    found = law.on(hired_on, measure.ends).compute(**facts)[measure.ends]
    return found if isinstance(found, date) else None


def _open_wage(law: Law, answer: Answer, on: date, *, measure: Measure) -> float | None:
    """The highest wage of a measure that is closed by the wage; None where it is not."""
    if not any(part.name == measure.bounded for part in answer.unmet):
        return None
    ceiling = _value(law, measure.ceiling, on)
    return float(ceiling) if isinstance(ceiling, int | float) else None


def _if_open(
    law: Law, facts: dict[str, Any], hired_on: date, *, measure: Measure, answer: Answer
) -> Gain:
    """What a measure would give: with the changes advised, else with its conditions held met."""
    # A code that was left unsaid is not advised for its own sake: one value stands for any.
    said = [c for c in answer.advice if c.before.value is not None or not c.is_code]
    changed = facts | {change.fact: change.after.value for change in said}
    if answer.advice:
        gain = gain_of(law, changed, hired_on, measure)
        if (gain.saved or gain.relief) is not None:
            return gain
    if measure.code == "conversion":
        changed = {**supposed_intern(facts, hired_on), **changed, "is_converted_intern": True}
    if measure.code == "insertion_contract":
        changed = {"diploma": GRADUATE, **changed}
    return gain_of(held_open(law), changed, hired_on, measure)


def held_open(law: Law) -> Law:
    """The law with the conditions of every measure held met."""
    names = [item.eligible for item in MEASURES if item.eligible in law.rules]
    return held(law, dict.fromkeys(names, True))


def held(law: Law, truths: Mapping[str, bool]) -> Law:
    """The law with some conditions held met, or held not met, whatever the facts."""
    rules = [
        replace(versions[-1], function=_yes if is_met else _no, since=versions[0].since)
        for versions, is_met in ((law.rules[n].versions, met) for n, met in truths.items())
    ]
    found: Law = law.kept(
        ("held", tuple(sorted(truths.items()))), lambda: law.reform("held", rules=rules)
    )
    return found


def _yes() -> bool:
    return True


def _no() -> bool:
    return False


def gain_of(law: Law, facts: dict[str, Any], hired_on: date, measure: Measure) -> Gain:
    """The money of a measure alone, month by month, by the law of each month."""
    money = _money_rules(measure)
    scope = cover_scope(law, measure.cover, hired_on)
    named = (
        *money,
        *((SPENT,) if measure.cost else ()),
        *((NET,) if measure.net else ()),
        *scope.doubted_rules,
    )
    first = Month.of(hired_on)
    saved: list[int | None] = []
    relief: list[int | None] = []
    doubts: list[int] = []
    before = after = gained = None
    for number in range(MONTHS):
        day = max(hired_on, (first + number).first_day)
        targets = in_force(law, dict.fromkeys((measure.spent or SPENT, *named)), day)
        found = _amounts(law, facts, day, targets)
        given = _given(found, measure)
        relieved = _or_zero(found, measure.relief)
        if number == 0:
            before, after = _spent(found, measure, given)
            gained = _gained(found, measure, relieved)
        saved.append(given)
        relief.append(relieved)
        doubts.append(sum(found.get(n) or 0 for n in scope.doubted_rules) if given else 0)
    paid = _amounts(law, facts, hired_on, in_force(law, [measure.once], hired_on))
    once = paid.get(measure.once)
    most = _whole(law, measure.most, hired_on)
    return Gain(
        before=before,
        after=after,
        saved=_total([*saved, once] if measure.once else saved),
        once=once,
        relief=_total(relief),
        saved_months=sum(bool(amount) for amount in saved),
        relief_months=sum(bool(amount) for amount in relief),
        most=most * 100 if most is not None else None,
        relieved=gained,
        by_month=tuple(amount or 0 for amount in saved),
        doubts=tuple(doubts),
        doubtful=values_in_doubt(law, facts, hired_on, money) if before is not None else (),
    )


def _money_rules(measure: Measure) -> tuple[str, ...]:
    """The rules whose amounts a measure tells for a month."""
    paid = (measure.cover, measure.less, measure.cost, measure.bonus, measure.relief)
    return tuple(name for name in (*paid, measure.net, measure.spent) if name)


def _total(amounts: list[int | None]) -> int | None:
    """The sum of amounts, None while one of them is unknown."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _amounts(
    law: Law, facts: dict[str, Any], day: date, targets: list[str]
) -> dict[str, int | None]:
    found = law.on(day, *targets).compute(**facts) if targets else {}
    return {name: centimes_or_none(value) for name, value in found.items()}


def _given(found: dict[str, int | None], measure: Measure) -> int | None:
    """What a measure lowers the employer's spending by in a month; None where it is unknown."""
    if measure.cost in found:
        bare, under = found.get(SPENT), found[measure.cost]
        return None if bare is None or under is None else bare - under
    parts = [_or_zero(found, name) for name in (measure.cover, measure.less, measure.bonus)]
    cover, less, bonus = parts
    return None if cover is None or less is None or bonus is None else cover - less + bonus


def _gained(found: dict[str, int | None], measure: Measure, relieved: int | None) -> int | None:
    """What the employee receives more in a month: tax not paid, contributions not withheld."""
    if measure.net not in found:
        return relieved
    bare, under = found.get(NET), found[measure.net]
    return None if bare is None or under is None else under - bare


def _or_zero(found: dict[str, int | None], name: str) -> int | None:
    """An amount; nothing where a measure has no such rule, or the law has it not that month."""
    return found.get(name, 0) if name else 0


def _spent(
    found: dict[str, int | None], measure: Measure, given: int | None
) -> tuple[int | None, int | None]:
    """What the employer spends in the month without and with a measure."""
    said = found.get(measure.spent or SPENT)
    if said is None or given is None:
        return said, None
    return (said + given, said) if measure.spent else (said, said - given)
