"""The process that does the work: it holds a slot, takes jobs from the queue, stops cleanly."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from types import FrameType

from dbos import DBOS
from django.db import connections

from mithaq.gateways.jobs import queue, runner, slots
from mithaq.gateways.jobs.halt import HALT

logger = logging.getLogger(__name__)

CONCURRENCY = 2
PATIENCE_SECONDS = 10.0
HEARTBEAT_SECONDS = 2.0

EXIT_NO_SLOT = 3
EXIT_SLOT_LOST = 4


def run_worker(*, parent: int | None = None) -> int:
    """Work until told to stop; with ``parent``, stop as well when that process is gone."""
    slot = slots.acquire_first()
    if slot is None:
        logger.error("No free worker slot: %d workers already live here.", len(slots.SLOTS))
        return EXIT_NO_SLOT
    stop = _stop_on_signals()
    _launch(slot.name)
    code = 0
    while not stop.wait(HEARTBEAT_SECONDS):
        if parent is not None and os.getppid() != parent:
            break
        if not slot.is_held():
            # Another worker may hold it by now: the work in hand must not go on beside his.
            logger.error("Slot %s is lost (database connection cut): this worker ends.", slot.name)
            code = EXIT_SLOT_LOST
            break
    HALT.ask(patience_seconds=PATIENCE_SECONDS)
    DBOS.destroy()
    connections.close_all()
    slot.release()
    # Jobs parked at a boundary, and a step that outlasts our patience, are threads that never
    # return: the interpreter would wait for them. A step cut here is rolled back and made again.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _launch(executor: str) -> None:
    queue.prepare_tables()
    # No limit here: the runner counts the relaunches that bring nothing, and tells the reader.
    DBOS.workflow(name=queue.WORKFLOW, max_recovery_attempts=None)(runner.run)
    DBOS(
        config={
            "name": queue.APPLICATION,
            "system_database_url": queue.system_database_url(),
            "dbos_system_schema": queue.SCHEMA,
            "sys_db_pool_size": 6,
            "application_version": queue.APPLICATION_VERSION,
            "executor_id": executor,
            # Below this level the library invites to its vendor's hosted console.
            "log_level": "WARNING",
            "run_migrations": False,
        }
    )
    DBOS.launch()
    DBOS.register_queue(
        queue.QUEUE,
        worker_concurrency=CONCURRENCY,
        polling_interval_sec=0.5,
        on_conflict="always_update",
    )


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()

    def order(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, order)
    return stop
