"""Good standing: requests, and what the law says of a company's debts on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from django.db.models import F, QuerySet

from mithaq.apps.corridor.choices.debts import SettlementStatus, StandingStatus
from mithaq.apps.corridor.models import DebtStatement, GoodStanding, Settlement
from mithaq.apps.corridor.queries._within import within
from mithaq.apps.corridor.queries.debts.access import Body, DebtAccess, body_of
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.carried import Carried, carried_over
from mithaq.apps.corridor.queries.debts.entries import statement_entries
from mithaq.apps.corridor.queries.debts.in_force import holding, statements_on
from mithaq.apps.corridor.queries.debts.plans import asked_of, contribution_views
from mithaq.apps.corridor.queries.debts.settled import last_plans
from mithaq.apps.corridor.queries.debts.waivers import law_facts
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.money import Centimes
from mithaq.base.text import Labels
from mithaq.engines.rules import Value

Reason: TypeAlias = Literal[
    "no_statement",
    "nothing_owed",
    "owes",
    "no_plan",
    "beyond_plan",
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
    ``carried`` are the plans of replaced statements that cover a part of what is owed.
    """

    on: date
    statements: tuple[str, ...]
    as_of_on: date | None
    owed: Centimes
    is_possible: bool | None
    reasons: tuple[Reason, ...]
    facts: Mapping[str, Value]
    law_digest: str
    carried: tuple[Carried, ...] = ()


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
    revoked_at: datetime | None
    revocation: str
    decided_by: Labels = Labels("")  # noqa: RUF009 - frozen


def standing(*, company: str, issuer: str, on: date) -> Standing:
    """What the law says of a company's debts to a fund on a day, as far as it is known here.

    Every statement in force counts: debts are added, and each one that owes has its own plan kept,
    or is covered whole by one that runs on a statement which it replaces.
    """
    law = law_in_force()
    said = statements_on(company=company, issuer=issuer, on=on)
    rows = holding(said)
    if not rows:
        return Standing(on=on, statements=(), as_of_on=None, owed=0, is_possible=None,
                        reasons=("no_statement",), facts={}, law_digest=law.digest)  # fmt: skip
    plans = last_plans(row.pk for row in said)
    carried = carried_over(said, plans=plans)
    by_key = {plan.pk: plan for plan in plans.values()}
    read = [
        _read(row, plan=plans.get(row.pk), carried=carried.get(row.pk, ()), plans=by_key, on=on)
        for row in rows
    ]
    owing = [item for item in read if item.owed]
    facts: dict[str, Value] = {
        **{name: sum(item.owed_facts[name] for item in read) for name in read[0].owed_facts},
        "missed_instalments": sum(item.plan.missed for item in owing),
        "current_contributions_paid": all(item.plan.is_current for item in owing),
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
        carried=tuple(item for row in rows for item in carried.get(row.pk, ())),
    )


def standing_requests(
    *, company: str = "", issuer: str = "", territory: str = "", is_exercise: bool | None = None
) -> QuerySet[GoodStanding]:
    """Requests of a company, to a fund in a place, or of a whole world: those that wait first."""
    rows = GoodStanding.objects.select_related(
        "company__territory", "issuer__territory", "decided_by"
    )
    if company:
        rows = rows.filter(company__slug=company)
    if issuer:
        rows = rows.filter(issuer__slug=issuer)
    if is_exercise is not None:
        rows = rows.filter(is_exercise=is_exercise)
    rows = rows.filter(within(territory))
    return rows.order_by(F("decided_at").asc(nulls_first=True), "-requested_at", "-pk")


def standing_in_force(*, company: str, on: date) -> tuple[StandingView, ...]:
    """The certificates of a company that are worth something that day, the longest valid first."""
    rows = standing_requests(company=company).filter(
        status=StandingStatus.ISSUED, valid_until_on__gte=on
    )
    return tuple(map(standing_view, rows.order_by("-valid_until_on", "-pk")))


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
        revoked_at=row.revoked_at,
        revocation=row.revocation,
        decided_by=Labels(row.decided_by.full_name, row.decided_by.full_name_ar or "")
        if row.decided_by
        else Labels(""),
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
    """How the plan of a statement stands on a day: what it lacks, nothing when it is kept.

    ``is_current`` when it covers the debt and every current contribution is paid.
    """

    reasons: tuple[Reason, ...]
    missed: int = 0
    is_current: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A statement as the law reads it: what it owes, and the plan that covers it."""

    owed: Centimes
    owed_facts: Mapping[str, float]
    plan: _Plan


def _read(
    row: DebtStatement,
    *,
    plan: Settlement | None,
    carried: Sequence[Carried],
    plans: Mapping[int, Settlement],
    on: date,
) -> _Read:
    entries = statement_entries(row.pk)
    left = dict(imputed(entries, order=row.imputation_order).left)
    for item in carried:
        if item.is_over:
            left |= {line: left[line] - amount for line, amount in item.by_line.items()}
    owed = sum(left.values())
    state = _own(plan, on=on) if plan else _under(carried, plans=plans, owed=owed, on=on)
    facts = law_facts(entries, left)
    if state.is_over:
        return _Read(owed=0, owed_facts=dict.fromkeys(facts, 0.0), plan=state)
    return _Read(owed=owed, owed_facts=facts, plan=state)


def _reasons(plans: Iterable[_Plan]) -> tuple[Reason, ...]:
    """What every plan lacks, each thing once; kept only when all of them are."""
    lacking = [reason for plan in plans for reason in plan.reasons]
    return ("owes", *dict.fromkeys(lacking)) if lacking else ("plan_kept",)


def _own(plan: Settlement, *, on: date) -> _Plan:
    """How the last plan that the fund approved for a statement stands.

    Kept to the end, nothing is owed any more; running, it is kept as long as nothing is late;
    ended in default, it protects nothing, whatever an earlier one did.
    """
    if plan.status == SettlementStatus.DEFAULTED:
        return _Plan(reasons=("plan_defaulted",))
    if plan.status == SettlementStatus.KEPT:
        return _Plan(reasons=(), is_current=True, is_over=True)
    return _running([plan], on=on)


def _under(
    carried: Sequence[Carried], *, plans: Mapping[int, Settlement], owed: Centimes, on: date
) -> _Plan:
    """How the plans of replaced statements stand: they cover what they name, and nothing else."""
    running = [item for item in carried if not item.is_over]
    if not running:
        return _Plan(reasons=("no_plan",))
    state = _running([plans[item.plan] for item in running], on=on)
    if owed <= sum(item.covered for item in running):
        return state
    return replace(state, reasons=(*state.reasons, "beyond_plan"), is_current=False)


def _running(plans: Sequence[Settlement], *, on: date) -> _Plan:
    """What is late today under some plans that run."""
    keys = [plan.pk for plan in plans]
    instalments, contributions = asked_of(plans), contribution_views(keys)
    late = sum(item.is_late(on) for key in keys for item in instalments.get(key, ()))
    unpaid = any(item.is_late(on) for key in keys for item in contributions.get(key, ()))
    reasons: list[Reason] = []
    if late:
        reasons.append("instalment_late")
    if unpaid:
        reasons.append("contribution_late")
    return _Plan(reasons=tuple(reasons), missed=late, is_current=not unpaid)
