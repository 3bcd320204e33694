"""A paper prints only what its fonts can draw; anything else is shown as a replacement mark."""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

FONTS: Final = Path(__file__).parent / "fonts"
_MISSING: Final = "?"
_REPLACED: Final = {"Zs": " ", "Mn": "", "Cc": ""}


def printable(value: Any) -> Any:
    """Replace, in every text of a content, the characters that no vendored font has.

    An accessible PDF refuses a character without a glyph: one emoji typed in a remark would
    otherwise forbid the whole paper.
    """
    if isinstance(value, dict):
        return {name: printable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [printable(inner) for inner in value]
    return "".join(map(_drawn, value)) if isinstance(value, str) else value


def _drawn(char: str) -> str:
    if char in "\n\t" or ord(char) in covered():
        return char
    kind = unicodedata.category(char)
    if kind == "Cf":
        return char
    if kind in _REPLACED:
        return _REPLACED[kind]
    simple = unicodedata.normalize("NFKC", char)
    return simple if all(ord(part) in covered() for part in simple) else _MISSING


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Give the characters that every vendored face has, Latin and Arabic families together."""
    faces = {path.name: _characters(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))}
    weights = {name.rpartition("-")[2] for name in faces}
    families = [
        frozenset().union(*(chars for name, chars in faces.items() if name.endswith(weight)))
        for weight in sorted(weights)
    ]
    return frozenset.intersection(*families)


def _characters(font: bytes) -> frozenset[int]:
    """Read the character map (tables 4 and 12) of a TrueType file."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for rank in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * rank)
        if tag == b"cmap":
            break
    else:
        raise ValueError("This font has no character map.")
    found: set[int] = set()
    for rank in range(struct.unpack_from(">H", font, offset + 2)[0]):
        start = offset + struct.unpack_from(">HHI", font, offset + 4 + 8 * rank)[2]
        layout = struct.unpack_from(">H", font, start)[0]
        if layout == 4:
            found |= _segments(font, start)
        elif layout == 12:
            found |= _groups(font, start)
    return frozenset(found)


def _segments(font: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    return {
        code
        for first, last in zip(starts, ends, strict=True)
        if first != 0xFFFF
        for code in range(first, last + 1)
    }


def _groups(font: bytes, start: int) -> set[int]:
    count = struct.unpack_from(">I", font, start + 12)[0]
    groups = struct.iter_unpack(">III", font[start + 16 : start + 16 + 12 * count])
    return {code for first, last, _ in groups for code in range(first, last + 1)}
