"""Reasons of acts on a case about a person: beside the journal, for its readers, erasable."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.models import Case, CaseReason, ConcernedPerson, Proposal, SideEvent
from mithaq.apps.corridor.operations import (
    PersonDraft,
    make_proposal,
    read_case,
    refuse_proposal,
    transfer_side,
    wait_for_other,
    withdraw_consent,
)
from mithaq.apps.corridor.queries.done import Done, done_on
from tests.apps.corridor.world import FEDERATION, FUND, PERSONAL, World, case, taken

pytestmark = pytest.mark.django_db
WHY = "Rachid Benali est suivi pour une longue maladie"
KEPT = "motif donné, gardé dans le dossier"


def personal(world: World) -> str:
    """A case about a consenting person, that every side has taken."""
    people = (
        PersonDraft(label="salarié 1", display_name="Rachid Benali", consent_words="Je veux bien."),
    )
    return taken(world, subject=PERSONAL, people=people)


def wait(world: World, public_id: str) -> None:
    """The fund gives the hand to the company, and says why."""
    wait_for_other(
        public_id=public_id, institution=FUND, party=FEDERATION, reason=WHY, **world.act("karim")
    )


def line_of(public_id: str, action: str) -> AuditLine:
    """The line of an act in the journal."""
    return AuditLine.objects.get(object_ref=public_id, action=f"corridor.{action}")


def told(public_id: str) -> Done:
    """The wait, as the life of the case has it."""
    return next(act for act in done_on(public_id) if act.action == "wait_side")


def test_the_journal_of_a_case_about_a_person_keeps_that_a_reason_was_given(world: World) -> None:
    public_id = personal(world)

    wait(world, public_id)

    assert line_of(public_id, "wait_side").reason == KEPT
    assert told(public_id).reason == WHY
    written = AuditLine.objects.filter(object_ref=public_id).values_list(
        "before", "after", "reason"
    )
    assert "Benali" not in str(list(written))


def test_the_journal_of_any_other_case_keeps_the_reason_itself(world: World) -> None:
    public_id = taken(world)

    wait(world, public_id)

    assert line_of(public_id, "wait_side").reason == WHY == told(public_id).reason
    assert not CaseReason.objects.exists()


def test_clocks_never_hold_the_reason_of_an_act_on_a_person(world: World) -> None:
    plain, about_a_person = taken(world), personal(world)
    heir = world.posts["yassine"]
    for public_id in (plain, about_a_person):
        transfer_side(
            public_id=public_id, institution=FUND, officer_id=heir, reason=WHY, **world.act("karim")
        )

    events = SideEvent.objects.filter(kind="transferred").order_by("pk")

    assert list(events.values_list("reason", flat=True)) == [WHY, KEPT]
    assert CaseReason.objects.get(case__public_id=about_a_person).words == WHY


def test_terms_refused_about_a_person_lose_their_reason_with_their_data(world: World) -> None:
    public_id = personal(world)
    make_proposal(public_id=public_id, terms="Un rappel de six mois", **world.act("karim"))
    row = Proposal.objects.get(case__public_id=public_id)
    refuse_proposal(public_id=public_id, proposal_id=row.pk, reason=WHY, **world.act("nawal"))
    who = ConcernedPerson.objects.get(case__public_id=public_id)

    withdraw_consent(public_id=public_id, person_id=who.pk, **world.act("nawal"))

    row.refresh_from_db()
    assert row.reason == "—"


def test_a_purpose_of_reading_stays_in_the_journal(world: World) -> None:
    public_id = personal(world)

    read_case(public_id=public_id, purpose="Suivi du dossier", **world.act("karim"))

    assert line_of(public_id, "read_case").reason == "Suivi du dossier"


def test_a_line_written_before_reasons_had_rows_is_told_as_it_stands(world: World) -> None:
    public_id = personal(world)
    with transaction.atomic():
        record(
            actor=None, mandate="", action="corridor.reopen_case", object_type="case",
            object_ref=public_id, object_label="", before=None, after={}, reason="Ancien motif",
            at=world.at,
        )  # fmt: skip

    old = next(act for act in done_on(public_id) if act.action == "reopen_case")

    assert (old.reason, old.is_erased) == ("Ancien motif", False)


def test_the_reasons_go_with_what_was_known_of_the_person(world: World) -> None:
    public_id = personal(world)
    wait(world, public_id)
    who = ConcernedPerson.objects.get(case__public_id=public_id)

    withdraw_consent(public_id=public_id, person_id=who.pk, **world.act("nawal"))

    assert (told(public_id).reason, told(public_id).is_erased) == ("", True)
    assert not CaseReason.objects.exclude(words="").exists()
    assert line_of(public_id, "wait_side").reason == KEPT


def test_the_reasons_of_another_case_stay(world: World) -> None:
    first, second = personal(world), personal(world)
    wait(world, first)
    wait(world, second)
    who = ConcernedPerson.objects.get(case__public_id=first)

    withdraw_consent(public_id=first, person_id=who.pk, **world.act("nawal"))

    assert told(second).reason == WHY


def test_a_reason_has_words_or_says_when_they_went(world: World) -> None:
    row: Case = case(personal(world))

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseReason.objects.create(case=row, line="0" * 32, words="")
