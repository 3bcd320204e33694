"""The rows of committees that amendments add: they keep their sittings like those of a text."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.apps.conventions.choices.amending import AmendedKind, ChangeAction
from mithaq.apps.conventions.models import (
    Amendment,
    Committee,
    CommitteeMember,
    CommitteeRule,
    Convention,
    Meeting,
)
from mithaq.apps.conventions.queries.reading import amended_text
from mithaq.apps.conventions.queries.views import AmendmentView, ChangeView
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels


def keep_added_committees(amendment: Amendment, changes: Iterable[ChangeView]) -> None:
    """Make what the seats, the rule and the sittings of an added committee will name."""
    numbers = {change.number for change in changes if _adds(change)}
    known = Committee.every.filter(convention=amendment.convention, number__in=numbers)
    numbers -= set(known.values_list("number", flat=True))
    if not numbers:
        return
    text = amended_text(
        amendment.convention_id, on=amendment.effective_on, kinds={AmendedKind.COMMITTEE}
    )
    bodies = [text.committee(number) for number in sorted(numbers)] if text else []
    Committee.every.bulk_create(
        Committee(
            convention=amendment.convention,
            number=body.number,
            kind=body.kind,
            label_fr=body.labels.fr,
            label_ar=body.labels.ar,
            label_en=body.labels.en,
            cadence_count=body.cadence_count,
            cadence_period=body.cadence_period,
            chair_fr=body.chair.fr,
            chair_ar=body.chair.ar,
            chair_en=body.chair.en,
            quorum=body.quorum,
            grade=body.grade,
            source=amendment.source,
            locator=amendment.locator,
            is_added=True,
        )
        for body in bodies
        if body is not None
    )


def forget_added_committees(convention: Convention, others: Iterable[AmendmentView]) -> None:
    """Remove the rows of committees that no amendment adds any more; none may have begun to sit."""
    added = {change.number for item in others for change in item.changes if _adds(change)}
    left = Committee.every.filter(convention=convention, is_added=True).exclude(number__in=added)
    begun = {
        key
        for table in (CommitteeRule, CommitteeMember, Meeting)
        for key in table.objects.filter(committee__in=left).values_list("committee", flat=True)
    }
    refuse_if_any(_kept(row) for row in left if row.pk in begun)
    left.delete()


def _adds(change: ChangeView) -> bool:
    return (change.action, change.kind) == (ChangeAction.ADD, AmendedKind.COMMITTEE)


def _kept(row: Committee) -> Fault:
    return Fault(
        where=f"committee.{row.number}",
        sentence=Labels(
            f"Le comité n° {row.number}, que cet avenant ajoute, a déjà sa composition ou ses "
            "séances.",
            f"اللجنة رقم {row.number} التي يضيفها هذا الملحق لها بالفعل تشكيلتها أو اجتماعاتها.",
            f"Committee no. {row.number}, which this amendment adds, already has its members or "
            "its sittings.",
        ),
        rule="amendment.added_committee_sits",
        remedy=Labels(
            "Inscrivez un avenant qui le retire : ses séances restent lisibles.",
            "سجّلوا ملحقا يسحبها: تبقى اجتماعاتها مقروءة.",
            "Record an amendment that withdraws it: its sittings stay readable.",
        ),
    )
