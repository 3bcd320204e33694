"""A source as pages cite it."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """A document and the place in it."""

    code: str
    labels: Labels
    kind: str
    publisher: str
    url: str
    published: UncertainDate
    locator: str
