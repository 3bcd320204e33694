"""What waits for the standing committee reaches its agenda, and its decision comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mithaq.apps.conventions.models import Decision, Meeting
from mithaq.apps.corridor.models import CommitteeReferral, Message
from mithaq.apps.corridor.operations import (
    ProblemDraft,
    load_corridors,
    move_problem,
    open_problem,
    refer_case,
    refer_problem,
    settle_referral,
)
from mithaq.apps.corridor.queries import calls_of_corridor, referral_of_key
from mithaq.apps.organisations.models import Organisation
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.sittings import REFERENCE, record_committee
from tests.apps.corridor.world import AGENCY, CORRIDOR, FUND, World, case, corridor_draft, taken
from tests.conftest import AT

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


def test_a_blocked_case_is_called_and_the_decision_comes_back(world: World) -> None:
    committee = record_committee(late=1)
    load_corridors(drafts=[corridor_draft(convention=REFERENCE, committee=committee.number)], at=AT)
    public_id = taken(world)
    number = case(public_id).number
    assert calls_of_corridor(committee.pk, on=ON, today=ON) == ()
    refer_case(public_id=public_id, reason="Aucune réponse", **world.act("yassine"))
    told = open_problem(
        draft=ProblemDraft(
            corridor=CORRIDOR, family="imputation", labels=Labels("Relevés"), owner=FUND
        ),
        case_numbers=[number],
        **world.act("karim"),
    )
    move_problem(
        public_id=str(told.public_id), step="fix", note="Relevé", due_on=ON + timedelta(days=9),
        **world.act("karim"),
    )  # fmt: skip

    blocked, cause = calls_of_corridor(committee.pk, on=ON, today=ON)
    assert (blocked.key, blocked.rule, blocked.why.fr) == (
        f"case:{number}", "case_blocked", "Aucune réponse",
    )  # fmt: skip
    assert blocked.title.ar
    CommitteeReferral.objects.update(referred_by=Organisation.objects.get(slug=AGENCY))
    opined = calls_of_corridor(committee.pk, on=ON, today=ON)[0]
    assert opined.owner_id == Organisation.objects.get(slug=FUND).pk, "who decides is to act"
    assert cause.reason, "its day has not come: it stays out, and says why"
    late = calls_of_corridor(committee.pk, on=ON + timedelta(days=10), today=ON)[1]
    assert not late.reason
    refer_problem(public_id=str(told.public_id), reason="La date glisse", **world.act("karim"))
    asked_of = calls_of_corridor(committee.pk, on=ON, today=ON)[1]
    assert asked_of.detail.fr == "Relevés, correction promise pour le 10 juin 2026"
    assert "10" in asked_of.detail.ar

    key = referral_of_key(committee.pk, blocked.key)
    assert key is not None
    door = {"referral_id": key, "answer": "La caisse impute sous huit jours."}
    with pytest.raises(Refusal):
        settle_referral(**door, decision_id=0, **world.act("samir"))
    decision = Decision.objects.create(
        meeting=Meeting.objects.create(
            committee=committee, number=99, starts_at=AT, slot_minutes=60, mode="remote"
        ),
        number=1, label_fr="Imputer", due_on=ON,
        owner=Organisation.objects.get(slug=FUND),
    )  # fmt: skip
    with pytest.raises(Refusal):
        settle_referral(**door, decision_id=decision.pk, **world.act("karim"))
    with CaptureQueriesContext(connection) as asked:
        settle_referral(**door, decision_id=decision.pk, **world.act("samir"))
    if connection.features.has_select_for_update:
        held = [row["sql"] for row in asked if "FOR UPDATE" in row["sql"]]
        assert any('FROM "corridor_case" ' in sql for sql in held), "its case is held"
    assert CommitteeReferral.objects.get(kind="case").status == "decided"
    assert Message.objects.get(case=case(public_id)).body == door["answer"]
    assert case(public_id).level == "national", "decided: it may be put before it once more"
    with pytest.raises(Refusal):
        settle_referral(**door, decision_id=decision.pk, **world.act("samir"))
