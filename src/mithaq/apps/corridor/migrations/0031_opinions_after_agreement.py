"""Once all have signed, no case waits for an opinion: the turns kept of such cases say so too."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.db import migrations

from mithaq.apps.corridor.models.cases import NEVER

turns = import_module("mithaq.apps.corridor.migrations.0007_turns_kept")


def keep_turns(apps: Any, schema_editor: Any) -> None:
    """Read the cases that are agreed, one by one; their clocks follow with the next act."""
    del schema_editor
    for case, sides, bodies in turns.awaited(apps):
        if case.status == "agreed" and any(side.part == "informs" for side in sides):
            _keep(case, [side for side in sides if side.is_open], bodies)


def _keep(case: Any, sides: Sequence[Any], bodies: set[str]) -> None:
    for side in sides:
        was, side.is_awaited = side.is_awaited, side.institution.slug in bodies
        if was and not side.is_awaited:
            side.due_at = None
            # Where silence is an answer, no turn stops the delay.
            side.bound_at = side.bound_at if side.norm and side.norm.silence else None
    first = min((side.due_at for side in sides if side.due_at), default=NEVER)
    for side in sides:
        side.sorted_at = side.due_at or min(side.bound_at or NEVER, first)
        # A relay is not told of those that the family of a person's case calls.
        is_blind = case.subject.is_personal and side.part == "relays"
        others = [
            one.bound_at
            for one in sides
            if one.bound_at and one.pk != side.pk and not (is_blind and one.is_called)
        ]
        side.elsewhere_due_at = min(others, default=None)
        side.save(
            update_fields=["is_awaited", "due_at", "sorted_at", "elsewhere_due_at", "bound_at"]
        )
    case.is_awaited = case.company.slug in bodies
    case.save(update_fields=["is_awaited"])


class Migration(migrations.Migration):
    dependencies = [("corridor", "0030_rank_of_hands_given")]
    operations = [migrations.RunPython(keep_turns, migrations.RunPython.noop)]
