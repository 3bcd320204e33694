"""Two kinds of processes kept alive together: those that answer pages, those that do the jobs."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from django.db import close_old_connections, connection
from django.utils import timezone

from mithaq.apps.accounts.operations import seal_lines
from mithaq.flows.send_digests import start_due_digests
from mithaq.gateways.jobs import slots
from mithaq.gateways.jobs.sweeper import sweep

logger = logging.getLogger(__name__)

SWEEP_EVERY_SECONDS = 5.0
SEAL_EVERY_SECONDS = 60.0
DIGEST_EVERY_SECONDS = 600.0
STOP_SECONDS = 15.0
# A process that lives less than this has a fault that restarting at once will not mend.
YOUNG_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Chore:
    """Work of the house that comes back."""

    name: str
    every_seconds: float
    work: Callable[[], None]


@dataclass(slots=True)
class Child:
    """A process to keep alive, and when it may be started again."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    starts_from: float = field(default=0.0)

    def start(self, now: float) -> None:
        """Start the process in a session of its own: Ctrl+C reaches the supervisor alone."""
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603
        self.started = now

    def ended_by(self, deadline: float) -> bool:
        """Wait for the end of a process told to stop; kill it after the deadline."""
        if self.process is None:
            return True
        is_clean = True
        try:
            self.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            is_clean = False
        self.end_kin()
        self.process.wait()
        return is_clean

    def end_kin(self) -> None:
        """End what a killed server leaves behind: its own workers would go on answering."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def died(self, now: float) -> int | None:
        """Return the exit code of a process that has just ended, and plan its next start."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        self.end_kin()
        self.process = None
        is_young = now - self.started < YOUNG_SECONDS
        self.pause = min(max(1.0, self.pause * 2), LONGEST_PAUSE_SECONDS) if is_young else 0.0
        self.starts_from = now + self.pause
        return code


def children(*, host: str, port: int, workers: int, job_workers: int) -> tuple[Child, ...]:
    """Return the server and the job workers, as commands of this same program."""
    if connection.vendor == "sqlite":
        # Jobs take turns to write inside one process; two processes would crowd out the pages.
        job_workers = min(job_workers, 1)
    program = (sys.executable, "-m", "mithaq")
    parent = ("--parent", str(os.getpid()))
    server = (*program, "web", "--host", host, "--port", str(port), "--workers", str(workers))
    return (
        Child(name="serveur", command=(*server, *parent)),
        *(
            Child(name=f"traitements {number}", command=(*program, "worker", *parent))
            for number in range(1, job_workers + 1)
        ),
    )


def stop_with(parent: int) -> None:
    """Send this process the order to stop when its parent is gone, killed or not."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


class Supervisor:
    """Starts its children, restarts the dead, does the house's chores, stops everyone."""

    def __init__(self, children: Sequence[Child]) -> None:
        """Hold the children; nothing is started yet."""
        self._children = children
        self._stop = threading.Event()

    def run(
        self,
        *,
        is_ready: Callable[[], bool],
        on_ready: Callable[[], None],
        on_event: Callable[[str], None],
    ) -> int:
        """Stay until SIGTERM or SIGINT; return the exit code of the command."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._order)
        chores = threading.Thread(target=self._chores, name="chores", daemon=True)
        chores.start()
        announced = False
        while not self._stop.is_set():
            self._keep_alive(on_event)
            if not announced and is_ready():
                announced = True
                on_ready()
            self._stop.wait(0.2)
        is_clean = self._stop_children()
        chores.join(timeout=STOP_SECONDS)
        return 0 if is_clean else 1

    def _order(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()

    def _keep_alive(self, on_event: Callable[[str], None]) -> None:
        now = time.monotonic()
        for child in self._children:
            code = child.died(now)
            if code is not None:
                on_event(
                    f"Le processus « {child.name} » s’est arrêté (code {code}) : il est relancé."
                )
            if child.process is None and now >= child.starts_from:
                child.start(now)

    def _stop_children(self) -> bool:
        for child in self._children:
            if child.process is not None:
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        # Every child is waited for, even after one that had to be killed.
        endings = [child.ended_by(deadline) for child in self._children]
        return all(endings)

    def _chores(self) -> None:
        due = dict.fromkeys(CHORES, 0.0)
        while not self._stop.wait(1.0):
            now = time.monotonic()
            for chore in [chore for chore, at in due.items() if now >= at]:
                due[chore] = now + chore.every_seconds
                do_chore(chore)


def do_chore(chore: Chore) -> bool:
    """Do a chore of the house, unless the house of another machine is at it; say whether it was."""
    close_old_connections()
    try:
        with slots.held(slots.HOUSEKEEPER) as is_ours:
            if is_ours:
                chore.work()
            return is_ours
    except Exception:
        # A database that is away must not end the house: the next time comes soon.
        logger.exception("A chore of the house failed: %s", chore.name)
        return False
    finally:
        close_old_connections()


def _sweep() -> None:
    sweep(at=timezone.now())


def _seal() -> None:
    seal_lines(at=timezone.now())


def _digests() -> None:
    start_due_digests(at=timezone.now())


CHORES = (
    Chore(name="sweep the queue", every_seconds=SWEEP_EVERY_SECONDS, work=_sweep),
    Chore(name="seal the audit lines", every_seconds=SEAL_EVERY_SECONDS, work=_seal),
    Chore(name="start the digests", every_seconds=DIGEST_EVERY_SECONDS, work=_digests),
)
