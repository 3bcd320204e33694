"""Of a case about a person's right, who does not read the terms neither proposes nor answers any.

The rule is one, in the policies: what the pages offer and what the operations take is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mithaq.apps.corridor.models import Proposal, Side
from mithaq.apps.corridor.operations import (
    accept_proposal,
    ask_completion,
    counter_proposal,
    make_proposal,
    read_case,
    refuse_proposal,
    try_acceptance,
)
from mithaq.base.errors import Refusal
from tests.apps.corridor.world import FEDERATION, PERSONAL, World, taken

pytestmark = pytest.mark.django_db
TERMS_ACTS = {"make_proposal", "accept_proposal", "counter_proposal", "refuse_proposal"}
ANSWERS: dict[str, Callable[..., Any]] = {
    "accept": accept_proposal,
    "try": try_acceptance,
    "refuse": lambda **given: refuse_proposal(reason="Non", **given),
    "counter": lambda **given: counter_proposal(terms="Autre chose", **given),
}


def acts(world: World, public_id: str, who: str) -> frozenset[str]:
    return read_case(public_id=public_id, purpose="Suivre le dossier", **world.act(who)).acts


def rules(refused: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {fault.rule for fault in refused.value.faults}


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_relay_answers_no_terms_that_it_does_not_read(world: World, answer: str) -> None:
    public_id = taken(world, subject=PERSONAL)
    key = make_proposal(public_id=public_id, terms="Fusionner", **world.act("karim"))
    assert not acts(world, public_id, "hind") & TERMS_ACTS
    with pytest.raises(Refusal) as refused:
        ANSWERS[answer](public_id=public_id, proposal_id=key, **world.act("hind"))
    assert rules(refused) == {"proposal.reads"}
    assert "vous n’en lisez pas les termes" in refused.value.of("fr")[0]
    row = Proposal.objects.get()
    assert (row.status, row.accepted_by) == ("made", [])


def test_a_relay_proposes_no_terms_where_it_reads_none(world: World) -> None:
    public_id = taken(world, subject=PERSONAL)
    assert "make_proposal" not in acts(world, public_id, "hind")
    with pytest.raises(Refusal) as refused:
        make_proposal(public_id=public_id, terms="Fusionner", **world.act("hind"))
    assert rules(refused) == {"proposal.reads"}
    assert not Proposal.objects.exists()


def test_a_relay_asks_no_completion_of_what_it_does_not_read(world: World) -> None:
    public_id = taken(world, subject=PERSONAL)
    given: dict[str, Any] = {"public_id": public_id, "institution": FEDERATION, "wanted": "Le reçu"}
    assert "ask_completion" not in acts(world, public_id, "hind")
    with pytest.raises(Refusal) as refused:
        ask_completion(**given, **world.act("hind"))
    assert rules(refused) == {"side.completion_reads"}
    assert not Side.objects.filter(status="waiting_company").exists()


def test_in_any_other_case_a_relay_answers_terms(world: World) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer", **world.act("karim"))
    assert acts(world, public_id, "hind") >= TERMS_ACTS - {"make_proposal"}
    accept_proposal(public_id=public_id, proposal_id=key, **world.act("hind"))
    assert Proposal.objects.get().accepted_by == [FEDERATION]


def test_who_informs_reads_and_answers_terms_about_a_person(world: World) -> None:
    public_id = taken(world, subject=PERSONAL)
    key = make_proposal(public_id=public_id, terms="Fusionner", **world.act("karim"))
    assert "accept_proposal" in acts(world, public_id, "tarik")
    accept_proposal(public_id=public_id, proposal_id=key, **world.act("tarik"))


def test_trying_to_accept_writes_nothing(world: World) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer", **world.act("karim"))
    before = list(Side.objects.order_by("pk").values())
    try_acceptance(public_id=public_id, proposal_id=key, **world.act("nawal"))
    assert Proposal.objects.get().status == "made"
    assert list(Side.objects.order_by("pk").values()) == before
