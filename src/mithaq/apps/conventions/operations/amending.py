"""A signed amendment enters the register whole, or not at all; the convention's rows stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.amending import AmendedKind, ChangeAction
from mithaq.apps.conventions.events import AmendmentRecorded, AmendmentWithdrawn
from mithaq.apps.conventions.models import (
    Amendment,
    AmendmentChange,
    Commitment,
    CommitmentOwner,
    CommitmentProgress,
    Convention,
)
from mithaq.apps.conventions.operations._added_committees import (
    forget_added_committees,
    keep_added_committees,
)
from mithaq.apps.conventions.operations._amendment_checks import (
    AmendmentDraft,
    document_faults,
    header_faults,
)
from mithaq.apps.conventions.operations._search import with_amendments
from mithaq.apps.conventions.queries.amending import Misfit, as_amended
from mithaq.apps.conventions.queries.amendments import amendments_by_convention, names_of
from mithaq.apps.conventions.queries.details import convention_detail
from mithaq.apps.conventions.queries.views import (
    AmendmentView,
    ConventionDetail,
    SourceRef,
)
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

NOTHING: Final = Labels("")
# Where a change that is checked stands; what it rests on is not part of the check.
UNSOURCED: Final = SourceRef(
    code="", labels=NOTHING, kind="", publisher="", url="", published=UncertainDate.unknown(),
    locator="",
)  # fmt: skip


def amendment_faults(reference: str, draft: AmendmentDraft) -> list[Fault]:
    """Find everything wrong with an amendment before it is recorded, without writing anything.

    Raises ``LookupError`` when the register has no such convention.
    """
    convention = Convention.objects.filter(reference=reference).first()
    detail = convention_detail(reference)
    if convention is None or detail is None:
        raise LookupError(reference)
    others = amendments_by_convention([convention.pk]).get(convention.pk, ())
    return [
        *header_faults(convention, draft, others),
        *document_faults(draft),
        *_fit_faults(detail, others, draft),
    ]


@transaction.atomic
def record_amendment(
    *,
    reference: str,
    draft: AmendmentDraft,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> AmendmentRecorded:
    """Write an amendment to a signed convention; the same one is found again, nothing is written.

    Raises ``Refusal`` with every fault at once: number taken, effect before the signature without
    a reason, an object that does not exist on that day, a later amendment that no longer fits…
    """
    convention = Convention.objects.select_for_update().get(reference=reference)
    if _is_known(convention, draft):
        return AmendmentRecorded(reference=reference, number=draft.number, is_new=False)
    refuse_if_any(amendment_faults(reference, draft))
    amendment = _write(convention, draft, actor=actor, at=at)
    keep_added_committees(amendment, draft.changes)
    _keep_found(convention)
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.amend",
        object_type="convention",
        object_ref=reference,
        object_label=str(convention.labels),
        before=None,
        after={
            "amendment": amendment.number,
            "effective_on": draft.effective_on.isoformat(),
            "changes": [
                f"{change.action} {change.kind} {change.number}" for change in draft.changes
            ],
        },
        reason=reason,
        at=at,
    )
    return AmendmentRecorded(reference=reference, number=amendment.number, is_new=True)


@transaction.atomic
def withdraw_amendment(
    *,
    reference: str,
    number: int,
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> AmendmentWithdrawn:
    """Take back an amendment recorded by mistake, as long as the later ones stand without it."""
    convention = Convention.objects.select_for_update().get(reference=reference)
    amendment = Amendment.objects.get(convention=convention, number=number)
    detail = convention_detail(reference)
    told = amendments_by_convention([convention.pk]).get(convention.pk, ())
    others = [item for item in told if item.number != number]
    if detail is not None:
        refuse_if_any(_said_of(item) for item in _new_misfits(detail, told, others))
        _forget_added(convention, detail, others)
        forget_added_committees(convention, others)
    AmendmentChange.objects.filter(amendment=amendment).delete()
    amendment.delete()
    _keep_found(convention)
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.withdraw_amendment",
        object_type="convention",
        object_ref=reference,
        object_label=str(convention.labels),
        before={"amendment": number},
        after=None,
        reason=reason,
        at=at,
    )
    return AmendmentWithdrawn(reference=reference, number=number)


def view_of(draft: AmendmentDraft) -> AmendmentView:
    """An amendment as it would be read once recorded, its source apart."""
    return AmendmentView(
        number=draft.number,
        labels=draft.title,
        signed_on=draft.signed_on,
        effective_on=draft.effective_on,
        reason=draft.reason,
        retroactive_reason=draft.retroactive_reason,
        source=UNSOURCED,
        document_sha256=draft.document_sha256,
        changes=draft.changes,
    )


def _keep_found(convention: Convention) -> None:
    convention.search_text = with_amendments(convention)
    convention.save(update_fields=["search_text"])


def _write(
    convention: Convention, draft: AmendmentDraft, *, actor: User | None, at: datetime
) -> Amendment:
    amendment = Amendment.objects.create(
        convention=convention,
        number=draft.number,
        label_fr=draft.title.fr,
        label_ar=draft.title.ar,
        label_en=draft.title.en,
        convention_status=convention.status,
        signed_on=draft.signed_on,
        effective_on=draft.effective_on,
        reason_fr=draft.reason.fr,
        reason_ar=draft.reason.ar,
        reason_en=draft.reason.en,
        retroactive_reason_fr=draft.retroactive_reason.fr,
        retroactive_reason_ar=draft.retroactive_reason.ar,
        retroactive_reason_en=draft.retroactive_reason.en,
        source_id=draft.source_id,
        locator=draft.locator,
        document_sha256=draft.document_sha256,
        recorded_by=actor,
        recorded_at=at,
    )
    AmendmentChange.objects.bulk_create(
        AmendmentChange(
            amendment=amendment,
            rank=change.rank,
            action=change.action,
            object_kind=change.kind,
            object_number=change.number,
            content=dict(change.content),
            article=change.article,
        )
        for change in draft.changes
    )
    return amendment


def _forget_added(
    convention: Convention, detail: ConventionDetail, others: Iterable[AmendmentView]
) -> None:
    """Remove the rows of commitments that no amendment adds any more; none may be followed."""
    added = {
        change.number
        for item in others
        for change in item.changes
        if (change.action, change.kind) == (ChangeAction.ADD, AmendedKind.COMMITMENT)
    }
    left = Commitment.every.filter(convention=convention, is_added=True).exclude(number__in=added)
    owned = set(CommitmentOwner.objects.filter(commitment__in=left).values_list("commitment"))
    told = set(CommitmentProgress.objects.filter(commitment__in=left).values_list("commitment"))
    refuse_if_any(_followed(row) for row in left if (row.pk,) in owned | told)
    left.delete()


def _followed(row: Commitment) -> Fault:
    return Fault(
        where=f"commitment.{row.number}",
        sentence=Labels(
            f"L’engagement n° {row.number}, que cet avenant ajoute, est déjà suivi : quelqu’un en "
            "répond ou a dit où il en est.",
            f"الالتزام رقم {row.number} الذي يضيفه هذا الملحق متابَع بالفعل: له مسؤول أو سُجّل تقدمه.",
            f"Commitment no. {row.number}, which this amendment adds, is already followed: someone "
            "answers for it or reported on it.",
        ),
        rule="amendment.added_commitment_is_followed",
        remedy=Labels(
            "Inscrivez un avenant qui le retire : son suivi reste lisible.",
            "سجّلوا ملحقا يسحبه: تبقى متابعته مقروءة.",
            "Record an amendment that withdraws it: what was followed stays readable.",
        ),
    )


def _is_known(convention: Convention, draft: AmendmentDraft) -> bool:
    """Whether the very same amendment is already there."""
    row = Amendment.objects.filter(convention=convention, number=draft.number).first()
    if row is None:
        return False
    told = amendments_by_convention([convention.pk]).get(convention.pk, ())
    same = (row.source_id, row.locator) == (draft.source_id, draft.locator)
    return same and any(replace(item, source=UNSOURCED) == view_of(draft) for item in told)


def _fit_faults(
    detail: ConventionDetail, others: tuple[AmendmentView, ...], draft: AmendmentDraft
) -> Iterator[Fault]:
    """What does not fit: in the new amendment, and in those that follow it."""
    if any(item.number == draft.number for item in others):
        return
    for item in _new_misfits(detail, others, [*others, view_of(draft)]):
        yield item.fault if item.amendment == draft.number else _said_of(item)


def _new_misfits(
    detail: ConventionDetail, before: Iterable[AmendmentView], after: Iterable[AmendmentView]
) -> list[Misfit]:
    """What no longer fits when the amendments are others: the last day sees them all."""
    told, changed = tuple(before), tuple(after)
    names = names_of((*told, *changed), detail)
    held = set(as_amended(detail, told, names=names, on=date.max).misfits)
    found = as_amended(detail, changed, names=names, on=date.max).misfits
    return [item for item in found if item not in held]


def _said_of(item: Misfit) -> Fault:
    """A fault of another amendment says which."""
    said = item.fault.sentence
    return replace(
        item.fault,
        where=f"amendments[{item.amendment}].{item.fault.where}",
        sentence=Labels(
            f"Avenant {item.amendment} : {said.fr}",
            f"الملحق {item.amendment}: {said.ar}",
            f"Amendment {item.amendment}: {said.en}",
        ),
    )
