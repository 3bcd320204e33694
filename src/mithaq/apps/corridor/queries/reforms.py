"""Proposals of reform: the list, and one with who approved it and the trial it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices.questions import ReformStatus
from mithaq.apps.corridor.models import ReformDrafter, ReformProposal
from mithaq.apps.corridor.queries.committees import members_of
from mithaq.apps.corridor.queries.corridors import corridors_of
from mithaq.apps.corridor.queries.question_views import BodyRef
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.models import ReformScenario
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class DrafterView:
    """A body that drafts, and its approval."""

    body: BodyRef
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformProposalView:
    """A proposal as its page shows it; ``scenario_name`` is that of the trial it rests on."""

    number: str
    corridor: BodyRef
    title: Labels
    text: Labels
    status: ReformStatus
    scenario: UUID | None
    scenario_name: str
    scenario_digest: str
    drafters: tuple[DrafterView, ...]
    written_at: datetime
    adopted_on: date | None
    reason: str
    is_exercise: bool
    # The bodies of a corridor whose committee has it to examine; none while it is drafted.
    hearers: frozenset[str] = frozenset()

    @property
    def status_label(self) -> str:
        """The state in the reader's language."""
        return str(self.status.label)

    @property
    def bodies(self) -> frozenset[str]:
        """The slugs of the bodies that draft."""
        return frozenset(item.body.slug for item in self.drafters)

    @property
    def is_adopted(self) -> bool:
        """Whether each body that drafts approved it."""
        return self.status is ReformStatus.ADOPTED


def reform_proposals(under: MandateView | None) -> tuple[ReformProposalView, ...]:
    """The proposals that a reader may see, the latest first: those adopted, and those that the
    reader's body drafts or its committee is to examine; an auditor sees all of its world."""
    rows = ReformProposal.objects.select_related("corridor", "scenario").order_by("-written_at")
    seats = _seats(rows.values_list("pk", flat=True))
    found = (_view(row, seats[row.pk]) for row in rows)
    return tuple(item for item in found if _is_seen(item, under))


def reform_proposal(number: str) -> ReformProposalView | None:
    """One proposal."""
    rows = ReformProposal.objects.select_related("corridor", "scenario")
    row = rows.filter(number=number).first()
    return _view(row, _seats([row.pk])[row.pk]) if row else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """A proposal that will reach a committee: its secretary knows who drafts it, not its words."""

    number: str
    bodies: tuple[Labels, ...]
    written_at: datetime
    is_exercise: bool


def proposals_in_drafting(under: MandateView | None, *, on: date) -> tuple[Drafting, ...]:
    """What is drafted in the corridors whose committee this secretary runs, the oldest first."""
    if under is None or under.role != Role.COMMITTEE_SECRETARY or not under.organisation:
        return ()
    rows = ReformProposal.objects.filter(
        status=ReformStatus.DRAFT,
        is_exercise=under.is_exercise,
        corridor__slug__in=corridors_of(under.organisation, on=on),
        corridor__standing_committee__isnull=False,
    ).order_by("written_at", "pk")
    seats = _seats(rows.values_list("pk", flat=True))
    return tuple(
        Drafting(
            number=row.number,
            bodies=tuple(seat.organisation.labels for seat in seats[row.pk]),
            written_at=row.written_at,
            is_exercise=row.is_exercise,
        )
        for row in rows
    )


def computed_scenarios() -> tuple[tuple[UUID, str], ...]:
    """The trials of the reform lab whose result is kept, the latest first."""
    rows = ReformScenario.objects.exclude(result_digest="").order_by("-recorded_at", "-pk")
    return tuple(rows.values_list("public_id", "name"))


def _is_seen(item: ReformProposalView, under: MandateView | None) -> bool:
    if item.is_adopted:
        return True
    if under is None or under.is_exercise != item.is_exercise:
        return False
    if under.role == Role.COMMITTEE_SECRETARY and under.organisation in item.hearers:
        return True
    return under.role == Role.AUDITOR or under.organisation in item.bodies


def _hearers(row: ReformProposal) -> frozenset[str]:
    """Submitted, it waits for the standing committee of its corridor: its bodies hear it."""
    is_examined = row.status == ReformStatus.SUBMITTED and row.corridor.standing_committee_id
    if not is_examined or row.submitted_at is None:
        return frozenset()
    return members_of(row.corridor_id, on=timezone.localtime(row.submitted_at).date())


def _seats(keys: Iterable[int]) -> dict[int, list[ReformDrafter]]:
    found: dict[int, list[ReformDrafter]] = defaultdict(list)
    rows = ReformDrafter.objects.select_related("organisation", "approved_by")
    for row in rows.filter(proposal__in=keys).order_by("organisation__label_fr", "pk"):
        found[row.proposal_id].append(row)
    return found


def _view(row: ReformProposal, seats: Iterable[ReformDrafter]) -> ReformProposalView:
    return ReformProposalView(
        number=row.number,
        corridor=BodyRef(row.corridor.slug, row.corridor.labels),
        title=Labels.from_columns(row, "title"),
        text=Labels.from_columns(row, "text"),
        status=ReformStatus(row.status),
        scenario=row.scenario.public_id if row.scenario else None,
        scenario_name=row.scenario.name if row.scenario else "",
        scenario_digest=row.scenario_digest,
        drafters=tuple(
            DrafterView(
                body=BodyRef(seat.organisation.slug, seat.organisation.labels),
                approved_by=name_here(seat.approved_by),
                approved_at=seat.approved_at,
            )
            for seat in seats
        ),
        written_at=row.written_at,
        adopted_on=row.adopted_on,
        reason=row.reason,
        is_exercise=row.is_exercise,
        hearers=_hearers(row),
    )
