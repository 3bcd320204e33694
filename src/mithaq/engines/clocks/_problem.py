"""What happened to one side of a file, and the delay it promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

LONGEST: Final = 10_000


class Unit(StrEnum):
    """What a delay is counted in."""

    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class EventKind(StrEnum):
    """What can happen to one side of a file, in the order it is read within one instant."""

    RECEIVED = "received"
    TRANSFERRED = "transferred"
    COMPLETION_ASKED = "completion_asked"
    COMPLETED = "completed"
    PAUSED = "paused"
    RESUMED = "resumed"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Event:
    """One fact in the life of a side; ``reason`` is shared with the other sides.

    The instant is kept in universal time, so that order never depends on how it was written.
    """

    kind: EventKind
    at: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        """Keep one spelling of the kind, and refuse an instant that no place gives."""
        if type(self.kind) is not EventKind:
            object.__setattr__(self, "kind", EventKind(self.kind))
        if self.at.tzinfo is None:
            raise ValueError(f"An instant says its zone: {self.kind} at {self.at}.")
        if self.at.tzinfo is not UTC:
            object.__setattr__(self, "at", self.at.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Norm:
    """A delay promised by one institution for one family of cases; a side may have none.

    ``silence`` is the code of what the law draws from no answer once the delay has passed; a wait
    for another side does not stop such a delay.
    ``completion_pauses`` tells whether the one completion request stops the clock.
    ``carries_over`` moves a last calendar day on which offices are closed to the next working one.
    """

    amount: int
    unit: Unit
    silence: str | None = None
    completion_pauses: bool = True
    carries_over: bool = False

    def __post_init__(self) -> None:
        """Refuse, with all the faults at once, what promises nothing or has no meaning."""
        if self.unit in set(Unit):
            object.__setattr__(self, "unit", Unit(self.unit))
        refuse_if_any(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if not 1 <= self.amount <= LONGEST:
            yield Fault(
                where="amount",
                sentence=Labels(
                    f"Le délai va de 1 à {LONGEST} unités, pas {self.amount}.",
                    f"يتراوح الأجل بين 1 و{LONGEST} وحدة، لا {self.amount}.",
                    f"A delay goes from 1 to {LONGEST} units, not {self.amount}.",
                ),
                remedy=Labels(
                    "Un côté sans engagement de délai n’a pas de norme.",
                    "الطرف الذي لم يلتزم بأجل ليس له معيار.",
                    "A side that promised no delay has no norm.",
                ),
            )
        if self.unit not in set(Unit):
            yield Fault(
                where="unit",
                sentence=Labels(
                    f"Un délai se compte en heures ouvrées, en jours ouvrés ou en jours "
                    f"calendaires, pas en « {self.unit} ».",
                    f"يحتسب الأجل بساعات العمل أو بأيام العمل أو بالأيام التقويمية، "
                    f"لا بـ«{self.unit}».",
                    f"A delay is counted in working hours, working days or calendar days, not in "
                    f"“{self.unit}”.",
                ),
            )
        if self.carries_over and self.unit != Unit.CALENDAR_DAYS:
            yield Fault(
                where="carries_over",
                sentence=Labels(
                    "Seul un délai en jours calendaires peut finir un jour chômé.",
                    "وحده الأجل المحتسب بالأيام التقويمية قد ينتهي في يوم عطلة.",
                    "Only a delay in calendar days can end on a day off.",
                ),
            )
