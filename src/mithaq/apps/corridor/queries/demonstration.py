"""What a replay of cases needs to know: whether a corridor was told, the keys of what is open."""

from __future__ import annotations

from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.models import Agreement, Case, Proposal


def has_cases(corridor: str) -> bool:
    """Whether any case was filed in a corridor."""
    return Case.objects.filter(corridor__slug=corridor).exists()


def open_proposal(public_id: str) -> int:
    """The key of the proposal of a case that waits for an answer."""
    rows = Proposal.objects.filter(case__public_id=public_id, status=ProposalStatus.MADE)
    return rows.values_list("pk", flat=True).get()


def open_agreement(public_id: str) -> int:
    """The key of the agreement of a case that waits for signatures."""
    rows = Agreement.objects.filter(case__public_id=public_id, concluded_at__isnull=True)
    return rows.values_list("pk", flat=True).get()
