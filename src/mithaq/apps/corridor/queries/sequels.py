"""What became of everything a decision answered: measured from what was recorded, not said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mithaq.apps.corridor.choices.cases import ENDED_CASES, CaseStatus
from mithaq.apps.corridor.choices.debts import SettlementStatus
from mithaq.apps.corridor.choices.problems import ProblemStatus, ReferralKind, ReferralStatus
from mithaq.apps.corridor.choices.questions import ReformStatus
from mithaq.apps.corridor.models import (
    Case,
    CommitteeReferral,
    CorridorInstitution,
    Outcome,
    ReformProposal,
    Settlement,
)
from mithaq.apps.corridor.queries.awaited import awaited_of
from mithaq.apps.corridor.queries.clocks import working_days
from mithaq.apps.corridor.queries.debts.plan_views import ContributionView, InstalmentView
from mithaq.apps.corridor.queries.debts.plans import asked_of, contribution_views
from mithaq.apps.corridor.queries.debts.settled import with_corrections
from mithaq.apps.corridor.queries.referrals import title_of
from mithaq.apps.organisations.queries.dates import in_force
from mithaq.base.text import Labels

NOBODY: Final = Labels("")
STATES: Final = {
    ReferralKind.CASE: CaseStatus,
    ReferralKind.PROBLEM: ProblemStatus,
    ReferralKind.SETTLEMENT: SettlementStatus,
    ReferralKind.PROPOSAL: ReformStatus,
}

# Two windows of a few days compare nothing.
LEAST: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing counted on the day of a decision and today."""

    label: str | Promise
    before: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """What a decision answered, and its effect: counts before and since, days until it closed.

    ``measured_on`` is the first day whose counts tell something: the day of the effect expected,
    else the day after the decision. ``state`` is where it stands today; a case about
    a person's right says no more than its number. What ends in ``_before`` is where it stood just
    before the decision: nothing of it is known of a decision older than the reading of it.
    """

    referral_id: int
    kind: str
    kind_label: str | Promise
    object_ref: str
    case: UUID | None
    problem: UUID | None
    title: Labels
    decision_id: int
    decided_at: datetime
    state: str | Promise
    closed_after_days: int | None
    open_days: int | None
    measures: tuple[Measure, ...]
    measured_on: date
    state_before: str | Promise = ""
    owner_before: Labels = NOBODY
    owner: Labels = NOBODY
    due_before: date | None = None
    due_on: date | None = None
    is_ended: bool = False
    closed_at: datetime | None = None
    # What its closing unblocked, in centimes, of a case that is not about a person's right.
    money: int | None = None

    @property
    def key(self) -> str:
        """What it answered, as agendas name it."""
        return f"{self.kind}:{self.object_ref}"


def sequels_of_decision(decision_id: int, *, at: datetime) -> tuple[Sequel, ...]:
    """Everything that one decision answered."""
    return _sequels(Q(decision=decision_id), at)


def sequels_of_meeting(meeting_id: int, *, at: datetime) -> tuple[Sequel, ...]:
    """Everything that the decisions of a meeting answered."""
    return _sequels(Q(decision__meeting=meeting_id), at)


def keys_decided_near(organisation: str, *, on: date) -> tuple[tuple[int, str], ...]:
    """What decisions answered in the corridors of a body, or of a company's own cases: the key of
    each decision with the key of what it answered. Who may open that reads the decision."""
    corridors = CorridorInstitution.objects.filter(in_force(on), organisation__slug=organisation)
    rows = CommitteeReferral.objects.filter(
        Q(corridor__in=corridors.values("corridor")) | Q(case__company__slug=organisation),
        status=ReferralStatus.DECIDED,
        decision__isnull=False,
    ).values_list("decision", "kind", "object_ref")
    return tuple((pk, f"{kind}:{ref}") for pk, kind, ref in rows)


def _sequels(which: Q, at: datetime) -> tuple[Sequel, ...]:
    rows = list(
        CommitteeReferral.objects.filter(which, status=ReferralStatus.DECIDED)
        .select_related(
            "case__subject",
            "case__waits_for",
            "case__company",
            "problem__owner",
            "decision",
            "owner_before",
        )
        .annotate(money=Subquery(_money()))
        .order_by("decided_at", "pk")
    )
    plans = _plans(row.object_ref for row in rows if row.kind == ReferralKind.SETTLEMENT)
    refs = [row.object_ref for row in rows if row.kind == ReferralKind.PROPOSAL]
    reforms = {row.number: row for row in ReformProposal.objects.filter(number__in=refs)}
    found = []
    for row in rows:
        told = _told(row, at)
        if row.case is not None:
            told = replace(_case(told, row.case, at), money=row.money)
        elif row.problem is not None:
            told = _problem(told, row.problem, at)
        elif row.object_ref in plans:
            told = _settlement(told, *plans[row.object_ref], at=at)
        elif row.object_ref in reforms:
            told = replace(told, state=ReformStatus(reforms[row.object_ref].status).label)
        found.append(told)
    return tuple(found)


def _money() -> QuerySet[Outcome, Any]:
    """What the last closing of a case since the decision unblocked."""
    found = Outcome.objects.filter(
        case=OuterRef("case"),
        decided_at__gte=OuterRef("decided_at"),
        case__subject__is_personal=False,
    )
    return found.order_by("-decided_at").values("money_unblocked_centimes")[:1]


def _told(row: CommitteeReferral, at: datetime) -> Sequel:
    return Sequel(
        referral_id=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        object_ref=row.object_ref,
        case=row.case.public_id if row.case else None,
        problem=row.problem.public_id if row.problem else None,
        title=title_of(row),
        decision_id=row.decision_id or 0,
        decided_at=row.decided_at or at,
        state="",
        closed_after_days=None,
        open_days=None,
        measures=(),
        measured_on=_measured_on(row, timezone.localtime(row.decided_at or at).date()),
        state_before=dict(STATES[ReferralKind(row.kind)].choices).get(row.state_before, ""),
        owner_before=row.owner_before.labels if row.owner_before else NOBODY,
        due_before=row.due_before,
    )


def _measured_on(row: CommitteeReferral, decided: date) -> date:
    expected = row.decision.effect_by_on if row.decision else None
    return expected or decided + timedelta(days=1)


def _case(told: Sequel, case: Case, at: datetime) -> Sequel:
    awaited = awaited_of(case)
    closed = case.closed_at if case.closed_at and case.closed_at >= told.decided_at else None
    return replace(
        told,
        state=case.get_status_display(),
        owner=awaited.labels if awaited else NOBODY,
        due_on=awaited.due_on if awaited else None,
        is_ended=case.status in ENDED_CASES,
        closed_at=closed,
        closed_after_days=working_days(told.decided_at, closed) if closed else None,
        open_days=None if case.closed_at else working_days(told.decided_at, at),
    )


def _problem(told: Sequel, problem: Any, at: datetime) -> Sequel:
    """Cases of the cause filed in as many days before the decision as have passed since: to be
    read once there are enough of them."""
    span = max(at - told.decided_at, timedelta(days=1))
    cases = Case.objects.filter(systemic_problem=problem)
    since = cases.filter(submitted_at__gt=told.decided_at, submitted_at__lte=at).count()
    before = cases.filter(
        submitted_at__gt=told.decided_at - span, submitted_at__lte=told.decided_at
    ).count()
    label = ngettext_lazy(
        "dossiers déposés pour cette cause, en un jour avant la décision et un jour depuis",
        "dossiers déposés pour cette cause, en %(n)s jours avant la décision et autant depuis",
        "n",
    ) % {"n": max(span, LEAST).days}
    return replace(
        told,
        state=problem.get_status_display(),
        owner=problem.owner.labels,
        due_on=problem.due_on,
        measured_on=max(told.measured_on, timezone.localtime(told.decided_at + LEAST).date()),
        measures=(Measure(label=label, before=before, now=since),),
    )


def _settlement(
    told: Sequel,
    row: Settlement,
    instalments: Sequence[InstalmentView],
    contributions: Sequence[ContributionView],
    *,
    at: datetime,
) -> Sequel:
    then, today = timezone.localtime(told.decided_at).date(), timezone.localtime(at).date()
    return replace(
        told,
        state=row.get_status_display(),
        measures=(
            Measure(
                label=_("échéances non payées à temps"),
                before=sum(_asked_then(item, then).is_late(then) for item in instalments),
                now=sum(_as_of(item, today).is_late(today) for item in instalments),
            ),
            Measure(
                label=_("mois de cotisations courantes non payés"),
                before=sum(_unpaid(item, then) for item in contributions),
                now=sum(_unpaid(item, today) for item in contributions),
            ),
        ),
    )


def _asked_then(item: InstalmentView, on: date) -> InstalmentView:
    """An instalment as it was asked on a day: what a contest took off it since is not counted."""
    return replace(_as_of(item, on), lowered=0)


def _as_of(item: InstalmentView, on: date) -> InstalmentView:
    """An instalment as it stood on a day: payments made later are not counted."""
    paid = tuple(payment for payment in item.payments if payment[0] <= on)
    return replace(item, payments=paid, paid=sum(amount for _day, amount in paid))


def _unpaid(item: ContributionView, on: date) -> bool:
    return on > item.due_on and (item.paid_on is None or item.paid_on > on)


def _plans(
    numbers: Iterable[str],
) -> dict[str, tuple[Settlement, tuple[InstalmentView, ...], tuple[ContributionView, ...]]]:
    which = Settlement.objects.filter(number__in=list(numbers)).select_related("statement")
    rows = list(with_corrections(which))
    instalments, contributions = asked_of(rows), contribution_views(row.pk for row in rows)
    return {
        row.number: (row, instalments.get(row.pk, ()), contributions.get(row.pk, ()))
        for row in rows
    }
