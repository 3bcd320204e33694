"""The database and the page agree on whose turn it is, whatever the sides' states."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection

from mithaq.apps.corridor.choices.cases import SideStatus
from mithaq.apps.corridor.models import AgreementSignature, Side
from mithaq.apps.corridor.operations import accept_proposal, make_proposal
from mithaq.apps.corridor.queries._lists import sides_by_case, turns_of, unsigned_by_case
from mithaq.apps.corridor.queries.at_turn import at_their_turn, late_at
from tests.apps.corridor.world import World, filed, taken

pytestmark = pytest.mark.django_db
RELAY = (SideStatus.TO_TAKE, SideStatus.IN_HAND, SideStatus.WAITING_COMPANY,
         SideStatus.WAITING_OTHER, SideStatus.SEEN)  # fmt: skip
EXAMINES = (SideStatus.TO_TAKE, SideStatus.WAITING_COMPANY, SideStatus.WAITING_OTHER,
            SideStatus.ANSWERED)  # fmt: skip


def _agree() -> None:
    """The sides found by the database are those of the parties that ``whose_turn`` names."""
    rows = list(Side.objects.select_related("case__company", "institution"))
    cases = [row.case for row in rows]
    sides, unsigned = sides_by_case(cases), unsigned_by_case(cases)
    expected = {
        row.pk
        for row in rows
        if row.institution.slug
        in {turn.organisation for turn in turns_of(row.case, sides, unsigned)}
    }
    found = set(at_their_turn(Side.objects.all()).values_list("pk", flat=True))
    states = [str(row.status) for row in rows]
    assert found == expected, states


def test_every_mixture_of_states_gives_the_same_turns(world: World) -> None:
    filed(world)
    relay, decides, informs = Side.objects.order_by("rank")
    for states in product(RELAY, EXAMINES, EXAMINES):
        for side, status in zip((relay, decides, informs), states, strict=True):
            Side.objects.filter(pk=side.pk).update(
                status=status, answered_at=world.at, seen_at=world.at,
                answer="" if side.pk == relay.pk else "Oui",
                answer_kind="" if side.pk == relay.pk else "solved",
            )  # fmt: skip
        _agree()


def test_an_agreement_waits_for_its_signatures_before_anything_else(world: World) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Payer", **world.act("karim"))
    accept_proposal(public_id=public_id, proposal_id=key, **world.act("nawal"))
    _agree()
    AgreementSignature.objects.filter(organisation__slug="caisse-hesperides").delete()
    _agree()


def test_late_is_past_its_day_and_not_stopped(world: World) -> None:
    filed(world)
    rows = Side.objects.all()
    assert not late_at(rows, at=world.at + timedelta(hours=1)).exists()
    assert late_at(rows, at=world.at + timedelta(days=40)).count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a plan of PostgreSQL")
def test_a_page_of_turns_reads_no_other_case(world: World) -> None:
    filed(world)
    assert "hashed" not in at_their_turn(Side.objects.all())[:6].explain()
