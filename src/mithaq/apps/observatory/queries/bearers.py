"""The convention that figures and reports are written under, for the operations of this app."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.conventions.models import Convention


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """The keys of a convention, its name for the journal and its exercise flag."""

    convention_id: int
    convention_set_id: int | None
    label_fr: str
    is_exercise: bool


def bearer(reference: str, *, is_locked: bool = False) -> Bearer:
    """Find a convention that must exist; ``is_locked`` holds it until the transaction ends.

    Raises ``ObjectDoesNotExist`` when the register has no such reference.
    """
    rows = Convention.objects.select_for_update() if is_locked else Convention.objects.all()
    row = rows.get(reference=reference)
    return Bearer(
        convention_id=row.pk,
        convention_set_id=row.convention_set_id,
        label_fr=row.label_fr,
        is_exercise=row.is_exercise,
    )
