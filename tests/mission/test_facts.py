"""Every fact of the five reports has a page, in French and in Arabic, with its source."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.walk import readable

FILE = Path(__file__).parent / "facts.csv"
FACTS = list(csv.DictReader(FILE.open(encoding="utf-8")))


def test_there_are_at_least_sixty_facts_from_the_five_reports() -> None:
    assert len(FACTS) >= 60
    assert {fact["scenario"] for fact in FACTS} == {"1", "2", "3", "4", "5"}
    assert len({fact["id"] for fact in FACTS}) == len(FACTS)
    assert all(fact[column] for fact in FACTS for column in ("report", "date", "page"))


@pytest.fixture(scope="module")
def reader(browser: Any, site: str) -> Iterator[Any]:
    """Open a page once and give its visible text as often as it is asked for."""
    texts: dict[str, str] = {}
    page = browser.new_page()

    def read(path: str) -> str:
        if path not in texts:
            answer = page.goto(f"{site}/{path}")
            assert answer.status == 200, path
            for fold in page.query_selector_all("details:not([open])"):
                fold.evaluate("fold => fold.open = true")
            texts[path] = readable(page.inner_text("main"))
        return texts[path]

    yield read
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_a_fact_is_on_its_page_with_its_source(
    reader: Any, fact: dict[str, str], language: str
) -> None:
    text = reader(f"{language}/{fact['path']}")

    assert readable(fact[f"expect_{language}"]) in text
    assert readable(fact[f"expect_source_{language}"]) in text
