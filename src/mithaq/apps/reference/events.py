"""A loading says what it found, what it wrote and what it refused to touch."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.base.errors import Fault


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one row that a loading replaced."""

    key: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a loading did; with any fault, nothing at all was written.

    `kept_edited` names the rows that a person corrected by hand: a file never undoes that work.
    `absent` counts the stored rows that the file does not mention: they stay, because absence
    from a file does not say that a thing ceased to exist.
    """

    name: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept_edited: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    changes: tuple[Change, ...] = ()
    absent: int = 0

    @property
    def is_refused(self) -> bool:
        """Tell whether the file was refused whole."""
        return bool(self.faults)

    @property
    def is_quiet(self) -> bool:
        """Tell whether the stored rows are as they were before."""
        return not (self.added or self.changed)


@dataclass(frozen=True, slots=True)
class HolidayEdited:
    """A public holiday was added, corrected or cancelled by a person."""

    holiday_id: int
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PaperIssued:
    """A paper left the product with a code to verify it."""

    code: str
    sha256: str
