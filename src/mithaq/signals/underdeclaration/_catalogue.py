"""The catalogue: what each ratio is, which side of it asks a question, what else may explain it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from mithaq.base.documents import read_yaml
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import LANGUAGES, Labels

NOT_PUBLISHED: Final = "not_published"


class Side(StrEnum):
    """Which side of the threshold asks a question."""

    BELOW = "below"
    ABOVE = "above"


class Direction(StrEnum):
    """What the ratio looks for: too little declared, or too much."""

    UNDER = "under"
    OVER = "over"


class Unit(StrEnum):
    """What the value counts."""

    RATIO = "ratio"
    DIRHAMS = "dirhams"
    KILOWATT_HOURS = "kilowatt_hours"
    SQUARE_METRES = "square_metres"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A threshold from a day, for a sector or for all; without a value, none is published."""

    since: date
    sector: str
    value: Decimal | None
    source: str

    @property
    def is_published(self) -> bool:
        """Whether a text gives a value."""
        return self.value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A published figure near the ratio: it compares, it does not judge."""

    says: Labels
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalDefinition:
    """A ratio of the catalogue; ``honest`` says what may explain it without any fault.

    ``most`` is what a share of a whole never passes; ``out_of``, the number of days of that whole.
    """

    code: str
    label: Labels
    formula: Labels
    honest: Labels
    unit: Unit
    side: Side
    direction: Direction
    thresholds: tuple[Threshold, ...]
    benchmarks: tuple[Benchmark, ...]
    most: Decimal | None = None
    out_of: int | None = None

    def threshold_on(self, on: date, *, sector: str = "") -> Threshold | None:
        """The threshold of a sector on a day, else that of every sector."""
        held = [item for item in self.thresholds if item.since <= on]
        own = [item for item in held if item.sector == sector]
        common = [item for item in held if not item.sector]
        return max(own or common, key=lambda item: item.since, default=None)


@cache
def catalogue() -> tuple[SignalDefinition, ...]:
    """Every ratio, in the order in which a reader meets them."""
    text = (files("mithaq.signals.underdeclaration") / "catalogue.yaml").read_text("utf-8")
    return read_catalogue(read_yaml(text))


def definition(code: str) -> SignalDefinition | None:
    """One ratio by its code."""
    return next((item for item in catalogue() if item.code == code), None)


def read_catalogue(rows: Iterable[Mapping[str, Any]]) -> tuple[SignalDefinition, ...]:
    """Read a catalogue; ``Refusal`` with every fault: a code twice, a word without its three
    languages, two thresholds of one day, a value without a source or a source without a value."""
    listed = list(rows)
    refuse_if_any(_faults(listed))
    return tuple(_read(row) for row in listed)


def _faults(rows: list[Mapping[str, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for row in rows:
        code = str(row["code"])
        if code in seen:
            yield Fault(code, _TWICE, "signal.code_unique")
        seen.add(code)
        for name in ("label", "formula", "honest"):
            if set(row[name]) != set(LANGUAGES) or not all(row[name].values()):
                yield Fault(f"{code}.{name}", _LANGUAGES, "signal.languages")
        days: set[tuple[date, str]] = set()
        for rank, item in enumerate(row["thresholds"]):
            where = f"{code}.thresholds[{rank}]"
            key = (item["since"], item.get("sector") or "")
            if key in days:
                yield Fault(where, _OVERLAP, "signal.threshold_once")
            days.add(key)
            if (item["value"] is None) != (item["source"] == NOT_PUBLISHED):
                yield Fault(where, _SOURCE, "signal.threshold_source")


def _read(row: Mapping[str, Any]) -> SignalDefinition:
    return SignalDefinition(
        code=row["code"],
        label=Labels(**row["label"]),
        formula=Labels(**row["formula"]),
        honest=Labels(**row["honest"]),
        unit=Unit(row["unit"]),
        side=Side(row["side"]),
        direction=Direction(row.get("direction", Direction.UNDER)),
        thresholds=tuple(
            Threshold(
                since=item["since"],
                sector=item.get("sector") or "",
                value=None if item["value"] is None else Decimal(str(item["value"])),
                source=item["source"],
            )
            for item in row["thresholds"]
        ),
        benchmarks=tuple(
            Benchmark(says=Labels(**item["says"]), source=item["source"])
            for item in row.get("benchmarks", ())
        ),
        most=None if row.get("most") is None else Decimal(str(row["most"])),
        out_of=row.get("out_of"),
    )


_TWICE = Labels("Ce code est déjà pris.", "هذا الرمز مستعمل.", "This code is taken.")
_LANGUAGES = Labels(
    "Dites-le en français, en arabe et en anglais.",
    "قولوه بالفرنسية والعربية والإنجليزية.",
    "Say it in French, Arabic and English.",
)
_OVERLAP = Labels(
    "Deux seuils commencent le même jour pour le même secteur.",
    "تبدأ عتبتان في اليوم نفسه للقطاع نفسه.",
    "Two thresholds start on one day for one sector.",
)
_SOURCE = Labels(
    "Un seuil a une valeur et sa source, ou il est dit non publié.",
    "للعتبة قيمة ومصدر، أو يقال إنها غير منشورة.",
    "A threshold has a value and its source, or is said not to be published.",
)
