"""The days of a company itself: its instalments, current contributions and cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from mithaq.apps.corridor.queries import debts
from mithaq.apps.corridor.queries.company_lists import open_cases
from mithaq.apps.corridor.queries.turns import Act
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.conventions.links import page_url
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.debts.due_now import due_words
from mithaq.web.debts.words import IN_DANGER
from mithaq.web.shell.words import typed

# The longest plan ever seen has sixty months; every day of a plan is told.
WHOLE_PLAN: Final = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """One day of a company: what falls on it, where it is shown, whether it is past."""

    on: date
    words: str
    note: str
    url: str
    is_late: bool
    is_exercise: bool


def own_days(mandate: MandateView | None, *, on: date, soon_days: int = WHOLE_PLAN) -> list[OwnDay]:
    """What is late or falls within some days for the company of an employer, by day."""
    if mandate is None or mandate.role is not Role.EMPLOYER or not mandate.organisation:
        return []
    found = [*_debts(mandate.organisation, on, soon_days), *_cases(mandate.organisation)]
    within = (day for day in found if (day.on - on).days <= soon_days)
    return sorted(within, key=lambda day: (day.on, day.words))


def _debts(company: str, on: date, soon_days: int) -> Iterator[OwnDay]:
    rows = debts.settlements(company=company, on=on)
    for head, alarms in debts.endangered(rows, on=on, soon_days=soon_days):
        for alarm in alarms:
            yield OwnDay(
                on=alarm.due_on,
                words=due_words(alarm),
                note=head.number,
                url=page_url("debt_settlement", head.number),
                is_late=alarm.kind in IN_DANGER,
                is_exercise=head.is_exercise,
            )


def _cases(company: str) -> Iterator[OwnDay]:
    for row in open_cases(company, at=timezone.now()):
        # The day of an institution is not that of the company that it waits for.
        is_mine = any(turn.organisation == row.company for turn in row.turns)
        is_bound = any(turn.act is Act.PERFORM for turn in row.turns)
        if row.due_at is not None and (is_bound or not is_mine):
            told = deadline_of(row.company, row.turns, row.clocks, dict(row.names))
            yield OwnDay(
                on=timezone.localtime(row.due_at).date(),
                words=typed(row.title),
                note=told.words or row.number,
                url=page_url("company_case", str(row.public_id)),
                is_late=told.is_late,
                is_exercise=row.is_exercise,
            )
