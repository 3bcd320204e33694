"""A dirty table of two thousand rows: every row accounted for, written by a job, undone exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.operations import record_observations
from mithaq.apps.reference.models import Source, StagedFile
from mithaq.base.errors import Refusal
from mithaq.base.ports import Sheet, port
from mithaq.flows import import_observations as flow
from mithaq.gateways import observation_file
from mithaq.gateways.jobs import queue
from mithaq.gateways.jobs.handle import JobHandle
from mithaq.gateways.jobs.models import Job, JobStep
from mithaq.gateways.observation_file import EVERYTHING, Outcome, Rights
from tests.apps.observatory.world import WHO, insertions, world
from tests.conftest import AT
from tests.flows.dirty import dirty_file

__all__ = ["world"]
PEOPLE: dict[str, Any] = {"actor": None, "mandate": "responsable", "at": AT}
HEAD = "indicateur;valeur;région;sexe;état au;degré;source;corrige;motif\n"


@pytest.fixture(autouse=True)
def _queue_left_closed() -> Iterator[None]:
    """A job asked for after a commit opens the queue: it is closed with the test."""
    yield
    queue.close_clients()


def stage(text: str | bytes, rights: Rights = EVERYTHING) -> str:
    content = text.encode() if isinstance(text, str) else text
    return flow.stage_observations(
        content=content, name="essai.csv", rights=rights, **PEOPLE
    ).public_id


def outcomes(public_id: str) -> dict[int, str]:
    return {row["line"]: row["outcome"] for row in flow.found(public_id).preview["rows"]}


def rules(public_id: str, line: int) -> set[str]:
    rows = flow.found(public_id).preview["rows"]
    return {item["rule"] for row in rows if row["line"] == line for item in row["said"]}


def apply(public_id: str, *, rights: Rights = EVERYTHING, is_confirmed: bool = True) -> str:
    return flow.apply_observations(
        public_id=public_id, is_confirmed=is_confirmed, rights=rights, **WHO
    )


def domain_dump() -> dict[str, list[Any]]:
    """Every row of the domain's tables; the journal, files and jobs are the import's own memory."""
    apart = {"AuditLine", "Seal", "SealedLine", "StagedFile", "Job", "JobStep", "JobLog"}
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("mithaq.") and model.__name__ not in apart
    }


def run_job(public_id: str) -> dict[str, Any]:
    """Do the work of the job in this process, through the real handle and its real steps."""
    job = Job.objects.get(public_id=public_id)
    Job.objects.filter(pk=job.pk).update(status="running")
    return dict(flow.run_import_job(JobHandle(job=job), **job.arguments))


@pytest.mark.django_db(transaction=True)
def test_two_thousand_dirty_rows_are_all_accounted_for_and_undone(
    world: Any, django_assert_max_num_queries: Any
) -> None:
    dirty = dirty_file()
    record_observations(drafts=[insertions()], **WHO)
    before = domain_dump()
    with django_assert_max_num_queries(160):
        public_id = stage(dirty.content)
    found = outcomes(public_id)
    assert len(found) == 2000
    assert set(found.values()) == {outcome.value for outcome in Outcome}
    for line, kind in dirty.faulty.items():
        assert found[line] == "refused", (line, kind)
        assert rules(public_id, line) - {"observation.corrected.territory"}, (line, kind)
    assert all(found[line] in {"known", "refused"} for line in dirty.repeated)
    assert all(found[line] in {"doubt", "refused", "known"} for line in dirty.tenfold)
    staged = flow.found(public_id)
    for row in staged.preview["rows"]:
        assert row["outcome"] == "accepted" or row["said"], row
        assert all(item["sentence"]["ar"] for item in row["said"])
    assert domain_dump() == before, "a preview writes nothing"

    job = apply(public_id)
    assert job
    report = run_job(job)
    chosen = flow.chosen_lines(flow.found(public_id))
    assert report["counts"][0]["value"] == len(chosen) == Statement.objects.count() - 1
    assert report["refused"] == []
    assert Source.objects.filter(code__startswith="rapport-annuel").exists()
    # The job is started again from the top after a crash: nothing is written twice.
    steps = JobStep.objects.count()
    assert run_job(job) == report
    assert (Statement.objects.count() - 1, JobStep.objects.count()) == (len(chosen), steps)

    Job.objects.filter(public_id=job).update(status="succeeded", finished_at=AT)
    assert flow.undo_observations(public_id=public_id, rights=EVERYTHING, **WHO) == len(chosen)
    assert domain_dump() == before


def test_every_kind_of_dirt_is_met() -> None:
    dirty = dirty_file()
    assert len(Counter(dirty.faulty.values())) == 20
    assert dirty.content == dirty_file().content


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("utf-16", "\t"), ("cp1252", ";"), ("cp1256", "|")]
)
def test_the_same_rows_in_other_encodings_are_read(
    world: Any, encoding: str, separator: str
) -> None:
    content = dirty_file(count=60, encoding=encoding, separator=separator).content
    staged = flow.found(stage(content))
    assert len(staged.preview["rows"]) == 60
    counts = staged.preview["counts"]
    # Letters that an encoding lacks are lost before they reach us: those rows are refused.
    assert counts["accepted"] + counts["corrected"] >= 10


def test_the_same_table_twice_is_recognised_whatever_its_encoding(world: Any) -> None:
    text = f"{HEAD}insertions;1200;Souss-Massa;femmes;2024;enregistré;note-hcp-2024;;\n"
    first = stage(text)
    again = flow.stage_observations(
        content=text.replace(";", ",").encode("cp1252"), name="b.csv", rights=EVERYTHING, **PEOPLE
    )
    assert (again.public_id, again.is_twin) == (first, True)
    assert StagedFile.objects.count() == 1


def test_a_refused_row_is_mended_in_place_and_settles_another(world: Any) -> None:
    public_id = stage(
        f"{HEAD}insertions;beaucoup;09;f;2024;enregistré;note-hcp-2024;;\n"
        "insertions;12;09;f;2024;enregistré;note-hcp-2024;;\n"
    )
    assert outcomes(public_id) == {2: "refused", 3: "corrected"}
    cells = {**flow.rows_of(flow.found(public_id))[0].cells, "value": "12", "sex": "femmes"}
    outcome = flow.mend_row(public_id=public_id, line=2, cells=cells, rights=EVERYTHING, **WHO)
    assert outcome is Outcome.ACCEPTED
    assert outcomes(public_id) == {2: "accepted", 3: "known"}
    with pytest.raises(Refusal, match="pas de ligne 9"):
        flow.mend_row(public_id=public_id, line=9, cells=cells, rights=EVERYTHING, **WHO)


def test_rows_are_left_out_and_doubts_confirmed_one_by_one(world: Any) -> None:
    public_id = stage(
        f"{HEAD}insertions;1200;09;femmes;2023;enregistré;note-hcp-2024;;\n"
        "insertions;1300;09;hommes;2023;enregistré;note-hcp-2024;;\n"
        "unemployment-rate;130;09;;2023;enregistré;note-hcp-2024;;\n"
    )
    assert outcomes(public_id) == {2: "accepted", 3: "accepted", 4: "doubt"}
    with pytest.raises(Refusal, match="sans motif"):
        flow.choose_rows(public_id=public_id, take=[4], leave=[3], **{**WHO, "reason": ""})
    flow.choose_rows(public_id=public_id, take=[4], leave=[3], **WHO)
    assert flow.chosen_lines(flow.found(public_id)) == [2, 4]
    assert apply(public_id) == ""
    assert Statement.objects.count() == 2
    with pytest.raises(Refusal, match="déjà été décidé"):
        apply(public_id)


def test_a_file_mostly_refused_asks_for_a_confirmation(world: Any) -> None:
    bad = "insertions;rien;09;;2023;enregistré;note-hcp-2024;;\n" * 6
    public_id = stage(f"{HEAD}insertions;1200;09;;2023;enregistré;note-hcp-2024;;\n{bad}")
    assert len(flow.found(public_id).preview["alerts"]) == 1
    with pytest.raises(Refusal, match="confirmation explicite"):
        apply(public_id, is_confirmed=False)
    assert apply(public_id) == ""


def test_a_known_figure_is_not_written_again_and_another_value_asks_for_a_correction(
    world: Any,
) -> None:
    code = record_observations(drafts=[insertions()], **WHO).codes[0]
    public_id = stage(
        f"{HEAD}insertions;1200;09;;2024;enregistré;note-hcp-2024;;\n"
        "insertions;5000;09;;2024;enregistré;note-hcp-2024;;\n"
        f"insertions;5000;09;;2024;enregistré;note-hcp-2024;{code};erratum publié\n"
    )
    assert outcomes(public_id) == {2: "known", 3: "refused", 4: "accepted"}
    assert "observation.other_value" in rules(public_id, 3)
    (alert,) = flow.found(public_id).preview["alerts"]
    assert alert["rule"] == "observation.alert.change"
    apply(public_id)
    assert Statement.objects.get(revises__code=code).revision_reason == "erratum publié"
    assert Statement.objects.filter(code=code).exists(), "absence and correction delete nothing"


def test_an_undo_is_refused_when_something_rests_on_a_figure(world: Any) -> None:
    public_id = stage(f"{HEAD}insertions;1200;09;;2024;enregistré;Une source;;\n")
    apply(public_id)
    row = Statement.objects.get()
    record_observations(
        drafts=[insertions(source=row.source.code, revises=row.code, reason="erratum")], **WHO
    )
    with pytest.raises(Refusal, match="repose sur ce chiffre"):
        flow.undo_observations(public_id=public_id, rights=EVERYTHING, **WHO)
    assert flow.found(public_id).status == "applied"
    assert Statement.objects.count() == 2


def test_rights_are_judged_row_by_row_and_again_on_the_day(world: Any) -> None:
    regional = Rights(
        may_write=lambda territory, _body: territory.startswith("09"),
        grades=frozenset({"announced", "recorded"}),
    )
    text = (
        f"{HEAD}insertions;1200;Souss-Massa;;2024;enregistré;note-hcp-2024;;\n"
        "insertions;1200;Casablanca-Settat;;2024;enregistré;note-hcp-2024;;\n"
        "insertions;1300;Souss-Massa;femmes;2024;mesuré;note-hcp-2024;;\n"
    )
    public_id = stage(text, regional)
    assert outcomes(public_id) == {2: "corrected", 3: "refused", 4: "refused"}
    assert "observation.reach" in rules(public_id, 3)
    assert "observation.grade.denied" in rules(public_id, 4)
    nowhere = Rights(may_write=lambda _territory, _body: False, grades=regional.grades)
    with pytest.raises(Refusal, match="ne couvre pas cette ligne"):
        apply(public_id, rights=nowhere)


def test_a_workbook_is_read_as_a_csv(world: Any) -> None:
    book = port("documents").workbook(
        sheets=[
            Sheet(
                title="Chiffres",
                head=["المؤشر", "القيمة", "الجهة", "السنة", "المصدر"],
                rows=[["الإدماجات", 1200, "سوس ماسة", 2024, "note-hcp-2024"]],
                notes=["Tableau de bord"],
            )
        ]
    )
    public_id = stage(book)
    assert set(outcomes(public_id).values()) == {"corrected"}
    apply(public_id)
    row = Statement.objects.get()
    assert (row.value, row.territory.code if row.territory else "") == (1200, "09")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"),
        (b"a;b\n1;2\n", "head"),
        (HEAD.encode(), "rows"),
        (b"\x89PNG\x00\x00", "table"),
        (b"PK\x03\x04abc", "workbook"),
        (b"x" * (observation_file.LARGEST_BYTES + 1), "size"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(world: Any, content: bytes, rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        stage(content)
    assert refused.value.faults[0].rule == f"observation_file.{rule}"
    assert not StagedFile.objects.exists()
