"""The words of a convention file, part by part, as its schema says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mithaq.gateways.convention_file import json_schema


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a part: whether it is required, what it holds, its values or an example."""

    name: str
    is_required: bool
    holds: str
    values: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class FormatPart:
    """A mapping of the file, named by the path that leads to it."""

    path: str
    words: tuple[Word, ...]


def format_parts() -> tuple[FormatPart, ...]:
    """Every part, from the document down, in the order of the file."""
    schema = json_schema()
    return tuple(_parts(schema, schema, "", set()))


def _parts(
    schema: Mapping[str, Any], root: Mapping[str, Any], path: str, seen: set[str]
) -> Iterator[FormatPart]:
    required = schema.get("required", ())
    below = []
    words = []
    properties = schema["properties"]
    # Every part may name its source: said last, so that its own words come first.
    for name in sorted(properties, key=lambda name: name in {"source", "locator"}):
        given = properties[name]
        inner = _inner(given, root)
        words.append(_word(name, given, root, is_required=name in required))
        if "properties" in inner and inner["title"] not in {"Text", *seen}:
            seen.add(inner["title"])
            below.append((inner, f"{path}.{name}".removeprefix(".")))
    yield FormatPart(path, tuple(words))
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


def _is_list(given: Mapping[str, Any]) -> bool:
    options = given.get("anyOf", (given,))
    return any(item.get("type") == "array" for item in options)


def _word(
    name: str, given: Mapping[str, Any], root: Mapping[str, Any], *, is_required: bool
) -> Word:
    inner = _inner(given, root)
    values = tuple(inner.get("enum", ())) or ((inner["const"],) if "const" in inner else ())
    examples = [str(item) for item in inner.get("examples", ())]
    holds = _holds(inner, has_values=bool(values))
    if _is_list(given):
        holds = _("liste : %(held)s") % {"held": holds}
    return Word(name, is_required, holds, values, " / ".join(examples[:2]))


def _holds(inner: Mapping[str, Any], *, has_values: bool) -> str:
    if inner.get("title") == "Text":
        return _("texte par langue : fr, ar, en")
    if "properties" in inner:
        return _("partie décrite plus bas")
    if has_values:
        return _("un mot de la liste")
    kinds = {
        "boolean": _("true ou false"),
        "integer": _("nombre entier"),
        "string": _("texte"),
    }
    kind = inner.get("type", "string")
    if inner.get("format") == "date":
        return _("jour")
    if isinstance(kind, list):
        return _("date, même connue à moitié")
    if "MDH" in str(inner.get("examples", "")):
        return _("montant, en DH ou MDH")
    return kinds.get(kind, _("texte"))
