"""A convention recorded by mistake can leave the register, as long as nothing rests on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.events import ConventionWithdrawn
from mithaq.apps.conventions.models import (
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Convention,
    ConventionSet,
    Document,
    Measure,
    Party,
    Remark,
    Signatory,
    Target,
    Witness,
)
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels


@transaction.atomic
def withdraw_convention(
    *, reference: str, actor: User | None, mandate: str, reason: str, at: datetime
) -> ConventionWithdrawn:
    """Undo a recording: remove the convention with its parts, and say so in the audit trail.

    Raises ``Refusal`` when something rests on it (a published report, a daughter convention).
    """
    convention = Convention.objects.select_for_update().get(reference=reference)
    try:
        _delete_parts(convention)
        convention.delete()
        _delete_set_if_empty(convention.convention_set)
    except ProtectedError as error:
        raise Refusal.because(
            where=reference,
            sentence=Labels(
                f"La convention {reference} ne peut plus être retirée : d’autres éléments "
                "reposent sur elle.",
                f"لا يمكن سحب الاتفاقية {reference}: هناك عناصر أخرى تستند إليها.",
                f"Convention {reference} can no longer be withdrawn: other records rest on it.",
            ),
            rule="convention.withdraw.nothing_rests",
        ) from error
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.withdraw",
        object_type="convention",
        object_ref=reference,
        object_label=convention.label_fr,
        before={"sha256": convention.content_sha256},
        after=None,
        reason=reason,
        at=at,
    )
    return ConventionWithdrawn(reference=reference)


def _delete_parts(convention: Convention) -> None:
    """Delete from the leaves to the trunk: every key is PROTECT."""
    Signatory.objects.filter(party__convention=convention).delete()
    for part in (Commitment, BudgetLine, Target, Committee, Document, Remark, Witness):
        part.objects.filter(convention=convention).delete()
    Measure.objects.filter(axis__convention=convention).delete()
    Axis.objects.filter(convention=convention).delete()
    Party.objects.filter(convention=convention).delete()


def _delete_set_if_empty(convention_set: ConventionSet | None) -> None:
    if convention_set is None or Convention.objects.filter(convention_set=convention_set).exists():
        return
    Target.objects.filter(convention_set=convention_set).delete()
    convention_set.delete()
