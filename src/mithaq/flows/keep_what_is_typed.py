"""What was typed on a meeting's screen is written with the act that sends it: both, or neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from mithaq.apps.conventions.operations.agenda import arrange_agenda
from mithaq.apps.conventions.operations.sittings import note_items
from mithaq.base.text import Labels

Done = TypeVar("Done")


@transaction.atomic
def arranged_then(
    act: Callable[[], Done],
    *,
    meeting_id: int,
    order: Sequence[int],
    minutes: Mapping[int, int],
    actor: Any,
    mandate: str,
    at: datetime,
) -> Done:
    """Write the ranks and the minutes typed on an agenda, if any were, then do an act on it."""
    if order or minutes:
        arrange_agenda(
            meeting_id=meeting_id, order=order, minutes=minutes, actor=actor, mandate=mandate, at=at
        )
    return act()


@transaction.atomic
def noted_then(
    act: Callable[[], Done],
    *,
    meeting_id: int,
    notes: Mapping[int, Labels],
    actor: Any,
    mandate: str,
    at: datetime,
) -> Done:
    """Write what was said under some points, if anything was, then do an act of the sitting."""
    if notes:
        note_items(meeting_id=meeting_id, notes=notes, actor=actor, mandate=mandate, at=at)
    return act()
