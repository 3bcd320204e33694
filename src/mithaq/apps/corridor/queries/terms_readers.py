"""Who will read terms once they are proposed, and who will have to answer them."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.queries.access import is_outside
from mithaq.apps.corridor.queries.turns import SideState, addressees
from mithaq.apps.corridor.queries.views import CaseView
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
    states = [
        SideState(
            side.institution, side.part, side.status,
            is_outside=is_outside(side.status, side.answer_kind),
        )
        for side in case.sides
    ]  # fmt: skip
    asked = addressees(
        states, company=case.company, proposer=proposer, is_personal=case.is_personal
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
            reads=not (case.is_personal and part == Part.RELAYS),
            answers=slug in asked,
        )
        for slug, labels, part, part_label in bodies
    )
