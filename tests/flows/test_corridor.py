"""Scenario 5 end to end: filed, concerted, blocked, decided by the committee, closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mithaq.apps.conventions.models import AgendaItem, Committee, Decision
from mithaq.apps.conventions.operations.deciding import take_decision
from mithaq.apps.conventions.operations.meetings import convene_meeting
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.models import Case, CommitteeReferral, Corridor, Message
from mithaq.apps.corridor.operations import OutcomeDraft
from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.queries.listed import cases_waiting
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.text import Labels
from mithaq.flows.close_sitting import close_sitting
from mithaq.flows.prepare_meeting import prepare_meeting
from tests.apps.conventions.sittings import attend, planned, record_committee
from tests.apps.corridor.world import AGENCY, FEDERATION, FUND, World, build, filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(bodies: dict[str, int]) -> World:
    """The corridor of exercise with a standing committee."""
    made = build()
    committee = record_committee()
    Corridor.objects.update(standing_committee=committee)
    return made


def _waits(world: World, name: str) -> list[str]:
    found = cases_waiting(filter(None, map(queue_scope, mandates_of(user=world.users[name]))))
    return [number for number, _due in found]


def _later(world: World, name: str, *, days: int = 0) -> dict[str, Any]:
    return world.act(name, after=timedelta(days=days))


def test_a_case_is_filed_concerted_blocked_decided_and_closed(world: World) -> None:
    public_id = filed(world)
    number = Case.objects.get().number
    # Routing: every institution finds it, nobody was telephoned.
    assert _waits(world, "karim") == [number]
    assert _waits(world, "tarik") == [number]
    assert _waits(world, "hind") == []
    for name, body in (("karim", FUND), ("hind", FEDERATION)):
        operations.take_side(public_id=public_id, institution=body, **_later(world, name))
    # Concertation: one completion, terms, an agreement signed by all its parties.
    operations.ask_completion(
        public_id=public_id, institution=FUND, wanted="Le relevé", **_later(world, "karim", days=1)
    )
    assert _waits(world, "karim") == []
    operations.bring_completion(
        public_id=public_id, institution=FUND, body="Voici", **_later(world, "nawal", days=2)
    )
    assert _waits(world, "karim") == [number]
    key = operations.make_proposal(
        public_id=public_id, terms="Imputer à janvier", **_later(world, "karim", days=3)
    )
    drawn = operations.accept_proposal(
        public_id=public_id, proposal_id=key, **_later(world, "nawal", days=3)
    )
    for name in ("nawal", "karim", "hind"):
        operations.sign_agreement(
            public_id=public_id, agreement_id=drawn.agreement_id, **_later(world, name, days=4)
        )
    assert Case.objects.get().status == "agreed"
    # Blocked by the third institution: the national officer refers it to the committee.
    operations.refer_case(
        public_id=public_id, reason="L’agence ne répond pas", **_later(world, "yassine", days=5)
    )
    decision = _sit(world)
    referral = CommitteeReferral.objects.get()
    assert (referral.status, referral.decision_id) == ("decided", decision.pk)
    assert "Répondre en cinq jours" in Message.objects.latest("pk").body
    # The third institution takes its turn; the joint decision closes.
    operations.take_side(public_id=public_id, institution=AGENCY, **_later(world, "tarik", days=8))
    for name, body in (("karim", FUND), ("tarik", AGENCY)):
        operations.answer_side(
            public_id=public_id, institution=body, kind="solved", answer="Imputé",
            **_later(world, name, days=9),
        )  # fmt: skip
    assert _waits(world, "hind") == [number]
    operations.see_answers(
        public_id=public_id, institution=FEDERATION, **_later(world, "hind", days=9)
    )
    assert _waits(world, "karim") == [number]
    operations.close_case(
        public_id=public_id,
        draft=OutcomeDraft(kind="solved", reasons="Imputé", money_unblocked_centimes=500_000),
        **_later(world, "karim", days=10),
    )
    operations.rate_case(public_id=public_id, score=5, **_later(world, "nawal", days=11))
    assert Case.objects.get().status == "closed"
    assert _waits(world, "karim") == []


def _sit(world: World) -> Decision:
    """The standing committee meets, decides under the point that the corridor called, closes."""
    committee = Committee.objects.get()
    meeting = planned(committee)
    who = {"actor": world.users["samir"], "mandate": world.under("samir").text}
    prepare_meeting(meeting_id=meeting.pk, at=_before(meeting.starts_at), **who)
    item = AgendaItem.objects.get(meeting=meeting, rule="case_blocked")
    assert "2026-000001" in f"{item.label_fr} {item.detail_fr}"
    on = timezone.localtime(meeting.starts_at).date() - timedelta(days=12)
    convene_meeting(
        meeting_id=meeting.pk, on=on, reason="exercice", at=_before(meeting.starts_at), **who
    )
    attend(meeting, 6)
    take_decision(
        meeting_id=meeting.pk,
        draft=DecisionDraft(
            text=Labels("Répondre en cinq jours.", "الجواب في خمسة أيام."),
            owner_id=Organisation.objects.get(slug=AGENCY).pk,
            due_on=date(2027, 6, 1),
            item_id=item.pk,
        ),
        at=meeting.starts_at, **who,
    )  # fmt: skip
    close_sitting(
        meeting_id=meeting.pk, closed_at=meeting.starts_at + timedelta(hours=1),
        presided_by=None, under=world.under("samir"),
        at=meeting.starts_at + timedelta(hours=1), **who,
    )  # fmt: skip
    return Decision.objects.get()


def _before(starts_at: datetime) -> datetime:
    return starts_at - timedelta(days=12)
