"""A response clock runs with the turn: one day due for a case, and nobody late out of turn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.models.cases import NEVER
from mithaq.apps.corridor.operations import (
    accept_proposal,
    make_proposal,
    refuse_proposal,
    reopen_case,
    sign_agreement,
    submit_case,
    wait_for_other,
)
from mithaq.apps.corridor.operations._turns import keep_days
from mithaq.apps.corridor.queries.cases import case_view
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.listed import sides_listed
from mithaq.apps.corridor.queries.queues import queue_page
from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.apps.corridor.queries.views import QueueScope, Reader
from tests.apps.corridor.world import AGENCY, FEDERATION, FUND, World, closed, draft, taken

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=30)


def side(name: str = FUND) -> Side:
    return Side.objects.select_related("case", "norm").get(institution__slug=name)


def late(world: World, name: str = FUND, *, after: timedelta) -> int:
    return queue_page(QueueScope(institution=name), at=world.at + after).counts.late


def test_who_proposed_is_not_late_while_the_others_answer(world: World) -> None:
    act: dict[str, Any] = {"public_id": taken(world)}
    promised = side().due_at
    assert promised is not None
    key = make_proposal(**act, terms="Payer", **world.act("karim"))
    assert (side().due_at, side().sorted_at) == (None, NEVER)
    assert late(world, after=DAYS) == late(world, AGENCY, after=DAYS) == 0
    refuse_proposal(
        **act, proposal_id=key, reason="Trop tard", **world.act("nawal", after=DAYS)
    )  # fmt: skip
    again = side().due_at
    assert again is not None
    assert again > world.at + DAYS > promised, "what was left of the delay runs again"
    assert not clocks_of([side()], at=world.at + DAYS)[side().pk].is_passed
    assert late(world, after=DAYS) == 0
    assert late(world, after=2 * DAYS) == 1


def test_an_agreement_sets_the_one_day(world: World) -> None:
    act: dict[str, Any] = {"public_id": taken(world)}
    day = timezone.localtime(world.at + DAYS).date()
    key = make_proposal(**act, terms="Payer", due_on=day, **world.act("karim"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("nawal")).agreement_id
    for who in ("hind", "nawal", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    due = side().due_at
    assert due is not None
    assert timezone.localtime(due).date() == day
    assert late(world, after=DAYS - timedelta(days=1)) == 0, "the response clock says nothing more"
    assert late(world, after=DAYS + timedelta(days=1)) == 1


def test_a_reopened_case_begins_a_new_delay(world: World) -> None:
    public_id = closed(world)
    first = clocks_of([side()], at=world.at)[side().pk].received_at
    later = world.act("nawal", after=3 * DAYS)
    reopen_case(public_id=public_id, reason="Le paiement a disparu", **later)
    clock = clocks_of([side()], at=later["at"])[side().pk]
    assert (first, clock.received_at) == (world.at, later["at"])
    assert (clock.used, clock.is_passed) == (0, False)
    assert side().due_at == clock.due_at
    assert late(world, after=3 * DAYS + timedelta(hours=1)) == 0
    view = case_view(side().case_id, reader=Reader(reads_content=True), at=later["at"])
    told = [step.at for item in view.sides for step in item.steps if step.code == "received"]
    assert {world.at, later["at"]} <= set(told), "what came before the reopening stays told"


def test_a_relay_finds_first_the_case_whose_holder_is_due_first(world: World) -> None:
    taken(world)
    holder, relay = side(), side(FEDERATION)
    assert relay.due_at is None
    assert relay.sorted_at == min(holder.sorted_at, side(AGENCY).sorted_at) < NEVER


def test_whoever_gave_the_hand_finds_the_case_at_the_day_of_the_delay_that_runs_on(
    world: World,
) -> None:
    public_id = taken(world)
    later = timedelta(days=1)
    submit_case(draft=draft(), **world.act("nawal", after=later))
    wait: dict[str, Any] = {"institution": FUND, "reason": "Leur avis", "party": AGENCY}
    wait_for_other(public_id=public_id, **wait, **world.act("karim"))
    mine = Side.objects.filter(institution__slug=FUND)
    given = mine.get(case__public_id=public_id)
    assert given.due_at is None
    assert given.sorted_at == given.bound_at < mine.exclude(pk=given.pk).get().sorted_at
    scope = QueueScope(institution=FUND)
    told = queue_page(scope, at=world.at + later).rows
    assert next(row.side_id for row in told) == given.pk, "the agency promised no day"
    on = timezone.localtime(world.at + later).date()
    assert sides_listed(scope, on=on)[0].pk == given.pk
    # A first day of who has the turn stands before that delay, as it did.
    Side.objects.filter(pk=given.pk).update(sorted_at=NEVER)
    first = world.at.date()
    turns = (Turn(AGENCY, Act.HELP, first),)
    rows = list(Side.objects.filter(case=given.case).select_related("institution", "norm", "case"))
    keep_days(rows, turns, clocks_of(rows, at=world.at), is_personal=False)
    given.refresh_from_db()
    assert timezone.localtime(given.sorted_at).date() == first
    assert given.bound_at is not None
    assert given.sorted_at < given.bound_at


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a plan of SQLite")
@pytest.mark.parametrize("place", ["", "06"])
def test_a_list_of_cases_is_read_in_the_order_of_an_index(world: World, place: str) -> None:
    taken(world)
    rows = sides_listed(QueueScope(institution=FUND, territory_code=place), on=world.at.date())
    plan = rows.values_list("pk")[:6].explain()
    assert "INDEX side_queue_" in plan
    assert "TEMP B-TREE" not in plan


def test_who_has_the_turn_without_a_day_stands_at_the_day_of_another(world: World) -> None:
    make_proposal(public_id=taken(world), terms="Payer", **world.act("nawal"))
    relay, holder = side(FEDERATION), side()
    assert relay.is_awaited
    assert relay.due_at is None
    assert relay.sorted_at == min(holder.sorted_at, side(AGENCY).sorted_at) < NEVER
    assert late(world, FEDERATION, after=2 * DAYS) == 0, "it is late in nothing of its own"
    assert late(world, after=2 * DAYS) == 1
