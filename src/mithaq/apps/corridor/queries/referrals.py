"""What waits for the standing committee of a corridor, and what it decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import ItemStanding, MeetingStatus
from mithaq.apps.conventions.models import AgendaItem
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import Case, CommitteeReferral
from mithaq.apps.corridor.queries.access import CaseAccess, Reads, accesses_of
from mithaq.apps.corridor.queries.views import NOTHING, PERSONAL, ReferralView
from mithaq.base.text import Labels

# Whether someone reads what a party asked the committee about a case.
ReadsQuestion = Callable[[CaseAccess, str], bool]


def referrals_of(
    corridor: str, *, reads: Reads, reads_question: ReadsQuestion
) -> tuple[ReferralView, ...]:
    """What was referred in a corridor, the oldest first: a case, to who knows of it only, and what
    is asked about a person's right to who may read that."""
    which = Q(corridor__slug=corridor)
    unread = unread_cases(which, reads=reads)
    rows = _rows(which & ~unread)
    claims = [row.case for row in rows if row.case is not None and _is_personal(row)]
    known = accesses_of(claims)
    return _views(
        rows,
        is_redacted=False,
        shows=lambda row: row.case_id in known and reads_question(known[row.case_id], _by(row)),
    )


def unread_cases(which: Q, *, reads: Reads) -> Q:
    """The referrals of the cases that a reader does not know of, among some."""
    referred = CommitteeReferral.objects.filter(which, case__isnull=False).values("case")
    cases = Case.objects.filter(pk__in=referred).select_related("company", "territory")
    # One taken off the list stays known to the secretary who took it off.
    found = {key: replace(item, is_referred=True) for key, item in accesses_of(cases).items()}
    return Q(case__in=[key for key, access in found.items() if not reads(access)])


def referrals_where(
    which: Q, *, is_redacted: bool, hides_personal: bool = True, asked_by: Collection[str] = ()
) -> tuple[ReferralView, ...]:
    """Some referrals; a case about a person's right says no more than that to the committee, save
    what was asked by a party of ``asked_by``."""
    return _views(
        _rows(which),
        is_redacted=is_redacted,
        hides_personal=hides_personal,
        shows=lambda row: _by(row) in asked_by,
    )


def _rows(which: Q) -> list[CommitteeReferral]:
    found = CommitteeReferral.objects.filter(which).select_related(
        "case__subject",
        "case__company",
        "case__territory",
        "corridor",
        "referred_by",
        "decision__owner",
    )
    return list(found.order_by("referred_at", "pk"))


def _views(
    rows: Sequence[CommitteeReferral],
    *,
    is_redacted: bool,
    shows: Callable[[CommitteeReferral], bool],
    hides_personal: bool = True,
) -> tuple[ReferralView, ...]:
    sittings = _sittings(rows)
    found = []
    for row in rows:
        hides = is_redacted or (hides_personal and _is_personal(row))
        is_asked = not hides or shows(row)
        found.append(_view(row, is_redacted=hides, is_asked=is_asked, sitting=sittings.get(row.pk)))
    return tuple(found)


def _by(row: CommitteeReferral) -> str:
    return row.referred_by.slug if row.referred_by else ""


def _sittings(rows: Sequence[CommitteeReferral]) -> dict[int, int]:
    """The sitting to come on whose agenda each referral that waits already is, by its number."""
    waiting = [row for row in rows if row.status == ReferralStatus.REFERRED]
    if not waiting:
        return {}
    items = AgendaItem.objects.filter(
        key__in=[f"{row.kind}:{row.object_ref}" for row in waiting],
        standing=ItemStanding.ON_AGENDA,
        meeting__status__in=(MeetingStatus.PLANNED, MeetingStatus.CONVENED),
    )
    found = {
        (committee, key): number
        for committee, key, number in items.values_list(
            "meeting__committee", "key", "meeting__number"
        )
    }
    keyed = ((row, (row.corridor.standing_committee_id, f"{row.kind}:{row.object_ref}"))
             for row in waiting)  # fmt: skip
    return {row.pk: found[key] for row, key in keyed if key in found}


def title_of(row: CommitteeReferral) -> Labels:
    """The title of a point as a committee reads it: no benefit of a person is named."""
    return PERSONAL if _is_personal(row) else Labels.from_columns(row, "title")


def _is_personal(row: CommitteeReferral) -> bool:
    return row.case is not None and row.case.subject.is_personal


def _view(
    row: CommitteeReferral, *, is_redacted: bool, is_asked: bool, sitting: int | None
) -> ReferralView:
    return ReferralView(
        id=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        object_ref=row.object_ref,
        title=title_of(row),
        reason=row.reason if is_asked else "",
        status=row.status,
        status_label=row.get_status_display()
        if sitting is None
        else _("à l’ordre du jour de la séance %(n)s") % {"n": sitting},
        referred_at=row.referred_at,
        decided_at=row.decided_at,
        decision_id=row.decision_id,
        answer="" if is_redacted else row.answer,
        by=_by(row),
        by_labels=row.referred_by.labels if row.referred_by else NOTHING,
        decision_owner=row.decision.owner.slug if row.decision else "",
        decision_due_on=row.decision.due_on if row.decision else None,
    )
