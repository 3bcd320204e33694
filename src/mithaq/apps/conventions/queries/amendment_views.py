"""Amendments as pages receive them: what each article does, and what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.apps.conventions.queries.source_views import SourceRef
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """The title or the purpose of a convention, as an object that an amendment can modify."""

    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationView:
    """How long a convention lasts, as an object that an amendment can modify."""

    duration_kind: str
    duration_label: str
    covers_from: date | None
    covers_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One article of an amendment: what it does to one object, as a typed document."""

    rank: int
    action: str
    kind: str
    number: int
    content: Mapping[str, Any]
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentView:
    """A signed change to a convention; it takes effect on its own day."""

    number: int
    labels: Labels
    signed_on: date
    effective_on: date
    reason: Labels
    retroactive_reason: Labels
    source: SourceRef
    document_sha256: str
    changes: tuple[ChangeView, ...]

    @property
    def is_retroactive(self) -> bool:
        """Tell whether it changes what held before it was signed."""
        return self.effective_on < self.signed_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one amendment did to one object: before, after, and the words that changed.

    ``before`` is nothing for an object added, ``after`` for one withdrawn.
    """

    amendment: int
    effective_on: date
    action: str
    kind: str
    number: int
    before: Any
    after: Any
    words: tuple[str, ...]
    rank: int = 0
