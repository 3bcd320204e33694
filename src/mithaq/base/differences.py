"""Two versions of a text side by side: what was added, taken out, changed, down to the words.

A text is a mapping of plain values. Rows of a list are matched by what names them (a key, a code,
an organisation, else their words), so that a row moved or inserted does not make all the others
look changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

ADDED: Final = "added"
REMOVED: Final = "removed"
CHANGED: Final = "changed"
SAME: Final = "same"

_NAMES: Final = ("key", "code", "organisation", "reference")
# What a row is called, when it has no code: its first words tell rows apart.
_TITLES: Final = ("title", "text")
_WORDS: Final = re.compile(r"\s+|[^\s]+")
# Below this, two rows are two things and not one that changed.
_ALIKE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two texts differ; `path` leads there in the newer one (else the older)."""

    path: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Span:
    """Some words, and whether they are the same, added or taken out."""

    kind: str
    text: str


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the newer text."""
    return tuple(_mapping(before, after, ""))


def word_spans(before: str, after: str) -> tuple[Span, ...]:
    """The words of two texts put together: same, taken out, added."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    spans: list[Span] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            spans.append(Span(SAME, "".join(new[start:end])))
            continue
        if first != last:
            spans.append(Span(REMOVED, "".join(old[first:last])))
        if start != end:
            spans.append(Span(ADDED, "".join(new[start:end])))
    return tuple(spans)


def _mapping(
    before: Mapping[str, Any], after: Mapping[str, Any], path: str
) -> Iterator[Difference]:
    names = [*after, *(name for name in before if name not in after)]
    for name in names:
        where = f"{path}.{name}".removeprefix(".")
        yield from _value(before.get(name), after.get(name), where)


def _value(before: Any, after: Any, path: str) -> Iterator[Difference]:
    if before == after or (not before and not after):
        return
    if isinstance(before, Mapping | None) and isinstance(after, Mapping | None):
        yield from _mapping(before or {}, after or {}, path)
    elif isinstance(before, list | None) and isinstance(after, list | None):
        yield from _rows(before or [], after or [], path)
    else:
        kind = CHANGED if before and after else ADDED if after else REMOVED
        yield Difference(path, kind, _said(before), _said(after))


def _rows(before: Sequence[Any], after: Sequence[Any], path: str) -> Iterator[Difference]:
    for old, new in _pairs(before, after):
        rank = new if new is not None else old
        yield from _value(
            before[old] if old is not None else None,
            after[new] if new is not None else None,
            f"{path}[{rank}]",
        )


def _pairs(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """Match rows: by name first, then the most alike of those left, then alone."""
    left = dict(enumerate(before))
    found: dict[int, int] = {}
    for rank, row in enumerate(after):
        same = next((old for old, item in left.items() if item == row), None)
        if same is not None:
            found[rank] = same
            del left[same]
    for rank, row in enumerate(after):
        if rank not in found and (name := _name(row)):
            same = next((old for old, item in left.items() if _name(item) == name), None)
            if same is not None:
                found[rank] = same
                del left[same]
    for rank, row in enumerate(after):
        if rank not in found and not _name(row) and left:
            nearest = max(left, key=lambda old: _likeness(left[old], row))
            if _likeness(left[nearest], row) >= _ALIKE:
                found[rank] = nearest
                del left[nearest]
    pairs: list[tuple[int | None, int | None]] = [
        (found.get(rank), rank) for rank in range(len(after))
    ]
    return pairs + [(old, None) for old in left]


def _name(row: Any) -> str:
    if not isinstance(row, Mapping):
        return ""
    return next((f"{key}:{row[key]}" for key in _NAMES if row.get(key)), "")


def _title(row: Any) -> Any:
    """What stands for a row when rows are told apart: its title or its words, else all of it."""
    if not isinstance(row, Mapping):
        return row
    return next((row[key] for key in _TITLES if row.get(key)), row)


def _likeness(old: Any, new: Any) -> float:
    if _name(old):
        return 0.0
    first, second = _said(_title(old)), _said(_title(new))
    return SequenceMatcher(a=first, b=second, autojunk=False).ratio()


def _said(value: Any) -> str:
    """A value in plain words, whatever its shape."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return " · ".join(_said(item) for item in value.values() if item not in (None, ""))
    if isinstance(value, list):
        return " · ".join(_said(item) for item in value)
    return str(value)
