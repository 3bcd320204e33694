"""The lists that figures are broken down by: programmes, sectors, levels of education."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from mithaq.apps.reference.frames.rows import Row
from mithaq.base.text import LANGUAGES

VERSION: Final = "1"


class ListFile(Protocol):
    """A nomenclature wherever it is written: itself as a row, and its terms."""

    @property
    def row(self) -> Row:
        """The nomenclature as a row."""

    def terms(self) -> list[Row]:
        """Its terms, in order."""


@dataclass(frozen=True, slots=True)
class CategoryList:
    """One list of a deployment, as its YAML file gives it."""

    entry: Mapping[str, Any]

    @property
    def row(self) -> Row:
        """The nomenclature itself as a row."""
        return Row(
            key=f"{self.entry['code']} {VERSION}",
            values={**_labels(self.entry), "source_note": str(self.entry.get("note", ""))},
        )

    def terms(self) -> list[Row]:
        """The terms in the order of the file."""
        return [
            Row(
                key=str(term["code"]),
                values={**_labels(term), "rank": rank, "parent_id": None, "properties": {}},
            )
            for rank, term in enumerate(self.entry["terms"], start=1)
        ]


def category_lists(entries: Sequence[Mapping[str, Any]]) -> list[CategoryList]:
    """Read the lists of a deployment."""
    return [CategoryList(entry) for entry in entries]


def _labels(entry: Mapping[str, Any]) -> dict[str, object]:
    return {f"label_{name}": str(entry["label"].get(name, "")) for name in LANGUAGES}
