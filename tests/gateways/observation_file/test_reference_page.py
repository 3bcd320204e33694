"""The page that documents the format, and the sample, are those of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.gateways.observation_file import BY_FIELD, read_table, reference_page, sample

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "observation-file.md"


def test_the_page_says_what_the_code_understands() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_sample_is_read_in_every_language(language: str) -> None:
    table = read_table(sample(language), "exemple.csv")
    assert len(table.rows) == 2
    assert set(table.headings) <= set(BY_FIELD)
    assert not table.ignored
    assert table.headings["value"] == BY_FIELD["value"].name.of(language)
