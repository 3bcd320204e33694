"""The words of a convention file, part by part, for those who explain the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from mithaq.gateways.convention_file.schema import json_schema

# Every part may name its source: said last, so that its own words come first.
_LAST: Final = frozenset({"source", "locator"})


class Holds(StrEnum):
    """What a word of the file holds."""

    TEXTS = "texts"
    PART = "part"
    CHOICE = "choice"
    TRUTH = "truth"
    COUNT = "count"
    DAY = "day"
    DATE = "date"
    MONEY = "money"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a part: whether it is required, what it holds, its values or an example."""

    name: str
    is_required: bool
    is_list: bool
    holds: Holds
    values: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatPart:
    """A mapping of the file, named by the path that first leads to it."""

    path: str
    about: str
    words: tuple[Word, ...]


def outline() -> tuple[FormatPart, ...]:
    """Every part, from the document down, each once."""
    schema = json_schema()
    return tuple(_parts(schema, schema, "", set()))


def _parts(
    schema: Mapping[str, Any], root: Mapping[str, Any], path: str, seen: set[str]
) -> Iterator[FormatPart]:
    below, words = [], []
    properties: Mapping[str, Any] = schema["properties"]
    for name in sorted(properties, key=lambda name: name in _LAST):
        inner = _inner(properties[name], root)
        is_required = name in schema.get("required", ())
        words.append(_word(name, properties[name], inner, is_required=is_required))
        if "properties" in inner and inner["title"] not in {"Text", *seen}:
            seen.add(inner["title"])
            below.append((inner, f"{path}.{name}".removeprefix(".")))
    yield FormatPart(path=path, about=schema.get("description", ""), words=tuple(words))
    for inner, inner_path in below:
        yield from _parts(inner, root, inner_path, seen)


def _inner(given: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references, lists and « or nothing » to what is really held."""
    while True:
        if "$ref" in given:
            given = root["$defs"][given["$ref"].rpartition("/")[2]]
        elif "anyOf" in given:
            given = next(item for item in given["anyOf"] if item.get("type") != "null")
        elif given.get("type") == "array":
            given = given["items"]
        else:
            return given


def _word(
    name: str, given: Mapping[str, Any], inner: Mapping[str, Any], *, is_required: bool
) -> Word:
    values = tuple(inner.get("enum", ())) or ((inner["const"],) if "const" in inner else ())
    examples = [str(item) for item in inner.get("examples", ())]
    options = given.get("anyOf", (given,))
    return Word(
        name=name,
        is_required=is_required,
        is_list=any(item.get("type") == "array" for item in options),
        holds=Holds.CHOICE if values else _holds(inner),
        values=values,
        example=" / ".join(examples[:2]),
    )


def _holds(inner: Mapping[str, Any]) -> Holds:
    if "properties" in inner:
        return Holds.TEXTS if inner["title"] == "Text" else Holds.PART
    if isinstance(inner.get("type"), list):
        return Holds.DATE
    if inner.get("format") == "date":
        return Holds.DAY
    if "MDH" in str(inner.get("examples", "")):
        return Holds.MONEY
    return {"boolean": Holds.TRUTH, "integer": Holds.COUNT}.get(inner["type"], Holds.TEXT)
