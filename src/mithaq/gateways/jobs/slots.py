"""A worker's place: a name held by one living process, given back by the system when it dies.

On PostgreSQL the place is an advisory lock of the session; otherwise a lock on a file of the home.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

SLOTS = tuple(f"worker-{number}" for number in range(1, 9))
HOUSEKEEPER = "housekeeper"
# First half of the advisory key: the letters M I T H, so that no other software takes the same.
ADVISORY_CLASS = 0x4D495448


@dataclass(slots=True)
class Slot:
    """A place that is held now; ``release`` gives it back."""

    name: str
    handle: int | BaseDatabaseWrapper

    def is_held(self) -> bool:
        """Tell whether the place is still ours: a cut connection loses an advisory lock."""
        if isinstance(self.handle, int):
            return True
        try:
            with self.handle.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                    " AND pid = pg_backend_pid() AND classid = %s AND objid = %s",
                    [ADVISORY_CLASS, _number(self.name)],
                )
                return bool(cursor.fetchone() == (1,))
        except Error:
            return False

    def release(self) -> None:
        """Give the place back."""
        if isinstance(self.handle, int):
            os.close(self.handle)
        else:
            self.handle.close()


def acquire(name: str) -> Slot | None:
    """Take the place called ``name``, or return None when a living process holds it."""
    if connections["default"].vendor == "postgresql":
        return _acquire_advisory(name)
    return _acquire_file(name)


def acquire_first() -> Slot | None:
    """Take the first free place of a worker; None when all are held."""
    for name in SLOTS:
        if slot := acquire(name):
            return slot
    return None


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold the place during the block, if it is free; the value says whether it was."""
    slot = acquire(name)
    try:
        yield slot is not None
    finally:
        if slot is not None:
            slot.release()


def _number(name: str) -> int:
    return SLOTS.index(name) + 1 if name in SLOTS else 100


def _acquire_file(name: str) -> Slot | None:
    folder = Path(settings.HOME) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return Slot(name=name, handle=handle)


def _acquire_advisory(name: str) -> Slot | None:
    # A connection of our own: one of the pool would be lent to others and the lock with it.
    wrapper = connections["default"].copy(alias=f"slot-{name}")
    wrapper.settings_dict["OPTIONS"].pop("pool", None)
    wrapper.inc_thread_sharing()
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [ADVISORY_CLASS, _number(name)])
        taken = cursor.fetchone() == (True,)
    if not taken:
        wrapper.close()
        return None
    return Slot(name=name, handle=wrapper)
