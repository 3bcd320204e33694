"""A legal concept: one column, and the versions of its rule from day to day."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._names import parameters_in


@dataclass(frozen=True, kw_only=True)
class Concept:
    """A condition (``unit`` None) or an amount of the law, with every version of its rule.

    ``versions`` count, each from its day; ``superseded`` are those that a text known later
    replaced from their very day: they counted for who did not know it yet. ``unmet`` words a
    condition that fails, where its label says it met.
    """

    name: str
    scheme: str
    label: Labels
    versions: tuple[Rule, ...]
    superseded: tuple[Rule, ...] = ()
    choices: Mapping[str, Labels] = field(default_factory=dict)
    unmet: Labels | None = None

    @property
    def written(self) -> tuple[Rule, ...]:
        """Every version, by the day from which it counts, then by the day it was known."""
        return tuple(sorted((*self.versions, *self.superseded), key=_rank))

    def of_versions(self, written: Sequence[Rule]) -> Self:
        """The concept with these versions; those that a later text replaces are set apart."""
        ordered = sorted(written, key=_rank)
        replaced = tuple(
            one
            for one, other in itertools.pairwise(ordered)
            if one.since == other.since and other.known and one.known != other.known
        )
        kept = tuple(version for version in ordered if version not in replaced)
        return replace(self, versions=kept, superseded=replaced)

    def known_on(self, day: date) -> Self:
        """The concept as it stood in the texts known on a day; void when none was."""
        written = self.written
        kept = tuple(v for v in written if v.known is None or v.known <= day)
        if kept == written:
            return self
        first = written[0]
        void = replace(first, until=first.since - timedelta(days=1))
        return self.of_versions(kept or (void,))

    @cached_property
    def unit(self) -> str | None:
        """None for a condition, else the unit of the amount; ``date`` or ``code`` otherwise."""
        return self.versions[0].unit

    @cached_property
    def on(self) -> str | None:
        """The fact whose day chooses the version, or None for the day asked."""
        return self.versions[0].on

    @cached_property
    def codes(self) -> Mapping[str, int] | None:
        """The number of each choice, for a rule that gives a code."""
        return {code: number for number, code in enumerate(self.choices)} or None

    @cached_property
    def reads(self) -> frozenset[str]:
        """The facts and rules that any version reads."""
        return frozenset(name for version in self.written for name in version.reads)

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The paths of the parameters that any version reads."""
        return frozenset(p.path for v in self.written for p in parameters_in(v.formula))

    def version_at(self, day: date) -> Rule | None:
        """The version in force on a day, or None outside of the law."""
        found = None
        for version in self.versions:
            if version.since <= day:
                found = version
        return None if found is None or (found.until and found.until < day) else found

    def version_on(self, day: date) -> Rule:
        """The version in force on a day; a sentence outside of the law."""
        found = self.version_at(day)
        if found is None:
            raise LawError(fault(self.name, self._outside(day)))
        return found

    def _outside(self, day: date) -> Labels:
        first, last = self.versions[0].since, self.versions[-1].until
        if self.versions[0].is_void:
            return Labels(
                fr=f"« {self.label.fr} » n’est pas dans la loi telle qu’elle était connue : "
                "le texte n’avait pas paru.",
                ar=f"« {self.label.of('ar')} » غير واردة في القانون كما كان معروفا: "
                "لم يكن النص قد صدر.",
                en=f"“{self.label.of('en')}” is not in the law as it was known: "
                "the text had not appeared.",
            )
        if day < first:
            return Labels(
                fr=f"« {self.label.fr} » n’est pas dans la loi au {day} : la règle vaut "
                f"à partir du {first}.",
                ar=f"« {self.label.of('ar')} » غير واردة في القانون بتاريخ {day}: تسري القاعدة "
                f"ابتداء من {first}.",
                en=f"“{self.label.of('en')}” is not in the law on {day}: the rule counts "
                f"from {first}.",
            )
        return Labels(
            fr=f"« {self.label.fr} » n’est plus dans la loi au {day} : la règle a pris fin "
            f"le {last}.",
            ar=f"« {self.label.of('ar')} » لم تعد واردة في القانون بتاريخ {day}: انتهى العمل "
            f"بالقاعدة في {last}.",
            en=f"“{self.label.of('en')}” is no longer in the law on {day}: the rule ended "
            f"on {last}.",
        )

    def changes(self) -> frozenset[date]:
        """The days on which another version begins, or none is left."""
        days = {version.since for version in self.versions}
        last = self.versions[-1].until
        return frozenset(days | ({last + timedelta(days=1)} if last else set()))


def _rank(version: Rule) -> tuple[date, date]:
    return version.since, version.known or date.min
