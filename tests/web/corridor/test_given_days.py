"""A day given by an agreement or a decision that passed stays told once it is carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mithaq.apps.corridor.operations import (
    accept_proposal,
    answer_side,
    make_proposal,
    sign_agreement,
)
from mithaq.apps.corridor.queries.cases import case_view
from mithaq.apps.corridor.queries.done import Done
from mithaq.apps.corridor.queries.given_days import missed_days
from mithaq.apps.corridor.queries.views import NOTHING, Reader, ReferralView
from tests.apps.corridor.world import FUND, World, case, taken
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
DAYS = timedelta(days=10)
LATE = "exécuté avec 8 jours de retard sur le jour fixé"


def _page(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200, url
    text = page.content.decode().replace("\u202f", " ").replace("\xa0", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def _agreed(world: World) -> str:
    public_id = taken(world)
    act: dict[str, Any] = {"public_id": public_id}
    day = timezone.localtime(world.at + DAYS).date()
    key = make_proposal(**act, terms="Payer", due_on=day, **world.act("karim"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("nawal")).agreement_id
    for who in ("hind", "nawal", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    return public_id


def _carried_out(world: World, public_id: str, *, after: timedelta) -> None:
    answer_side(
        public_id=public_id, institution=FUND, kind="solved", answer="Fait.",
        **world.act("karim", after=after),
    )  # fmt: skip


def test_an_agreement_carried_out_late_stays_late(world: World, as_: Signed) -> None:
    public_id = _agreed(world)
    own = reverse("case", args=[public_id])
    with time_machine.travel(AT + DAYS + timedelta(days=8), tick=False):
        before = _page(as_("karim"), own)
        assert "en retard de 8 jours sur le jour fixé" in before
        assert "Jour fixé par l’accord dépassé" in before
        _carried_out(world, public_id, after=DAYS + timedelta(days=8))
        for who, url in (
            ("karim", own),
            ("nawal", reverse("company_case", args=[public_id])),
        ):
            text = _page(as_(who), url)
            assert LATE in text or LATE.capitalize() in text, who
            assert "Jour fixé par l’accord dépassé" in text
        assert "Répondu dans le délai" not in _page(as_("karim"), own)
        queue = _page(as_("karim"), "/fr/mediation/file/?vue=all")
        assert LATE in queue or LATE.capitalize() in queue


def test_an_agreement_carried_out_in_time_says_nothing_of_it(world: World, as_: Signed) -> None:
    public_id = _agreed(world)
    _carried_out(world, public_id, after=DAYS)
    with time_machine.travel(AT + 3 * DAYS, tick=False):
        text = _page(as_("karim"), reverse("case", args=[public_id]))
        assert "Jour fixé" not in text
        assert "de retard sur le jour" not in text


def test_a_decision_done_late_stays_late_and_one_put_off_or_not_given_is_not(
    world: World,
) -> None:
    public_id = taken(world)
    view = case_view(case(public_id).pk, reader=Reader(reads_content=True), at=world.at)
    due = timezone.localtime(world.at + DAYS).date()
    row = ReferralView(
        id=1, kind="case", kind_label="", object_ref=view.number, title=NOTHING, reason="",
        status="decided", status_label="", referred_at=world.at, decided_at=world.at,
        decision_id=1, answer="", decision_owner=FUND, decision_due_on=due,
    )  # fmt: skip
    told = replace(view, referrals=(row,), decided=FUND)
    late = world.at + DAYS + timedelta(days=3)
    waiting = missed_days(told, at=late)
    assert [(item.days, item.done_at, item.by_committee) for item in waiting] == [(3, None, True)]
    back = (Done(at=late, action="hand_back", after={"party": FUND}),)
    done = missed_days(replace(told, decided=""), back, at=late + DAYS)
    assert [(item.days, item.done_at) for item in done] == [(3, late)]
    assert missed_days(replace(told, decided=""), at=late) == (), "it never had the hand"
    off = replace(row, decision_due_on=due + timedelta(days=9))
    assert missed_days(replace(told, referrals=(off,)), at=late) == ()
