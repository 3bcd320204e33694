"""The employer's contributions one by one, and which of them the cover that runs pays.

Two covers of the State name their branches otherwise: that of Tahfiz lists them, that of a hire
after an internship is the share due to the fund, with the training tax by one reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.base.text import Labels
from mithaq.engines.rules import Law

LINES: Final = {
    "employer_short_term": "short_term",
    "employer_long_term": "long_term",
    "employer_family": "family",
    "employer_training_tax": "tfp",
    "employer_amo": "amo_base",
    "employer_solidarity": "amo_solidarity",
}
COVERS: Final = ("tahfiz_state_cover", "conversion_state_cover")
_SCOPE: Final = "tahfiz.state_cover_scope"
_TRAINING: Final = "idmaj.pcs_includes_tfp"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLine:
    """One contribution of the employer in the first month, paid by the State or not.

    ``in_doubt``: readings of the law differ on it.
    """

    rule: str
    label: Labels
    amount: int
    is_covered: bool
    in_doubt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The branches that the cover of a month pays, and those on which readings differ.

    ``rule`` is the cover that runs, empty where the State pays nothing.
    """

    rule: str = ""
    covered: frozenset[object] = frozenset()
    disputed: frozenset[object] = frozenset()

    @property
    def doubted_rules(self) -> tuple[str, ...]:
        """The rules of the branches that the cover counts and on which readings differ."""
        return tuple(n for n, code in LINES.items() if code in self.disputed & self.covered)

    def counted(self, found: Mapping[str, Any]) -> int:
        """The part of the cover on which readings differ, in centimes."""
        return _sum(found, self.disputed & self.covered)

    def left_out(self, found: Mapping[str, Any]) -> int:
        """What the other reading would add to the cover, in centimes."""
        return _sum(found, self.disputed - self.covered)


def _sum(found: Mapping[str, Any], codes: frozenset[object]) -> int:
    named = [name for name, code in LINES.items() if code in codes]
    return sum(centimes_or_none(found.get(name)) or 0 for name in named)


def scope_of(law: Law, found: Mapping[str, Any], hired_on: date, *, cover: int) -> Scope:
    """What the cover of a month pays for: the greater one counts, where two run."""
    amounts = [centimes_or_none(found.get(name)) or 0 for name in COVERS]
    if not cover or not any(amounts):
        return Scope()
    tahfiz, conversion = COVERS
    return cover_scope(law, tahfiz if amounts[0] >= amounts[1] else conversion, hired_on)


def cover_scope(law: Law, cover: str, hired_on: date) -> Scope:
    """What one cover pays for; nothing for another rule, or where the law had none that day."""
    tahfiz, conversion = COVERS
    path = {tahfiz: _SCOPE, conversion: _TRAINING}.get(cover, "")
    listed: Any = law.parameters[path].at(hired_on) if path else None
    if listed is None:
        return Scope()
    if cover == tahfiz:
        return Scope(rule=tahfiz, covered=frozenset(listed.value), disputed=listed.disputed)
    training: frozenset[object] = frozenset({LINES["employer_training_tax"]})
    covered: frozenset[object] = frozenset(LINES.values())
    return Scope(
        rule=conversion,
        covered=covered if listed.value else covered - training,
        disputed=frozenset() if listed.is_confirmed else training,
    )


def contribution_lines(
    law: Law, found: Mapping[str, Any], scope: Scope
) -> tuple[ContributionLine, ...]:
    """The employer's contributions of a month that was computed, one by one."""
    return tuple(
        ContributionLine(
            rule=name,
            label=law.rules[name].label,
            amount=centimes_or_none(found[name]) or 0,
            is_covered=code in scope.covered,
            in_doubt=code in scope.disputed,
        )
        for name, code in LINES.items()
        if name in found
    )
