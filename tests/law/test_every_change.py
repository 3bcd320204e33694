"""The law answers on every day around a change, or says in a sentence that it is outside."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mithaq.engines.rules import Law
from mithaq.engines.rules._errors import LawError
from mithaq.engines.rules._loading import read_yaml
from tests.engines.rules.crowds import counting_on

HERE = Path(__file__).parent
DAY = timedelta(days=1)


def known_facts(country: str) -> dict[str, Any]:
    """A value for each fact that a case of the country gives."""
    facts: dict[str, Any] = {}
    for path in sorted((HERE / country).glob("*/*/*.yaml")):
        for case in read_yaml(path):
            facts |= case["input"]
    return facts


def days_around(law: Law) -> list[date]:
    return sorted({day + step for day in law.days_of_change for step in (-DAY, 0 * DAY, DAY)})


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_every_rule_answers_around_every_change(country: str) -> None:
    law, facts = Law.load(f"mithaq.law.{country}"), known_facts(country)
    for day in days_around(law):
        answers = law.on(day, *counting_on(law, day)).compute(**facts)
        for name, value in answers.items():
            is_truth = law.rules[name].unit is None
            assert value is None or isinstance(value, bool) == is_truth, (day, name, value)


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_a_day_outside_of_a_rule_is_said_in_a_sentence(country: str) -> None:
    law = Law.load(f"mithaq.law.{country}")
    for name, concept in law.rules.items():
        outside = concept.versions[0].since - DAY
        if concept.on is None:
            with pytest.raises(LawError, match=outside.isoformat()):
                law.on(outside, name).compute()
