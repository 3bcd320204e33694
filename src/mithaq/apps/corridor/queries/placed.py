"""In which corridor a settlement or a proposal of reform is spoken of, and what was asked of it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.models import (
    Corridor,
    CorridorInstitution,
    ReformProposal,
    Settlement,
    SystemicProblem,
)
from mithaq.apps.corridor.queries.debts.access import BEFORE_FUND
from mithaq.apps.corridor.queries.debts.statements import settlement_rows
from mithaq.apps.corridor.queries.referrals import referrals_where
from mithaq.apps.corridor.queries.steering import Steered, steered_where
from mithaq.apps.corridor.queries.views import ReferralView
from mithaq.apps.organisations.models import Membership
from mithaq.apps.organisations.queries.dates import in_force


def settlements_in(corridor_id: int, *, on: date) -> QuerySet[Settlement]:
    """The settlements that a corridor speaks of: those asked in one of its cases; else those that
    its fund decides for a member of one of its federations, which already knows of them."""
    corridor = Corridor.objects.filter(pk=corridor_id)
    parts = CorridorInstitution.objects.filter(in_force(on), corridor=corridor_id)
    members = Membership.objects.filter(
        in_force(on),
        federation__in=parts.filter(part=Part.RELAYS).values("organisation"),
    )
    known = Q(
        statement__case__isnull=True,
        statement__issuer__in=parts.filter(part=Part.DECIDES).values("organisation"),
        statement__company__in=members.values("member"),
    )
    return (
        settlement_rows()
        .filter(Q(statement__case__corridor=corridor_id) | known)
        .filter(is_exercise__in=corridor.values("is_exercise"))
        .exclude(status__in=BEFORE_FUND)
    )


def corridors_of_object(kind: str, ref: str, *, on: date) -> tuple[Steered, ...]:
    """The corridors in which an object may be put before the committee; none when none has one."""
    rows = Corridor.objects.filter(standing_committee__isnull=False)
    if kind == ReferralKind.PROPOSAL:
        proposals = ReformProposal.objects.filter(number=ref)
        return steered_where(Q(pk__in=rows.filter(pk__in=proposals.values("corridor"))), on=on)
    if kind == ReferralKind.PROBLEM and ref.isdecimal():
        problems = SystemicProblem.objects.filter(pk=ref)
        return steered_where(Q(pk__in=rows.filter(pk__in=problems.values("corridor"))), on=on)
    if kind != ReferralKind.SETTLEMENT:
        return ()
    found = [
        key
        for key in rows.values_list("pk", flat=True)
        if settlements_in(key, on=on).filter(number=ref).exists()
    ]
    return steered_where(Q(pk__in=found), on=on)


def is_spoken_of(corridor_id: int, kind: str, ref: str, *, on: date) -> bool:
    """Whether a settlement or a proposal exists in a corridor."""
    if kind == ReferralKind.SETTLEMENT:
        return settlements_in(corridor_id, on=on).filter(number=ref).exists()
    return ReformProposal.objects.filter(corridor=corridor_id, number=ref).exists()


def referrals_of_object(kind: str, ref: str) -> tuple[ReferralView, ...]:
    """Everything that committees were asked about a settlement or a proposal, the oldest first."""
    return referrals_where(Q(kind=kind, object_ref=ref), is_redacted=False)
