"""What the tests of durable jobs share: a queue, and houses whose workers may be killed."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from mithaq.gateways.jobs import queue, slots

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = "tests.gateways.jobs.samples"


@pytest.fixture
def own_queue(settings: Any, tmp_path: Path, transactional_db: None) -> Iterator[None]:
    """Give this process a home, the sample jobs and a queue."""
    settings.HOME = tmp_path
    settings.JOBS = {name: f"{SAMPLES}.{name}" for name in ("count", "unsteady", "refusing")}
    queue.prepare_tables()
    yield
    queue.close_clients()


@dataclass
class House:
    """A home and a database of their own, with processes that the test starts and kills."""

    home: Path
    url: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def drive(self, verb: str, **values: Any) -> Any:
        """Run one verb of ``drive`` to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.gateways.jobs.drive", verb, json.dumps(values)],
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            timeout=180,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.gateways.jobs.drive", "work"],
            env=self.environment(),
            cwd=ROOT,
        )
        self.processes.append(process)
        return process

    def environment(self) -> dict[str, str]:
        """Give the processes their home and database."""
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        kept |= {
            "MITHAQ_HOME": str(self.home),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tests.gateways.jobs.settings",
        }
        return kept | ({"DATABASE_URL": self.url} if self.url else {})

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Read the database from outside."""
        if self.url:
            import psycopg

            with psycopg.connect(self.url) as connection:
                return connection.execute(sql).fetchall()
        connection = sqlite3.connect(self.home / "mithaq.sqlite3", timeout=60)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def job(self, public_id: str, columns: str = "status") -> tuple[Any, ...]:
        """Read columns of a job."""
        given = f"'{public_id}'" if self.url else f"'{public_id.replace('-', '')}'"
        return self.rows(f"SELECT {columns} FROM jobs_job WHERE public_id = {given}")[0]  # noqa: S608

    def lines(self, public_id: str, prefix: str) -> list[str]:
        """Read the log of a job."""
        (pk,) = self.job(public_id, "id")
        return [
            line
            for (line,) in self.rows(
                f"SELECT label_fr FROM jobs_joblog WHERE job_id = {pk}"  # noqa: S608
                f" AND label_fr LIKE '{prefix}%' ORDER BY id"
            )
        ]

    def executor(self, public_id: str) -> str:
        """Read from the queue which slot has taken a job; empty while none has."""
        sql = f"SELECT executor_id FROM {{}}workflow_status WHERE workflow_uuid = '{public_id}'"  # noqa: S608
        if self.url:
            rows = self.rows(sql.format("dbos."))
        else:
            connection = sqlite3.connect(self.home / "jobs.sqlite3", timeout=60)
            rows = connection.execute(sql.format("")).fetchall()
            connection.close()
        return str(rows[0][0] or "")

    def is_held(self, number: int) -> bool:
        """Tell whether a living worker holds this slot."""
        if self.url:
            return bool(
                self.rows(
                    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database ="  # noqa: S608
                    " (SELECT oid FROM pg_database WHERE datname = current_database())"
                    f" AND classid = {slots.ADVISORY_CLASS} AND objid = {number}"
                )
            )
        file = self.home / "locks" / f"worker-{number}.lock"
        if not file.exists():
            return False
        with file.open() as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def close(self) -> None:
        """End the processes that this house started."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        self.processes.clear()


def until(condition: Callable[[], Any], *, seconds: float = 90.0) -> float:
    """Wait for a condition and return how long it took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "waited too long"
        time.sleep(0.02)
    return time.monotonic() - start


@pytest.fixture
def house(standing_house: House) -> Iterator[House]:
    """The house, without any process of an earlier test."""
    yield standing_house
    standing_house.close()


@pytest.fixture(scope="module")
def standing_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on the kind of database that the suite runs on."""
    given = os.environ.get("DATABASE_URL", "")
    home = tmp_path_factory.mktemp("house")
    if not given.startswith("postgres"):
        built = House(home=home)
        built.drive("prepare")
        yield built
        built.close()
        return
    import psycopg

    name = f"mithaq_house_{uuid.uuid4().hex[:8]}"
    parts = urlsplit(given)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        built = House(home=home, url=urlunsplit(parts._replace(path=f"/{name}")))
        try:
            built.drive("prepare")
            yield built
        finally:
            built.close()
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
