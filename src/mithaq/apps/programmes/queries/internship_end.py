"""What a host owes when an internship ends: interns to hire, and what is claimed back otherwise.

The internship asked about counts among those that end. Amounts are in centimes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.hire_doubts import in_force
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.reading import centimes, whole
from mithaq.base.months import Month
from mithaq.engines.rules import Law

_OWED: Final = "insertion_hires_owed"
_MONTHLY: Final = (
    "insertion_income_tax_relief",
    "stipend_ordinary_employer_contributions",
    "insertion_employer_contributions",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InternshipEnd:
    """The commitment of a host, this internship counted, and what a breach costs.

    ``needed`` of ``ended`` interns must be hired. ``tax`` and ``contributions`` are those not paid,
    month by month; only the tax is claimed back in the texts that were read.
    """

    is_first: bool
    share: float
    ended: int
    hired: int
    needed: int
    tax: tuple[int, ...]
    contributions: tuple[int, ...]

    @property
    def owed(self) -> int:
        """Interns still to hire."""
        return max(0, self.needed - self.hired)

    @property
    def tax_months(self) -> int:
        """The months that pay no tax."""
        return sum(amount > 0 for amount in self.tax)


def internship_end(facts: Mapping[str, object]) -> InternshipEnd | None:
    """The end of an internship; nothing where its law asks no commitment, or its length is unknown.

    Interns that are not counted are none: the host takes its first.
    """
    law = law_in_force()
    given: dict[str, Any] = law.read_facts(facts)
    signed: date = given["stage_signed_on"]
    if not in_force(law, [_OWED], signed):
        return None
    length = whole(law.on(signed, "insertion_longest").compute(**given)["insertion_longest"])
    if length is None:
        return None
    counted = {
        "host_interns_ended": given.get("host_interns_ended", 0) + 1,
        "host_interns_hired": given.get("host_interns_hired", 0),
    }
    # Asked with none hired, the rule tells how many the share makes.
    needed = law.on(signed, _OWED).compute(**{**counted, "host_interns_hired": 0})[_OWED]
    share: Any = law.parameters["idmaj.hire_share_required"].on(signed).value
    months = [_month(law, given, Month.of(signed) + number) for number in range(length)]
    return InternshipEnd(
        is_first=not given.get("host_interns_ended"),
        share=float(share),
        ended=int(counted["host_interns_ended"]),
        hired=int(counted["host_interns_hired"]),
        needed=whole(needed) or 0,
        tax=tuple(tax for tax, _contributions in months),
        contributions=tuple(contributions for _tax, contributions in months),
    )


def _month(law: Law, given: dict[str, Any], month: Month) -> tuple[int, int]:
    """The tax and the contributions of the host that a month does not pay."""
    day = max(month.first_day, given["stage_signed_on"])
    found = law.on(day, *_MONTHLY).compute(**given)
    tax, ordinary, due = (centimes(found[name]) for name in _MONTHLY)
    return tax, ordinary - due
