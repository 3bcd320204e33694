"""Roadmaps and evaluations: what the database refuses, what is late, what moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.apps.conventions.choices.roadmaps import WORKSTREAM_STEPS, WorkstreamStatus
from mithaq.apps.conventions.models import (
    Committee,
    Decision,
    Evaluation,
    EvaluationPoint,
    Meeting,
    Milestone,
    Party,
    Roadmap,
    Workstream,
)
from mithaq.apps.conventions.operations import (
    By,
    EvaluationDraft,
    MilestoneDraft,
    MilestoneLine,
    WorkstreamDraft,
    WorkstreamLine,
    draw_roadmap,
    link_recommendation,
    move_workstream,
    open_roadmap,
    reach_milestone,
    record_evaluation,
    write_milestone,
    write_workstream,
)
from mithaq.apps.conventions.queries import (
    DaysScope,
    Scope,
    alarms_on,
    convention_days,
    evaluations_of,
    late_milestones,
    roadmap_of,
)
from mithaq.apps.conventions.queries.agenda import calls_of_convention
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.signals.alarms import Rule
from tests.apps.conventions.test_constraints import Change, _copy, _set
from tests.web.conventions.story import REFERENCE, body, record_story, source

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
DUE = date(2026, 6, 30)
TOLD: dict[str, Any] = {
    "reference": REFERENCE, "actor": None, "mandate": "", "reason": "Essai", "at": AT,
}  # fmt: skip


def workstream(**changes: Any) -> WorkstreamDraft:
    right = WorkstreamDraft(
        labels=Labels("Chantier", "ورش"),
        owner_id=body("porteur", "Porteur"),
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        status="running",
        milestones=(
            MilestoneDraft(labels=Labels("Atteint"), due_on=DUE, reached_on=DUE,
                           evidence=Labels("PV")),
            MilestoneDraft(labels=Labels("Attendu"), due_on=DUE),
        ),
    )  # fmt: skip
    return replace(right, **changes)


def draw(*lines: WorkstreamDraft) -> bool:
    return draw_roadmap(
        labels=Labels("Feuille"), source_id=source().pk, workstreams=lines or (workstream(),),
        **TOLD,
    )  # fmt: skip


def evaluation(**changes: Any) -> EvaluationDraft:
    right = EvaluationDraft(
        kind="mid_term", labels=Labels("Mi-parcours"), source_id=source().pk,
        planned_on=DUE, held_on=DUE, is_published=True,
        points=(("finding", Labels("Constat dit")), ("recommendation", Labels("À décider"))),
    )  # fmt: skip
    return replace(right, **changes)


def _decided(row: Any) -> None:
    """A finding, the first point, is tied to a decision."""
    EvaluationPoint.objects.filter(pk=row.pk).update(decision=decision().pk)


def decision(reference: str = REFERENCE) -> Decision:
    """What the first committee of a convention decided in a sitting held."""
    committee = Committee.objects.filter(convention__reference=reference).first()
    assert committee is not None
    meeting, _new = Meeting.objects.get_or_create(
        committee=committee,
        number=1,
        defaults={
            "starts_at": AT, "status": "held", "convened_on": DUE, "closed_at": AT,
            "voting_count": 2, "present_count": 2,
        },
    )  # fmt: skip
    return Decision.objects.create(
        meeting=meeting, number=Decision.objects.count() + 1, label_fr="Décidé",
        owner_id=body("porteur", "Porteur"), due_on=DUE,
    )  # fmt: skip


ROADMAP_BROKEN: list[tuple[str, type[Any], Change]] = [
    ("workstream_number_unique", Workstream, _copy),
    ("workstream_end_follows_start", Workstream, _set(ends_on=date(2020, 1, 1))),
    ("milestone_number_unique", Milestone, _copy),
    ("milestone_reached_is_proven", Milestone, _set(evidence_fr="")),
    ("evaluation_of_a_kind_unique", Evaluation, _copy),
    ("evaluation_is_dated", Evaluation, _set(planned_on=None, held_on=None, is_published=False)),
    ("evaluation_published_was_held", Evaluation, _set(held_on=None)),
    ("evaluation_point_rank_unique", EvaluationPoint, _copy),
    ("evaluation_only_recommendations_are_decided", EvaluationPoint, _decided),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "table", "broken"), ROADMAP_BROKEN)
def test_the_database_refuses(name: str, table: Any, broken: Change) -> None:
    record_story()
    draw()
    record_evaluation(draft=evaluation(), **TOLD)
    row = table.objects.order_by("pk").first()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        broken(row)
    if connection.vendor == "postgresql":
        assert name in str(refused.value)


def rules(call: Any) -> set[str]:
    try:
        call()
    except Refusal as refusal:
        return {fault.rule for fault in refusal.faults}
    return set()


@pytest.mark.django_db
def test_the_operations_refuse_every_fault_at_once() -> None:
    record_story()
    bare = MilestoneDraft(labels=Labels("Nu"), due_on=DUE, reached_on=DUE)
    wrong = workstream(ends_on=date(2020, 1, 1), milestones=(bare,))
    assert rules(lambda: draw(wrong)) == {
        "workstream.end_follows_start", "milestone.reached_is_proven",
    }  # fmt: skip
    undated = evaluation(planned_on=None, held_on=None)
    assert rules(lambda: record_evaluation(draft=undated, **TOLD)) == {
        "evaluation.is_dated", "evaluation.published_was_held",
    }  # fmt: skip
    assert not Roadmap.objects.exists()


@pytest.mark.django_db
def test_a_milestone_is_late_from_the_day_after_and_until_it_is_reached() -> None:
    record_story()
    assert draw()
    assert not draw()
    assert late_milestones(Scope(), on=DUE) == ()
    (late,) = late_milestones(Scope(), on=DUE + timedelta(days=3))
    assert (late.labels.fr, late.days_late, late.owner_slug) == ("Attendu", 3, "porteur")
    assert late_milestones(Scope(organisation="inconnue"), on=AT.date()) == ()
    faults = {
        "milestone.reached_by_today", "milestone.reached_is_proven",
    }  # fmt: skip
    told = {**TOLD, "workstream": 1, "number": 2}
    tomorrow = AT.date() + timedelta(days=1)
    assert rules(lambda: reach_milestone(reached_on=tomorrow, evidence=Labels(""), **told)) == (
        faults
    )
    reach_milestone(reached_on=AT.date(), evidence=Labels("PV signé"), **told)
    assert late_milestones(Scope(), on=AT.date()) == ()
    found = roadmap_of(REFERENCE, on=AT.date())
    assert found is not None
    assert found.workstreams[0].reached_count == 2
    again = {**TOLD, "workstream": 1, "number": 2}
    assert rules(lambda: reach_milestone(reached_on=AT.date(), evidence=Labels("x"), **again)) == {
        "milestone.reached_once"
    }
    assert AuditLine.objects.filter(action="conventions.reach_milestone").count() == 1


STEPS = [name for name, *_rest in WORKSTREAM_STEPS]


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "step"), list(product(WorkstreamStatus.values, STEPS)))
def test_every_state_and_step(status: str, step: str) -> None:
    record_story()
    draw(workstream(status=status))
    origins, target = next((row[1], row[2]) for row in WORKSTREAM_STEPS if row[0] == step)
    found = rules(lambda: move_workstream(number=1, step=step, **TOLD))
    after = Workstream.objects.get().status
    assert (found, after) == (
        (set(), target) if status in origins else ({"workstream.steps"}, status)
    )


@pytest.mark.django_db
def test_what_an_evaluation_says_is_read_once_published() -> None:
    record_story()
    assert record_evaluation(draft=evaluation(is_published=False), **TOLD)
    assert not record_evaluation(draft=evaluation(), **TOLD)
    (found,) = evaluations_of(REFERENCE)
    assert found.points == ()
    Evaluation.objects.update(is_published=True)
    (found,) = evaluations_of(REFERENCE)
    assert [point.kind for point in found.points] == ["finding", "recommendation"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Feuille de route"), ("ar", "خارطة الطريق")]
)
def test_the_pages_read_in_each_language(language: str, words: str) -> None:
    record_story()
    draw()
    record_evaluation(draft=evaluation(), **TOLD)
    address = f"/{language}/conventions/{REFERENCE}/"
    page = Client().get(f"{address}feuille-de-route/").content.decode()
    assert words in page
    assert "mark-late" in page
    assert "Constat dit" in Client().get(address).content.decode()
    book = Client().get(f"{address}feuille-de-route/?format=xlsx")
    assert book.content.startswith(b"PK")
    assert Client().get("/fr/conventions/RIEN/feuille-de-route/").status_code == 404


def test_only_those_who_steer_move_it(alice: User, bob: User, charlie: User) -> None:
    record_story(is_exercise=True)
    draw()
    address = f"/fr/conventions/{REFERENCE}/feuille-de-route/"
    typed = {"reached_on": "2026-07-01", "evidence_fr": "PV", "reason": "Essai"}
    for stranger in (bob, charlie):
        client = Client()
        client.force_login(stranger)
        assert client.get(f"{address}1/2/").status_code == 403
        assert client.post(f"{address}1/2/", typed).status_code == 403
        assert client.post(f"{address}1/etape/", {"step": "pause"}).status_code == 403
    client = Client()
    client.force_login(alice)
    assert client.get(f"{address}1/9/").status_code == 404
    assert client.post(f"{address}1/etape/", {"step": "pause"}).status_code == 302
    assert Workstream.objects.get().status == "paused"
    assert client.post(f"{address}1/2/", {**typed, "evidence_fr": ""}).status_code == 200
    assert client.post(f"{address}1/2/", typed).status_code == 302
    assert Milestone.objects.get(number=2).reached_on == date(2026, 7, 1)


def by(reason: str = "Essai") -> By:
    return By(actor=None, mandate="", reason=reason, at=AT)


def line(**changes: Any) -> WorkstreamLine:
    body("porteur", "Porteur")
    right = WorkstreamLine(
        labels=Labels("Chantier"), owner="porteur", starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )  # fmt: skip
    return replace(right, **changes)


@pytest.mark.django_db
def test_a_roadmap_begins_gains_lines_and_moves_with_a_line_of_journal_each() -> None:
    record_story()
    assert open_roadmap(reference=REFERENCE, labels=Labels("Feuille"), by=by())
    assert not open_roadmap(reference=REFERENCE, labels=Labels("Feuille"), by=by())
    stream = write_workstream(reference=REFERENCE, number=None, line=line(), by=by())
    later = line(ends_on=date(2027, 6, 30))
    assert write_workstream(reference=REFERENCE, number=stream, line=later, by=by()) == stream
    first = MilestoneLine(labels=Labels("Attendu"), due_on=DUE)
    told: dict[str, Any] = {"reference": REFERENCE, "workstream": stream, "by": by()}
    mark = write_milestone(number=None, line=first, **told)
    moved = replace(first, due_on=DUE + timedelta(days=30))
    write_milestone(number=mark, line=moved, **told)
    found = roadmap_of(REFERENCE, on=DUE + timedelta(days=1))
    assert found is not None
    (only,) = found.workstreams
    assert (only.ends_on, only.status) == (date(2027, 6, 30), "planned")
    assert [(item.due_on, item.is_late) for item in only.milestones] == [(moved.due_on, False)]
    lines = AuditLine.objects.filter(object_ref=REFERENCE).order_by("pk")
    actions = [item.action.partition(".")[2] for item in lines]
    assert actions[-5:] == [
        "draw_roadmap", "add_workstream", "change_workstream", "add_milestone", "change_milestone",
    ]  # fmt: skip
    last = lines.last()
    assert last is not None
    assert (last.before["due_on"], last.after["due_on"]) == ("2026-06-30", "2026-07-30")


@pytest.mark.django_db
def test_a_roadmap_refuses_what_cannot_be_all_at_once() -> None:
    record_story()
    open_roadmap(reference=REFERENCE, labels=Labels("Feuille"), by=by())
    wrong = line(labels=Labels(""), owner="inconnue", ends_on=date(2020, 1, 1))
    told: dict[str, Any] = {"reference": REFERENCE, "number": None, "by": by(" ")}
    assert rules(lambda: write_workstream(line=wrong, **told)) == {
        "roadmap.has_title", "roadmap.has_reason", "workstream.owner_exists",
        "workstream.end_follows_start",
    }  # fmt: skip
    assert not Workstream.objects.exists()


@pytest.mark.django_db
def test_what_is_reached_or_ended_no_longer_moves() -> None:
    record_story()
    draw()
    mark = MilestoneLine(labels=Labels("Autre"), due_on=DUE)
    told: dict[str, Any] = {"reference": REFERENCE, "workstream": 1, "line": mark, "by": by()}
    assert rules(lambda: write_milestone(number=1, **told)) == {"milestone.reached_stays"}
    Workstream.objects.update(status="abandoned")
    assert rules(lambda: write_milestone(number=2, **told)) == {"milestone.workstream_runs"}
    assert rules(lambda: write_milestone(number=None, **told)) == {"milestone.workstream_runs"}


@pytest.mark.django_db
def test_a_recommendation_leads_to_a_decision_of_its_convention() -> None:
    record_story()
    record_evaluation(draft=evaluation(), **TOLD)
    taken = decision()
    told: dict[str, Any] = {**TOLD, "kind": "mid_term"}
    assert rules(lambda: link_recommendation(rank=1, decision_id=taken.pk, **told)) == {
        "evaluation.only_recommendations_are_decided"
    }
    assert rules(lambda: link_recommendation(rank=2, decision_id=taken.pk + 1, **told)) == {
        "evaluation.decision_of_the_convention"
    }
    link_recommendation(rank=2, decision_id=taken.pk, **told)
    (point,) = (item for item in evaluations_of(REFERENCE)[0].points if item.decision_id)
    assert point.decision_code == "C1-1-1"
    link_recommendation(rank=2, decision_id=None, **told)
    assert not any(item.decision_id for item in evaluations_of(REFERENCE)[0].points)


@pytest.mark.django_db
def test_late_milestones_and_evaluations_raise_alarms_fill_the_calendar_and_the_agenda() -> None:
    record_story(is_exercise=True)
    draw()
    record_evaluation(draft=evaluation(kind="final", held_on=None, is_published=False), **TOLD)
    on = DUE + timedelta(days=1)
    raised = {row.alarm.rule: row for row in alarms_on(on=on)}
    late = raised[Rule.MILESTONE_LATE]
    assert late.subject.labels.fr == "Attendu"
    assert [item.slug for item in late.subject.movers] == ["porteur"]
    assert raised[Rule.EVALUATION_LATE].subject.labels.fr == "Mi-parcours"
    eve = {row.alarm.rule for row in alarms_on(on=DUE)}
    assert not eve & {Rule.MILESTONE_LATE, Rule.EVALUATION_LATE}
    days = {day.key: day for day in convention_days(DaysScope(reference=REFERENCE), on=on)}
    assert days[f"milestone/{REFERENCE}/1/1"].is_closed
    assert not days[f"milestone/{REFERENCE}/1/2"].is_closed
    assert days[f"evaluation/{REFERENCE}/final"].on == DUE
    meeting = decision().meeting
    (call,) = (
        item for item in calls_of_convention(meeting.pk, on=on)
        if item.rule == AgendaRule.MILESTONE_LATE
    )  # fmt: skip
    assert (call.key, call.who.fr) == ("milestone:1.2", "Porteur")
    assert call.title.fr == "Jalon 1.2 dépassé"
    (ahead,) = (
        item for item in calls_of_convention(meeting.pk, on=on, today=DUE - timedelta(days=9))
        if item.rule == AgendaRule.MILESTONE_LATE
    )  # fmt: skip
    assert ahead.title.fr == "Jalon 1.2 à atteindre", "its day has not come: nobody says it late"
    assert "si rien n’est fait d’ici là" in ahead.why.fr
    assert "Échue" not in ahead.why.fr
    Workstream.objects.update(status="done")
    assert Rule.MILESTONE_LATE not in {row.alarm.rule for row in alarms_on(on=on)}


@pytest.mark.django_db
def test_who_steers_writes_the_roadmap_by_form(client: Client, alice: User, charlie: User) -> None:
    record_story(is_exercise=True)
    road = f"/fr/conventions/{REFERENCE}/feuille-de-route/"
    client.force_login(charlie)
    assert client.get(f"{road}ouvrir/").status_code == 403
    client.force_login(alice)
    page = client.get(f"/fr/conventions/{REFERENCE}/").content.decode()
    assert f"{road}ouvrir/" in page
    words = {"title": "Feuille commune", "title_ar": "خارطة", "reason": "Comité du jour"}
    assert client.post(f"{road}ouvrir/", {**words, "reason": ""}).status_code == 422
    assert client.post(f"{road}ouvrir/", words).status_code == 302
    owner = Roadmap.objects.get().convention
    slug = Party.objects.filter(convention=owner).first().organisation.slug  # type: ignore[union-attr]
    sent = {**words, "title": "Guichets", "owner": slug, "starts_on": "2026-01-01",
            "ends_on": "2025-01-01"}  # fmt: skip
    refused = client.post(f"{road}chantier/", sent)
    assert refused.status_code == 422
    assert "La fin d’un chantier suit son début." in refused.content.decode()
    assert client.post(f"{road}chantier/", {**sent, "ends_on": "2027-01-01"}).status_code == 302
    mark = {**words, "title": "Premier guichet", "due_on": "2026-03-31"}
    assert client.post(f"{road}1/jalon/", mark).status_code == 302
    moved = client.post(f"{road}1/1/deplacer/", {**mark, "due_on": "2099-03-31"}, follow=True)
    text = moved.content.decode().replace("\u00a0", " ")
    assert "Premier guichet" in text
    assert "31 mars 2099" in text
    assert client.get(f"{road}1/9/deplacer/").status_code == 404
    assert client.get(f"{road}8/jalon/").status_code == 404
    assert client.get(f"{road}1/corriger/").status_code == 200
