"""Loading tables: everything once, one audit line a table, nothing ever rewritten."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.observatory import operations
from mithaq.apps.observatory.frames import (
    DatasetFile,
    TableBatch,
    batches_of,
    cells_of,
    dataset_files,
)
from mithaq.apps.observatory.models import Conflict, Dataset, Statement
from mithaq.apps.observatory.queries import table_faults
from mithaq.base.errors import Refusal, refuse_if_any
from mithaq.flows.load_statistics import StatisticsLoaded, load_statistics
from tests.apps.observatory.statistics import whole_statistics
from tests.conftest import AT

SMALL = next(file for file in dataset_files() if file.code == "loss-of-employment")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[StatisticsLoaded]:
    with whole_statistics(django_db_blocker) as found:
        yield found


def load(dataset: DatasetFile, *, size: int = 2000) -> int:
    batches = batches_of(dataset, size=size)
    refuse_if_any(table_faults(batches))
    return sum(write(batch) for batch in batches)


def write(batch: TableBatch) -> int:
    return operations.load_batch(batch=batch, actor=None, mandate="", reason="essai", at=AT).added


def with_text(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(DatasetFile, "content", property(lambda _self: text.encode()))


@pytest.mark.django_db
def test_every_cell_is_a_figure(loaded: StatisticsLoaded) -> None:
    expected = {file.code: len(list(cells_of(file))) for file in dataset_files()}
    assert {code: loaded.written[code] for code in expected} == expected
    assert Statement.objects.filter(dataset__isnull=False).count() == sum(expected.values())
    women = Statement.objects.get(
        indicator_version__indicator__code="census-unemployment-rate",
        territory__code="09", sex="women", milieu="all", dataset__code="rgph2024-labour",
    )  # fmt: skip
    assert women.value == Decimal("27.4")
    assert women.label_fr == "Taux de chômage (recensement) · Souss-Massa · femmes"
    assert women.label_ar.endswith("سوس - ماسة · النساء") or "النساء" in women.label_ar


@pytest.mark.django_db
def test_loading_twice_changes_nothing(loaded: StatisticsLoaded) -> None:
    before = (Statement.objects.count(), Conflict.objects.count(), _loading_lines())
    again = load_statistics(at=AT)
    assert set(again.written.values()) == {0}
    assert (Statement.objects.count(), Conflict.objects.count(), _loading_lines()) == before
    assert before[2] == sum(len(batches_of(file)) for file in dataset_files())


@pytest.mark.django_db
def test_a_new_line_is_added_and_the_rest_stays(
    loaded: StatisticsLoaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = next(item for item in SMALL.text.splitlines() if "2024" in item)
    fresh = line.replace("2024", "2031")
    with_text(monkeypatch, f"{SMALL.text}{fresh}\n")
    assert load(SMALL) == 1
    assert Dataset.objects.get(code=SMALL.code).statement_count == 61


@pytest.mark.django_db
def test_a_published_value_never_changes(
    loaded: StatisticsLoaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_text(monkeypatch, SMALL.text.replace(",20672,", ",20673,"))
    with pytest.raises(Refusal) as refused:
        load(SMALL)
    assert [fault.rule for fault in refused.value.faults] == ["dataset.value"]
    assert Statement.objects.filter(value=20673).count() == 0


@pytest.mark.django_db
def test_every_unknown_name_is_said_at_once(
    loaded: StatisticsLoaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, first, *_rest = SMALL.text.splitlines()
    wrong = "z-" + first.replace("job-loss-claims,", "no-such,").replace(",MA,", ",ZZ,")
    other = replace(SMALL, code="other")
    with_text(monkeypatch, f"{head}\n{wrong}\n{wrong}\n")
    with pytest.raises(Refusal) as refused:
        load(other)
    rules = sorted(fault.rule for fault in refused.value.faults)
    assert rules == ["dataset.code", *["dataset.indicator"] * 2, *["dataset.territory"] * 2]
    assert not Dataset.objects.filter(code="other").exists()


@pytest.mark.django_db
def test_a_batch_refuses_what_the_whole_check_would(
    loaded: StatisticsLoaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, first, *_rest = SMALL.text.splitlines()
    other = replace(SMALL, code="other")
    with_text(monkeypatch, f"{head}\n{first}\n")
    (batch,) = batches_of(other)
    with pytest.raises(Refusal) as refused:
        write(batch)
    # The same figure came with another table: it is neither written twice nor taken over.
    assert [fault.rule for fault in refused.value.faults] == ["dataset.code"]
    assert not Dataset.objects.filter(code="other").exists()


@pytest.mark.django_db
def test_a_table_half_written_resumes_without_writing_twice(
    loaded: StatisticsLoaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches = batches_of(_renamed(monkeypatch), size=25)
    first, *_rest = batches
    assert write(first) == 25
    half = Dataset.objects.get(code="other")
    assert (half.sha256, half.statement_count) == ("", 25)
    assert [write(batch) for batch in batches] == [0, 25, 10]
    assert [write(batch) for batch in batches] == [0, 0, 0]
    whole = Dataset.objects.get(code="other")
    assert (whole.sha256, whole.statement_count) == (first.digest, 60)
    assert Statement.objects.filter(dataset=whole).count() == 60


@pytest.mark.django_db
def test_a_later_vintage_revises_the_first(loaded: StatisticsLoaded) -> None:
    revised = Statement.objects.get(
        indicator_version__indicator__code="job-loss-beneficiaries",
        period_from="2020-01-01", revises__isnull=False,
    )  # fmt: skip
    assert revised.revises is not None
    assert (int(revised.revises.value), int(revised.value)) == (24_946, 25_006)
    assert "octobre 2025" in revised.revision_reason


def _renamed(monkeypatch: pytest.MonkeyPatch) -> DatasetFile:
    """The same sixty figures under other codes: another table, not yet loaded."""
    head, *lines = csv.reader(StringIO(SMALL.text))
    named = [head.index(name) for name in ("code", "part_of", "revises")]
    out = StringIO()
    csv.writer(out).writerows(
        [head, *([f"z-{v}" if i in named and v else v for i, v in enumerate(row)] for row in lines)]
    )
    with_text(monkeypatch, out.getvalue())
    return replace(SMALL, code="other")


def _loading_lines() -> int:
    return AuditLine.objects.filter(action="observatory.load_dataset").count()
