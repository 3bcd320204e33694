"""What each word of a convention file means, in plain words, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from mithaq.base.documents import read_yaml
from mithaq.base.text import Labels


def meaning(part: str, word: str) -> Labels | None:
    """What a word means in its part, or None when nobody has explained it."""
    known = _meanings()
    return known.get(f"{part}.{word}") or known.get(word)


@lru_cache(maxsize=1)
def _meanings() -> Mapping[str, Labels]:
    packaged = files("mithaq.gateways.convention_file") / "meanings.yaml"
    said = read_yaml(packaged.read_text(encoding="utf-8"))
    return {name: Labels(item["fr"], item["ar"], item["en"]) for name, item in said.items()}
