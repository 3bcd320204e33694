"""A case read back: the value of every node of every formula that its answer came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, Self

from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._binding import Lowered
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._expression import Expression, Name
from mithaq.engines.rules._facts import MONTH, Value, day_of
from mithaq.engines.rules._kinds import Kind, kind_of
from mithaq.engines.rules._steps import Scalar
from mithaq.engines.rules._trace import Reader, Traced

_NOT_READ: Final = Reader(-1, None, None)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One target for one case, run, with the value of each node at hand."""

    law: Corpus
    day: date
    target: str
    facts: Mapping[str, Value]
    traced: Traced = field(repr=False)
    values: tuple[Any, ...] = field(repr=False)

    def raw(self, place: Lowered) -> Scalar | None:
        """The number or the truth of a node, None when unknown."""
        if place.known is not None and not self.values[place.known]:
            return None
        found: Scalar = self.values[place.value]
        return found

    def column(self, name: str) -> Value | None:
        """The value of a fact or of a rule."""
        reader = self.traced.readers.get(name, _NOT_READ)
        return self.at(Name(name)) if reader is _NOT_READ else self.read(reader)

    def place(self, node: Expression) -> Lowered | None:
        """The steps of a node of a formula; None for one that no version in reach holds."""
        if isinstance(node, Name):
            return self.traced.columns.get(node.name)
        return self.traced.places.get(id(node))

    def at(self, node: Expression) -> Value | None:
        """The value of a node of a formula."""
        key = node.name if type(node) is Name else id(node)
        reader = self.traced.readers.get(key, _NOT_READ)
        if reader is _NOT_READ:
            reader = self.traced.readers[key] = self.reader(node, self.kind(node))
        return self.read(reader)

    def read(self, reader: Reader | None) -> Value | None:
        """What a reader finds in this case, None when unknown or out of reach."""
        if reader is None:
            return None
        values = self.values
        place, known, decode = reader
        if known is not None and not values[known]:
            return None
        raw: Scalar = values[place]
        return raw if decode is None or raw is True or raw is False else decode(raw)

    def reader(self, node: Expression, kind: Kind) -> Reader | None:
        """How a node reads in a kind; None where no version in reach holds it."""
        place = self.place(node)
        return None if place is None else Reader(place.value, place.known, _decode(kind))

    def kind(self, node: Expression) -> Kind:
        """The unit or the choices of a node."""
        if isinstance(node, Name):
            return kind_of(self.law, node)
        found = self.traced.kinds.get(id(node))
        if found is None:
            found = self.traced.kinds[id(node)] = kind_of(self.law, node)
        return found

    def with_facts(self, changes: Mapping[str, Value]) -> Self:
        """The same question with other facts."""
        if not changes:
            return self
        facts = {**self.facts, **changes}
        values = self.traced.run({**facts, MONTH: self.day.replace(day=1)})
        return replace(self, facts=facts, values=values)

    def version(self, name: str) -> Rule | None:
        """The version of a rule that counts in this case; None where the law says nothing."""
        if name in self._versions:
            return self._versions[name]
        concept = self.law.rules[name]
        day = self.day if concept.on is None else self.column(concept.on)
        found = concept.version_at(day) if isinstance(day, date) else None
        self._versions[name] = found
        return found

    @cached_property
    def _versions(self) -> dict[str, Rule | None]:
        return {}


def _decode(kind: Kind) -> Callable[[Scalar], Value] | None:
    """How a number of the steps becomes what a person reads: a day, a code; None: an amount."""
    if kind.is_date:
        return lambda raw: day_of(raw, "date")
    if kind.choices:
        codes = tuple(kind.choices)
        return lambda raw: codes[round(raw)]
    return None
