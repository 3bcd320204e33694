"""What the operations on a text share: find it under lock, see who may, write the audit line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.conventions.choices.drafting import BodyPart
from mithaq.apps.conventions.models import Drafting, DraftingBody, DraftVersion
from mithaq.apps.conventions.operations import _drafting_words as words
from mithaq.apps.conventions.policies import can_see_drafting
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal


def locked(public_id: str, under: MandateView | None) -> tuple[Drafting, list[DraftingBody]]:
    """A text under lock with its bodies; refused alike when it is not there or not to be seen."""
    try:
        key = UUID(str(public_id))
    except ValueError:
        raise Refusal(words.not_there()) from None
    found = Drafting.objects.select_for_update().filter(public_id=key).first()
    if found is None:
        raise Refusal(words.not_there())
    bodies = bodies_of(found)
    if not can_see_drafting(under, slugs(bodies)):
        raise Refusal(words.not_there())
    return found, bodies


def bodies_of(drafting: Drafting) -> list[DraftingBody]:
    """The bodies involved, the steward first."""
    rows = DraftingBody.objects.filter(drafting=drafting).select_related("organisation")
    return list(rows.order_by("part", "rank", "pk"))


def slugs(bodies: list[DraftingBody], *parts: str) -> frozenset[str]:
    """The slugs of the bodies that have some part, or any."""
    return frozenset(body.organisation.slug for body in bodies if not parts or body.part in parts)


def steward_of(bodies: list[DraftingBody]) -> DraftingBody:
    """Who holds the pen."""
    return next(body for body in bodies if body.part == BodyPart.STEWARD)


def current(drafting: Drafting) -> DraftVersion:
    """The text as it is now."""
    return DraftVersion.objects.get(drafting=drafting, number=drafting.version_number)


def digest(content: Mapping[str, Any]) -> str:
    """The fingerprint of a text, whatever the order of its keys."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()


def line(
    drafting: Drafting,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Write the audit line of one act; it names the text by its reference."""
    accounts.record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"drafting.{action}",
        object_type="drafting",
        object_ref=drafting.reference,
        object_label=str(drafting.labels),
        before=before,
        after=after,
        reason=reason,
        at=at,
    )
