"""What a relay is told of who handles a case about a person's right: all such cases look alike, as
an institution called for one family tells what the case is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import SideStatus, side_state
from mithaq.apps.corridor.queries.apart import apart_among
from mithaq.apps.corridor.queries.turns import Act, SideState, Turn
from mithaq.apps.corridor.queries.views import NOTHING, CaseView, SideView


def alike_turns(
    turns: Sequence[Turn], sides: Sequence[SideState], *, apart: frozenset[str]
) -> tuple[Turn, ...]:
    """The same turns without those institutions: whoever decides answers for what it asks them."""
    kept = tuple(turn for turn in turns if turn.organisation not in apart)
    deciding = (
        side for side in sides if side.part == Part.DECIDES and side.organisation not in apart
    )
    lead = next(deciding, None)
    known = {turn.organisation for turn in kept}
    if len(kept) == len(turns) or lead is None or lead.organisation in known:
        return kept
    act = Act.CLOSE if lead.status == SideStatus.ANSWERED else Act.ANSWER
    return (*kept, Turn(lead.organisation, act))


def alike_case(view: CaseView, *, own: str) -> CaseView:
    """A redacted case without the institutions that its family calls."""
    bodies = ((side.institution, side.is_called) for side in view.sides)
    apart = apart_among(bodies, for_blind=view.is_redacted, own=own)
    if not apart:
        return view
    states = [SideState(side.institution, side.part, side.status) for side in view.sides]
    return replace(
        view,
        sides=tuple(
            _examining(side, view) if side.waits_for in apart else side
            for side in view.sides
            if side.institution not in apart
        ),
        turns=alike_turns(view.turns, states, apart=apart),
        messages=tuple(item for item in view.messages if item.organisation not in apart),
        appointments=tuple(item for item in view.appointments if item.institution not in apart),
    )


def _examining(side: SideView, view: CaseView) -> SideView:
    """Waiting for one of them is a way of examining: its name would tell the family."""
    return replace(
        side,
        status=SideStatus.IN_HAND,
        status_label=side_state(SideStatus.IN_HAND, side.part, view.status),
        waits_for="",
        waits_for_labels=NOTHING,
    )
