"""The delay of an act under law 55-19: counted from the receipt, stopped once for completion.

Days are calendar days. The delay counts from the day of receipt; one request for completion, no
more, stops it from the day it is made until the day the missing papers arrive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDays:
    """The days of one act: ``due_on`` is None while the file waits for its completion."""

    stopped_days: int
    due_on: date | None

    @property
    def silence_on(self) -> date | None:
        """The first day on which silence has its effect."""
        return None if self.due_on is None else self.due_on + _DAY


def act_days(
    *,
    norm_days: int,
    received_on: date,
    asked_on: date | None = None,
    completed_on: date | None = None,
) -> ActDays:
    """Count the days of an act.

    Raises ``Refusal`` when the days contradict each other: completion asked before the receipt or
    after the delay, completed without being asked, or before it.
    """
    last = received_on + timedelta(days=norm_days)
    refuse_if_any(_faults(received_on, asked_on, completed_on, last=last))
    stopped = (completed_on - asked_on).days if asked_on and completed_on else 0
    waits = asked_on is not None and completed_on is None
    return ActDays(
        stopped_days=stopped,
        due_on=None if waits else last + timedelta(days=stopped),
    )


def _faults(
    received_on: date, asked_on: date | None, completed_on: date | None, *, last: date
) -> list[Fault]:
    faults = []
    if asked_on and asked_on < received_on:
        faults.append(Fault("asked_on", _BEFORE_RECEIPT, "act.asked_after_receipt"))
    if asked_on and asked_on > last:
        faults.append(Fault("asked_on", _AFTER_DELAY, "act.asked_within_delay"))
    if completed_on and asked_on is None:
        faults.append(Fault("completed_on", _NOT_ASKED, "act.completed_once_asked"))
    if completed_on and asked_on and completed_on < asked_on:
        faults.append(Fault("completed_on", _BEFORE_ASKED, "act.completed_after_asked"))
    return faults


_BEFORE_RECEIPT = Labels(
    "Le complément ne peut être demandé avant le dépôt : corrigez l’une des deux dates.",
    "لا يمكن طلب التتميم قبل الإيداع: صححوا أحد التاريخين.",
    "Completion cannot be asked for before the deposit: correct one of the two dates.",
)
_AFTER_DELAY = Labels(
    "Le délai était déjà passé ce jour-là : un complément se demande avant son terme.",
    "كان الأجل قد انقضى في ذلك اليوم: يُطلب التتميم قبل انتهائه.",
    "The delay had passed by that day: completion is asked for before its end.",
)
_NOT_ASKED = Labels(
    "Dites quel jour le complément a été demandé.",
    "حددوا اليوم الذي طُلب فيه التتميم.",
    "Say on which day completion was asked for.",
)
_BEFORE_ASKED = Labels(
    "Le complément est remis après avoir été demandé : corrigez l’une des deux dates.",
    "يُقدَّم التتميم بعد طلبه: صححوا أحد التاريخين.",
    "The missing papers come after they are asked for: correct one of the two dates.",
)
