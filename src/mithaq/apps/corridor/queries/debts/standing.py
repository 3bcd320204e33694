"""Good standing: requests, and what the law says of a company's debts on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from django.db.models import F, Max, QuerySet

from mithaq.apps.corridor.choices.debts import SettlementStatus, StandingStatus
from mithaq.apps.corridor.models import DebtStatement, GoodStanding, Settlement
from mithaq.apps.corridor.queries._within import within
from mithaq.apps.corridor.queries.debts.access import Body, DebtAccess, body_of
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.entries import statement_entries
from mithaq.apps.corridor.queries.debts.plan_views import APPROVED
from mithaq.apps.corridor.queries.debts.plans import contribution_views, instalment_views
from mithaq.apps.corridor.queries.debts.waivers import law_facts
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.money import Centimes
from mithaq.engines.rules import Value

Reason: TypeAlias = Literal[
    "no_statement",
    "nothing_owed",
    "owes",
    "no_plan",
    "plan_defaulted",
    "instalment_late",
    "contribution_late",
    "plan_kept",
]
_RULE: Final = "good_standing_possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the law says of a company on a day, and why; ``is_possible`` None when nothing is known.

    It rests on the latest statements that the platform has: the fund knows more, and decides.
    """

    on: date
    statements: tuple[str, ...]
    as_of_on: date | None
    owed: Centimes
    is_possible: bool | None
    reasons: tuple[Reason, ...]
    facts: Mapping[str, Value]
    law_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """A request for the certificate, and what the fund decided, on which statements."""

    number: str
    company: Body
    issuer: Body
    access: DebtAccess
    status: StandingStatus
    purpose: str
    requested_at: datetime
    decided_at: datetime | None
    basis: str
    code: str
    valid_until_on: date | None
    statements: tuple[str, ...]
    as_of_on: date | None
    is_exercise: bool


def standing(*, company: str, issuer: str, on: date) -> Standing:
    """What the law says of a company's debts to a fund on a day, as far as it is known here.

    Every statement in force counts: debts are added, and each one that owes has its own plan kept.
    """
    law = law_in_force()
    rows = in_force(company=company, issuer=issuer, on=on)
    if not rows:
        return Standing(on=on, statements=(), as_of_on=None, owed=0, is_possible=None,
                        reasons=("no_statement",), facts={}, law_digest=law.digest)  # fmt: skip
    read = [_read(row, on=on) for row in rows]
    owing = [item for item in read if item.owed]
    facts: dict[str, Value] = {
        **{name: sum(item.owed_facts[name] for item in read) for name in read[0].owed_facts},
        "missed_instalments": sum(item.plan.missed for item in owing),
        "current_contributions_paid": all(item.plan.contributions_paid for item in owing),
    }
    found = law.on(on, _RULE).compute(**facts)[_RULE]
    return Standing(
        on=on,
        statements=tuple(row.number for row in rows),
        as_of_on=rows[0].as_of_on,
        owed=sum(item.owed for item in read),
        is_possible=found if isinstance(found, bool) else None,
        reasons=_reasons(item.plan for item in owing) if owing else ("nothing_owed",),
        facts=facts,
        law_digest=law.digest,
    )


def in_force(*, company: str, issuer: str, on: date) -> tuple[DebtStatement, ...]:
    """The statements that hold on a day: those of the latest date, one for each reference.

    One file writes several of the same date, one a reference: each says a part of what is owed.
    Entered twice for one date without a reference, the last one replaces the first.
    """
    rows = DebtStatement.objects.filter(
        company__slug=company, issuer__slug=issuer, as_of_on__lte=on
    )
    latest = rows.aggregate(at=Max("as_of_on"))["at"]
    by_reference = {row.reference: row for row in rows.filter(as_of_on=latest).order_by("pk")}
    return tuple(sorted(by_reference.values(), key=lambda row: row.pk))


def left_in_force(statements: Iterable[DebtStatement]) -> Centimes:
    """What is left to pay on some statements, payments and contests upheld counted."""
    return sum(
        imputed(statement_entries(row.pk), order=row.imputation_order).left_in_all
        for row in statements
    )


def standing_requests(
    *, company: str = "", issuer: str = "", territory: str = ""
) -> QuerySet[GoodStanding]:
    """Requests of a company, or to a fund in a place: those that wait first, then the latest."""
    rows = GoodStanding.objects.select_related("company__territory", "issuer__territory")
    if company:
        rows = rows.filter(company__slug=company)
    if issuer:
        rows = rows.filter(issuer__slug=issuer)
    rows = rows.filter(within(territory))
    return rows.order_by(F("decided_at").asc(nulls_first=True), "-requested_at", "-pk")


def standing_request(number: str) -> StandingView | None:
    """One request, or nothing."""
    row = standing_requests().filter(number=number).first()
    return standing_view(row) if row else None


def standing_view(row: GoodStanding) -> StandingView:
    """A request as pages read it; its company and fund are already read."""
    as_of_on = row.facts.get("as_of_on")
    return StandingView(
        number=row.number,
        company=body_of(row.company),
        issuer=body_of(row.issuer),
        access=standing_access(row),
        status=StandingStatus(row.status),
        purpose=row.purpose,
        requested_at=row.requested_at,
        decided_at=row.decided_at,
        basis=row.basis,
        code=row.code,
        valid_until_on=row.valid_until_on,
        statements=tuple(row.facts.get("statements", ())),
        as_of_on=date.fromisoformat(as_of_on) if as_of_on else None,
        is_exercise=row.is_exercise,
    )


def standing_access(row: GoodStanding) -> DebtAccess:
    """Whom a request concerns."""
    return DebtAccess(
        company=row.company.slug,
        territory_code=row.company.territory.code if row.company.territory else "",
        issuer=row.issuer.slug,
        is_exercise=row.is_exercise,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How the plan of a statement stands on a day: what it lacks, nothing when it is kept."""

    reasons: tuple[Reason, ...]
    missed: int
    contributions_paid: bool
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A statement as the law reads it: what it owes, and the plan that covers it."""

    owed: Centimes
    owed_facts: Mapping[str, float]
    plan: _Plan


def _read(row: DebtStatement, *, on: date) -> _Read:
    entries = statement_entries(row.pk)
    left = imputed(entries, order=row.imputation_order)
    plan = _plan(row, on=on)
    facts = law_facts(entries, left.left)
    if plan.is_over:
        return _Read(owed=0, owed_facts=dict.fromkeys(facts, 0.0), plan=plan)
    return _Read(owed=left.left_in_all, owed_facts=facts, plan=plan)


def _reasons(plans: Iterable[_Plan]) -> tuple[Reason, ...]:
    """What every plan lacks, each thing once; kept only when all of them are."""
    lacking = [reason for plan in plans for reason in plan.reasons]
    return ("owes", *dict.fromkeys(lacking)) if lacking else ("plan_kept",)


def _plan(statement: DebtStatement, *, on: date) -> _Plan:
    """The last plan that the fund approved for a statement: it alone says where the debt stands.

    Kept to the end, nothing is owed any more; running, it is kept as long as nothing is late;
    ended in default, it protects nothing, whatever an earlier one did.
    """
    rows = Settlement.objects.filter(statement=statement, status__in=APPROVED)
    row = rows.order_by("-approved_at", "-pk").first()
    if row is None:
        return _Plan(reasons=("no_plan",), missed=0, contributions_paid=False)
    if row.status == SettlementStatus.DEFAULTED:
        return _Plan(reasons=("plan_defaulted",), missed=0, contributions_paid=False)
    if row.status == SettlementStatus.KEPT:
        return _Plan(reasons=(), missed=0, contributions_paid=True, is_over=True)
    late = sum(item.is_late(on) for item in instalment_views([row.pk]).get(row.pk, ()))
    unpaid = any(item.is_late(on) for item in contribution_views([row.pk]).get(row.pk, ()))
    reasons: list[Reason] = []
    if late:
        reasons.append("instalment_late")
    if unpaid:
        reasons.append("contribution_late")
    return _Plan(reasons=tuple(reasons), missed=late, contributions_paid=not unpaid)
