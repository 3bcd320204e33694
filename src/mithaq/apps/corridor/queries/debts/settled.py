"""What a settlement wrote of its debt once computed, and the plans that the fund approved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from mithaq.apps.corridor.choices.debts import APPROVED, ContestStatus, SettlementStatus
from mithaq.apps.corridor.models import Contest, Settlement
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.engines.rules import Value


def last_plans(statements: Iterable[int]) -> dict[int, Settlement]:
    """The last plan that the fund approved for each of some statements that has one; one query.

    It alone says where the debt of its statement stands, whatever an earlier one did.
    """
    rows = Settlement.objects.filter(statement__in=list(statements), status__in=APPROVED)
    rows = with_corrections(rows.select_related("statement"))
    return {row.statement_id: row for row in rows.order_by("approved_at", "pk")}


def with_corrections(rows: QuerySet[Settlement]) -> QuerySet[Settlement]:
    """Settlements that know whether a contest of their statement was upheld since their approval
    (``is_corrected``): approving checks the debt itself; and whether another plan of it had fallen
    before (``follows_default``). No query more."""
    upheld = Contest.objects.filter(
        line__statement=OuterRef("statement"), status=ContestStatus.UPHELD,
        answered_at__gte=OuterRef("approved_at"),
    )  # fmt: skip
    of_same = Settlement.objects.filter(statement=OuterRef("statement")).exclude(pk=OuterRef("pk"))
    follows_default = Case(
        When(approved_at__isnull=True, then=Exists(of_same.filter(fallen_by(None)))),
        default=Exists(of_same.filter(fallen_by(OuterRef("approved_at")))),
    )
    return rows.annotate(is_corrected=Exists(upheld), follows_default=follows_default)


def fallen_by(approved_at: datetime | OuterRef | None) -> Q:
    """The plans that were in default when another of their statement was approved; while it is not
    yet, all of them."""
    fallen = Q(status=SettlementStatus.DEFAULTED)
    return fallen if approved_at is None else fallen & Q(approved_at__lt=approved_at)


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
