"""A figure about to be written, kept as JSON between the preview and the confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from mithaq.apps.observatory.operations import ObservationDraft
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels


def draft_as_json(draft: ObservationDraft) -> dict[str, Any]:
    """Write a draft in JSON values; what is at its default is left out."""
    empty = ObservationDraft(indicator="", version=0, value=Decimal(0), source="", grade="")
    kept: dict[str, Any] = {}
    for item in fields(ObservationDraft):
        value = getattr(draft, item.name)
        if value == getattr(empty, item.name) and item.name != "value":
            continue
        kept[item.name] = _plain(value)
    return kept


def draft_from_json(kept: Mapping[str, Any]) -> ObservationDraft:
    """Read a draft written by ``draft_as_json``."""
    return ObservationDraft(
        **{
            "indicator": "",
            "version": 0,
            "source": "",
            "grade": "",
            **{name: _read(name, value) for name, value in kept.items()},
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Labels):
        return [value.fr, value.ar, value.en]
    if isinstance(value, Decimal | UncertainDate):
        return str(value)
    return [day.isoformat() for day in value] if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if name == "value":
        return Decimal(value)
    if name in {"as_of", "said"}:
        return UncertainDate.parse(value)
    if name == "period":
        return tuple(date.fromisoformat(day) for day in value)
    return Labels(*value) if name in {"title", "note", "period_words"} else value
