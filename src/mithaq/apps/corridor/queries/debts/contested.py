"""The lines that a company contests, each with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from mithaq.apps.corridor.choices.debts import ContestStatus
from mithaq.apps.corridor.models import Contest
from mithaq.apps.corridor.queries.debts.statements import statements
from mithaq.base.money import Centimes
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedLine:
    """The last contest of a line: of what, what the fund answered and why, once it did."""

    statement: str
    line: int
    amount: Centimes
    status: ContestStatus
    issuer: Labels
    contested_at: datetime
    answered_at: datetime | None
    answer: str
    corrected: Centimes | None
    is_exercise: bool

    @property
    def is_open(self) -> bool:
        """Whether the fund has not answered."""
        return self.status == ContestStatus.OPEN

    @property
    def is_rejected(self) -> bool:
        """Whether the fund keeps the line as issued."""
        return self.status == ContestStatus.REJECTED

    def is_news(self, on: date, *, during: timedelta) -> bool:
        """Whether the fund answered in the days before a day."""
        return (
            self.answered_at is not None
            and timezone.localtime(self.answered_at).date() >= on - during
        )


def contested_lines(*, company: str) -> tuple[ContestedLine, ...]:
    """The last contest of each line of a company, those answered last first; none withdrawn."""
    rows = (
        Contest.objects.filter(line__statement__in=statements(company=company))
        .exclude(status=ContestStatus.WITHDRAWN)
        .select_related("line__statement__issuer")
        .order_by("-contested_at", "-pk")
    )
    last: dict[int, Contest] = {}
    for row in rows:
        last.setdefault(row.line_id, row)
    found = sorted(last.values(), key=lambda row: row.answered_at or row.contested_at, reverse=True)
    return tuple(map(_told, found))


def _told(row: Contest) -> ContestedLine:
    statement = row.line.statement
    return ContestedLine(
        statement=statement.number,
        line=row.line.number,
        amount=row.line.amount_centimes,
        status=ContestStatus(row.status),
        issuer=Labels.from_columns(statement.issuer),
        contested_at=row.contested_at,
        answered_at=row.answered_at,
        answer=row.answer,
        corrected=row.corrected_centimes,
        is_exercise=statement.is_exercise,
    )
