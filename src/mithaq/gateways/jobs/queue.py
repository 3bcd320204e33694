"""The durable queue as everyone but the workers sees it: its tables, its entry, its states."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections

if TYPE_CHECKING:
    from dbos import DBOSClient

APPLICATION = "mithaq"
QUEUE = "mithaq-jobs"
WORKFLOW = "run_job"
SCHEMA = "dbos"
# Raised on purpose, and only when jobs in flight could not be understood by the new code:
# a worker takes no work of another version.
APPLICATION_VERSION = "1"

_clients: dict[str, DBOSClient] = {}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class WorkflowState:
    """What the queue says of one round of a job."""

    status: str
    executor: str | None


def system_database_url() -> str:
    """Return where the queue lives: a file of the home, or schema ``dbos`` of PostgreSQL."""
    if settings.JOBS_DATABASE_URL:
        return str(settings.JOBS_DATABASE_URL)
    connection = connections["default"]
    if connection.vendor != "postgresql":
        return f"sqlite:///{Path(settings.HOME) / 'jobs.sqlite3'}"
    from sqlalchemy.engine import URL

    place = connection.settings_dict
    return URL.create(
        "postgresql+psycopg",
        username=place["USER"] or None,
        password=place["PASSWORD"] or None,
        host=place["HOST"] or None,
        port=int(place["PORT"]) if place["PORT"] else None,
        database=place["NAME"],
    ).render_as_string(hide_password=False)


def prepare_tables() -> None:
    """Create or raise the tables of the queue: before the first request, before any work."""
    from dbos import DBOS

    url = system_database_url()
    if url.startswith("sqlite:///"):
        file = Path(url.removeprefix("sqlite:///"))
        file.parent.mkdir(parents=True, exist_ok=True)
        # Kept by the file: readers of the queue never wait for its writer.
        with sqlite3.connect(file, timeout=20) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
    DBOS.migrate(url, schema=SCHEMA)


def enqueue(*, workflow_id: str, public_id: str, round: int) -> None:  # noqa: A002
    """Queue one round of a job; the same identifier twice is queued once."""
    client().enqueue(
        {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": workflow_id,
            "app_version": APPLICATION_VERSION,
        },
        public_id,
        round,
    )


def resume(workflow_ids: Iterable[str]) -> None:
    """Put the interrupted rounds back at the disposal of living workers."""
    if ids := list(workflow_ids):
        client().resume_workflows(ids, queue_name=QUEUE)


def states(workflow_ids: Iterable[str]) -> dict[str, WorkflowState]:
    """Return what the queue knows of these rounds; a round it does not know is absent."""
    if not (ids := list(workflow_ids)):
        return {}
    rows = client().list_workflows(workflow_ids=ids, load_input=False, load_output=False)
    return {
        row.workflow_id: WorkflowState(status=row.status, executor=row.executor_id) for row in rows
    }


def client() -> DBOSClient:
    """Return this process's entry to the queue, opened at first use."""
    from dbos import DBOSClient

    url = system_database_url()
    with _lock:
        if url not in _clients:
            _clients[url] = DBOSClient(
                system_database_url=url,
                dbos_system_schema=SCHEMA,
                application_name=APPLICATION,
                # A web request does not wait for a lost database: the sweeper will enqueue.
                retry_connection_errors=False,
            )
        return _clients[url]


def close_clients() -> None:
    """Close this process's entries to the queue."""
    with _lock:
        while _clients:
            _clients.popitem()[1].destroy()
