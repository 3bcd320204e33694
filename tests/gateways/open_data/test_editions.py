"""An edition of open data: the same rows in both formats, exercises apart, digests that prove."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import polars as pl
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.apps.conventions.models import Convention
from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.operations import record_observations
from mithaq.flows.publish_open_data import publish_open_data, run_publication_job
from mithaq.gateways import open_data
from mithaq.gateways.jobs import queue
from mithaq.gateways.jobs.handle import JobHandle
from mithaq.gateways.jobs.models import Job, JobStep
from mithaq.gateways.open_data.building import TYPES, frame_of
from mithaq.gateways.open_data.tables import STATEMENTS
from tests.api.conftest import register
from tests.apps.conventions.test_amendments import amendment, change
from tests.apps.conventions.test_amendments import record as amend
from tests.apps.observatory.world import WHO, insertions, manager, world
from tests.conftest import AT
from tests.web.conventions.story import record_story

__all__ = ["manager", "register", "world"]
PEOPLE: dict[str, Any] = {"actor": None, "mandate": "essai", "at": AT}


@pytest.fixture(autouse=True)
def _queue_left_closed() -> Iterator[None]:
    """A job asked for after a commit opens the queue: it is closed with the test."""
    yield
    queue.close_clients()


def read_back(name: str) -> tuple[list[Any], list[Any]]:
    """The rows of the CSV and of the Parquet of one file, as values."""
    table = next(t for t in open_data.TABLES if name.startswith(t.name))
    schema = {column.name: TYPES[column.type] for column in table.columns}
    csv_file, parquet_file = (open_data.file_of(f"{name}.{kind}") for kind in ("csv", "parquet"))
    assert csv_file is not None
    assert parquet_file is not None
    from_csv = pl.read_csv(csv_file, schema=schema)
    return from_csv.rows(), pl.read_parquet(parquet_file).rows()


@pytest.fixture
def edition(register: str) -> open_data.Edition:
    return publish_open_data(**PEOPLE)


def test_both_formats_hold_the_same_rows_and_every_row(edition: open_data.Edition) -> None:
    total = 0
    for name in {item.name.rpartition(".")[0] for item in edition.files}:
        from_csv, from_parquet = read_back(name)
        assert from_csv == from_parquet, name
        counted = {item.rows for item in edition.files if item.name.startswith(f"{name}.")}
        assert counted == {len(from_csv)}
        total += len(from_csv) if name.startswith("statements") else 0
    assert total == Statement.objects.count()


def test_exercises_are_never_among_real_rows(edition: open_data.Edition) -> None:
    for item in edition.files:
        path = open_data.file_of(item.name)
        assert path is not None
        if item.format == "parquet":
            frame = pl.read_parquet(path)
            if "is_exercise" in frame.columns:
                assert set(frame["is_exercise"].to_list()) <= {item.is_exercise}, item.name
    real = {item.rows for item in edition.files if item.name == "statements.csv"}
    invented = {item.rows for item in edition.files if item.name == "statements-exercices.csv"}
    assert real == {Statement.objects.filter(is_exercise=False).count()}
    assert invented == {Statement.objects.filter(is_exercise=True).count()}


def test_digests_dictionary_and_credits_describe_every_file(edition: open_data.Edition) -> None:
    package_file = open_data.file_of("datapackage.json")
    catalogue_file = open_data.file_of("catalogue.jsonld")
    assert package_file is not None
    assert catalogue_file is not None
    package = json.loads(package_file.read_text(encoding="utf-8"))
    assert len(package["resources"]) == len(edition.files)
    for resource in package["resources"]:
        path = open_data.file_of(resource["path"])
        assert path is not None
        assert resource["hash"] == f"sha256:{sha256(path.read_bytes()).hexdigest()}"
        assert resource["licenses"]
        for field in resource["schema"]["fields"]:
            assert all(field["descriptions"][code] for code in ("fr", "ar", "en")), field
    catalogue = json.loads(catalogue_file.read_text(encoding="utf-8"))
    assert len(catalogue["dcat:dataset"]) == len(open_data.TABLES)
    assert "OpenStreetMap" in json.dumps(package)


def test_the_same_register_gives_the_same_bytes(register: str) -> None:
    first = publish_open_data(**PEOPLE)
    kept = {item.name: item.sha256 for item in first.files if item.format == "csv"}
    later = publish_open_data(**{**PEOPLE, "at": AT + timedelta(days=1)})
    assert later.name != first.name
    assert {item.name: item.sha256 for item in later.files if item.format == "csv"} == kept
    old = open_data.file_of("statements.csv", edition=first.name)
    assert old is not None, "an earlier edition keeps its address"


def test_conventions_leave_as_amended_on_the_day_of_the_edition(db: None) -> None:
    reference = record_story()
    articles = (
        change("replace", "title", 0, title={"fr": "Titre amendé"}),
        change("replace", "commitment", 1, text={"fr": "Ouvrir deux guichets"}),
        change("add", "target", 91, title={"fr": "Boussoles"}, indicator="i-companies", value="7"),
    )
    amend(amendment(1, *articles))
    later = {"signed_on": AT.date(), "effective_on": AT.date() + timedelta(days=1)}
    amend(amendment(2, change("withdraw", "commitment", 1), **later))
    publish_open_data(**PEOPLE)

    def rows(name: str) -> list[dict[str, Any]]:
        path = open_data.file_of(f"{name}.parquet")
        assert path is not None
        return pl.read_parquet(path).to_dicts()

    (convention,) = [row for row in rows("conventions") if row["reference"] == reference]
    assert convention["label_fr"] == "Titre amendé"
    told = {row["number"]: row for row in rows("commitments") if row["convention"] == reference}
    assert told[1]["label_fr"] == "Ouvrir deux guichets"
    assert told[1]["source"]
    told = {row["number"]: row for row in rows("targets") if row["convention"] == reference}
    assert (told[91]["label_fr"], told[91]["value"]) == ("Boussoles", Decimal(7))
    publish_open_data(**{**PEOPLE, "at": AT + timedelta(days=1)})
    assert 1 not in {row["number"] for row in rows("commitments")}


def test_small_counts_of_people_are_in_no_file(register: str) -> None:
    draft = insertions(source="le-journal", territory="06", value=Decimal(3))
    code = record_observations(drafts=[draft], **WHO).codes[0]
    publish_open_data(**PEOPLE)
    path = open_data.file_of("statements.parquet")
    assert path is not None
    row = pl.read_parquet(path).filter(pl.col("code") == code).to_dicts()[0]
    assert (row["value"], row["withheld"]) == (None, "small")


def test_a_draft_is_in_no_file(register: str) -> None:
    Convention.objects.filter(reference=register).update(status="draft")
    edition = publish_open_data(**PEOPLE)
    for item in edition.files:
        if item.table in {"conventions", "commitments", "targets"}:
            assert item.rows == 0, item.name


@pytest.mark.django_db(transaction=True)
def test_the_job_writes_an_edition_and_a_relaunch_writes_nothing_twice(register: str) -> None:
    from mithaq.flows.publish_open_data import ask_publication

    public_id = ask_publication(**PEOPLE)
    assert ask_publication(**PEOPLE) == public_id
    job = Job.objects.get(public_id=public_id)
    Job.objects.filter(pk=job.pk).update(status="running")
    report = run_publication_job(JobHandle(job=job), **job.arguments)
    steps = JobStep.objects.count()
    assert run_publication_job(JobHandle(job=job), **job.arguments) == report
    assert JobStep.objects.count() == steps == len(open_data.TABLES) + 1
    assert open_data.current_edition() is not None


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",;\n=ا'), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.decimals(-(10**9), 10**9, places=4)), max_size=6))
def test_any_text_and_number_survive_both_formats(tmp_path_factory: Any, rows: list[Any]) -> None:
    folder = tmp_path_factory.mktemp("rows")
    listed = [{"code": f"c{n}", "note": text or None, "value": value}
              for n, (text, value) in enumerate(rows)]  # fmt: skip
    frame = frame_of(STATEMENTS, listed)
    frame.write_csv(folder / "a.csv", datetime_format="%Y-%m-%dT%H:%M:%SZ")
    frame.write_parquet(folder / "a.parquet")
    schema = dict(frame.schema)
    assert pl.read_csv(folder / "a.csv", schema=schema).rows() == frame.rows()
    assert pl.read_parquet(folder / "a.parquet").rows() == frame.rows()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_page_opens_before_and_after_the_first_edition(
    client: Client, register: str, language: str
) -> None:
    assert client.get(f"/{language}/donnees-ouvertes/").status_code == 200
    publish_open_data(**PEOPLE)
    page = client.get(f"/{language}/donnees-ouvertes/")
    assert b"/donnees/statements.csv" in page.content
    assert b"OpenStreetMap" in page.content


def test_files_have_permanent_addresses_and_tags(
    client: Client, edition: open_data.Edition
) -> None:
    answer = client.get("/donnees/statements.csv")
    assert answer.status_code == 200
    digest = next(item.sha256 for item in edition.files if item.name == "statements.csv")
    assert answer.headers["ETag"] == f'"{digest}"'
    again = client.get("/donnees/statements.csv", headers={"If-None-Match": f'"{digest}"'})
    assert again.status_code == 304
    assert client.get(f"/donnees/{edition.name}/statements.parquet").status_code == 200
    for bad in ("/donnees/rien.csv", "/donnees/current.json", "/donnees/..%2Fcurrent.json",
                "/donnees/2020-01-01-00000000/statements.csv"):  # fmt: skip
        assert client.get(bad).status_code == 404


def test_only_those_who_may_publish(
    client: Client, manager: Any, charlie: Any, register: str
) -> None:
    address = "/fr/donnees-ouvertes/publier/"
    assert client.post(address).status_code == 302
    client.force_login(charlie)
    assert client.post(address).status_code == 403
    client.force_login(manager)
    assert client.get(address).status_code == 405
    assert "/traitements/" in client.post(address).headers["Location"]
