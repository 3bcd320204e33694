"""A case explained: the value, why not, what is missing, and every step with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mithaq.base.text import Labels
from mithaq.engines.rules._expression import Name
from mithaq.engines.rules._facts import Value
from mithaq.engines.rules._findings import Findings
from mithaq.engines.rules._reading import Reading
from mithaq.engines.rules._reasons import Reasons, unknowns
from mithaq.engines.rules._trace import Finding, Reason


@dataclass(frozen=True, kw_only=True)
class Explanation(Reading):
    """One target for one case. ``value`` is None where the facts do not settle it."""

    @property
    def value(self) -> Value | None:
        """The answer, or None when it cannot be decided."""
        return self.column(self.target)

    @property
    def is_known(self) -> bool:
        """Whether the facts settle the answer."""
        return self.value is not None

    @cached_property
    def finding(self) -> Finding:
        """The target with all that it was computed from."""
        return Findings(self).of(self.target)

    @cached_property
    def because(self) -> tuple[Reason, ...]:
        """The leaves that make the answer « no » (or, for an amount, that took something away).

        None for what cannot be decided: its conditions that hold are no reason.
        """
        if not self.is_known:
            return ()
        reasons = Reasons(self)
        reasons.read(Name(self.target), self.target)
        return tuple(reasons.found)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts without which the answer cannot be decided; none when it is known."""
        return tuple(dict.fromkeys(n for n, _ in self._unsettled if n))

    @cached_property
    def silences(self) -> tuple[Labels, ...]:
        """Where the law itself says nothing, when that leaves the answer open."""
        return tuple(dict.fromkeys(said for _, said in self._unsettled if said))

    @cached_property
    def _unsettled(self) -> tuple[tuple[str, Labels | None], ...]:
        return () if self.is_known else tuple(unknowns(self, Name(self.target), set()))
