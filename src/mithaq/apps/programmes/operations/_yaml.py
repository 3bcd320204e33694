"""Values of a list of schemes as YAML gives them, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mithaq.apps.programmes.operations import _words as words
from mithaq.base.errors import Fault
from mithaq.base.money import dirhams_to_centimes, millions_to_centimes
from mithaq.base.text import Labels


class Row:
    """One mapping of the file: reads its values, notes every fault with its place."""

    def __init__(self, values: Any, where: str, faults: list[Fault], keys: str) -> None:
        """Hold a mapping whose keys are those listed, and nothing else."""
        self.values: Mapping[str, Any] = values if isinstance(values, Mapping) else {}
        self.where, self.faults = where, faults
        if not isinstance(values, Mapping):
            faults.append(words.missing(where))
        allowed = tuple(keys.split())
        faults.extend(
            words.not_in_list(f"{where}.{key}", key, allowed)
            for key in self.values
            if key not in allowed
        )

    def at(self, key: str) -> str:
        """The place of a value, as a reader follows it."""
        return f"{self.where}.{key}"

    def text(self, key: str, *, is_required: bool = False) -> str:
        """A text, empty when absent."""
        value = self.values.get(key)
        text = "" if value is None else str(value).strip()
        if is_required and not text:
            self.faults.append(words.missing(self.at(key)))
        return text

    def code(self, key: str) -> str | None:
        """A code, or nothing."""
        return self.text(key) or None

    def labels(self, key: str, *, is_required: bool = False) -> Labels:
        """A name in three languages, French first."""
        value = self.values.get(key)
        found = value if isinstance(value, Mapping) else {}
        labels = Labels(*(str(found.get(name) or "").strip() for name in ("fr", "ar", "en")))
        if is_required and not labels.fr:
            self.faults.append(words.missing(self.at(f"{key}.fr")))
        return labels

    def day(self, key: str, *, is_required: bool = False) -> date:
        """A day; the first day of all stands for one that is wrong, whose fault is noted."""
        return self.day_or_none(key, is_required=is_required) or date.min

    def day_or_none(self, key: str, *, is_required: bool = False) -> date | None:
        """A day, or nothing."""
        value = self.values.get(key)
        if isinstance(value, date):
            return value
        if value is None:
            if is_required:
                self.faults.append(words.missing(self.at(key)))
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.faults.append(words.bad_value(self.at(key), value, "2024-01-31"))
            return None

    def whole(self, key: str) -> int | None:
        """A whole number, or nothing."""
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return int(str(value))
        except ValueError:
            self.faults.append(words.bad_value(self.at(key), value, "120"))
            return None

    def money(self, key: str) -> int | None:
        """Centimes: « 12.5 MDH » in millions, « 4500 » in dirhams; quoted, so that digits stay."""
        value = self.values.get(key)
        if value is None:
            return None
        number, _space, unit = str(value).partition(" ")
        try:
            return (millions_to_centimes if unit == "MDH" else dirhams_to_centimes)(number)
        except (TypeError, ValueError):
            self.faults.append(words.bad_value(self.at(key), value, "12.5 MDH"))
            return None

    def word(self, key: str, choices: tuple[str, ...]) -> str:
        """A word of a closed list."""
        value = self.text(key, is_required=True)
        if value and value not in choices:
            self.faults.append(words.not_in_list(self.at(key), value, choices))
        return value

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of codes."""
        return tuple(str(item) for item in self.values.get(key) or ())

    def rows(self, key: str, keys: str) -> Iterator[Row]:
        """The mappings of a list, each with its place."""
        for rank, values in enumerate(self.values.get(key) or ()):
            yield Row(values, f"{self.at(key)}[{rank}]", self.faults, keys)
