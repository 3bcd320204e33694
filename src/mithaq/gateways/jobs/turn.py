"""On SQLite one writer works at a time: jobs take turns, and leave room for the pages between two.

A page that waits for the write lock asks again ten times a second. Steps that follow each other
without a gap never let it in: it gave up after twenty seconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

HELD_SECONDS = 0.4
REST_SECONDS = 0.12


class Turn:
    """The right of one job of this process to hold the write lock, and the rest that it owes."""

    def __init__(self) -> None:
        """Start with nothing held and nothing owed."""
        self._lock = threading.Lock()
        self._held = 0.0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn during the block; rest, still holding it, once the others have waited."""
        if connection.vendor != "sqlite":
            yield
            return
        with self._lock:
            start = time.monotonic()
            try:
                yield
            finally:
                self._held += time.monotonic() - start
                if self._held >= HELD_SECONDS:
                    self._held = 0.0
                    time.sleep(REST_SECONDS)


TURN = Turn()
