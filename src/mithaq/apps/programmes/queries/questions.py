"""A few rules of the law asked together for one case: conditions answered, amounts computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mithaq.apps.programmes.queries.ages import birth_from_age
from mithaq.apps.programmes.queries.answers import Answer, Told, UsedValue, told_answer, used_value
from mithaq.apps.programmes.queries.doubts import read_otherwise, touched_by
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.lengths import BenefitLength, length_behind
from mithaq.apps.programmes.queries.scheme_law import LawValue, values_in
from mithaq.engines.rules import Law, ParameterUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Another reading of a value in doubt, and what the rules asked would give by it.

    ``told`` has only the rules that it changes: the others do not rest on it.
    """

    used: UsedValue
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the law answers to each rule asked, the values of the law shown beside, the facts.

    ``lengths`` are those behind the last days that some rules give, by their names; ``readings``
    those of the values in doubt that change an answer.
    """

    on: date
    digest: str
    facts: Mapping[str, object]
    answers: Mapping[str, Answer]
    values: tuple[LawValue, ...]
    lengths: Mapping[str, BenefitLength]
    readings: tuple[Reading, ...]


def ask_law(
    targets: Iterable[str],
    facts: Mapping[str, object],
    *,
    day: str,
    age: int | None = None,
    values: Iterable[str] = (),
    doubts: Iterable[str] = (),
) -> Asked:
    """Ask rules of the law on the day that a fact gives; ``values`` are parameters to show.

    ``doubts`` are parameters whose other reading is told where it changes an answer.

    Raises LawError when the law has one of the rules not on that day.
    """
    law = law_in_force()
    given: dict[str, Any] = law.read_facts(facts)
    on = given[day]
    told = given if age is None else given | {"age": age}
    given = given | birth_from_age(law, age, on)
    targets = tuple(targets)
    lengths = {name: length_behind(law, name, given) for name in targets}
    answers = {n: told_answer(law, law.on(on).explain(n, **given), age=age) for n in targets}
    answers = _where_it_counts(law, answers, given, on)
    return Asked(
        on=on,
        digest=law.digest,
        facts=told,
        answers=answers,
        values=values_in(law, values, on=on),
        lengths={name: length for name, length in lengths.items() if length is not None},
        readings=tuple(_readings(law, doubts, given, on, answers=answers)),
    )


def _where_it_counts(
    law: Law, answers: Mapping[str, Answer], given: Mapping[str, Any], on: date
) -> dict[str, Answer]:
    """Leave out of each answer the doubts whose every other reading gives it the same."""
    behind = {use.value.path: use for answer in answers.values() for use in answer.doubtful}
    known = {name: item.told.value for name, item in answers.items()}
    touched = {
        path: touched_by(law, path, use.version.alternatives, known=known, facts=given, on=on)
        for path, use in behind.items()
    }

    def counts(name: str, use: UsedValue) -> bool:
        return name in touched[use.value.path]

    return {
        name: replace(item, doubtful=tuple(u for u in item.doubtful if counts(name, u)))
        for name, item in answers.items()
    }


def _readings(
    law: Law,
    paths: Iterable[str],
    given: Mapping[str, Any],
    on: date,
    *,
    answers: Mapping[str, Answer],
) -> Iterator[Reading]:
    for path in paths:
        parameter = law.parameters[path]
        dated = parameter.at(on)
        if dated is None or dated.is_confirmed or not dated.alternatives:
            continue
        other = read_otherwise(law, path, dated.alternatives[0])
        told = {
            name: told_answer(other, other.on(on).explain(name, **given), advises=False).told
            for name in answers
        }
        changed = {n: item for n, item in told.items() if item.value != answers[n].told.value}
        if changed:
            yield Reading(used=used_value(law, ParameterUse(parameter, dated)), told=changed)


def rules_since(targets: Iterable[str]) -> date:
    """The first day on which the law has every one of some rules."""
    law = law_in_force()
    return max(law.rules[name].versions[0].since for name in targets)


def told_values(paths: Iterable[str], *, on: date) -> tuple[LawValue, ...]:
    """Values of the law to show before any answer, in the order asked."""
    return values_in(law_in_force(), paths, on=on)
