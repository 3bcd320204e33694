"""Proposals of reform: drafted in common, on a computed trial, adopted by each body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.questions import REFORM_STEPS, ReformStatus, ReformStep
from mithaq.apps.corridor.models import Corridor, CorridorInstitution, ReformProposal
from mithaq.apps.corridor.operations.question_drafts import ReformProposalDraft
from mithaq.apps.corridor.operations.reforms import (
    approve_reform_proposal,
    change_reform_proposal,
    move_reform_proposal,
    write_reform_proposal,
)
from mithaq.apps.corridor.policies.questions import can_read_reform
from mithaq.apps.corridor.queries.reforms import (
    computed_scenarios,
    proposals_in_drafting,
    reform_proposal,
    reform_proposals,
)
from mithaq.apps.organisations.choices import Role
from mithaq.apps.programmes.models import ReformScenario
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.sittings import record_committee
from tests.apps.corridor.questions.world import CAST, ON, World
from tests.conftest import AT, person

pytestmark = pytest.mark.django_db
BODIES = ("caisse-hesperides", "confederation-hesperides")


def _scenario(*, is_computed: bool = True) -> UUID:
    done: dict[str, Any] = (
        {"result": {"cells": []}, "result_digest": "a" * 64, "computed_at": AT}
        if is_computed
        else {"result": None, "result_digest": "", "computed_at": None}
    )
    return ReformScenario.objects.create(
        name="Plafond relevé", changes=[], first_month=date(2026, 1, 1), month_count=1,
        people_count=1_000, seed=1, law_digest="l", population_digest="p", author="",
        recorded_at=AT, **done,
    ).public_id  # fmt: skip


def _draft(**changes: Any) -> ReformProposalDraft:
    words: dict[str, Any] = {
        "corridor": "corridor-hesperides", "title": Labels("Seuil unique", "عتبة موحدة"),
        "text": Labels("Un seul seuil pour tous."), "drafters": BODIES,
    }  # fmt: skip
    return ReformProposalDraft(**(words | changes))


def _write(world: World, who: str = "officer", **changes: Any) -> str:
    return write_reform_proposal(draft=_draft(**changes), **world.signed(who)).number


def _move(world: World, number: str, step: str, who: str = "officer", reason: str = "Motif") -> str:
    signed = world.signed(who)
    return move_reform_proposal(number=number, step=step, reason=reason, **signed).status


def _approve(world: World, number: str, who: str) -> str:
    return approve_reform_proposal(number=number, on=ON, **world.signed(who)).status


def test_each_body_approves_and_the_last_adopts(world: World) -> None:
    number = _write(world, scenario=_scenario())
    assert _move(world, number, "submit") == ReformStatus.SUBMITTED
    assert _approve(world, number, "signatory") == ReformStatus.SUBMITTED
    with pytest.raises(Refusal) as refusal:
        _approve(world, number, "signatory")
    assert [fault.rule for fault in refusal.value.faults] == ["reform_proposal.approve_once"]
    twice = world.signed("uncalled") | {"actor": world.signed("signatory")["actor"]}
    with pytest.raises(Refusal) as refusal:
        approve_reform_proposal(number=number, on=ON, **twice)
    assert [fault.rule for fault in refusal.value.faults] == ["reform_proposal.one_person"]
    assert _approve(world, number, "uncalled") == ReformStatus.ADOPTED
    found = reform_proposal(number)
    assert found is not None
    assert (found.adopted_on, found.scenario_digest) == (ON, "a" * 64)
    assert [item.body.slug for item in found.drafters] == list(BODIES)
    assert reform_proposals(None) == (found,)


def test_a_proposal_rests_on_figures(world: World) -> None:
    for scenario in (None, _scenario(is_computed=False)):
        number = _write(world, scenario=scenario)
        with pytest.raises(Refusal) as refusal:
            _move(world, number, "submit")
        rules = [fault.rule for fault in refusal.value.faults]
        assert rules == ["reform_proposal_rests_on_figures"]
    with pytest.raises(Refusal):
        _write(world, scenario=uuid4())
    assert computed_scenarios() == ()


def test_a_text_taken_back_loses_its_approvals(world: World) -> None:
    number = _write(world, scenario=_scenario())
    _move(world, number, "submit")
    _approve(world, number, "signatory")
    with pytest.raises(Refusal):
        change_reform_proposal(number=number, draft=_draft(), **world.signed("officer"))
    _move(world, number, "revise")
    found = reform_proposal(number)
    assert found is not None
    assert [item.approved_at for item in found.drafters] == [None, None]
    assert found.scenario_digest == ""
    change_reform_proposal(number=number, draft=_draft(title=Labels("Autre")),
                           **world.signed("uncalled"))  # fmt: skip
    assert ReformProposal.objects.get(number=number).title_fr == "Autre"


def test_a_proposal_is_drafted_in_common(world: World) -> None:
    for drafters in (("caisse-hesperides",), ("caisse-hesperides", "autre-federation")):
        with pytest.raises(Refusal) as refusal:
            _write(world, drafters=drafters)
        assert [f.rule for f in refusal.value.faults] == ["reform_proposal.in_common"]


def test_every_step_by_everyone_from_every_state(world: World) -> None:
    people = {**{name: name for name in CAST}, "nobody": "nobody", "jurist": "jurist"}
    world.people["jurist"] = person("jurist", "Jurist", "legal_drafter",
                                    organisation="confederation-hesperides")  # fmt: skip
    drafters = {"officer", "national", "second", "far_officer", "manager", "uncalled", "jurist"}
    approvers = {"signatory", "uncalled"}
    acts: dict[str, Callable[[str, str], object]] = {
        step: lambda number, who, step=step: _move(world, number, step, who)
        for step in (ReformStep.SUBMIT, ReformStep.REVISE, ReformStep.SET_ASIDE)
    }
    acts[ReformStep.ADOPT] = lambda number, who: _approve(world, number, who)
    for status in ReformStatus:
        number = _at(world, status)
        for step, sources, _to, policy in REFORM_STEPS:
            allowed = drafters if policy == "can_draft_reform" else approvers
            for who in people:
                may = status in sources and who in allowed
                done = True
                try:
                    with transaction.atomic():
                        acts[step](number, who)
                        transaction.set_rollback(True)
                except Refusal:
                    done = False
                assert done is may, (status, step, who)


def _at(world: World, status: ReformStatus) -> str:
    number = _write(world, scenario=_scenario())
    if status in {ReformStatus.SUBMITTED, ReformStatus.ADOPTED}:
        _move(world, number, "submit")
    if status is ReformStatus.ADOPTED:
        _approve(world, number, "signatory")
        _approve(world, number, "uncalled")
    if status is ReformStatus.SET_ASIDE:
        with pytest.raises(Refusal):
            _move(world, number, "set_aside", reason=" ")
        _move(world, number, "set_aside")
    assert ReformProposal.objects.get(number=number).status == status
    return number


def test_before_adoption_only_its_drafters_and_an_auditor_read_it(world: World) -> None:
    number = _write(world)
    readers = {"officer", "national", "second", "far_officer", "manager", "signatory",
               "secretary", "uncalled", "auditor"}  # fmt: skip
    for who in (*CAST, "nobody"):
        may = can_read_reform(world.under(who), BODIES, is_adopted=False, is_exercise=True)
        assert may is (who in readers), who
        seen = {item.number for item in reform_proposals(world.under(who))}
        assert seen == ({number} if may else set()), who


def test_once_submitted_the_secretary_of_its_committee_reads_it(world: World) -> None:
    number = _at(world, ReformStatus.SUBMITTED)
    CorridorInstitution.objects.create(
        corridor=world.corridor, organisation_id=world.keys["audit-hesperides"], part=Part.INFORMS
    )
    secretary = world.under("secretary")
    assert secretary is not None
    under = replace(secretary, organisation="audit-hesperides")
    assert reform_proposals(under) == ()
    Corridor.objects.update(standing_committee=record_committee(late=1))
    assert [item.number for item in reform_proposals(under)] == [number]
    found = reform_proposal(number)
    assert found is not None
    assert can_read_reform(
        under, found.bodies, is_adopted=False, is_exercise=True, hearers=found.hearers
    )
    # Another of the same body still does not: it waits for the committee, not for its members.
    member = replace(under, role=Role.FUND_OFFICER)
    assert reform_proposals(member) == ()
    _move(world, number, "revise")
    assert reform_proposals(under) == ()
    assert [row.number for row in proposals_in_drafting(under, on=ON)] == [number]
    assert proposals_in_drafting(member, on=ON) == ()
