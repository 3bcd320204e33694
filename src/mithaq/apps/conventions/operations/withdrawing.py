"""A convention recorded by mistake can leave the register, as long as nothing rests on it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import override

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.events import ConventionWithdrawn
from mithaq.apps.conventions.models import (
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Contribution,
    Convention,
    ConventionLink,
    ConventionSet,
    Document,
    LanguageVersion,
    Measure,
    Party,
    PreambleReference,
    Remark,
    Signatory,
    Target,
    Witness,
)
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels

_TIES = (PreambleReference, LanguageVersion, ConventionLink)


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
            sentence=_resting(reference, error),
            rule="convention.withdraw.nothing_rests",
        ) from error
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.withdraw",
        object_type="convention",
        object_ref=reference,
        object_label=str(convention.labels),
        before={"sha256": convention.content_sha256},
        after=None,
        reason=reason,
        at=at,
    )
    return ConventionWithdrawn(reference=reference)


def _resting(reference: str, error: ProtectedError) -> Labels:
    """Name what rests on the convention, by kind and number, in each language."""
    named = {}
    for code in ("fr", "ar", "en"):
        with override(code):
            kinds = Counter(
                # Django offers the name of a table there and nowhere else.
                str(type(row)._meta.verbose_name).capitalize()  # noqa: SLF001
                for row in error.protected_objects
            )
            named[code] = ", ".join(f"{kind} ({n})" for kind, n in sorted(kinds.items()))
    return Labels(
        f"La convention {reference} ne peut plus être retirée. Ce qui repose sur elle : "
        f"{named['fr']}.",
        f"لا يمكن سحب الاتفاقية {reference}. ما يستند إليها: {named['ar']}.",
        f"Convention {reference} can no longer be withdrawn. What rests on it: {named['en']}.",
    )


def _delete_parts(convention: Convention) -> None:
    """Delete from the leaves to the trunk: every key is PROTECT."""
    Signatory.objects.filter(party__convention=convention).delete()
    Contribution.objects.filter(party__convention=convention).delete()
    Commitment.every.filter(convention=convention).delete()
    Committee.every.filter(convention=convention).delete()
    for part in (BudgetLine, Document, Remark, Witness, *_TIES):
        part.objects.filter(convention=convention).delete()
    _delete_targets(Target.objects.filter(convention=convention))
    Measure.objects.filter(axis__convention=convention).delete()
    Axis.objects.filter(convention=convention).delete()
    Party.objects.filter(convention=convention).delete()


def _delete_targets(targets: QuerySet[Target]) -> None:
    """A part leaves before the whole that it breaks down, one storey at a time."""
    parents = Target.objects.filter(parent__isnull=False).values("parent")
    while targets.exclude(pk__in=parents).delete()[0]:
        pass


def _delete_set_if_empty(convention_set: ConventionSet | None) -> None:
    if convention_set is None or Convention.objects.filter(convention_set=convention_set).exists():
        return
    _delete_targets(Target.objects.filter(convention_set=convention_set))
    convention_set.delete()
