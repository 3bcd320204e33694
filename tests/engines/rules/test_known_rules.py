"""Formulas have two days, as values have: in force on, known on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mithaq.engines.rules import Law, LawError, Rule, rule
from mithaq.engines.rules._digest import digest_of, rule_text
from tests.engines.rules.laws import law_of

FACTS = {"gross": "money", "hired_on": "date"}


@rule(article="Loi 1", since="2020-01-01", unit="MAD")
def levy(gross):
    """A tenth of the wage."""
    return gross * 0.1


@rule(of="levy", article="Loi 2", since="2025-01-01", unit="MAD", known="2025-03-14")
def levy_halved(gross):
    """Half of it, by a text that reaches back to January."""
    return gross * 0.05


@rule(article="Loi 1", since="2020-01-01", unit="MAD")
def due(levy, gross):
    """What is left of the wage."""
    return gross - levy


def levied(law: Law, day: str, known: str | None) -> object:
    """The levy on a wage of 100."""
    return law.on(day, "levy", known=known).compute(gross=100)["levy"]


def test_a_version_counts_from_the_day_its_text_was_known() -> None:
    law = law_of([levy, levy_halved, due], FACTS)

    assert levied(law, "2025-02", None) == 5
    assert [levied(law, "2025-02", day) for day in ("2025-03-13", "2025-03-14")] == [10, 5]
    assert levied(law, "2024-12", None) == 10
    assert law.on("2025-02", "due", known="2025-01-31").compute(gross=100) == {"due": 90}


def test_a_text_replaces_another_from_its_very_day_once_it_is_known() -> None:
    """Two versions from one day: the earlier one still counts for who did not know the later."""
    corrected = replace(levy_halved, since=levy.since)
    law = law_of([levy, corrected], FACTS)

    assert [levied(law, "2021-05", day) for day in (None, "2025-01-01")] == [5, 10]
    assert law.digest != law_of([corrected], FACTS).digest


def test_a_benefit_of_a_past_day_follows_the_text_once_it_is_known() -> None:
    versions = [replace(one, on="hired_on") for one in (levy, levy_halved)]
    law = law_of(versions, FACTS)
    facts = {"gross": 100, "hired_on": date(2025, 2, 1)}

    found = [
        law.on("2026-01", "levy", known=day).compute(**facts)["levy"]
        for day in (None, "2025-03-13")
    ]
    assert found == [5, 10]


def test_a_rule_that_no_text_had_announced_is_not_in_the_law() -> None:
    alone = replace(levy_halved, name="levy")
    anchored = replace(alone, on="hired_on")
    facts = {"gross": 100, "hired_on": date(2025, 2, 1)}

    with pytest.raises(LawError, match="le texte n’avait pas paru"):
        levied(law_of([alone], FACTS), "2025-02", "2025-02-28")
    case = law_of([anchored], FACTS).on("2025-02", "levy", known="2025-02-28").explain(**facts)
    assert case.value is None
    assert "La loi ne dit rien ce jour-là : levy fr." in case.text("fr")


def test_a_stored_decision_is_explained_again_as_it_was_known() -> None:
    law = law_of([levy, levy_halved, due], FACTS)
    then = law.on("2025-02", known="2025-02-28").explain("due", gross=100)
    stored = json.loads(json.dumps(then.to_dict()))

    again = law.explain_again(stored)

    assert (stored["known"], again.value) == ("2025-02-28", 90)
    assert again.to_dict() == stored
    later = law.on("2025-02", known="2025-03-14").explain("due", gross=100).to_dict()
    assert later["value"] == 95
    assert later["trace"]["parts"][0]["known"] == "2025-03-14"
    assert later["law"]["digest"] != stored["law"]["digest"]


def test_the_decision_of_then_does_not_change_when_the_text_appears() -> None:
    """The law loaded before the text, and the law with it asked as of then, are one."""
    before, after = law_of([levy, due], FACTS), law_of([levy, levy_halved, due], FACTS)

    assert before.digest == after.known_on(date(2025, 3, 13)).digest
    assert rule_text(levy_halved) != rule_text(replace(levy_halved, known=None))
    assert digest_of(["a"]) != before.digest


def test_a_reform_takes_the_place_of_what_was_known_too() -> None:
    law = law_of([replace(levy_halved, since=levy.since), levy], FACTS)
    mine = replace(levy, function=lambda gross: gross * 0.2, known=None)

    reformed = law.reform("Un cinquième", rules=[mine])

    assert [levied(reformed, "2021-05", day) for day in (None, "2020-06-01")] == [20, 20]


def faults(*rules: Rule, **kwargs: Any) -> str:
    with pytest.raises(LawError) as refused:
        law_of(rules, FACTS, **kwargs)
    return str(refused.value)


def test_two_versions_of_one_day_known_the_same_day_are_refused() -> None:
    same = replace(levy_halved, since=levy.since, known=None)

    assert "deux versions valent le 2020-01-01" in faults(levy, same)
    twice = replace(levy_halved, function=levy.function)
    assert "deux versions valent le 2025-01-01" in faults(levy, levy_halved, twice)


def test_a_hole_that_only_those_of_then_meet_is_refused() -> None:
    first = replace(levy, until=date(2024, 12, 31))
    last = replace(levy, since=date(2026, 1, 1))

    text = faults(first, levy_halved, last)

    assert "telle qu’on la connaissait avant le 2025-03-14" in text
    assert "aucune version entre le 2024-12-31 et le 2026-01-01" in text


def test_a_rule_may_not_read_one_that_nobody_knew() -> None:
    alone = replace(levy_halved, name="levy")
    reader = replace(due, since=date(2025, 1, 1))

    assert "telle qu’on la connaissait avant le 2025-03-14" in faults(alone, reader)
    assert law_of([alone, replace(reader, known=alone.known)], FACTS).order == ("levy", "due")


def test_what_a_replaced_version_reads_is_checked_as_well() -> None:
    old = replace(levy, function=lambda wages: wages * 0.1)

    assert "« wages » n’est ni un fait ni une règle" in faults(
        old, replace(levy_halved, since=levy.since)
    )
