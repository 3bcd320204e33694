"""A scheme is added to the Hesperides by following the tutorial literally."""

from __future__ import annotations

from pathlib import Path

from tests.docs.literal import checkout, followed, page_of


def test_the_tutorial_of_a_scheme_is_what_happens(tmp_path: Path) -> None:
    page = page_of("tutorials/add-a-scheme.md")

    assert followed(page, checkout(tmp_path, own="law")) == page
