"""Somebody away from a day to a day: routing, the queue of who stands in, and coming back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import CaseAbsence, Side
from mithaq.apps.corridor.operations import declare_absence, end_absence
from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.queries.listed import sides_waiting
from mithaq.apps.corridor.queries.queues import queue_page
from mithaq.apps.corridor.queries.routing import officers_of
from mithaq.apps.corridor.queries.views import QueueScope
from mithaq.apps.organisations.models import Mandate
from mithaq.base.errors import Refusal
from tests.apps.corridor.world import FUND, World, filed
from tests.conftest import AT, person

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


def mate(world: World, name: str = "rim", territory: str = "06") -> int:
    """A colleague of Karim at the fund, without a post of their own."""
    world.users[name] = person(
        name, name.title(), "fund_officer", organisation=FUND, territory=territory
    )
    return world.users[name].pk


def away(world: World, substitute: int, first: int = 0, last: int = 9, by: str = "karim") -> int:
    """An absence, in days from today."""
    return declare_absence(
        starts_on=TODAY + timedelta(first), ends_on=TODAY + timedelta(last),
        substitute=substitute, **world.act(by),
    )  # fmt: skip


def mine(world: World, name: str, *, after: int = 0) -> set[str]:
    """The cases that a person finds in their own queue, some days later."""
    scope = queue_scope(world.under(name), is_own=True)
    assert scope is not None
    return {str(row.public_id) for row in queue_page(scope, at=world.at + timedelta(after)).rows}


def test_the_substitute_has_the_cases_and_they_come_back(world: World) -> None:
    before = filed(world)
    key = away(world, mate(world))
    after = filed(world)
    side = Side.objects.get(case__public_id=after, institution__slug=FUND)
    assert (side.case_officer_id, side.routing) == (world.posts["karim"], "substitute")
    post = next(
        item
        for item in officers_of([side.institution_id], on=TODAY)[side.institution_id]
        if item.pk == world.posts["karim"]
    )
    assert post.user_id == world.users["rim"].pk
    assert mine(world, "rim") == {before, after}
    with time_machine.travel(AT + timedelta(10), tick=False):
        assert mine(world, "rim", after=10) == set(), "the last day is past"
    with time_machine.travel(AT + timedelta(3), tick=False):
        end_absence(absence_id=key, **world.act("karim", after=timedelta(3)))
        assert mine(world, "rim", after=3) == set()
    row = CaseAbsence.objects.get(pk=key)
    assert (row.ends_on, row.withdrawn_at) == (TODAY + timedelta(2), None)
    actions = AuditLine.objects.filter(object_type="case_absence").values_list("action", flat=True)
    assert sorted(actions) == ["corridor.declare_absence", "corridor.end_absence"]
    with pytest.raises(Refusal, match="terminée"):
        end_absence(absence_id=key, **world.act("karim", after=timedelta(3)))


def test_one_that_has_not_begun_is_withdrawn_and_another_may_be_announced(world: World) -> None:
    rim = mate(world)
    key = away(world, rim, 5, 8)
    public_id = filed(world)
    side = Side.objects.get(case__public_id=public_id, institution__slug=FUND)
    assert side.routing == "territory", "not yet away"
    assert mine(world, "rim") == set()
    with pytest.raises(Refusal, match="déjà annoncé"):
        away(world, rim, 8, 12)
    end_absence(absence_id=key, **world.act("karim"))
    assert CaseAbsence.objects.get(pk=key).withdrawn_at == world.at
    away(world, rim, 8, 12)


def test_the_substitute_is_a_colleague_whose_mandate_covers_the_posts(world: World) -> None:
    agency = world.users["tarik"].pk
    with pytest.raises(Refusal, match="ne se remplace soi-même"):
        away(world, world.users["karim"].pk)
    for other in (agency, world.users["salma"].pk, 0):
        with pytest.raises(Refusal, match="couvre vos dossiers"):
            away(world, other)
    with pytest.raises(Refusal, match="premier jour est passé"):
        away(world, mate(world), -1, 3)
    with pytest.raises(Refusal, match="vient avant"):
        away(world, world.users["rim"].pk, 3, 2)
    with pytest.raises(Refusal, match="pour soi-même"):
        away(world, world.users["rim"].pk, by="ghita")
    with pytest.raises(Refusal, match="attribué en propre"):
        away(world, world.users["yassine"].pk, by="rim")
    # The country covers a region.
    away(world, world.users["yassine"].pk)
    with pytest.raises(Refusal, match="absente ces jours-là"):
        away(world, world.users["karim"].pk, by="yassine")
    with pytest.raises(Refusal, match="pas la vôtre"):
        end_absence(absence_id=CaseAbsence.objects.get().pk, **world.act("salma"))
    # Who keeps the institution's officers ends it too.
    end_absence(absence_id=CaseAbsence.objects.get().pk, **world.act("yassine"))


def test_a_substitute_whose_mandate_ended_stands_in_no_more(world: World) -> None:
    rim = mate(world)
    away(world, rim)
    Mandate.objects.filter(user=rim).update(ends_on=TODAY - timedelta(days=1))
    public_id = filed(world)
    side = Side.objects.get(case__public_id=public_id, institution__slug=FUND)
    assert (side.case_officer_id, side.routing) == (world.posts["yassine"], "national")


def test_the_database_refuses_what_the_operation_does(world: World) -> None:
    body = Side.objects.get(case__public_id=filed(world), institution__slug=FUND).institution_id
    columns: dict[str, Any] = {
        "institution_id": body, "user": world.users["karim"], "substitute": world.users["salma"],
        "starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 3), "declared_at": AT,
    }  # fmt: skip
    for changes in ({"ends_on": date(2026, 3, 1)}, {"substitute": world.users["karim"]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseAbsence.objects.create(**columns | changes)


def test_an_absence_is_told_though_nobody_can_stand_in(world: World) -> None:
    first = filed(world)
    on = world.at.date()
    declare_absence(starts_on=on, ends_on=on, **world.act("karim"))
    held = Side.objects.get(case__public_id=first, institution__slug=FUND)
    assert held.case_officer_id == world.posts["karim"], "no case moves"
    later = Side.objects.get(
        case__public_id=filed(world, by="nawal", title="Un autre"), institution__slug=FUND
    )
    assert (later.case_officer_id, later.routing) == (world.posts["yassine"], "national")
    waiting = sides_waiting(QueueScope(institution=FUND), user_id=world.users["yassine"].pk, on=on)
    assert {held.pk, later.pk} == set(waiting.values_list("pk", flat=True))


def test_the_national_officer_tells_the_absence_of_another(world: World) -> None:
    days: dict[str, Any] = {"starts_on": world.at.date(), "ends_on": world.at.date()}
    karim, salma = world.users["karim"].pk, world.users["salma"].pk
    with pytest.raises(Refusal):
        declare_absence(**days, away=salma, **world.act("karim"))
    key = declare_absence(**days, away=karim, **world.act("yassine"))
    row = CaseAbsence.objects.get(pk=key)
    assert (row.user_id, row.substitute_id) == (karim, None)
