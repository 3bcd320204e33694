"""What a new statement takes the place of, and the plans that run on what it replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from mithaq.apps.corridor.choices.debts import FOLLOWED, PENDING, SettlementStatus
from mithaq.apps.corridor.models import DebtStatement, Settlement
from mithaq.apps.corridor.queries.debts.in_force import holding, replaced
from mithaq.apps.corridor.queries.debts.owed_now import owed_now
from mithaq.base.money import Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A statement that holds, or held, with what is left of it today."""

    number: str
    as_of_on: date
    left: Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacing:
    """What statements of a day would do to those of a company that hold.

    ``replaced`` hold no more, ``kept`` go on beside them; ``plans`` run on debts of the company,
    ``waiting`` are not approved yet and ask what the statements replaced said.
    With ``is_older`` a later statement holds already: the new ones replace nothing.
    """

    replaced: tuple[Held, ...] = ()
    kept: tuple[Held, ...] = ()
    plans: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    is_older: bool = False

    @property
    def before(self) -> Centimes:
        """What is left to pay today on the statements that hold."""
        return sum(item.left for item in (*self.replaced, *self.kept))

    @property
    def touches_plan(self) -> bool:
        """Whether a plan runs on debts that a new statement says anew."""
        return bool(self.replaced and self.plans)


def replacing_of(
    *, issuer: str, as_of_on: date, references: Mapping[str, Collection[str]]
) -> dict[str, Replacing]:
    """What statements of a fund, by company, would replace; ``references`` are those that each
    company would have. Companies without any statement yet are left out."""
    said: dict[str, list[DebtStatement]] = defaultdict(list)
    rows = DebtStatement.objects.filter(issuer__slug=issuer, company__slug__in=list(references))
    for row in rows.select_related("company", "issuer").order_by("as_of_on", "pk"):
        said[row.company.slug].append(row)
    if not said:
        return {}
    now = {slug: holding(found) for slug, found in said.items()}
    left = owed_now([row for found in now.values() for row in found])
    keys = [row.pk for found in said.values() for row in found]
    plans, waiting = _plans(keys, FOLLOWED), _plans(keys, PENDING)
    told = {}
    for slug, found in now.items():
        day = found[-1].as_of_on
        goes = [
            row
            for row in found
            if day < as_of_on or (day == as_of_on and row.reference in references[slug])
        ]
        told[slug] = Replacing(
            replaced=tuple(_held(row, left[row.pk].left) for row in goes),
            kept=tuple(_held(row, left[row.pk].left) for row in found if row not in goes),
            plans=tuple(plans[row.pk] for row in said[slug] if row.pk in plans),
            waiting=tuple(waiting[row.pk] for row in goes if row.pk in waiting),
            is_older=day > as_of_on,
        )
    return told


def replaced_by(number: str, *, company: str, issuer: str) -> Replacing:
    """What a statement of a company to a fund replaced: the last that held before it, and the plans
    that still run on any earlier one."""
    beside = DebtStatement.objects.filter(company__slug=company, issuer__slug=issuer)
    rows = list(beside.order_by("as_of_on", "pk"))
    gone = [earlier for earlier, later in replaced(rows) if later.number == number]
    if not gone:
        return Replacing()
    plans = _plans([item.pk for item in gone], FOLLOWED)
    last = [item for item in gone if item.as_of_on == gone[-1].as_of_on]
    return Replacing(
        replaced=tuple(_held(item, 0) for item in last),
        plans=tuple(plans[item.pk] for item in gone if item.pk in plans),
    )


def _held(row: DebtStatement, left: Centimes) -> Held:
    return Held(number=row.number, as_of_on=row.as_of_on, left=left)


def _plans(keys: Collection[int], states: Collection[SettlementStatus]) -> dict[int, str]:
    """The plan of each of some statements that stands in one of some states, by number; one that
    does a running plan again says nothing of its own."""
    rows = Settlement.objects.filter(statement__in=keys, status__in=states)
    if states == PENDING:
        rows = rows.filter(redoes__isnull=True)
    return dict(rows.order_by("approved_at", "pk").values_list("statement", "number"))
