"""Every fact of the five reports is written in the content, in French and in Arabic."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

FACTS: Final = Path(__file__).parent / "facts.csv"
CONTENT: Final = files("mithaq") / "demo" / "content"
FIRST_SCREEN: Final = ""
# Words and dates that the pages make from data, not from a text.
MADE_BY_PAGES: Final = frozenset(
    {
        "mardi 13 juin 2017",
        "الثلاثاء 13 يونيو 2017",
        "lundi 15 mars 2021",
        "الاثنين 15 مارس 2021",
        "par intérim",
        "بالنيابة",
    }
)


def _facts() -> list[dict[str, str]]:
    with FACTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _load(*path: str) -> Any:
    return yaml.safe_load(CONTENT.joinpath(*path).read_text(encoding="utf-8"))


def _texts(node: object, language: str) -> list[str]:
    if isinstance(node, list):
        return [text for item in node for text in _texts(item, language)]
    if isinstance(node, dict):
        own = [str(node[language])] if node.get(language) else []
        return own + [text for item in node.values() for text in _texts(item, language)]
    return []


def _conventions() -> dict[str, Any]:
    folder = CONTENT.joinpath("conventions")
    documents = [_load("conventions", file.name) for file in folder.iterdir()]
    return {document["reference"]: document for document in documents}


def test_facts_are_many_distinct_and_whole() -> None:
    facts = _facts()
    assert len(facts) >= 75
    assert len({fact["id"] for fact in facts}) == len(facts)
    for fact in facts:
        empty = {column for column, value in fact.items() if not value}
        assert empty <= {"path"}, fact["id"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_expected_sentence_stands_in_its_convention(language: str) -> None:
    names = {body["slug"]: body["name"] for body in _load("organisations.yaml")}
    texts: dict[str, list[str]] = {}
    for reference, document in _conventions().items():
        parties = [names[party["organisation"]] for party in document["parties"]]
        texts[reference] = _texts(document, language) + _texts(parties, language)
    missing = [
        (fact["id"], expected)
        for fact in _facts()
        if fact["path"] != FIRST_SCREEN
        and not (expected := fact[f"expect_{language}"])[0].isdigit()
        and expected not in MADE_BY_PAGES
        and not any(expected in text for text in texts[fact["path"].split("/")[1]])
    ]
    assert missing == []


def test_each_source_name_opens_its_title() -> None:
    titles = {source["code"]: source["title"] for source in _load("sources.yaml")}
    for fact in _facts():
        for language in ("fr", "ar"):
            expected = fact[f"expect_source_{language}"]
            assert titles[fact["report"]][language].startswith(f"{expected} · "), fact["id"]
