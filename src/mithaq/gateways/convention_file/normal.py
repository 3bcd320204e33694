"""One spelling of a convention: two files that say the same thing have the same fingerprint."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any, Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from mithaq.base.dates import UncertainDate
from mithaq.gateways.convention_file.drafting import amount_of
from mithaq.gateways.convention_file.fields import LATER
from mithaq.gateways.convention_file.references import Codes
from mithaq.gateways.convention_file.schema import (
    ConventionText,
    FigureText,
    Proven,
    SignatoryText,
    TargetText,
)

# What is checked and not kept: the sources are rows of their own, totals are recomputed.
_NOT_KEPT: Final = ("mithaq", "sources")


def fingerprint(text: ConventionText, codes: Codes) -> str:
    """The SHA-256 of what the document says, whatever its layout, order of keys or defaults."""
    said = json.dumps(normal_form(text, codes), sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()


def normal_form(text: ConventionText, codes: Codes) -> dict[str, Any]:
    """What the register keeps of a document, every default written out."""
    said: dict[str, Any] = _plain(text, default_source=text.source)
    for name in _NOT_KEPT:
        del said[name]
    said["covers"] = said["covers"] or {"from": None, "to": None}
    said["budget"] = {"lines": (said["budget"] or {"lines": []})["lines"]}
    _rename_measures(said)
    _sort_unordered(said)
    counted: dict[str, Sequence[TargetText | FigureText]] = {
        "targets": text.targets,
        "figures": text.figures,
    }
    for name, items in counted.items():
        for written, item in zip(said[name], items, strict=True):
            version = codes.version(item.indicator, item.version)
            written["version"] = version.number if version else item.version
            written["value"] = _value(item.value, item.unit)
    _rename_targets(said, text.targets)
    return said


def _sort_unordered(said: dict[str, Any]) -> None:
    """Readings go by letter and conflicts by code, in whatever order they are written."""
    said["conflicts"].sort(key=lambda item: item["code"])
    for figure in said["figures"]:
        figure["readings"].sort(key=lambda item: item["letter"])


def _rename_targets(said: dict[str, Any], targets: Sequence[TargetText]) -> None:
    """The key of a target serves inside the file only: a part names its whole by its place."""
    places = {item.key: f"t{rank}" for rank, item in enumerate(targets, start=1) if item.key}
    for written, item in zip(said["targets"], targets, strict=True):
        del written["key"]
        if item.part_of:
            written["part_of"] = places.get(item.part_of, item.part_of)
        if item.baseline:
            written["baseline"]["value"] = _value(item.baseline.value, item.unit)


def _value(given: str, unit: str) -> str:
    try:
        return format(amount_of(given, unit).normalize(), "f")
    except PydanticCustomError:
        return str(given)


def _rename_measures(said: dict[str, Any]) -> None:
    """The key of a measure serves inside the file only: its place says the same."""
    names: dict[str, str] = {}
    for number, axis in enumerate(said["axes"], start=1):
        for rank, measure in enumerate(axis["measures"], start=1):
            names[measure["key"]] = measure["key"] = f"m{number}-{rank}"
    for line in said["budget"]["lines"]:
        line["measure"] = names.get(line["measure"], line["measure"])


def _is_unsaid_addition(definition: FieldInfo, value: Any) -> bool:
    return LATER in definition.metadata and value == definition.get_default(
        call_default_factory=True
    )


def _plain(value: Any, *, default_source: str) -> Any:
    if isinstance(value, BaseModel):
        said = {
            definition.alias or name: _plain(getattr(value, name), default_source=default_source)
            for name, definition in type(value).model_fields.items()
            if not _is_unsaid_addition(definition, getattr(value, name))
        }
        if isinstance(value, Proven):
            said["source"] = value.source or default_source
        if isinstance(value, SignatoryText) and said["person"]:
            # A person's name has a Latin and an Arabic spelling, no translation.
            del said["person"]["en"]
        return said
    if isinstance(value, list):
        return [_plain(item, default_source=default_source) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UncertainDate):
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value
