"""Numbers follow each other within a year, one series an installation, whatever the corridor."""

from __future__ import annotations

from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Length

from mithaq.apps.corridor.models import NumberSeries

# One lock for every series: letters of « num », so that no other part takes the same.
_LOCK: Final = 0x6E756D


def next_rank(rows: QuerySet[Any], start: str) -> int:
    """The rank after the last one of the numbers that begin alike; held until the transaction ends.

    Whoever else asks meanwhile waits and gets the rank after: two corridors share one series, and
    statements of debts belong to none. A longer number is a later one. The number of what was
    erased is never given again: the journal would speak of two things under one name.
    """
    _take_turn()
    numbers = rows.filter(number__startswith=start).order_by(Length("number").desc(), "-number")
    last = numbers.values_list("number", flat=True).first()
    name = f"{rows.model.__name__}:{start}"
    given = NumberSeries.objects.filter(name=name).values_list("last", flat=True).first() or 0
    rank = max(int(str(last).rpartition("-")[2]) if last else 0, given) + 1
    NumberSeries.objects.update_or_create(name=name, defaults={"last": rank})
    return rank


def _take_turn() -> None:
    """Let one number be given at a time; on SQLite the transaction is the turn (IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
