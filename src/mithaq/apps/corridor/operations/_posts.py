"""The post under which a person keeps the side of a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mithaq.apps.corridor.choices import OFFICERS
from mithaq.apps.corridor.models import Case, CaseOfficer, CaseOfficerFamily, Side
from mithaq.apps.corridor.policies.cases import covers
from mithaq.apps.corridor.queries.routing import held_posts
from mithaq.apps.organisations.policies import is_within
from mithaq.apps.organisations.queries import MandateView, mandates_in_force_for
from mithaq.apps.organisations.queries.lookups import territory_ids
from mithaq.base.text import Labels


def is_in_post(officer: CaseOfficer, on: date) -> bool:
    """Whether somebody holds the post on a day, under a mandate in force for it."""
    is_dated = officer.starts_on <= on and (officer.ends_on is None or officer.ends_on >= on)
    return is_dated and officer.pk in held_posts([officer], on=on)


def own_post(side: Side, actor: Any, *, on: date) -> CaseOfficer | None:
    """The post that a person holds at the institution, if any: one for the case before another."""
    key = getattr(actor, "pk", None)
    if not key:
        return None
    rows = CaseOfficer.objects.filter(institution=side.institution_id, user=key)
    held = [row for row in rows.select_related("territory").order_by("pk") if is_in_post(row, on)]
    return min(held, key=lambda row: (not _is_for(row, side.case), row.pk), default=None)


def post_kept_by(side: Side, user: Any, *, on: date) -> CaseOfficer | None:
    """The post under which a person keeps a side: their own; who has none, but a mandate that
    handles the case, is given one as the substitute of its officer, to whom what is filed goes
    first as before."""
    own = own_post(side, user, on=on)
    principal = side.case_officer
    if own is not None or principal is None or not getattr(user, "pk", None):
        return own
    mandate = _able(mandates_in_force_for(user=user.pk, on=on), side)
    if mandate is None:
        return None
    called = mandate.capacity if mandate.capacity.fr else Labels.from_columns(principal, "capacity")
    return CaseOfficer.objects.create(
        institution_id=side.institution_id, user_id=user.pk,
        territory_id=territory_ids([mandate.territory_code]).get(mandate.territory_code)
        if mandate.territory_code else None,
        substitute_for_id=principal.substitute_for_id or principal.pk,
        capacity_fr=called.fr, capacity_ar=called.ar, capacity_en=called.en, starts_on=on,
    )  # fmt: skip


def _able(mandates: Iterable[MandateView], side: Side) -> MandateView | None:
    """The mandate of the institution that handles the case of a side, the widest first."""
    found = [
        item
        for item in mandates
        if item.role in OFFICERS
        and item.organisation == side.institution.slug
        and covers(item, side.case.territory.code)
    ]
    return min(found, key=lambda item: (len(item.territory_code), item.pk), default=None)


def _is_for(post: CaseOfficer, case: Case) -> bool:
    """Whether a post is for the place and the family of a case."""
    if post.territory is not None and not is_within(case.territory.code, post.territory.code):
        return False
    families = CaseOfficerFamily.objects.filter(officer=post).values_list("family", flat=True)
    kept = set(families)
    return not kept or case.subject.family_id in kept
