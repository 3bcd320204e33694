"""A file that takes lines out of the register: who took it, of what, is written first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mithaq.apps.accounts.operations.lines import record

if TYPE_CHECKING:
    from mithaq.apps.accounts.operations.lines import Actor


@transaction.atomic
def note_export(
    *,
    actor: Actor,
    mandate: str,
    object_type: str,
    object_ref: str,
    object_label: str,
    after: dict[str, Any],
    reason: str,
    at: datetime,
) -> None:
    """Write that a list left as a file; ``after`` says its form, its rows and what narrowed it.

    A reading, in the journal's sense: nothing that the register holds has changed.
    """
    record(
        actor=actor,
        mandate=mandate,
        action="accounts.read_export",
        object_type=object_type,
        object_ref=object_ref,
        object_label=object_label,
        before=None,
        after=after,
        reason=reason,
        at=at,
    )
