"""The law answers on every day around a change, or says in a sentence that it is outside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mithaq.engines.rules import Law
from mithaq.engines.rules._errors import LawError
from mithaq.engines.rules._loading import read_yaml
from tests.engines.rules.crowds import counting_on, moved_on

HERE = Path(__file__).parent
DAY = timedelta(days=1)


def known_facts(country: str) -> dict[str, Any]:
    """A value for each fact that a case of the country gives."""
    facts: dict[str, Any] = {}
    for path in sorted((HERE / country).glob("*/*/*.yaml")):
        for case in read_yaml(path):
            facts |= case["input"]
    return facts


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_every_rule_answers_around_every_change(country: str) -> None:
    law, facts = Law.load(f"mithaq.law.{country}"), known_facts(country)
    starts = sorted(law.days_of_change)
    answered: set[str] = set()
    for start, following in zip(starts, [*starts[1:], starts[-1] + 3 * DAY], strict=True):
        moved = moved_on(law, start, start - DAY)
        targets = [name for name in counting_on(law, start) if name in moved]
        for day in {start, min(start + DAY, following - DAY), following - DAY}:
            for name, value in law.on(day, *targets).compute(**facts).items():
                is_truth = law.rules[name].unit is None
                assert value is None or isinstance(value, bool) == is_truth, (day, name, value)
        answered.update(targets)
    assert answered == law.rules.keys()


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_a_day_outside_of_a_rule_is_said_in_a_sentence(country: str) -> None:
    law = Law.load(f"mithaq.law.{country}")
    for name, concept in law.rules.items():
        outside = concept.versions[0].since - DAY
        if concept.on is None:
            with pytest.raises(LawError, match=outside.isoformat()):
                law.on(outside, name).compute()


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_no_measure_loses_the_month_in_which_it_begins(country: str) -> None:
    """A month asked is read on its first day: a day within it is chosen by ``on``."""
    law = Law.load(f"mithaq.law.{country}")
    late = [
        (name, version.since)
        for name, concept in law.rules.items()
        for version in concept.versions
        if concept.on is None and version.since.day != 1
    ]
    assert late == []
