"""Arabic and English beside the French words that fictitious people type: a question, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from mithaq.base.text import Labels, in_every_language

_ARABIC: Final = "beside.yaml"
_ENGLISH: Final = "beside.en.yaml"


@cache
def _said(name: str) -> Mapping[str, str]:
    place = files("mithaq.demo") / "content" / name
    found: Mapping[str, str] = yaml.safe_load(place.read_text(encoding="utf-8"))
    return found


def both(french: str) -> str:
    """A text kept with its Arabic, and its English where there is one, so that each reads it in
    their own language; the text alone where it has no Arabic."""
    arabic = _said(_ARABIC).get(french)
    english = _said(_ENGLISH).get(french, "")
    return in_every_language(Labels(french, arabic, english)) if arabic else french
