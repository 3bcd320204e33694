"""The columns of an observation file, under every heading that is understood."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from mithaq.base.documents import read_yaml
from mithaq.base.text import Labels, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column: its name in three languages, what it holds, and its other spellings."""

    field: str
    name: Labels
    help: Labels
    example: str
    is_required: bool = False
    others: tuple[str, ...] = ()


def _read(entry: dict[str, Any]) -> Heading:
    said = {name: Labels(**entry[name]) for name in ("name", "help")}
    return Heading(**{**entry, **said, "others": tuple(entry.get("others", ()))})


_TABLE: Final = files("mithaq.gateways.observation_file") / "headings.yaml"
HEADINGS: Final = tuple(_read(e) for e in read_yaml(_TABLE.read_text(encoding="utf-8")))
BY_FIELD: Final = {item.field: item for item in HEADINGS}
_FIELDS: Final = {
    fold(text): item.field
    for item in HEADINGS
    for text in (item.name.fr, item.name.ar, item.name.en, item.field, *item.others)
}


def field_of(text: str) -> str:
    """The field that a heading names, whatever its case, accents or language; "" for none."""
    return _FIELDS.get(fold(text.partition("(")[0]), "")
