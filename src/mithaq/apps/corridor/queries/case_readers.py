"""Who read a case, from the journal: one row a person, a day, a purpose and a thing read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from mithaq.apps.accounts.queries.lines import audit_lines_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.organisations.queries.mandates import mandates_by_person

# What is a reading of a case; the list of its readers is read too.
READINGS: Final = (
    "corridor.read_case",
    "corridor.read_attachment",
    "corridor.read_concerned_person",
    "corridor.read_case_readers",
)
_SAME: Final = ("actor_id", "mandate", "action", "reason")
_Key = tuple[int | None, str, str, str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """Someone who read a case on a day: the last time, the first one, and how often.

    ``actor`` is None where the reader of the list is told the institution and the role alone;
    ``mandate`` is None where the one written down is no longer on record as it was.
    """

    at: datetime
    first_at: datetime
    count: int
    action: str
    reason: str
    actor: Any
    actor_label: str
    mandate: MandateView | None
    mandate_text: str
    is_own: bool


def readings_listed(public_id: object) -> QuerySet[Any]:
    """The last line of each group, the newest first."""
    lasts = _grouped(public_id).annotate(last=Max("pk")).values("last")
    found = audit_lines_of(object_type="case", object_ref=str(public_id))
    return found.filter(pk__in=lasts)


def told_readings(
    rows: Iterable[Any], *, public_id: object, own: str, names_all: bool
) -> list[ReadingRow]:
    """Those lines with how often, and by whom as far as a reader is told: a company reads the
    names of its own people, and of the others the institution and the role."""
    lines = list(rows)
    if not lines:
        return []
    groups = {
        (row["actor_id"], row["mandate"], row["action"], row["reason"], row["day"]): row
        for row in _grouped(public_id).annotate(n=Count("pk"), first=Min("at"))
    }
    held = mandates_by_person({line.actor_id for line in lines if line.actor_id})
    return [
        _told(line, groups, held.get(line.actor_id, ()), own=own, names_all=names_all)
        for line in lines
    ]


def _told(
    line: Any,
    groups: dict[_Key, Any],
    held: Sequence[MandateView],
    *,
    own: str,
    names_all: bool,
) -> ReadingRow:
    day = timezone.localtime(line.at).date()
    group = groups[line.actor_id, line.mandate, line.action, line.reason, day]
    mandate = next((item for item in held if item.text == line.mandate), None)
    is_own = bool(own) and mandate is not None and mandate.organisation == own
    is_named = names_all or is_own
    return ReadingRow(
        at=line.at,
        first_at=group["first"],
        count=group["n"],
        action=line.action,
        reason=line.reason,
        actor=line.actor if is_named else None,
        actor_label=line.actor_label if is_named else "",
        mandate=mandate,
        mandate_text=line.mandate,
        is_own=is_own,
    )


def _grouped(public_id: object) -> QuerySet[Any, Any]:
    lines = audit_lines_of(object_type="case", object_ref=str(public_id))
    read = lines.filter(action__in=READINGS).order_by().annotate(day=TruncDate("at"))
    grouped: QuerySet[Any, Any] = read.values(*_SAME, "day")
    return grouped
