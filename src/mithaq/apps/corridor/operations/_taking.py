"""A side is taken by whoever acts for it: proposing, accepting or signing is taking the case."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from mithaq.apps.corridor.choices import RoutingReason
from mithaq.apps.corridor.choices.cases import SideEventKind, SideStatus
from mithaq.apps.corridor.models import Case, Side
from mithaq.apps.corridor.operations._posts import own_post, post_kept_by
from mithaq.apps.corridor.operations._rows import happened, sides_of
from mithaq.apps.corridor.queries.absences import stood_in_posts
from mithaq.base.text import Labels, in_every_language

IN_OWN_NAME: Final = Labels(
    "Pris en charge en son nom par un collègue.",
    "تكفل به زميل باسمه.",
    "Taken in charge by a colleague in their own name.",
)


def taken_by_acting(case: Case, institution: str, *, actor: Any, at: datetime) -> None:
    """The side of an institution that answers terms, or signs, has the case in hand: nobody waits
    for it to take what it has already dealt with. Its clock is that of the turn, as ever."""
    side = next((row for row in sides_of(case) if row.institution.slug == institution), None)
    if side is None or side.status != SideStatus.TO_TAKE:
        return
    side.status = SideStatus.IN_HAND
    if side.case_officer is None:
        side.case_officer = own_post(side, actor, on=timezone.localtime(at).date())
    side.save(update_fields=["status", "case_officer"])


def taken_in_name(side: Side, actor: Any, *, at: datetime) -> None:
    """Whoever takes a side has it under their own name, even one routed to a colleague; who stands
    in for an absent colleague takes it for that colleague."""
    on = timezone.localtime(at).date()
    before = side.case_officer
    key = getattr(actor, "pk", None) or 0
    if before is None:
        side.case_officer = own_post(side, actor, on=on)
        return
    if before.user_id == key or before.pk in stood_in_posts(side.institution_id, key, on=on):
        return
    post = post_kept_by(side, actor, on=on)
    if post is None:
        return
    side.case_officer, side.routing = post, RoutingReason.TRANSFERRED
    happened(
        side, SideEventKind.TRANSFERRED, actor=actor, at=at,
        reason=in_every_language(IN_OWN_NAME), is_of_case=False,
    )  # fmt: skip
