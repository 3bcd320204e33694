"""Who will read terms once they are proposed, and who will have to answer them."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.queries.access import is_outside
from mithaq.apps.corridor.queries.apart import is_blind
from mithaq.apps.corridor.queries.turns import SideState, addressees, signers, still_to_accept
from mithaq.apps.corridor.queries.views import CaseView, ProposalView
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsReader:
    """One party of a case before terms: ``part`` is empty for the company. One that ``proposes``
    reads its own words; of a case about a person's right, a relay reads none."""

    organisation: str
    labels: Labels
    part: str
    part_label: str
    proposes: bool
    reads: bool
    answers: bool


def terms_readers(case: CaseView, *, proposer: str) -> tuple[TermsReader, ...]:
    """Every party of a case: the company, then its institutions in their order."""
    asked = addressees(
        _states(case), company=case.company, proposer=proposer, is_personal=case.is_personal
    )
    bodies = (
        (case.company, case.company_labels, "", ""),
        *((side.institution, side.labels, side.part, side.part_label) for side in case.sides),
    )
    return tuple(
        TermsReader(
            organisation=slug,
            labels=labels,
            part=part,
            part_label=part_label,
            proposes=slug == proposer,
            reads=not is_blind(part, is_personal=case.is_personal),
            answers=slug in asked,
        )
        for slug, labels, part, part_label in bodies
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepting:
    """What follows once a party accepts terms: who must accept still, then who signs, then which
    institutions carry the agreement out."""

    left: tuple[Labels, ...]
    signing: tuple[Labels, ...]
    performing: tuple[Labels, ...]


def accepting(case: CaseView, proposal: ProposalView, *, party: str) -> Accepting:
    """What follows the acceptance of terms by a party of a case."""
    names = {case.company: case.company_labels}
    names |= {side.institution: side.labels for side in case.sides}
    states = _states(case)
    deciding = [side for side in states if side.part == Part.DECIDES and not side.is_outside]
    left = still_to_accept(
        states,
        company=case.company,
        proposer=proposal.proposer,
        accepted={*proposal.accepted, party},
    )
    signing = signers(states, company=case.company, is_personal=case.is_personal)
    return Accepting(
        left=tuple(names[name] for name in left),
        signing=tuple(names[name] for name in signing),
        performing=tuple(names[side.organisation] for side in deciding),
    )


def _states(case: CaseView) -> list[SideState]:
    return [
        SideState(
            side.institution, side.part, side.status,
            is_outside=is_outside(side.status, side.answer_kind),
        )
        for side in case.sides
    ]  # fmt: skip
