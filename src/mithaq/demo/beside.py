"""Arabic beside the French words that fictitious people type: a title, a question, its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

from mithaq.base.text import Labels, in_every_language


@lru_cache(maxsize=1)
def _arabic() -> Mapping[str, str]:
    place = files("mithaq.demo") / "content" / "beside.yaml"
    found: Mapping[str, str] = yaml.safe_load(place.read_text(encoding="utf-8"))
    return found


def both(french: str) -> str:
    """A text kept with its Arabic, so that each reads it in their own language; the text alone
    where it has none."""
    arabic = _arabic().get(french)
    return in_every_language(Labels(french, arabic)) if arabic else french
