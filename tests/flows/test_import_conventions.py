"""Importing conventions: staged, confirmed in part or whole, found again, undone, by a job."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.queries import convention_detail, register
from mithaq.apps.observatory.queries import figures_of
from mithaq.apps.reference.models import StagedFile
from mithaq.apps.reference.queries import sources_by_code, staged_file
from mithaq.base.errors import Refusal
from mithaq.flows import import_conventions as flow
from mithaq.flows.publish_results_report import publish_results_report
from tests.conftest import AT
from tests.gateways.convention_file.world import content, dump, known

__all__ = ["known"]
WHO: dict[str, Any] = {"actor": None, "mandate": "responsable", "at": AT}
WHY = {**WHO, "reason": "essai"}
GOOD = content("00-good.yaml").decode()
SOURCES = """sources:
  - {code: rapport-hesperides, kind: exercise, title: {fr: "Rapport"}, published: "2026-03"}
"""
FIGURES = """figures:
  - {code: CODE, title: {fr: "Emplois"}, indicator: direct-jobs, unit: jobs, value: "12",
     as_of: "2026-06", said: "2026-07-01", grade: announced, source: rapport-hesperides}
"""


def good(reference: str, *, parent: str = "", with_figure: bool = True) -> str:
    """A good document; with a figure, it also brings a source."""
    text = GOOD.replace("ESSAI-2026", reference)
    if parent:
        text = text.replace("status: signed", f"status: signed\nparent: {parent}")
    if with_figure:
        code = f"emplois-{reference.lower()}"
        text = text.replace("exercise: true\n", f"exercise: true\n{SOURCES}")
        text += FIGURES.replace("CODE", code)
    return text


def stage(text: str) -> flow.StagedPreview:
    return flow.stage_conventions(content=text.encode(), name="essai.yaml", **WHO)


def test_a_good_file_waits_and_writes_nothing_in_the_register(known: Any) -> None:
    preview = stage(good("UNE-2026"))
    assert not register().exists()
    staged = staged_file(preview.public_id)
    assert staged is not None
    assert staged.status == "ready"
    assert staged.preview["sources"] == ["rapport-hesperides"]
    assert staged.preview["documents"][0]["counts"]["figures"] == 1
    assert staged.preview["warnings"][0]["rule"] == "text.translations"


def test_confirming_writes_conventions_sources_and_figures_at_once(known: Any) -> None:
    preview = stage(good("UNE-2026"))
    done = flow.apply_staged(public_id=preview.public_id, accepted=["UNE-2026"], **WHY)
    assert [event.reference for event in done.recorded] == ["UNE-2026"]
    assert (done.figures, done.sources) == (1, ("rapport-hesperides",))
    (figure,) = figures_of("UNE-2026")
    assert figure.source.code == "rapport-hesperides"
    with pytest.raises(Refusal, match="déjà été décidé"):
        flow.apply_staged(public_id=preview.public_id, accepted=["UNE-2026"], **WHY)
    actions = set(AuditLine.objects.values_list("action", flat=True))
    assert {"stage_file", "apply_file", "conventions.record"} <= actions


def test_part_of_a_file_can_be_confirmed(known: Any) -> None:
    preview = stage(good("UNE-2026") + "---\n" + good("DEUX-2026"))
    flow.apply_staged(public_id=preview.public_id, accepted=["DEUX-2026"], **WHY)
    assert list(register().values_list("reference", flat=True)) == ["DEUX-2026"]
    with pytest.raises(Refusal, match="Aucune convention n’est cochée"):
        flow.apply_staged(public_id=stage(good("TROIS-2026")).public_id, accepted=[], **WHY)


def test_a_daughter_needs_its_mother_among_those_confirmed(known: Any) -> None:
    preview = stage(good("MERE-2026") + "---\n" + good("FILLE-2026", parent="MERE-2026"))
    before = dump()
    with pytest.raises(Refusal, match="La convention mère MERE-2026 n’est pas au registre"):
        flow.apply_staged(public_id=preview.public_id, accepted=["FILLE-2026"], **WHY)
    assert dump() == before
    both = ["MERE-2026", "FILLE-2026"]
    flow.apply_staged(public_id=preview.public_id, accepted=both, **WHY)
    detail = convention_detail("FILLE-2026")
    assert detail is not None
    assert detail.parent_reference == "MERE-2026"


def test_the_same_content_again_writes_nothing(known: Any) -> None:
    text = good("UNE-2026")
    flow.import_content(content=text.encode(), name="a", **WHY)
    before = dump()
    (event,) = flow.import_content(content=text.encode(), name="a", **WHY)
    assert not event.is_new
    assert stage(text).is_all_recorded
    assert dump() == before


def test_an_import_can_be_undone_with_the_sources_it_brought(known: Any) -> None:
    preview = stage(good("UNE-2026") + "---\n" + good("DEUX-2026", parent="UNE-2026"))
    flow.apply_staged(public_id=preview.public_id, accepted=["UNE-2026", "DEUX-2026"], **WHY)
    assert flow.undo_staged(public_id=preview.public_id, **WHY) == ("UNE-2026", "DEUX-2026")
    assert not register().exists()
    assert not sources_by_code(["rapport-hesperides"])
    assert AuditLine.objects.filter(action="withdraw_sources").count() == 1
    with pytest.raises(Refusal, match="déjà été décidé"):
        flow.undo_staged(public_id=preview.public_id, **WHY)


def test_an_undo_leaves_the_sources_that_others_cite_or_brought(known: Any) -> None:
    first, second = stage(good("UNE-2026")), stage(good("DEUX-2026"))
    flow.apply_staged(public_id=first.public_id, accepted=["UNE-2026"], **WHY)
    flow.apply_staged(public_id=second.public_id, accepted=["DEUX-2026"], **WHY)
    flow.undo_staged(public_id=first.public_id, **WHY)
    assert sources_by_code(["rapport-hesperides"]), "the second convention cites it"
    flow.undo_staged(public_id=second.public_id, **WHY)
    assert sources_by_code(["rapport-hesperides"]), "the second file had not brought it"


def test_the_source_of_an_unticked_convention_is_not_recorded(known: Any) -> None:
    other = good("DEUX-2026").replace("rapport-hesperides", "autre-rapport")
    preview = stage(good("UNE-2026") + "---\n" + other)
    done = flow.apply_staged(public_id=preview.public_id, accepted=["UNE-2026"], **WHY)
    assert done.sources == ("rapport-hesperides",)
    assert not sources_by_code(["autre-rapport"])


def test_an_undo_that_is_refused_names_what_rests_on_the_convention(known: Any) -> None:
    preview = stage(good("UNE-2026"))
    flow.apply_staged(public_id=preview.public_id, accepted=["UNE-2026"], **WHY)
    publish_results_report(reference="UNE-2026", as_of=date(2026, 3, 1), **WHY)
    with pytest.raises(Refusal, match=r"repose sur elle : Bilan \(1\)"):
        flow.undo_staged(public_id=preview.public_id, **WHY)
    assert sources_by_code(["rapport-hesperides"])


def test_the_import_of_another_territory_is_neither_undone_nor_given_up(known: Any) -> None:
    def elsewhere(code: str | None, _exercise: bool) -> bool:
        return code == "09"

    waiting, written = stage(good("UNE-2026")), stage(good("DEUX-2026"))
    flow.apply_staged(public_id=written.public_id, accepted=["DEUX-2026"], **WHY)
    before = dump()
    for decide, preview in ((flow.discard_staged, waiting), (flow.undo_staged, written)):
        with pytest.raises(Refusal, match="mandat ne couvre pas"):
            decide(public_id=preview.public_id, may_import=elsewhere, **WHY)
    assert dump() == before


def test_an_undo_is_refused_when_something_rests_on_it(known: Any) -> None:
    preview = stage(good("MERE-2026"))
    flow.apply_staged(public_id=preview.public_id, accepted=["MERE-2026"], **WHY)
    later = good("FILLE-2026", parent="MERE-2026").encode()
    flow.import_content(content=later, name="b", **WHY)
    before = dump()
    with pytest.raises(Refusal, match="ne peut plus être retirée"):
        flow.undo_staged(public_id=preview.public_id, **WHY)
    assert dump() == before


def test_a_source_is_never_rewritten_by_a_file(known: Any) -> None:
    flow.import_content(content=good("UNE-2026").encode(), name="a", **WHY)
    other = good("DEUX-2026").replace('{fr: "Rapport"}', '{fr: "Autre rapport"}')
    before = dump()
    with pytest.raises(Refusal, match="existe déjà avec un autre contenu"):
        stage(other)
    assert dump() == before


def test_a_territory_outside_the_mandate_is_refused(known: Any) -> None:
    before = dump()
    with pytest.raises(Refusal, match="mandat ne couvre pas") as caught:
        flow.stage_conventions(
            content=GOOD.encode(), name="a", may_import=lambda code, _exercise: code == "09", **WHO
        )
    assert caught.value.faults[0].line == 1
    assert dump() == before
    inside = GOOD.replace("duration: fixed", 'duration: fixed\nterritory: "09"')
    flow.stage_conventions(
        content=inside.encode(), name="a", may_import=lambda code, _exercise: code == "09", **WHO
    )
    assert StagedFile.objects.count() == 1


def test_pooled_targets_of_a_set_are_written_once(known: Any) -> None:
    pooled = GOOD.replace('value: "120"', 'value: "120", pooled: true').replace(
        "duration: fixed", "duration: fixed\nset: {reference: CEREMONIE-2026, title: {fr: Fête}}"
    )
    text = pooled.replace("ESSAI", "UNE") + "---\n" + pooled.replace("ESSAI", "DEUX")
    flow.import_content(content=text.encode(), name="a", **WHY)
    for reference in ("UNE-2026", "DEUX-2026"):
        detail = convention_detail(reference)
        assert detail is not None
        assert [target.value for target in detail.targets] == [120]


class Handle:
    """A job as the flow sees it, without a worker."""

    requested_by_id = None

    def __init__(self) -> None:
        self.done: dict[str, Any] = {}

    def step(self, name: str, work: Any) -> Any:
        """Make a step once."""
        if name not in self.done:
            self.done[name] = work()
        return self.done[name]

    def progress(self, *args: Any) -> None:
        """Say nothing."""


def test_a_long_file_is_recorded_by_a_job_that_can_start_again(
    known: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = [f"CONV-{number:03d}" for number in range(flow.LARGE + 2)]
    preview = stage("---\n".join(good(reference) for reference in references))
    started: list[dict[str, Any]] = []

    class Jobs:
        def start(self, **given: Any) -> str:
            started.append(given)
            return "job-1"

    monkeypatch.setattr(flow, "port", lambda name: Jobs())
    imported = flow.apply_staged(public_id=preview.public_id, accepted=references, **WHY)
    assert imported.job == "job-1"
    assert not register().exists()
    handle: Any = Handle()
    arguments = started[0]["arguments"]
    flow.import_content(
        content=good(references[3]).replace('"120"', '"121"').encode(), name="x", **WHY
    )
    report = flow.run_import_job(handle, **arguments)
    assert report["counts"][0]["value"] == flow.LARGE + 1
    assert [item["where"] for item in report["refused"]]
    again = flow.run_import_job(handle, **arguments)
    assert again["counts"] == report["counts"]
    assert register().count() == flow.LARGE + 2
    monkeypatch.setattr(flow, "is_job_open", lambda job: job == "job-1")
    with pytest.raises(Refusal, match="encore en cours"):
        flow.undo_staged(public_id=preview.public_id, **WHY)
    monkeypatch.setattr(flow, "is_job_open", lambda job: False)
    assert len(flow.undo_staged(public_id=preview.public_id, **WHY)) == flow.LARGE + 1
    late = flow.run_import_job(cast("Any", Handle()), **arguments)
    assert {item["rule"] for item in late["refused"]} == {"import.not_undone"}


def test_a_file_of_two_hundred_conventions_is_checked_in_little_time(
    known: Any, django_assert_max_num_queries: Any
) -> None:
    text = "---\n".join(good(f"CONV-{number:03d}", with_figure=False) for number in range(200))
    with django_assert_max_num_queries(700):
        reading = flow.convention_file.read(text.encode(), "long.yaml")
    assert not reading.faults
    assert len(reading.documents) == 200
