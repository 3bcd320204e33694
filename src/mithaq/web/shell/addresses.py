"""Addresses of a list: the same parameters with one changed, written without what is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Address:
    """Where a list stands: its path and the parameters in force."""

    path: str
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, path: str, query: QueryDict) -> Address:
        """Read a request; empty parameters say nothing."""
        pairs = ((n, str(v)) for n, values in query.lists() for v in values if v)
        return cls(path, tuple(pairs))

    def with_(self, **changes: object) -> str:
        """Change some parameters; None removes one."""
        kept = [pair for pair in self.pairs if pair[0] not in changes]
        kept += [(name, str(value)) for name, value in changes.items() if value is not None]
        return self._written(kept)

    def without(self, name: str, value: str) -> str:
        """Remove one value of a parameter and go back to the first page."""
        return self._written([p for p in self.pairs if p != (name, value) and p[0] != "page"])

    def others(self, *names: str) -> Iterator[tuple[str, str]]:
        """Every parameter but these."""
        return (pair for pair in self.pairs if pair[0] not in names)

    def _written(self, pairs: list[tuple[str, str]]) -> str:
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path
