"""The public figures arrive as durable work: each table is one step, made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mithaq.apps.observatory.frames import TableBatch, batches_of, dataset_files
from mithaq.apps.observatory.models import Dataset
from mithaq.apps.reference.operations import load_territories
from mithaq.demo.loading import queue_statistics
from mithaq.flows.load_statistics import run, steps
from mithaq.gateways.jobs.models import Job
from tests.conftest import AT

SMALL = ("anapec", "loss-of-employment", "cnss", "labour-survey")


class Running:
    """A job that runs here and now, and remembers the steps it made."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}
        self.told: list[tuple[int, int | None]] = []

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        if name not in self.made:
            self.made[name] = work()
        return self.made[name]

    def progress(self, done: int, total: int | None = None, phase: object = "") -> None:
        self.told.append((done, total))

    def log(self, sentence: object, level: str = "info") -> None: ...

    def is_cancelled(self) -> bool:
        return False


def _batches(code: str) -> tuple[TableBatch, ...]:
    return batches_of(next(file for file in dataset_files() if file.code == code), size=60)


@pytest.fixture
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    files = tuple(file for file in dataset_files() if file.code in SMALL)
    monkeypatch.setattr("mithaq.flows.load_statistics.packaged_tables", lambda: files)
    monkeypatch.setattr("mithaq.flows.load_statistics.table_batches", _batches)


@pytest.mark.django_db
@pytest.mark.usefixtures("_light")
def test_an_empty_installation_gets_every_table_batch_by_batch() -> None:
    load_territories(at=AT)
    job = Running()
    told = run(job)
    # No list of the demonstration was loaded before: only the territories were.
    expected = {name for name, _label, _work in steps(lambda: AT)} - set(SMALL)
    expected |= {f"{code}-{batch.number}" for code in SMALL for batch in _batches(code)}
    assert set(job.made) == expected
    assert job.made.keys() > {"anapec-2", "anapec-3"}
    assert Dataset.objects.count() == len(SMALL)
    assert job.told[-1] == (len(steps(lambda: AT)), len(steps(lambda: AT)))
    assert str(sum(job.made[name] for name in job.made if name.startswith(SMALL))) in str(
        told
    ).replace("\u202f", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_light")
def test_once_the_figures_are_there_an_edition_is_asked_for() -> None:
    load_territories(at=AT)
    queue_statistics()
    (asked,) = Job.objects.filter(name="load_statistics")
    job = Running()
    run(job, **asked.arguments)
    (edition,) = Job.objects.filter(name="publish_open_data")
    assert job.made["edition"] == str(edition.public_id)


@pytest.mark.django_db
def test_the_same_tables_are_asked_for_once() -> None:
    assert queue_statistics() == queue_statistics()
    assert Job.objects.filter(name="load_statistics").count() == 1
