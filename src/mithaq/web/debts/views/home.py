"""The first page of debts: what waits for whom acts under this mandate."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.debts.access import mandate_of, page
from mithaq.web.debts.words import IN_DANGER, alarm_words, operation_words, turn_of

SHOWN: Final = 40


@page
def home(request: HttpRequest) -> HttpResponse:
    """Statements, settlements, alarms, contests and requests that this mandate opens."""
    mandate = mandate_of(request)
    on = timezone.localdate()
    scope = _scope(mandate)
    settlements = queries.settlements(**scope["settlements"], on=on)
    endangered = queries.endangered(settlements, on=on)
    late = {head.number for head, alarms in endangered if any(_is_late(a) for a in alarms)}
    found = queries.statements(**scope["own"])[:SHOWN] if scope["own"] is not None else ()
    statements = list(found)
    owed = queries.owed_now(statements)
    is_company = bool(mandate and mandate.role == Role.EMPLOYER)
    contested = _contested(mandate)
    words: dict[str, Any] = {
        "contested": contested,
        **_in_contest(contested, statements, owed),
        "statements": [(row, owed[row.pk]) for row in statements],
        # Of one company, and only when every statement of it is on the page.
        "owed_in_all": sum(item.left for item in owed.values() if item.counts)
        if is_company and len(statements) < SHOWN
        else None,
        # What its plans in default leave, which that total does not count.
        "left_out": queries.left_out(statements, owed) if is_company else (),
        "settlements": [
            (
                head,
                operation_words(head.operation),
                turn_of(head, is_late=head.number in late),
                head.number in late,
            )
            for head in map(queries.head_of, settlements[:SHOWN])
        ],
        **_alarms(endangered),
        "soon_days": queries.SOON_DAYS,
        "contests": list(_contests(mandate)),
        "requests": _requests(mandate),
        "is_fund": bool(mandate and mandate.role == Role.FUND_OFFICER),
        "is_company": is_company,
        "page_is_exercise": bool(mandate and mandate.is_exercise),
    }
    return render(request, "debts/home.html", words)


def _in_contest(contested: Any, statements: Any, owed: Any) -> dict[str, int]:
    """What the fund has not answered yet: the part that the total holds, never more than what is
    left of its statement, and the lines of statements of which nothing is left."""
    left = {row.number: owed[row.pk].left for row in statements if owed[row.pk].counts}
    sums = dict.fromkeys(left, 0)
    for row in contested:
        if row.is_open and row.statement in left:
            sums[row.statement] += row.amount
    return {
        "in_contest": sum(min(amount, left[key]) for key, amount in sums.items()),
        "contested_at_nought": sum(amount for key, amount in sums.items() if not left[key]),
    }


def _alarms(found: Any) -> dict[str, Any]:
    """What is late puts a plan in danger; what only falls due soon is near, and said apart."""
    found = list(found)
    return {
        "alarms": list(_told(found, are_late=True)),
        "near": list(_told(found, are_late=False)),
    }


def _told(found: Any, *, are_late: bool) -> Any:
    """The plans that have such alarms, each with those alone."""
    for head, alarms in found:
        said = [alarm_words(alarm) for alarm in alarms if _is_late(alarm) is are_late]
        if said:
            yield head, said


def _is_late(alarm: queries.Alarm) -> bool:
    return alarm.kind in IN_DANGER


def _scope(mandate: MandateView | None) -> dict[str, Any]:
    """What a mandate reaches: its own company, its fund in its place, its members, everything."""
    if mandate is None:
        return {"own": None, "settlements": {"company": "-"}}
    if mandate.role == Role.EMPLOYER:
        own = {"company": mandate.organisation}
        return {"own": own, "settlements": own}
    if mandate.role == Role.FEDERATION_OFFICER:
        place = {"territory": mandate.territory_code}
        return {"own": None, "settlements": {"federation": mandate.organisation, **place}}
    if mandate.role == Role.AUDITOR:
        return {"own": {"is_exercise": mandate.is_exercise},
                "settlements": {"is_exercise": mandate.is_exercise}}  # fmt: skip
    fund = {"issuer": mandate.organisation, "territory": mandate.territory_code}
    return {"own": fund, "settlements": fund}


def _contested(mandate: MandateView | None) -> tuple[queries.ContestedLine, ...]:
    """What a company contests and what became of it."""
    if mandate is None or mandate.role != Role.EMPLOYER:
        return ()
    return queries.contested_lines(company=mandate.organisation)[:SHOWN]


def _contests(mandate: MandateView | None) -> Any:
    if mandate is None or mandate.role != Role.FUND_OFFICER:
        return ()
    return queries.open_contests(issuer=mandate.organisation, territory=mandate.territory_code)


def _requests(mandate: MandateView | None) -> list[queries.StandingView]:
    if mandate is None or mandate.role == Role.FEDERATION_OFFICER:
        return []
    if mandate.role == Role.AUDITOR:
        rows = queries.standing_requests(is_exercise=mandate.is_exercise)[:SHOWN]
    elif mandate.role == Role.EMPLOYER:
        rows = queries.standing_requests(company=mandate.organisation)[:SHOWN]
    else:
        rows = queries.standing_requests(
            issuer=mandate.organisation, territory=mandate.territory_code
        )[:SHOWN]
    return [queries.standing_view(row) for row in rows]
