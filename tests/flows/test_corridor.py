"""Scenario 5 end to end: filed, concerted, blocked, decided by the committee, closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mithaq.apps.conventions.models import AgendaItem, Committee, Decision, Meeting
from mithaq.apps.conventions.operations.deciding import take_decision
from mithaq.apps.conventions.operations.meetings import convene_meeting
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.models import Case, CommitteeReferral, Corridor, Message
from mithaq.apps.corridor.operations import OutcomeDraft, debts
from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.queries.debts import PLAIN, settlement_view
from mithaq.apps.corridor.queries.debts.case_links import statements_of_case
from mithaq.apps.corridor.queries.listed import cases_waiting
from mithaq.apps.corridor.queries.sequels import sequels_of_decision
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows.close_sitting import close_sitting
from mithaq.flows.prepare_meeting import prepare_meeting
from tests.apps.conventions.sittings import attend, planned, record_committee
from tests.apps.corridor.world import (
    AGENCY,
    COMPANY,
    CORRIDOR,
    FEDERATION,
    FUND,
    World,
    build,
    filed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(bodies: dict[str, int]) -> World:
    """The corridor of exercise with a standing committee."""
    made = build()
    committee = record_committee()
    Corridor.objects.update(standing_committee=committee)
    return made


def _waits(world: World, name: str) -> list[str]:
    held = mandates_of(user=world.users[name])
    found = cases_waiting(
        filter(None, map(queue_scope, held)), user_id=world.users[name].pk, on=world.at.date()
    )
    return [number for number, _due in found]


def _later(world: World, name: str, *, days: int = 0) -> dict[str, Any]:
    return world.act(name, after=timedelta(days=days))


def test_a_digest_tells_the_country_s_officer_nothing_that_a_region_holds(world: World) -> None:
    filed(world)
    number = Case.objects.get().number
    assert _waits(world, "karim") == [number]
    assert _waits(world, "yassine") == [], "as « Aujourd’hui » tells it"


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
    # The sitting of these tests is later: as if it had been held when the case came before it.
    CommitteeReferral.objects.update(decided_at=world.at + timedelta(days=6))
    (sequel,) = sequels_of_decision(decision.pk, at=world.at + timedelta(days=11))
    assert sequel.money == 500_000, "what the decision led to"
    assert sequel.closed_at == world.at + timedelta(days=10), "its own day, not the decision's"
    assert _waits(world, "karim") == []


def test_a_debt_is_filed_concerted_settled_followed_and_put_before_the_committee(
    world: World, settings: Any
) -> None:
    """File, route, concert, settle, follow, committee: one story, from hand to hand."""
    settings.COUNTRY = "mithaq.law.morocco"
    public_id = filed(world, title="Dette de juin à échelonner")
    case = Case.objects.get()
    for name in ("karim", "tarik"):
        assert _waits(world, name) == [case.number], "routed to whom it concerns"
    for name, body in (("karim", FUND), ("hind", FEDERATION)):
        operations.take_side(public_id=public_id, institution=body, **_later(world, name))
    key = operations.make_proposal(
        public_id=public_id, terms="Régler en six échéances", **_later(world, "nawal", days=1)
    )
    drawn = operations.accept_proposal(
        public_id=public_id, proposal_id=key, **_later(world, "karim", days=2)
    )
    for name in ("nawal", "karim", "hind"):
        operations.sign_agreement(
            public_id=public_id, agreement_id=drawn.agreement_id, **_later(world, name, days=3)
        )
    number = _settled(world, case)
    _followed(world, number)
    # In danger: who leads for the fund puts it before the committee, and its decision comes back.
    day = _today(world, 60)
    operations.refer_object(
        corridor=CORRIDOR, kind="settlement", object_ref=number,
        title=Labels(f"Arrangement {number}", f"اتفاق {number}", f"Settlement {number}"),
        reason="Une échéance et un mois courant manquent.", **_later(world, "yassine", days=60),
    )  # fmt: skip
    decision = _sit(world, rule="settlement_at_risk", says=number)
    referral = CommitteeReferral.objects.get(kind="settlement")
    assert (referral.object_ref, referral.status) == (number, "decided")
    assert referral.decision_id == decision.pk
    (told,) = sequels_of_decision(decision.pk, at=decision_at(world))
    assert (told.kind, told.object_ref) == ("settlement", number)
    assert told.measures[0].before == told.measures[0].now, "nothing is paid since"
    assert day < decision_at(world).date()


def _today(world: World, days: int) -> date:
    return timezone.localtime(world.at + timedelta(days=days)).date()


def decision_at(world: World) -> datetime:
    """An instant after the sitting that decided."""
    del world
    return Meeting.objects.get().starts_at + timedelta(hours=2)


def _settled(world: World, case: Case) -> str:
    """The fund says what is owed; the company asks; one person prepares, another approves."""
    on = _today(world, 4)
    entered = debts.enter_statement(
        draft=debts.StatementDraft(
            company=COMPANY, issuer=FUND, as_of_on=on, order="principal_first", case=case.number,
            lines=(debts.LineDraft(kind="principal", branch="general",
                                   month=date(on.year - 1, 6, 1), amount=600_000),),
        ),
        **_later(world, "karim", days=4),
    )  # fmt: skip
    assert [link.number for link in statements_of_case(str(case.public_id))] == [entered]
    first = _today(world, 20)
    draft = debts.SettlementDraft(
        statement=entered, operation=PLAIN, months=6, asked_on=_today(world, 5),
        first_due_on=first,
    )  # fmt: skip
    number = debts.ask_settlement(draft=draft, **_later(world, "nawal", days=5))
    prepare = {"number": number, "first_due_on": first}
    with pytest.raises(Refusal):
        debts.prepare_settlement(**prepare, **_later(world, "nawal", days=6))
    debts.prepare_settlement(**prepare, **_later(world, "karim", days=6))
    with pytest.raises(Refusal):
        debts.approve_settlement(number=number, is_gap_read=True, **_later(world, "karim", days=6))
    debts.approve_settlement(number=number, is_gap_read=True, **_later(world, "ghita", days=7))
    return number


def _followed(world: World, number: str) -> None:
    """A payment and a current month, then the alarms of what is missing."""
    near = settlement_view(number, on=_today(world, 15))
    assert near is not None
    assert near.alarms, "the alarm sounds before the day"
    assert sum(item.amount for item in near.instalments) == 600_000
    debts.record_payment(
        number=number, paid_on=_today(world, 20), amount=100_000, reference="VIR-1",
        **_later(world, "karim", days=20),
    )  # fmt: skip
    watched = near.contributions[0]
    debts.record_contribution(
        number=number, month=watched.month, paid_on=_today(world, 20),
        **_later(world, "karim", days=20),
    )  # fmt: skip
    late = settlement_view(number, on=_today(world, 60))
    assert late is not None
    assert (late.paid, late.left) == (100_000, 500_000)
    kinds = {str(alarm.kind) for alarm in late.alarms}
    assert {"instalment_late", "contribution_late"} <= kinds
    assert watched.month not in {alarm.month for alarm in late.alarms}


def _sit(world: World, *, rule: str = "case_blocked", says: str = "2026-000001") -> Decision:
    """The standing committee meets, decides under the point that the corridor called, closes."""
    committee = Committee.objects.get()
    meeting = planned(committee)
    who = {"actor": world.users["samir"], "mandate": world.under("samir").text}
    prepare_meeting(meeting_id=meeting.pk, at=_before(meeting.starts_at), **who)
    item = AgendaItem.objects.get(meeting=meeting, rule=rule)
    assert says in f"{item.label_fr} {item.detail_fr}"
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
