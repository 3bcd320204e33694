"""The words of an operation of waiver say its days and its newest debt as its parameters do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.calendar_words import MONTHS, day_in

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "ar", "en")


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_days_of_2023_are_those_of_the_law(language: str) -> None:
    law = law_in_force()
    closes = law.parameters["settlements.of_2023.closes_on"].history[-1]
    newest = law.parameters["settlements.of_2023.newest_debt"].history[-1]
    assert isinstance(closes.value, date)
    assert isinstance(newest.value, date)
    said = law.facts["waiver_operation"].choices["of_2023"].of(language)
    assert day_in(language, closes.since) in said
    assert day_in(language, closes.value) in said
    assert str(newest.value.year) in said.rpartition(":")[2]
    covered = law.rules["waiver_2023_debt_covered"]
    month = f"{MONTHS[language][newest.value.month - 1]} {newest.value.year}"
    assert month in covered.label.of(language)
