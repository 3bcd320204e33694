"""The one-page note: always one page, the same bytes for the same content, issued with a code."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.operations import ProgressDraft, record_progress
from mithaq.apps.observatory.queries import ConventionState, convention_state
from mithaq.apps.reference.models import IssuedPaper
from mithaq.base.text import Labels
from mithaq.flows.import_conventions import import_content
from mithaq.web.conventions.note import FollowUp, follow_up_of, note_of, print_note, shortened
from tests.conftest import AT
from tests.web.conventions.story import REFERENCE, record_story

ON = date(2026, 11, 28)
SCENARIOS = (
    ("01-anapec-cnss-2017.yaml", "ANAPEC-CNSS-2017"),
    ("02-souss-massa-2021.yaml", "ETAT-SOUSS-MASSA-2021"),
    ("03-huit-conventions-2021.yaml", "ANAPEC-PRIVE-2021"),
    ("04-izdihar.yaml", "ANAPEC-IZDIHAR"),
    ("05-corridor-2020.yaml", "CGEM-CNSS-2020"),
)


def pages(pdf: bytes) -> int:
    """Count the pages that the root of the page tree declares."""
    (count,) = re.findall(rb"/Type/Pages/Count (\d+)", pdf)
    return int(count)


def state_of(reference: str) -> ConventionState:
    found = convention_state(reference, text_on=ON)
    assert found is not None
    return found


@pytest.mark.django_db
def test_the_five_scenarios_hold_on_one_page_in_both_languages() -> None:
    from mithaq.demo.loading import CONTENT, steps

    wanted = {"Territoires, calendriers et nomenclatures", "Organisations"}
    for label, step in steps():
        if label in wanted:
            step(AT)
    # The convention of 2017 that the one of 2021 finances is recorded before it.
    for step in (step for label, step in steps() if "souss-massa-2017" in label.lower()):
        step(AT)
    for name, reference in SCENARIOS:
        content = (CONTENT / "conventions" / name).read_bytes()
        import_content(content=content, name=name, actor=None, mandate="", reason="", at=AT)
        state = state_of(reference)
        for language in ("fr", "ar"):
            pdf = print_note(state, on=ON, language=language)
            assert pdf.startswith(b"%PDF")
            assert pages(pdf) == 1, (reference, language)
            assert pdf == print_note(state, on=ON, language=language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_long_convention_is_shortened_to_one_page(reference: str, language: str) -> None:
    state = state_of(reference)
    detail = state.detail
    lines = detail.budget_lines * 40
    axes = tuple(replace(axis, commitments=axis.commitments * 40) for axis in detail.axes)
    long = replace(
        state,
        detail=replace(detail, axes=axes, budget_lines=lines, committees=detail.committees * 9),
        figures=state.figures * 9,
        conflicts=state.conflicts * 12,
    )
    assert pages(print_note(long, on=date(2040, 1, 1), language=language)) == 1


@pytest.mark.django_db
def test_the_note_says_what_is_late_and_who_owes(reference: str) -> None:
    from mithaq.apps.conventions.models import Commitment

    Commitment.objects.filter(number=1).update(due_on=date(2020, 1, 1), due_precision="year")
    content = note_of(state_of(reference), on=ON, language="fr")
    assert [row["due"] for row in content["late"]] == ["2020"]
    assert content["late"][0]["who"]
    assert any("1 engagement échu" in row["text"] for row in content["decisions"])
    eve = note_of(state_of(reference), on=date(2020, 12, 31), language="fr")
    assert eve["late"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_note_says_what_was_reported_and_when_committees_sit(
    reference: str, language: str
) -> None:
    from mithaq.apps.conventions.models import Commitment, Committee, Meeting

    Commitment.objects.update(due_on=date(2020, 1, 1), due_precision="year")
    _report(reference, "running")
    committee = Committee.objects.order_by("number").first()
    assert committee is not None
    held: dict[str, Any] = {
        "status": "held", "convened_on": date(2026, 1, 5), "closed_at": AT, "voting_count": 2,
        "present_count": 2,
    }  # fmt: skip
    Meeting.objects.create(committee=committee, number=1, starts_at=AT, **held)
    Meeting.objects.create(committee=committee, number=2, starts_at=AT + timedelta(days=400))
    state_now, follow_up = state_of(reference), _followed(reference, committee.number)
    told: dict[str, Any] = {"on": ON, "language": language, "follow_up": follow_up}
    content = note_of(state_now, **told)
    (told_late,) = (row["told"] for row in content["late"])
    assert told_late.startswith({"fr": "en cours au", "ar": "قيد التنفيذ"}[language])
    body = content["committees"][0]["held"].replace("\u00a0", " ")
    assert "2026" in body
    assert "2027" in body
    assert content["undated"]
    assert pages(print_note(state_now, **told)) == 1
    if language == "fr":
        assert body == "dernière séance le 2 mars 2026, prochaine le 6 avril 2027"
        assert "Avancement inscrit — en cours : 1." in content["undated"]
    _report(reference, "kept")
    kept = note_of(state_now, **{**told, "follow_up": _followed(reference)})
    # The day of a sitting to come is not for everyone.
    assert "2027" not in kept["committees"][0]["held"]
    assert kept["late"] == []


def _followed(reference: str, *awaited: int) -> FollowUp:
    known = follow_up_of(reference, on=ON, mandate=None)
    return replace(known, awaited=frozenset(awaited))


def _report(reference: str, state: str) -> None:
    record_progress(
        reference=reference, number=1,
        draft=ProgressDraft(
            stated_on=date(2026, 2, 1), state=state,
            done=Labels("Fait en partie " * 20, "أنجز جزئيا " * 20),
        ),
        actor=None, mandate="", at=AT,
    )  # fmt: skip


@pytest.mark.django_db
def test_anyone_reads_the_note_and_only_an_institution_issues_one(
    visitor: Client, alice: User, charlie: User
) -> None:
    record_story(is_exercise=True)
    for language in ("fr", "ar"):
        answer = visitor.get(f"/fr/conventions/{REFERENCE}/note/{language}.pdf")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
    assert visitor.get(f"/fr/conventions/{REFERENCE}/note/de.pdf").status_code == 404
    assert visitor.get("/fr/conventions/RIEN/note/fr.pdf").status_code == 404
    address = f"/fr/conventions/{REFERENCE}/note/fr/emettre/"
    assert visitor.post(address).status_code == 302
    stranger = Client()
    stranger.force_login(charlie)
    assert stranger.post(address).status_code == 403
    manager = Client()
    manager.force_login(alice)
    assert manager.get(address).status_code == 405
    issued = manager.post(address)
    assert issued.status_code == 200
    paper: Any = IssuedPaper.objects.get()
    assert (paper.object_ref, paper.kind) == (REFERENCE, "note")
    assert pages(issued.content) == 1


def test_a_text_is_cut_between_two_words() -> None:
    assert shortened("court") == "court"
    cut = shortened("mot " * 60, 50)
    assert cut.endswith("mot…")
    assert len(cut) <= 50
