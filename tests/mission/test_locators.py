"""The place in a source of every shipped fact is a phrase that the catalogues translate."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils.translation import override

from mithaq.demo.words import FUNCTIONS, LOCATORS
from mithaq.web.shell.words import locator

CONTENT = Path(str(files("mithaq") / "demo" / "content"))


def _said(value: Any, word: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == word and inner:
                yield inner
            yield from _said(inner, word)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner, word)


@pytest.mark.parametrize(("word", "declared"), [("locator", LOCATORS), ("function", FUNCTIONS)])
def test_every_phrase_of_the_content_is_declared_and_no_other(
    word: str, declared: tuple[str, ...]
) -> None:
    found = {
        phrase
        for path in CONTENT.rglob("*.yaml")
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))
        for phrase in _said(document, word)
    }

    assert found == set(declared)


def test_a_declared_place_is_translated_and_an_unknown_one_is_marked_french() -> None:
    with override("ar"):
        assert locator("article, bilan") == "المقال، الحصيلة"
        assert locator("feuillet du cahier") == '<bdi lang="fr">feuillet du cahier</bdi>'
    with override("fr"):
        assert locator("article, bilan") == "article, bilan"
