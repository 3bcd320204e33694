"""Workers killed with -9 at any moment: every step is made, and none twice."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import time
import uuid

import pytest

from tests.gateways.jobs.conftest import House, until

pytestmark = pytest.mark.slow

STEPS = 20
PAUSE = 0.12
KILLS = 4


def test_killed_at_random_moments_every_step_is_made_once(house: House) -> None:
    job = _start(house)
    for _ in range(KILLS):
        before = len(house.lines(job, "step"))
        worker = house.worker()
        until(lambda seen=before: len(house.lines(job, "step")) > seen)
        time.sleep(random.uniform(0, 2 * PAUSE))  # noqa: S311
        _kill(worker)
        assert house.job(job) == ("running",)
    worker = house.worker()
    until(lambda: house.job(job) == ("succeeded",), seconds=90)
    assert sorted(house.lines(job, "step"), key=lambda line: int(line[5:])) == [
        f"step {number}" for number in range(STEPS)
    ]
    assert house.job(job, "attempts, done, total") == (KILLS + 1, STEPS, STEPS)
    assert str(sum(range(STEPS))) in str(house.job(job, "report"))
    _stop(worker)


def test_a_living_worker_takes_a_dead_ones_job_only_from_the_sweeper(house: House) -> None:
    workers = {}
    for number in (1, 2):
        workers[f"worker-{number}"] = house.worker()
        until(lambda slot=number: house.is_held(slot))
    job = _start(house)
    until(lambda: len(house.lines(job, "step")) > 2)
    _kill(workers.pop(house.executor(job)))
    time.sleep(0.5)
    stuck = len(house.lines(job, "step"))
    time.sleep(1.0)
    assert len(house.lines(job, "step")) == stuck
    assert house.drive("sweep") == {"queued": 0, "resumed": 1, "renewed": 0}
    until(lambda: house.job(job) == ("succeeded",))
    assert len(set(house.lines(job, "step"))) == len(house.lines(job, "step")) == STEPS
    _stop(*workers.values())


def test_sigterm_leaves_the_job_at_a_step_boundary_and_the_next_worker_goes_on(
    house: House,
) -> None:
    job = _start(house)
    worker = house.worker()
    until(lambda: len(house.lines(job, "step")) > 2)
    start = time.monotonic()
    _stop(worker)
    assert time.monotonic() - start < 6
    left = len(house.lines(job, "step"))
    assert 2 < left < STEPS
    worker = house.worker()
    until(lambda: house.job(job) == ("succeeded",))
    assert len(house.lines(job, "step")) == STEPS
    _stop(worker)


def test_a_sweep_leaves_the_work_of_a_living_worker_alone(house: House) -> None:
    job = _start(house)
    worker = house.worker()
    until(lambda: len(house.lines(job, "step")) > 2)
    assert house.drive("sweep") == {"queued": 0, "resumed": 0, "renewed": 0}
    until(lambda: house.job(job) == ("succeeded",))
    assert house.job(job, "attempts") == (1,)
    _stop(worker)


def test_pages_write_while_jobs_follow_step_with_step(house: House) -> None:
    if house.url:
        pytest.skip("PostgreSQL has many writers")
    jobs = [_start(house, steps=12, pause=0.25) for _ in range(2)]
    worker = house.worker()
    until(lambda: all(house.lines(job, "step") for job in jobs))
    connection = sqlite3.connect(house.home / "mithaq.sqlite3", timeout=90, isolation_level=None)
    waits = []
    while any(house.job(job) != ("succeeded",) for job in jobs):
        begun = time.monotonic()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE jobs_job SET key = key")
        connection.execute("COMMIT")
        waits.append(time.monotonic() - begun)
        time.sleep(0.05)
    connection.close()
    assert len(waits) > 5
    assert max(waits) < 3
    _stop(worker)


def _start(house: House, *, steps: int = STEPS, pause: float = PAUSE) -> str:
    answer = house.drive(
        "start", name="count", key=str(uuid.uuid4()), arguments={"steps": steps, "pause": pause}
    )
    return str(answer)


def _kill(worker: subprocess.Popen[bytes]) -> None:
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    assert worker.wait(timeout=90) == 0
