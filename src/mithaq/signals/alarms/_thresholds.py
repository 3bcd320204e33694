"""From when a delay presses: dated, so that an alarm of the past can be raised again as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Days after which a delay warns, then is urgent; days before an end that are announced."""

    from_on: date
    warning_days: int
    urgent_days: int
    ending_days: tuple[int, int, int]
    unowned_days: int
    # Sittings are promised by the month or the year: a few days of slack are not a breach.
    sitting_slack_days: int


THRESHOLDS: Final = (
    Thresholds(
        from_on=date(2000, 1, 1),
        warning_days=1,
        urgent_days=60,
        ending_days=(180, 90, 30),
        unowned_days=30,
        sitting_slack_days=7,
    ),
)


def thresholds_on(on: date) -> Thresholds:
    """The thresholds in force on a day."""
    return max((item for item in THRESHOLDS if item.from_on <= on), key=lambda item: item.from_on)
