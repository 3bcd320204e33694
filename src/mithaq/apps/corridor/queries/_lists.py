"""What lists of cases share: whose turn in each, in two queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from mithaq.apps.corridor.models import AgreementSignature, Case, Side
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.turns import Turn, whose_turn

PAGE: Final = 25


def sides_by_case(cases: Iterable[Case]) -> dict[int, list[Side]]:
    """The sides of some cases, in their order, with their institution."""
    found: dict[int, list[Side]] = defaultdict(list)
    rows = Side.objects.filter(case__in=[row.pk for row in cases]).select_related("institution")
    for row in rows.order_by("case", "rank", "pk"):
        found[row.case_id].append(row)
    return found


def unsigned_by_case(cases: Iterable[Case]) -> dict[int, list[str]]:
    """The parties that have not signed the agreements of some cases."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = AgreementSignature.objects.filter(
        agreement__case__in=[row.pk for row in cases], signed_at__isnull=True
    )
    for case, slug in rows.order_by("pk").values_list("agreement__case", "organisation__slug"):
        found[case].append(slug)
    return found


def turns_of(
    case: Case, sides: dict[int, list[Side]], unsigned: dict[int, list[str]]
) -> tuple[Turn, ...]:
    """Whose turn it is in one of the cases."""
    return whose_turn(
        case.status,
        [state_of(side) for side in sides.get(case.pk, ())],
        company=case.company.slug,
        unsigned=unsigned.get(case.pk, ()),
    )


def token_of(at: datetime, pk: int) -> str:
    """The place of a row in a list, as an address carries it."""
    return f"{at.isoformat()}~{pk}"


def place_of_token(token: str) -> tuple[datetime, int] | None:
    """The place that a token names, or nothing when it is none."""
    text, _, key = token.rpartition("~")
    try:
        at = datetime.fromisoformat(text)
        return (at, int(key)) if at.tzinfo else None
    except ValueError:
        return None
