"""The terms of a case that wait for no answer: what an agreement carries, apart from the rest."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.cases import ENDED_CASES
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.queries.views import AgreementView, CaseView, ProposalView


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsTold:
    """``standing`` are the terms that an agreement carries, each with what became of it: signed
    and in force, or still to sign. ``past`` are those without effect."""

    standing: tuple[tuple[ProposalView, str], ...]
    past: tuple[ProposalView, ...]


def terms_told(case: CaseView) -> TermsTold:
    """The terms of a case but those that wait for an answer, in their order."""
    carried = {item.proposal_id: item for item in case.agreements if item.dropped_at is None}
    settled = [item for item in case.proposals if item.status != ProposalStatus.MADE]
    return TermsTold(
        standing=tuple(
            (item, _became(case, carried[item.id])) for item in settled if item.id in carried
        ),
        past=tuple(item for item in settled if item.id not in carried),
    )


def open_proposal(case: CaseView) -> ProposalView | None:
    """The terms of a case that wait for an answer."""
    return next((item for item in case.proposals if item.status == ProposalStatus.MADE), None)


def terms_of(case: CaseView, agreement: AgreementView | None) -> ProposalView | None:
    """The terms from which an agreement was drawn up, and so who proposed it and when."""
    if agreement is None:
        return None
    return next((item for item in case.proposals if item.id == agreement.proposal_id), None)


def _became(case: CaseView, agreement: AgreementView) -> str:
    if not agreement.is_in_force:
        return _("acceptés, à signer")
    if case.status in ENDED_CASES:
        return _("signés par toutes les parties appelées à signer")
    return _("signés par toutes les parties appelées à signer, en vigueur")
