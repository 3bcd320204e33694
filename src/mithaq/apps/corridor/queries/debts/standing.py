"""Good standing: requests, and what the law says of a company's debts on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from django.db.models import F, QuerySet

from mithaq.apps.corridor.choices.debts import SettlementStatus, StandingStatus
from mithaq.apps.corridor.models import DebtStatement, GoodStanding, Settlement
from mithaq.apps.corridor.queries._within import within
from mithaq.apps.corridor.queries.debts.access import Body, DebtAccess, body_of
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.plan_views import FOLLOWED
from mithaq.apps.corridor.queries.debts.plans import contribution_views, instalment_views
from mithaq.apps.corridor.queries.debts.statements import statement_entries
from mithaq.apps.corridor.queries.debts.waivers import law_facts
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.money import Centimes
from mithaq.engines.rules import Value

Reason: TypeAlias = Literal[
    "no_statement",
    "nothing_owed",
    "owes",
    "no_plan",
    "instalment_late",
    "contribution_late",
    "plan_kept",
]
_RULE: Final = "good_standing_possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the law says of a company on a day, and why; ``is_possible`` None when nothing is known.

    It rests on the latest statement that the platform has: the fund knows more, and decides.
    """

    on: date
    statement: str
    as_of_on: date | None
    owed: Centimes
    is_possible: bool | None
    reasons: tuple[Reason, ...]
    facts: Mapping[str, Value]
    law_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """A request for the certificate, and what the fund decided."""

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
    is_exercise: bool


def standing(*, company: str, issuer: str, on: date) -> Standing:
    """What the law says of a company's debts to a fund on a day, as far as it is known here."""
    law = law_in_force()
    latest = (
        DebtStatement.objects.filter(company__slug=company, issuer__slug=issuer, as_of_on__lte=on)
        .order_by("-as_of_on", "-pk")
        .first()
    )
    if latest is None:
        return Standing(on=on, statement="", as_of_on=None, owed=0, is_possible=None,
                        reasons=("no_statement",), facts={}, law_digest=law.digest)  # fmt: skip
    entries = statement_entries(latest.pk)
    left = imputed(entries, order=latest.imputation_order)
    reasons, plan_facts = _plan(latest, on=on)
    is_closed = reasons == ("plan_kept",) and _is_over(latest)
    owed = 0 if is_closed else left.left_in_all
    owed_facts = law_facts(entries, left.left)
    facts = {
        **(dict.fromkeys(owed_facts, 0.0) if is_closed else owed_facts),
        **plan_facts,
    }
    found = law.on(on, _RULE).compute(**facts)[_RULE]
    return Standing(
        on=on,
        statement=latest.number,
        as_of_on=latest.as_of_on,
        owed=owed,
        is_possible=found if isinstance(found, bool) else None,
        reasons=reasons if owed else ("nothing_owed",),
        facts=facts,
        law_digest=law.digest,
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


def _is_over(statement: DebtStatement) -> bool:
    return Settlement.objects.filter(statement=statement, status=SettlementStatus.KEPT).exists()


def _plan(statement: DebtStatement, *, on: date) -> tuple[tuple[Reason, ...], dict[str, Value]]:
    """Whether a plan of the statement is kept so far, and the facts that say so."""
    rows = Settlement.objects.filter(
        statement=statement, status__in=(*FOLLOWED, SettlementStatus.KEPT)
    )
    row = rows.order_by("-pk").first()
    if row is None:
        return ("owes", "no_plan"), {
            "missed_instalments": 0,
            "current_contributions_paid": False,
        }
    late = sum(item.is_late(on) for item in instalment_views([row.pk]).get(row.pk, ()))
    unpaid = any(item.is_late(on) for item in contribution_views([row.pk]).get(row.pk, ()))
    facts: dict[str, Value] = {
        "missed_instalments": late,
        "current_contributions_paid": not unpaid,
    }
    reasons: list[Reason] = []
    if late:
        reasons.append("instalment_late")
    if unpaid:
        reasons.append("contribution_late")
    return (("owes", *reasons) if reasons else ("plan_kept",)), facts
