"""One document against the shape: every fault is noted, and the rest is still read.

A value that cannot be read is noted, then replaced by a harmless one, so that the checks that
come after (codes, dates, money) still run on the rest of the document. What was replaced is
remembered: no fault is ever said about a harmless value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import ValidationError

from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.gateways.convention_file import shape_words as words
from mithaq.gateways.convention_file.reading import (
    MAX_FAULTS,
    Entries,
    Node,
    Path,
    line_of,
    where_of,
)
from mithaq.gateways.convention_file.remedies import remedy_for
from mithaq.gateways.convention_file.schema import ConventionText, json_schema
from mithaq.gateways.convention_file.words import Said, fault

# Replacing a value can uncover what is missing inside its stand-in; three rounds always suffice.
_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class Shaped:
    """A document read as a convention; `replaced` names what could not be read in it."""

    node: Node
    text: ConventionText
    replaced: frozenset[Path]
    faults: tuple[Fault, ...]


def shape(node: Node) -> Shaped | tuple[Fault, ...]:
    """Read a document as a convention, or say why nothing in it can be read."""
    if not isinstance(node, Entries):
        return (fault("", words.not_a_mapping(), "file.shape", node.line),)
    raw = node.plain()
    faults: dict[Path, Fault] = {}
    replaced: set[Path] = set()
    for _round in range(_ROUNDS):
        try:
            text = ConventionText.model_validate(raw)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                if len(faults) >= MAX_FAULTS:
                    return tuple(faults.values())
                path: Path = tuple(item["loc"])
                if not _is_under(path, replaced):
                    faults[path] = _fault(node, path, item)
                replaced.add(path)
                _replace(raw, path, is_extra=item["type"] == "extra_forbidden")
        else:
            return Shaped(node, text, frozenset(replaced), tuple(faults.values()))
    return tuple(faults.values())


def is_replaced(path: Path, replaced: frozenset[Path]) -> bool:
    """Tell whether a path is, lies in, or holds a value that could not be read."""
    return _is_under(path, replaced) or any(other[: len(path)] == path for other in replaced)


def _is_under(path: Path, paths: set[Path] | frozenset[Path]) -> bool:
    return any(path[:length] in paths for length in range(1, len(path) + 1))


def _replace(raw: Any, path: Path, *, is_extra: bool) -> None:
    holder = raw
    for step in path[:-1]:
        holder = holder[step]
    if is_extra:
        del holder[path[-1]]
    else:
        holder[path[-1]] = _sample(_schema_at(path))


@cache
def _schema() -> dict[str, Any]:
    return json_schema()


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references, and leave « or nothing » aside."""
    while True:
        if "$ref" in schema:
            schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
        elif "anyOf" in schema:
            schema = next(item for item in schema["anyOf"] if item.get("type") != "null")
        else:
            return schema


def _schema_at(path: Path) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = _schema()
    for step in path:
        inside = _resolved(schema)
        schema = inside["items"] if isinstance(step, int) else inside["properties"].get(step, {})
    return schema


def _sample(schema: Mapping[str, Any]) -> Any:
    """Make the smallest value of a shape."""
    if any(item.get("type") == "null" for item in schema.get("anyOf", ())):
        return None
    found = _resolved(schema)
    if "const" in found:
        return found["const"]
    if "enum" in found:
        return found["enum"][0]
    if "examples" in found:
        return found["examples"][0]
    kind = found.get("type")
    if kind == "object":
        return {name: _sample(found["properties"][name]) for name in found.get("required", ())}
    empty = {"array": [], "boolean": False, "integer": found.get("minimum", 1)}
    return empty.get(kind if isinstance(kind, str) else "", "")


def _fault(node: Node, path: Path, item: Mapping[str, Any]) -> Fault:
    said, rule = _said(path, item)
    sentence, remedy = said
    return fault(where_of(path), (sentence, remedy or remedy_for(rule)), rule, line_of(node, path))


def _said(path: Path, item: Mapping[str, Any]) -> tuple[Said, str]:
    """Turn an error of the shape into a sentence, its remedy and its rule."""
    name, given, context = str(path[-1]), item["input"], item.get("ctx", {})
    around = _resolved(_schema_at(path[:-1]))
    expected = _resolved(_schema_at(path))
    match item["type"]:
        case "mithaq":
            labels = Labels(context["fr"], context["ar"], context["en"])
            return (labels, None), context["rule"]
        case "missing":
            return words.missing(name, expected), f"shape.{name}.required"
        case "extra_forbidden":
            return words.unknown_key(name, tuple(around.get("properties", ()))), "shape.known_key"
        case "enum" | "literal_error":
            choices = tuple(expected.get("enum", ())) or (expected["const"],)
            return words.not_in_list(name, given, choices), f"shape.{name}.choice"
        case "model_type" | "model_attributes_type":
            known = tuple(expected.get("properties", ()))
            return words.needs_mapping(name, known), "shape.mapping"
        case "list_type":
            return words.needs_list(name), "shape.list"
        case "string_too_long":
            return words.too_long(name, len(str(given)), context["max_length"]), "text.length"
        case "string_too_short":
            return words.blank(name), "text.required"
        case "string_pattern_mismatch":
            return words.bad_form(name, given, expected.get("examples", ())), "shape.form"
        case "bool_parsing" | "bool_type":
            return words.not_a_truth(name, given), "shape.truth"
        case "greater_than_equal" | "less_than_equal":
            return words.out_of_range(name, given, expected), "shape.range"
        case kind if kind.startswith("int_"):
            return words.not_a_count(name, given), "shape.count"
    return words.needs_text(name), "shape.text"
