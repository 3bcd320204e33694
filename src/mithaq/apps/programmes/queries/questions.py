"""A few rules of the law asked together for one case: conditions answered, amounts computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.apps.programmes.queries.ages import birth_from_age
from mithaq.apps.programmes.queries.answers import Answer, told_answer
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.lengths import BenefitLength, length_behind
from mithaq.apps.programmes.queries.scheme_law import LawValue, values_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the law answers to each rule asked, the values of the law shown beside, the facts.

    ``lengths`` are those behind the last days that some rules give, by their names.
    """

    on: date
    digest: str
    facts: Mapping[str, object]
    answers: Mapping[str, Answer]
    values: tuple[LawValue, ...]
    lengths: Mapping[str, BenefitLength]


def ask_law(
    targets: Iterable[str],
    facts: Mapping[str, object],
    *,
    day: str,
    age: int | None = None,
    values: Iterable[str] = (),
) -> Asked:
    """Ask rules of the law on the day that a fact gives; ``values`` are parameters to show.

    Raises LawError when the law has one of the rules not on that day.
    """
    law = law_in_force()
    given: dict[str, Any] = law.read_facts(facts)
    on = given[day]
    told = given if age is None else given | {"age": age}
    given = given | birth_from_age(law, age, on)
    targets = tuple(targets)
    lengths = {name: length_behind(law, name, given) for name in targets}
    return Asked(
        on=on,
        digest=law.digest,
        facts=told,
        answers={name: told_answer(law, law.on(on).explain(name, **given)) for name in targets},
        values=values_in(law, values, on=on),
        lengths={name: length for name, length in lengths.items() if length is not None},
    )


def told_values(paths: Iterable[str], *, on: date) -> tuple[LawValue, ...]:
    """Values of the law to show before any answer, in the order asked."""
    return values_in(law_in_force(), paths, on=on)
