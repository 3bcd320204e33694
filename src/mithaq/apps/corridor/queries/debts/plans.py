"""A settlement followed: what is paid of it, what endangers it, what a default would cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from mithaq.apps.corridor.choices.debts import (
    DaysOff,
    LineKind,
    OddInstalment,
    PlanAlarm,
    SettlementStatus,
)
from mithaq.apps.corridor.models import (
    CurrentContribution,
    Instalment,
    InstalmentPayment,
    PlanDefault,
    Settlement,
)
from mithaq.apps.corridor.queries._within import within
from mithaq.apps.corridor.queries.debts.access import (
    BEFORE_FUND,
    settlement_access,
)
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.defaults import SINCE, DefaultBill, default_bill
from mithaq.apps.corridor.queries.debts.growth import Rates, growth
from mithaq.apps.corridor.queries.debts.plan_views import (
    FOLLOWED,
    Alarm,
    ContributionView,
    DefaultView,
    InstalmentView,
    SettlementView,
)
from mithaq.apps.corridor.queries.debts.statements import head_of, settlement_rows
from mithaq.apps.corridor.queries.debts.views import SettlementHead
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.apps.organisations.models import Membership
from mithaq.apps.organisations.queries.dates import in_force
from mithaq.apps.programmes.queries import law_in_force
from mithaq.apps.reference.queries import days_off_between
from mithaq.base.instalments import Due, Odd, month_later, schedule
from mithaq.base.money import Centimes
from mithaq.base.text import Labels
from mithaq.engines.rules import Value

# An alarm sounds before it is too late: ten days, the delay of the fund's own first reminders.
SOON_DAYS: Final = 10


def settlement_view(number: str, *, on: date) -> SettlementView | None:
    """A settlement on a day, or None when there is none: as many queries whatever its length."""
    rows = settlement_rows().select_related("prepared_by", "approved_by")
    row = rows.filter(number=number).first()
    if row is None:
        return None
    instalments = instalment_views([row.pk]).get(row.pk, ())
    default = _default(row)
    contributions = tuple(
        item
        for item in contribution_views([row.pk]).get(row.pk, ())
        if default is None or item.due_on <= default.declared_on
    )
    is_followed = row.status in FOLLOWED
    alarms = plan_alarms(instalments, contributions, on=on) if is_followed else ()
    lines, facts = settled_of(row), facts_of(row)
    return SettlementView(
        head=head_of(row),
        access=settlement_access(row, on=on),
        order=row.statement.imputation_order,
        odd_instalment=row.odd_instalment,
        days_off=row.days_off,
        law_digest=row.law_digest,
        lines=lines,
        facts=facts,
        requested_at=row.requested_at,
        transmitted_at=row.transmitted_at,
        prepared_at=row.prepared_at,
        approved_at=row.approved_at,
        ended_at=row.ended_at,
        prepared_by_id=row.prepared_by_id,
        prepared_by=_named(row.prepared_by),
        approved_by=_named(row.approved_by),
        planned=() if instalments else tuple(plan_of(row)),
        refusal=row.refusal,
        instalments=instalments,
        contributions=contributions,
        alarms=alarms,
        default=default,
        would_cost=default_on(row, instalments, contributions, on=on, anyway=True)
        if is_followed and on >= SINCE
        else None,
    )


def plan_of(row: Settlement) -> Sequence[Due]:
    """The plan of a settlement, by the conventions it states."""
    odd: Odd = "first" if row.odd_instalment == OddInstalment.FIRST else "last"
    if row.days_off == DaysOff.KEPT:
        return schedule(row.to_pay_centimes, row.months, first_on=row.first_due_on, odd=odd)
    last = month_later(row.first_due_on, row.months + 1)
    off = days_off_between(row.first_due_on, last)
    return schedule(
        row.to_pay_centimes,
        row.months,
        first_on=row.first_due_on,
        odd=odd,
        is_day_off=lambda day: day.weekday() >= 5 or day in off,
    )


def _named(person: Any) -> Labels:
    """The name of a person in French and in Arabic, or nothing."""
    return Labels(person.full_name, person.full_name_ar) if person else Labels("")


def default_on(
    row: Settlement,
    instalments: Sequence[InstalmentView],
    contributions: Sequence[ContributionView],
    *,
    on: date,
    anyway: bool = False,
) -> DefaultBill:
    """What a default declared on a day brings back, by the law of that day, line by line.

    With ``anyway``, as if one instalment were missed: what it would cost not to keep the plan.
    """
    missed = sum(item.is_late(on) for item in instalments)
    current = not any(item.is_late(on) for item in contributions)
    settled = settled_of(row)
    entries = [
        Entry(number=line.number, kind=line.kind, branch=line.branch, month=line.month,
              amount=line.to_pay)
        for line in settled
    ]  # fmt: skip
    payments = [
        Entry(number=10_000 + rank, kind=LineKind.PAYMENT, branch="", month=None, amount=amount,
              on=day)
        for rank, (day, amount) in enumerate(_payments(instalments))
    ]  # fmt: skip
    law = law_in_force()
    left = imputed(entries, order=row.statement.imputation_order, payments=payments)
    facts: dict[str, Value] = {
        **facts_of(row),
        "missed_instalments": max(missed, 1) if anyway else missed,
        "current_contributions_paid": current,
    }
    return default_bill(
        settled,
        growth(entries, left, rates=Rates.of(law), until=on),
        law=law,
        facts=facts,
        on=on,
        since=row.statement.as_of_on,
        paid=sum(item.paid for item in instalments),
    )


def plan_alarms(
    instalments: Iterable[InstalmentView],
    contributions: Iterable[ContributionView],
    *,
    on: date,
    soon_days: int = SOON_DAYS,
) -> tuple[Alarm, ...]:
    """What endangers a plan on a day, the oldest due day first."""
    found = []
    for item in instalments:
        days = (item.due_on - on).days
        if item.left and days <= soon_days:
            kind = PlanAlarm.INSTALMENT_LATE if days < 0 else PlanAlarm.INSTALMENT_SOON
            found.append(
                Alarm(kind=kind, due_on=item.due_on, days=abs(days), number=item.number,
                      amount=item.left)
            )  # fmt: skip
    for due in contributions:
        days = (due.due_on - on).days
        if due.is_late(on):
            found.append(
                Alarm(kind=PlanAlarm.CONTRIBUTION_LATE, due_on=due.due_on, days=abs(days),
                      month=due.month)
            )  # fmt: skip
        elif due.paid_on is None and days <= soon_days:
            found.append(
                Alarm(kind=PlanAlarm.CONTRIBUTION_SOON, due_on=due.due_on, days=days,
                      month=due.month)
            )  # fmt: skip
    return tuple(sorted(found, key=lambda item: (item.due_on, item.kind)))


def endangered(
    rows: QuerySet[Settlement], *, on: date
) -> tuple[tuple[SettlementHead, tuple[Alarm, ...]], ...]:
    """The settlements followed that an alarm concerns, the oldest due day first; three queries."""
    followed = list(rows.filter(status__in=FOLLOWED))
    keys = [row.pk for row in followed]
    instalments, contributions = instalment_views(keys), contribution_views(keys)
    found = []
    for row in followed:
        alarms = plan_alarms(instalments.get(row.pk, ()), contributions.get(row.pk, ()), on=on)
        if alarms:
            found.append((head_of(row), alarms))
    return tuple(sorted(found, key=lambda item: (item[1][0].due_on, item[0].number)))


def settlements(
    *,
    company: str = "",
    issuer: str = "",
    territory: str = "",
    federation: str = "",
    is_exercise: bool = False,
    on: date,
) -> QuerySet[Settlement]:
    """Settlements of a company, of a fund in a place, or of a federation’s members."""
    rows = settlement_rows()
    if company:
        rows = rows.filter(statement__company__slug=company)
    if issuer:
        rows = rows.filter(statement__issuer__slug=issuer).exclude(status__in=BEFORE_FUND)
    if federation:
        members = Membership.objects.filter(
            in_force(on),
            federation__slug=federation,
        ).values("member")
        rows = rows.filter(statement__company__in=members).exclude(
            status=SettlementStatus.SIMULATED
        )
    if is_exercise:
        rows = rows.filter(is_exercise=True)
    if not (company or issuer or federation):
        rows = rows.exclude(status=SettlementStatus.SIMULATED)
    return rows.filter(within(territory, of="statement__company")).order_by("-pk")


def instalment_views(keys: Iterable[int]) -> dict[int, tuple[InstalmentView, ...]]:
    """The instalments of some settlements with their payments, in two queries."""
    wanted = list(keys)
    payments: dict[int, list[tuple[date, Centimes]]] = defaultdict(list)
    for paid in InstalmentPayment.objects.filter(instalment__settlement__in=wanted).order_by(
        "paid_on", "pk"
    ):
        payments[paid.instalment_id].append((paid.paid_on, paid.amount_centimes))
    found: dict[int, list[InstalmentView]] = defaultdict(list)
    for row in Instalment.objects.filter(settlement__in=wanted).order_by("number"):
        found[row.settlement_id].append(
            InstalmentView(
                number=row.number,
                planned_on=row.planned_on,
                due_on=row.due_on,
                amount=row.amount_centimes,
                paid=sum(amount for _day, amount in payments[row.pk]),
                payments=tuple(payments[row.pk]),
            )
        )
    return {key: tuple(items) for key, items in found.items()}


def contribution_views(keys: Iterable[int]) -> dict[int, tuple[ContributionView, ...]]:
    """The current contributions of some settlements, in one query."""
    found: dict[int, list[ContributionView]] = defaultdict(list)
    for row in CurrentContribution.objects.filter(settlement__in=list(keys)).order_by("month"):
        found[row.settlement_id].append(
            ContributionView(month=row.month, due_on=row.due_on, paid_on=row.paid_on)
        )
    return {key: tuple(items) for key, items in found.items()}


def settled_of(row: Settlement) -> tuple[SettledLine, ...]:
    """The debt line by line as the settlement was computed."""
    return tuple(
        SettledLine(
            number=item["number"],
            kind=item["kind"],
            branch=item["branch"],
            month=date.fromisoformat(item["month"]),
            owed=item["owed"],
            waived=item["waived"],
        )
        for item in row.parts
    )


def facts_of(row: Settlement) -> dict[str, Value]:
    """What the law read for a settlement, days as days again."""
    found: dict[str, Value] = dict(row.facts)
    found["settlement_asked_on"] = row.asked_on
    return found


def _payments(instalments: Sequence[InstalmentView]) -> list[tuple[date, Centimes]]:
    return sorted(payment for item in instalments for payment in item.payments)


def _default(row: Settlement) -> DefaultView | None:
    if row.status != SettlementStatus.DEFAULTED:
        return None
    found = PlanDefault.objects.filter(settlement=row).first()
    if found is None:
        return None
    return DefaultView(
        declared_on=found.declared_on,
        reason=found.reason,
        missed_count=found.missed_count,
        unpaid_months_count=found.unpaid_months_count,
        waived_back=found.waived_back_centimes,
        grown=found.grown_centimes,
        reinstated=found.reinstated_centimes,
        paid=found.paid_centimes,
        owed=found.owed_centimes,
        lines=tuple(found.lines),
    )
