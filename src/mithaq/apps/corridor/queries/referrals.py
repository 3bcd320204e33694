"""What waits for the standing committee of a corridor, and what it decided."""

from __future__ import annotations

from django.db.models import Q

from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import CommitteeReferral
from mithaq.apps.corridor.queries.views import PERSONAL, ReferralView
from mithaq.base.text import Labels


def waiting_referrals(corridor: str) -> tuple[ReferralView, ...]:
    """What the standing committee of a corridor has before it, the oldest first."""
    return referrals_where(
        Q(corridor__slug=corridor, status=ReferralStatus.REFERRED), is_redacted=False
    )


def referrals_of(corridor: str) -> tuple[ReferralView, ...]:
    """Everything referred in a corridor, the oldest first."""
    return referrals_where(Q(corridor__slug=corridor), is_redacted=False)


def referrals_where(
    which: Q, *, is_redacted: bool, hides_personal: bool = True
) -> tuple[ReferralView, ...]:
    """Some referrals; a case about a person's right says no more than that to the committee."""
    rows = CommitteeReferral.objects.filter(which).select_related("case__subject")
    return tuple(
        _view(row, is_redacted=is_redacted or (hides_personal and _is_personal(row)))
        for row in rows.order_by("referred_at", "pk")
    )


def title_of(row: CommitteeReferral) -> Labels:
    """The title of a point as a committee reads it: no benefit of a person is named."""
    return PERSONAL if _is_personal(row) else Labels.from_columns(row, "title")


def _is_personal(row: CommitteeReferral) -> bool:
    return row.case is not None and row.case.subject.is_personal


def _view(row: CommitteeReferral, *, is_redacted: bool) -> ReferralView:
    return ReferralView(
        id=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        object_ref=row.object_ref,
        title=title_of(row),
        reason="" if is_redacted else row.reason,
        status=row.status,
        status_label=row.get_status_display(),
        referred_at=row.referred_at,
        decided_at=row.decided_at,
        decision_id=row.decision_id,
        answer="" if is_redacted else row.answer,
    )
