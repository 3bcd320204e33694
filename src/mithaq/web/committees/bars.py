"""The time of an agenda as a bar: one piece a point, what is left dashed."""

from __future__ import annotations

from typing import Any

from mithaq.apps.conventions.queries.sitting_views import MeetingDetail
from mithaq.web.shell.typography import language

WIDTH = 1000
NARROWEST = 22


def time_bar(meeting: MeetingDetail) -> dict[str, Any]:
    """Place each point on a scale of the slot, or of the agenda when it is longer."""
    whole = max(meeting.slot_minutes, meeting.planned_minutes, 1)
    pieces, at = [], 0.0
    for item in meeting.items:
        width = WIDTH * item.minutes / whole
        pieces.append(_piece(at, width, item.rank, is_late=at + width > _end(meeting, whole)))
        at += width
    spare = WIDTH - at
    return {
        "pieces": pieces,
        "spare": _piece(at, spare, 0) if spare > 1 else None,
        "limit": _mirrored(_end(meeting, whole), 0) if meeting.spare_minutes < 0 else None,
        "width": WIDTH,
    }


def _end(meeting: MeetingDetail, whole: int) -> float:
    return WIDTH * meeting.slot_minutes / whole + 0.01


def _mirrored(at: float, width: float) -> float:
    return WIDTH - at - width if language() == "ar" else at


def _piece(at: float, width: float, rank: int, *, is_late: bool = False) -> dict[str, Any]:
    start = _mirrored(at, width)
    return {
        "x": f"{start + 1:.1f}",
        "width": f"{max(width - 2, 1):.1f}",
        "middle": f"{start + width / 2:.1f}",
        "rank": rank if width >= NARROWEST else "",
        "is_even": rank % 2 == 0,
        "is_late": is_late,
    }
