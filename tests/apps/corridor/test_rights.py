"""Every wrong door of a case is tried: who is told that it does not exist, who reads what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import Attachment, ConcernedPerson, Message
from mithaq.apps.corridor.operations import (
    FileDraft,
    PersonDraft,
    accept_proposal,
    answer_side,
    escalate_case,
    make_proposal,
    propose_appointment,
    read_attachment,
    read_case,
    record_consent,
    refer_case,
    reveal_concerned_person,
    take_side,
    withdraw_consent,
    withdraw_message,
    write_message,
    write_note,
)
from mithaq.apps.corridor.policies import can_read_case, queue_scope, reader_of
from mithaq.apps.corridor.policies.cases import can_read_content
from mithaq.apps.corridor.queries import access_of
from mithaq.base.errors import Refusal
from tests.apps.corridor.world import (
    AGENCY,
    FEDERATION,
    FUND,
    PERSONAL,
    World,
    case,
    filed,
    taken,
)

pytestmark = pytest.mark.django_db
WHY = "Suivi du dossier"
PDF = b"%PDF-1.4\nexercice\n"
STRANGERS = ("omar", "salma", "samir")
READERS = ("nawal", "hind", "zineb", "karim", "yassine", "tarik", "leila", "ghita")
SICK = "Salarié renvoyé après une longue maladie"


def personal(world: World) -> str:
    """A case about the right of one consenting person, with words that say a benefit."""
    return filed(
        world,
        subject=PERSONAL,
        title=SICK,
        description=SICK,
        people=(
            PersonDraft(
                label="salarié 1", display_name="Mounir Exemple", insured_number="912345678",
                consent_words="J’accepte que la caisse lise mon dossier.",
            ),
            PersonDraft(label="salarié 2"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_is_told_that_there_is_no_such_case(world: World, who: str) -> None:
    """Another company, the fund of another region, a secretary before any referral."""
    public_id = taken(world)
    own = {"public_id": public_id, **world.act(who)}
    doors: tuple[Callable[[], Any], ...] = (
        lambda: read_case(purpose=WHY, **own),
        lambda: read_attachment(attachment_id=1, purpose=WHY, **own),
        lambda: write_message(body="Bonjour", **own),
        lambda: write_note(institution=FUND, body="Note", **own),
        lambda: take_side(institution=FUND, **own),
        lambda: answer_side(institution=FUND, kind="solved", answer="Oui", **own),
        lambda: make_proposal(terms="Payer", **own),
        lambda: escalate_case(reason="Long", **own),
        lambda: refer_case(reason="Long", **own),
        lambda: propose_appointment(institution=FUND, starts_at=world.at, mode="phone", **own),
    )
    for door in doors:
        with pytest.raises(Refusal) as error:
            door()
        assert [fault.rule for fault in error.value.faults] == ["case.exists"]
    lines = AuditLine.objects.filter(actor=world.users[who], object_type="case")
    assert not lines.exists()


@pytest.mark.parametrize("public_id", ["", "rien", "00000000-0000-0000-0000-000000000000"])
def test_a_case_that_does_not_exist_says_the_same(world: World, public_id: str) -> None:
    with pytest.raises(Refusal) as error:
        read_case(public_id=public_id, purpose=WHY, **world.act("nawal"))
    assert error.value.faults[0].rule == "case.exists"


@pytest.mark.parametrize("who", READERS)
def test_every_reading_is_logged_with_its_purpose(world: World, who: str) -> None:
    public_id = taken(world)
    with pytest.raises(Refusal):
        read_case(public_id=public_id, purpose="oui", **world.act(who))
    found = read_case(public_id=public_id, purpose=WHY, **world.act(who))

    line = AuditLine.objects.get(action="corridor.read_case")
    assert (line.actor, line.reason, line.object_ref) == (world.users[who], WHY, public_id)
    assert line.mandate == world.under(who).text
    assert found.view.title, "nothing personal: all who read, read all"


def test_a_private_note_never_leaves_its_side(world: World) -> None:
    public_id = taken(world)
    notes = (("karim", FUND), ("hind", FEDERATION), ("tarik", AGENCY))
    for name, body in notes:
        write_note(
            public_id=public_id, institution=body, body=f"secret de {body}",
            files=(FileDraft(name="n.pdf", content=PDF + body.encode()),), **world.act(name),
        )  # fmt: skip
    side_of = dict(notes) | {"yassine": FUND, "zineb": FEDERATION}
    for who in READERS:
        found = read_case(public_id=public_id, purpose=WHY, **world.act(who)).view
        told = repr(found)
        for _name, body in notes:
            assert (f"secret de {body}" in told) == (side_of.get(who) == body), (who, body)
        for item in Attachment.objects.select_related("message__side__institution"):
            side = item.message.side
            own = side is not None and side_of.get(who) == side.institution.slug
            door = {
                "public_id": public_id,
                "attachment_id": item.pk,
                "purpose": WHY,
                **world.act(who),
            }
            if own:
                assert read_attachment(**door)[1].startswith(PDF)
            else:
                with pytest.raises(Refusal):
                    read_attachment(**door)


@pytest.mark.parametrize(("who", "body"), [("karim", AGENCY), ("hind", FUND), ("leila", FUND)])
def test_nobody_writes_a_note_on_the_side_of_another(world: World, who: str, body: str) -> None:
    with pytest.raises(Refusal):
        write_note(public_id=taken(world), institution=body, body="Note", **world.act(who))
    assert not Message.objects.filter(side__isnull=False).exists()


@pytest.mark.parametrize("who", ["hind", "zineb"])
def test_a_federation_sees_that_a_case_is_blocked_and_nothing_of_the_right(
    world: World, who: str
) -> None:
    public_id = personal(world)
    write_message(
        public_id=public_id, body=SICK, files=(FileDraft(name="certificat.pdf", content=PDF),),
        **world.act("nawal"),
    )  # fmt: skip
    take_side(public_id=public_id, institution=FUND, **world.act("karim"))
    answer_side(
        public_id=public_id, institution=FUND, kind="refused_reasoned", answer=SICK,
        **world.act("karim"),
    )  # fmt: skip
    found = read_case(public_id=public_id, purpose=WHY, **world.act(who)).view

    # Identifiers drawn by chance may hold any three digits.
    told = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", repr(found))
    for word in (SICK, "Mounir", "salarié 1", "678", "certificat", "perte d’emploi", PERSONAL,
                 "refused_reasoned", "refus"):  # fmt: skip
        assert word not in told, word
    assert found.is_redacted
    assert [turn.organisation for turn in found.turns] == [AGENCY]
    attachment = Attachment.objects.get()
    with pytest.raises(Refusal):
        read_attachment(
            public_id=public_id, attachment_id=attachment.pk, purpose=WHY, **world.act(who)
        )


def test_only_who_decides_reads_who_a_person_is_and_says_why(world: World) -> None:
    public_id = personal(world)
    first, second = ConcernedPerson.objects.order_by("pk")
    door = {"public_id": public_id, "purpose": "Vérifier les jours déclarés"}
    for who in ("nawal", "hind", "tarik", "leila", "omar", "salma"):
        with pytest.raises(Refusal):
            reveal_concerned_person(person_id=first.pk, **door, **world.act(who))
    with pytest.raises(Refusal):
        reveal_concerned_person(person_id=second.pk, **door, **world.act("karim"))
    with pytest.raises(Refusal):
        reveal_concerned_person(
            public_id=public_id, person_id=first.pk, purpose="voir", **world.act("karim")
        )
    told = reveal_concerned_person(person_id=first.pk, **door, **world.act("karim"))

    assert (told.display_name, told.insured_number_masked) == ("Mounir Exemple", "••••••678")
    line = AuditLine.objects.get(action="corridor.read_concerned_person")
    assert line.reason == door["purpose"]
    assert "Mounir" not in repr((line.after, line.object_label))
    everyone = read_case(public_id=public_id, purpose=WHY, **world.act("karim"))
    assert "Mounir" not in repr(everyone.view), "a page never carries a name"


def test_a_consent_withdrawn_erases_the_name_at_once(world: World) -> None:
    public_id = personal(world)
    first, second = ConcernedPerson.objects.order_by("pk")
    for who in ("hind", "tarik", "leila"):
        with pytest.raises(Refusal):
            withdraw_consent(public_id=public_id, person_id=first.pk, **world.act(who))
    withdraw_consent(public_id=public_id, person_id=first.pk, **world.act("nawal"))
    first.refresh_from_db()
    assert (first.display_name, first.insured_number_masked) == ("", "")
    assert first.consent_words == "", "its words may name the person"
    assert first.consent_given_at is not None
    with pytest.raises(Refusal):
        withdraw_consent(public_id=public_id, person_id=first.pk, **world.act("nawal"))
    with pytest.raises(Refusal):
        reveal_concerned_person(
            public_id=public_id, person_id=first.pk, purpose=WHY, **world.act("karim")
        )

    given = PersonDraft(label="salarié 2", display_name="Rim Exemple", consent_words="J’accepte.")
    with pytest.raises(Refusal):
        record_consent(public_id=public_id, person_id=second.pk, draft=given, **world.act("karim"))
    with pytest.raises(Refusal):
        record_consent(
            public_id=public_id, person_id=second.pk,
            draft=PersonDraft(label="salarié 2", display_name="Rim Exemple"), **world.act("nawal"),
        )  # fmt: skip
    record_consent(public_id=public_id, person_id=second.pk, draft=given, **world.act("nawal"))
    second.refresh_from_db()
    assert second.display_name == "Rim Exemple"


def test_one_takes_back_only_what_one_wrote(world: World) -> None:
    public_id = taken(world)
    told = write_message(public_id=public_id, body="Erreur", **world.act("nawal"))
    with pytest.raises(Refusal):
        withdraw_message(public_id=public_id, message_id=told.message_id, **world.act("karim"))
    withdraw_message(public_id=public_id, message_id=told.message_id, **world.act("nawal"))
    assert Message.objects.get(pk=told.message_id).body == ""


def test_nobody_accepts_their_own_terms(world: World) -> None:
    public_id = taken(world)
    proposal = make_proposal(public_id=public_id, terms="Imputer", **world.act("karim"))
    for who in ("karim", "yassine"):
        with pytest.raises(Refusal):
            accept_proposal(public_id=public_id, proposal_id=proposal, **world.act(who))
    accept_proposal(public_id=public_id, proposal_id=proposal, **world.act("nawal"))


def test_a_mandate_of_a_real_body_does_not_write_in_an_exercise_nor_the_reverse(
    world: World,
) -> None:
    from dataclasses import replace

    access = access_of(case(taken(world)))
    karim = world.under("karim")
    assert can_read_case(karim, access)
    assert not can_read_case(karim, replace(access, is_exercise=False))
    assert not can_read_case(None, access)
    assert reader_of(None, access, is_personal=False).reads_content is False
    assert queue_scope(world.under("nawal")) is None
    assert queue_scope(None) is None
    scope = queue_scope(karim)
    assert scope is not None
    assert (scope.institution, scope.territory_code) == (FUND, "06")


def test_the_secretary_of_a_body_without_a_part_reads_what_the_committee_has(world: World) -> None:
    """The committee's secretary may belong to an institution that the case calls for nothing."""
    public_id = taken(world)
    samir, row = world.under("samir"), case(public_id)
    assert access_of(row).standing == frozenset()
    refer_case(public_id=public_id, reason="Personne ne répond", **world.act("yassine"))
    found = access_of(row)
    assert {FUND, FEDERATION} <= found.standing
    apart = replace(found, sides=tuple(s for s in found.sides if s.organisation != FUND))
    assert can_read_case(samir, apart)
    assert not can_read_content(samir, apart, is_personal=True)
    assert not can_read_case(samir, replace(apart, standing=frozenset()))
    assert not can_read_case(samir, replace(apart, is_referred=False))
