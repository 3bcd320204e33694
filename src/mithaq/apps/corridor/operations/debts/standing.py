"""The certificate of good standing: asked by the company, issued or refused by the fund."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from mithaq.apps.corridor.choices.debts import StandingStatus
from mithaq.apps.corridor.models import GoodStanding
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._rows import (
    Right,
    check,
    day_of,
    line,
    next_number,
    no_such,
    person,
    said,
)
from mithaq.apps.corridor.operations.debts.statements import access_to
from mithaq.apps.corridor.policies.debts import (
    can_ask_standing,
    can_issue_standing,
    can_read_statement,
    can_refuse_standing,
)
from mithaq.apps.corridor.queries.debts import StandingView, body, standing, standing_view
from mithaq.apps.corridor.queries.debts.standing import Standing, standing_access
from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any

# Tender rules say « less than a year »; the number of days was not found.
LONGEST: Final = timedelta(days=364)


@transaction.atomic
def request_good_standing(
    *,
    company: str,
    issuer: str,
    purpose: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> str:
    """Ask the fund for a certificate; gives the number of the request."""
    firm, fund = body(company), body(issuer)
    if firm is None or fund is None or fund.kind != OrganisationKind.SOCIAL_FUND:
        raise Refusal(no_such("issuer" if firm else "company"))
    check(can_ask_standing, under, access_to(firm, fund))
    waiting = GoodStanding.objects.filter(
        company=firm.pk, issuer=fund.pk, status=StandingStatus.ASKED
    )
    if waiting.exists():
        raise Refusal(words.fault("standing", "asked_once", words.ASKED_ALREADY))
    row = GoodStanding.objects.create(
        number=next_number(GoodStanding.objects, at),
        company_id=firm.pk,
        issuer_id=fund.pk,
        status=StandingStatus.ASKED,
        purpose=purpose.strip()[:200],
        requested_by=person(actor),
        requested_at=at,
        is_exercise=firm.is_exercise or fund.is_exercise,
    )
    _line("request_good_standing", row, firm.slug, actor=actor, under=under, at=at)
    return row.number


@transaction.atomic
def issue_good_standing(
    *,
    number: str,
    code: str,
    basis: str,
    valid_until_on: date,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> StandingView:
    """Issue a certificate under the mandate of who signs for the fund; its code is printed on it.

    Refused when the law, on the latest statement known here, does not allow it.
    """
    row = _held(number, under, right=can_issue_standing)
    today = day_of(at)
    found = standing(company=row.company.slug, issuer=row.issuer.slug, on=today)
    faults = [*said(basis, "basis"), *_validity_faults(valid_until_on, today)]
    if found.is_possible is False:
        faults.append(
            words.fault("standing", "allowed_by_law", words.LAW_SAYS_NO,
                        remedy=words.REFUSE_OR_UPDATE)
        )  # fmt: skip
    refuse_if_any(faults)
    row.status, row.code, row.basis = StandingStatus.ISSUED, code, basis.strip()
    row.valid_until_on, row.law_digest = valid_until_on, found.law_digest
    row.facts = _kept(found)
    row.decided_by, row.decided_at = person(actor), at
    row.save()
    _line("issue_good_standing", row, row.company.slug, actor=actor, under=under, at=at)
    return standing_view(row)


@transaction.atomic
def refuse_good_standing(
    *, number: str, reasons: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Refuse a certificate, and say why: a refusal without reasons is none."""
    row = _held(number, under, right=can_refuse_standing)
    refuse_if_any(said(reasons, "reasons"))
    found = standing(company=row.company.slug, issuer=row.issuer.slug, on=day_of(at))
    row.status, row.basis = StandingStatus.REFUSED, reasons.strip()
    row.facts = _kept(found)
    row.law_digest = found.law_digest
    row.decided_by, row.decided_at = person(actor), at
    row.save()
    _line(
        "refuse_good_standing", row, row.company.slug, actor=actor, under=under, at=at,
        reason=reasons,
    )  # fmt: skip


@transaction.atomic
def revoke_good_standing(
    *, number: str, reasons: str, actor: Any, under: MandateView | None, at: datetime
) -> str:
    """Take back a certificate that was issued, and say why; gives its code. Who signs does."""
    row = _held(number, under, right=can_issue_standing, status=StandingStatus.ISSUED)
    refuse_if_any(said(reasons, "reasons"))
    row.status, row.revocation = StandingStatus.REVOKED, reasons.strip()
    row.revoked_by, row.revoked_at = person(actor), at
    row.save(update_fields=["status", "revocation", "revoked_by", "revoked_at"])
    _line(
        "revoke_good_standing", row, row.company.slug, actor=actor, under=under, at=at,
        reason=reasons,
    )  # fmt: skip
    return row.code


def _held(
    number: str,
    under: MandateView | None,
    *,
    right: Right,
    status: StandingStatus = StandingStatus.ASKED,
) -> GoodStanding:
    rows = GoodStanding.objects.select_for_update(of=("self",)).select_related(
        "company__territory", "issuer__territory"
    )
    row = rows.filter(number=number).first()
    if row is None or not can_read_statement(under, standing_access(row)):
        raise Refusal(no_such("standing"))
    check(right, under, standing_access(row))
    if row.status != status and status == StandingStatus.ISSUED:
        raise Refusal(words.fault("standing", "is_issued", words.NOT_ISSUED))
    if row.status != status:
        shown = words.number(words.WRONG_STATE, row.get_status_display())
        raise Refusal(words.fault("standing", "decided_once", shown, remedy=words.RELOAD))
    return row


def _kept(found: Standing) -> dict[str, object]:
    """What the law read on the day of the decision, and on which statements."""
    return {
        **found.facts,
        "statements": list(found.statements),
        "as_of_on": found.as_of_on.isoformat() if found.as_of_on else None,
    }


def _validity_faults(until: date, today: date) -> Iterator[Fault]:
    if not today < until <= today + LONGEST:
        yield words.fault("valid_until_on", "less_than_a_year", words.VALIDITY)


def _line(
    action: str,
    row: GoodStanding,
    company: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    reason: str = "",
) -> None:
    line(
        action, kind="good_standing", number=row.number, company=company, actor=actor,
        under=under, at=at, reason=reason,
        after={"status": str(row.status), "valid_until_on": row.valid_until_on},
    )  # fmt: skip
