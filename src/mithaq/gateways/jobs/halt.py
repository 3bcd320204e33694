"""Stopping a worker: every job is led to its next step boundary, then nobody moves any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Halt:
    """The meeting point of the jobs of one worker and of the order to stop."""

    def __init__(self) -> None:
        """Start with nobody at work and no order given."""
        self._asked = threading.Event()
        self._changed = threading.Condition()
        self._working = 0
        self._parked = 0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count a job as working during the block."""
        with self._changed:
            self._working += 1
        try:
            yield
        finally:
            with self._changed:
                self._working -= 1
                self._changed.notify_all()

    def boundary(self) -> None:
        """Pass, or, once the order is given, stay here until the process ends.

        Leaving by an exception would tell the queue that the work failed; a job that
        does not return stays pending, and the next worker of this slot takes it up.
        """
        if not self._asked.is_set():
            return
        with self._changed:
            self._parked += 1
            self._changed.notify_all()
        threading.Event().wait()

    def ask(self, *, patience_seconds: float) -> bool:
        """Give the order and wait for the boundaries; False when a step outlasted the patience."""
        self._asked.set()
        with self._changed:
            return self._changed.wait_for(
                lambda: self._parked >= self._working, timeout=patience_seconds
            )


HALT = Halt()
