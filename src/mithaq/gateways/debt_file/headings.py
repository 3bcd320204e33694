"""The columns of a file of debts, under every heading that is understood."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from typing import Final

from mithaq.base.documents import read_yaml
from mithaq.base.text import Labels, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column: its name in three languages, what it holds, an example, other spellings."""

    field: str
    name: Labels
    help: Labels
    example: Labels
    others: tuple[str, ...] = ()


def _example(said: str | dict[str, str]) -> Labels:
    """An example in each language; a number is the same in all."""
    return Labels(said, said, said) if isinstance(said, str) else Labels(**said)


_TABLE: Final = files("mithaq.gateways.debt_file") / "headings.yaml"
HEADINGS: Final = tuple(
    Heading(
        field=entry["field"],
        name=Labels(**entry["name"]),
        help=Labels(**entry["help"]),
        example=_example(entry["example"]),
        others=tuple(entry.get("others", ())),
    )
    for entry in read_yaml(_TABLE.read_text(encoding="utf-8"))
)
REQUIRED: Final = frozenset({"affiliate", "kind", "amount"})
_FIELDS: Final = {
    fold(text): item.field
    for item in HEADINGS
    for text in (item.name.fr, item.name.ar, item.name.en, item.field, *item.others)
}


def field_of(text: str) -> str:
    """The field that a heading names, whatever its case, accents or language; "" for none."""
    return _FIELDS.get(fold(text.partition("(")[0]), "")


def sample(language: str, affiliate: str = "") -> str:
    """A file to start from, with the headings and the words of a language; ``affiliate`` is the
    number of a company that is known here, so that the file is accepted as it is."""
    examples = {item.field: item.example.of(language) for item in HEADINGS}
    return table(language, [examples | ({"affiliate": affiliate} if affiliate else {})])


def table(language: str, rows: Iterable[Mapping[str, str]]) -> str:
    """A file of some rows, by field, with the headings of a language."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(item.name.of(language) for item in HEADINGS)
    writer.writerows([row.get(item.field, "") for item in HEADINGS] for row in rows)
    return f"\ufeff{text.getvalue()}"
