"""What the demonstration says of one debt agrees, from its case to its statement."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

from mithaq.base.text import part_spoken
from mithaq.demo.beside import both

CONTENT = resources.files("mithaq.demo") / "content"
SAID = {2: "deux", 3: "trois", 7: "sept"}


def test_a_case_names_the_months_and_the_sums_of_its_statement() -> None:
    cases = yaml.safe_load((CONTENT / "corridor.yaml").read_text(encoding="utf-8"))["cases"]
    case = next(item for item in cases if item["key"] == "dette")
    waiting = yaml.safe_load((CONTENT / "debts.yaml").read_text(encoding="utf-8"))["waiting"]
    assert waiting["company"] == case["company"]
    months = {line["back"] for line in waiting["lines"] if line["kind"] == "principal"}
    assert f"sur {SAID[len(months)]} mois impayés" in case["title"]
    terms = next(act["text"] for act in case["acts"] if act["act"] == "propose")
    assert waiting["reference"] in terms
    assert "majorations et frais compris" in terms


def _read(name: str) -> Any:
    return yaml.safe_load((CONTENT / name).read_text(encoding="utf-8"))


def test_the_roadmap_says_what_the_cases_say() -> None:
    """One day for one correction; no region is said to be held while a case waits for nobody."""
    problem = _read("corridor.yaml")["problems"][0]
    marks = [
        mark
        for item in _read("corridor_roadmap.yaml")["workstreams"]
        for mark in item["milestones"]
    ]
    portal = next(mark for mark in marks if "portail" in mark["title"]["fr"])
    assert portal["due_in"] == problem["due_in"]
    assert "reached" not in next(mark for mark in marks if "Représentants" in mark["title"]["fr"])
    told = next(
        row for row in _read("following.yaml")
        if (row["reference"], row["number"]) == ("EXERCICE-COMITE-PERMANENT", 2)
    )  # fmt: skip
    assert told["reports"][-1]["state"] == "kept"


def test_what_the_exercise_types_is_said_in_arabic_too() -> None:
    notes = [
        decision["note"]
        for row in _read("committees.yaml")
        for meeting in row["meetings"]
        for decision in meeting["decisions"]
        if "note" in decision
    ]
    people = [
        person["label"]
        for case in _read("corridor.yaml")["cases"]
        for person in case.get("people", ())
    ]
    assert notes
    assert people
    for text in (*notes, *people):
        assert part_spoken(both(text), "ar") != text
