"""A settlement followed: what is paid of it, what endangers it, what a default would cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mithaq.apps.corridor.choices.debts import (
    FOLLOWED,
    PENDING,
    DaysOff,
    LineKind,
    OddInstalment,
    SettlementStatus,
    StandingStatus,
)
from mithaq.apps.corridor.models import (
    CurrentContribution,
    GoodStanding,
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
from mithaq.apps.corridor.queries.debts.alarms import SOON_DAYS, plan_alarms
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.carried import still_covering
from mithaq.apps.corridor.queries.debts.defaults import SINCE, DefaultBill, default_bill
from mithaq.apps.corridor.queries.debts.gaps import gaps_of
from mithaq.apps.corridor.queries.debts.growth import Rates, growth
from mithaq.apps.corridor.queries.debts.in_force import beside, replacing
from mithaq.apps.corridor.queries.debts.lowered import (
    arrested_on,
    debts_now,
    law_of,
    lowered_by,
    lowered_views,
    redone,
)
from mithaq.apps.corridor.queries.debts.plan_views import (
    Alarm,
    ContributionView,
    DefaultView,
    InstalmentView,
    PaymentPart,
    PaymentView,
    SettlementView,
)
from mithaq.apps.corridor.queries.debts.settled import facts_of, settled_of, with_corrections
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


def settlement_view(number: str, *, on: date) -> SettlementView | None:
    """A settlement on a day, or None when there is none: as many queries whatever its length."""
    rows = settlement_rows().select_related("prepared_by", "approved_by", "replaced_by", "redoes")
    row = with_corrections(rows).filter(number=number).first()
    if row is None:
        return None
    is_followed = row.status in FOLLOWED
    debt = debts_now([row])[row.pk] if is_followed else settled_of(row)
    lowered = lowered_by(row, debt) if is_followed else 0
    instalments = lowered_views(instalment_views([row.pk]).get(row.pk, ()), lowered)
    default = _default(row)
    ended = default.declared_on if default else _replaced_day(row)
    found = contribution_views([row.pk]).get(row.pk, ())
    contributions = tuple(item for item in found if ended is None or item.due_on <= ended)
    alarms = plan_alarms(instalments, contributions, on=on) if is_followed else ()
    is_first = row.status in PENDING and row.redoes is None
    said = beside([row.statement])[0] if is_followed or is_first else ()
    later = replacing(row.statement, said) if said else None
    return SettlementView(
        head=head_of(row),
        access=settlement_access(row, on=on),
        order=row.statement.imputation_order,
        odd_instalment=row.odd_instalment,
        days_off=row.days_off,
        law_digest=row.law_digest,
        lines=settled_of(row),
        facts=facts_of(row),
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
        would_cost=default_on(row, instalments, contributions, on=on, debt=debt, anyway=True)
        if is_followed and on >= SINCE
        else None,
        as_of_on=row.statement.as_of_on,
        arrested_on=arrested_on(row),
        replaced_on=later.as_of_on if later else None,
        payments=payments_of(instalments),
        withdrawal=row.withdrawal,
        replaced_by=row.replaced_by.number if row.replaced_by else "",
        would_replace=_would_replace(row, on=on),
        replaces=_replaces(row) if (is_followed and len(said) > 1) or row.redoes else (),
        certificates=_holding_still(row, on=on) if default else (),
        lowered=lowered,
        redoes=row.redoes.number if row.redoes else "",
        redone_by=_redone_by(row) if lowered else "",
        outdated_by=later.number if later and is_first else "",
        gaps=gaps_of(row),
        gap_reason=row.gap_reason,
    )


def _replaced_day(row: Settlement) -> date | None:
    """The day on which another plan ended it: nothing is watched after."""
    is_replaced = row.status == SettlementStatus.REPLACED and row.ended_at is not None
    return timezone.localtime(row.ended_at).date() if is_replaced else None


def _would_replace(row: Settlement, *, on: date) -> tuple[str, ...]:
    """The plans of earlier statements that approving this one would end."""
    if row.status not in (SettlementStatus.TRANSMITTED, SettlementStatus.PREPARED):
        return ()
    if row.redoes is not None:
        return (row.redoes.number,)
    covering = still_covering(row.statement, on=on)
    return tuple(item.settlement for item in covering if not item.is_over)


def _replaces(row: Settlement) -> tuple[str, ...]:
    """The plans that it ended when it was approved."""
    found = Settlement.objects.filter(replaced_by=row).order_by("pk")
    return tuple(found.values_list("number", flat=True))


def redone_from(number: str) -> str:
    """The number of the plan that another one does again, or nothing."""
    found = Settlement.objects.filter(number=number, redoes__isnull=False)
    return found.values_list("redoes__number", flat=True).first() or ""


def _redone_by(row: Settlement) -> str:
    """The plan that waits to do it again."""
    waiting = Settlement.objects.filter(redoes=row, status__in=PENDING)
    return waiting.values_list("number", flat=True).first() or ""


def _holding_still(row: Settlement, *, on: date) -> tuple[str, ...]:
    """The certificates of the company that the fund issued, and that hold after a default."""
    found = GoodStanding.objects.filter(
        company=row.statement.company_id, issuer=row.statement.issuer_id,
        status=StandingStatus.ISSUED, valid_until_on__gte=on,
    )  # fmt: skip
    return tuple(found.order_by("pk").values_list("number", flat=True))


def plan_of(row: Settlement) -> Sequence[Due]:
    """The plan of a settlement, by the conventions it states; one that does another again keeps its
    days and what was paid of it."""
    if row.redoes is not None:
        views = instalment_views([row.redoes.pk]).get(row.redoes.pk, ())
        return redone(views, row.redoes.to_pay_centimes - row.to_pay_centimes)
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
    debt: Sequence[SettledLine],
    anyway: bool = False,
) -> DefaultBill:
    """What a default declared on a day brings back, line by line.

    Delay grows by the law of each month; what was waived is what the settlement waived. ``debt`` is
    that of the plan as contests left it.

    With ``anyway``, as if one instalment were missed: what it would cost not to keep the plan.
    """
    missed = sum(item.is_late(on) for item in instalments)
    current = not any(item.is_late(on) for item in contributions)
    entries = [line.asked for line in debt]
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
        debt,
        growth(entries, left, rates=Rates.of(law), until=on),
        law=law,
        facts=facts,
        on=on,
        since=arrested_on(row),
        paid=sum(item.paid for item in instalments),
        settled_by=law_of(row),
    )


def endangered(
    rows: QuerySet[Settlement], *, on: date, soon_days: int = SOON_DAYS
) -> tuple[tuple[SettlementHead, tuple[Alarm, ...]], ...]:
    """The settlements followed that an alarm concerns, the oldest due day first; three queries."""
    followed = list(with_corrections(rows.filter(status__in=FOLLOWED)))
    if not followed:
        return ()
    instalments = asked_of(followed)
    contributions = contribution_views(row.pk for row in followed)
    found = []
    for row in followed:
        due = instalments.get(row.pk, ()), contributions.get(row.pk, ())
        alarms = plan_alarms(*due, on=on, soon_days=soon_days)
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
    parts: dict[int, list[PaymentPart]] = defaultdict(list)
    for paid in InstalmentPayment.objects.filter(instalment__settlement__in=wanted).order_by(
        "paid_on", "pk"
    ):
        parts[paid.instalment_id].append(
            PaymentPart(
                key=paid.pk, paid_on=paid.paid_on, amount=paid.amount_centimes,
                reference=paid.reference, recorded_at=paid.recorded_at,
                withdrawn_at=paid.withdrawn_at, withdrawal=paid.withdrawal,
            )
        )  # fmt: skip
    found: dict[int, list[InstalmentView]] = defaultdict(list)
    for row in Instalment.objects.filter(settlement__in=wanted).order_by("number"):
        standing = [item for item in parts[row.pk] if item.withdrawn_at is None]
        found[row.settlement_id].append(
            InstalmentView(
                number=row.number,
                planned_on=row.planned_on,
                due_on=row.due_on,
                amount=row.amount_centimes,
                paid=sum(item.amount for item in standing),
                payments=tuple((item.paid_on, item.amount) for item in standing),
                parts=tuple(parts[row.pk]),
            )
        )
    return {key: tuple(items) for key, items in found.items()}


def asked_of(rows: Collection[Settlement]) -> dict[int, tuple[InstalmentView, ...]]:
    """The instalments of some plans at what is owed of each; rows come ``with_corrections``."""
    views, debts = instalment_views(row.pk for row in rows), debts_now(rows)
    return {
        row.pk: lowered_views(views.get(row.pk, ()), lowered_by(row, debts[row.pk])) for row in rows
    }


def payments_of(instalments: Iterable[InstalmentView]) -> tuple[PaymentView, ...]:
    """The payments of a plan as they were recorded, each whole, the first recorded first."""
    found: dict[tuple[object, ...], list[PaymentPart]] = defaultdict(list)
    for part in sorted((p for item in instalments for p in item.parts), key=lambda p: p.key):
        key = (part.recorded_at, part.paid_on, part.reference, part.withdrawn_at)
        found[key].append(part)
    told = sorted(found.values(), key=lambda parts: (parts[0].recorded_at, parts[0].key))
    return tuple(
        PaymentView(
            key=parts[0].key,
            rows=tuple(part.key for part in parts),
            paid_on=parts[0].paid_on,
            amount=sum(part.amount for part in parts),
            reference=parts[0].reference,
            withdrawn_at=parts[0].withdrawn_at,
            withdrawal=parts[0].withdrawal,
        )
        for parts in told
    )


def contribution_views(keys: Iterable[int]) -> dict[int, tuple[ContributionView, ...]]:
    """The current contributions of some settlements, in one query."""
    found: dict[int, list[ContributionView]] = defaultdict(list)
    for row in CurrentContribution.objects.filter(settlement__in=list(keys)).order_by("month"):
        found[row.settlement_id].append(
            ContributionView(month=row.month, due_on=row.due_on, paid_on=row.paid_on)
        )
    return {key: tuple(items) for key, items in found.items()}


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
