"""A company states its problem: explained first, then filed, numbered and routed to every side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.corridor.choices import CaseLevel, Part
from mithaq.apps.corridor.choices.cases import SideEventKind
from mithaq.apps.corridor.events import CaseSubmitted, ExplanationShown
from mithaq.apps.corridor.models import (
    Case,
    CaseSubject,
    Corridor,
    CorridorInstitution,
    Explanation,
    Message,
    Side,
    SideNorm,
)
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._files import file_faults, keep_files
from mithaq.apps.corridor.operations._numbers import next_rank
from mithaq.apps.corridor.operations._people import people_faults, write_people
from mithaq.apps.corridor.operations._rows import all_refreshed, happened, is_uuid, line, person
from mithaq.apps.corridor.operations.drafts import CaseDraft
from mithaq.apps.corridor.policies import can_submit_case
from mithaq.apps.corridor.queries.access import federations_on
from mithaq.apps.corridor.queries.corridors import institutions_on
from mithaq.apps.corridor.queries.places import (
    CompanyFacts,
    Place,
    company_facts,
    place_of,
)
from mithaq.apps.corridor.queries.routing import Routed, choose, officers_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@dataclass(frozen=True, slots=True)
class _Known:
    """What a submission names, found on record; the corridor is held until the end."""

    corridor: Corridor
    company: CompanyFacts
    subject: CaseSubject
    place: Place
    institutions: Sequence[CorridorInstitution]


@transaction.atomic
def submit_case(
    *, draft: CaseDraft, actor: Any, under: MandateView | None, at: datetime
) -> CaseSubmitted:
    """File a case in a company's name, give every institution its side and route each of them.

    After one explanation one case is filed: a form sent twice gives the first again, even at once.
    Raises ``Refusal`` with all the faults of the draft, its people and its files at once.
    """
    on = timezone.localtime(at).date()
    known = _checked(draft, under, on=on)
    author = _author_id(known, under)
    first = _filed_after(draft.explanation, known, author)
    if first is not None:
        return CaseSubmitted(
            public_id=first.public_id, number=first.number, company=known.company.slug,
            officers=(), unassigned=(),
        )  # fmt: skip
    case = Case.objects.create(
        number=f"{on.year}-{next_rank(Case.objects.all(), f'{on.year}-'):06d}",
        corridor=known.corridor,
        company_id=known.company.pk,
        submitted_by_id=author,
        submitter=person(actor),
        subject=known.subject,
        territory_id=known.place.pk,
        region_id=known.place.region_id,
        title=draft.title.strip()[:160],
        description=draft.description.strip(),
        submitted_at=at,
        is_exercise=known.corridor.is_exercise,
    )
    routed = _open_sides(case, known, actor=actor, at=at, on=on)
    write_people(case, draft.people, at=at)
    _join_files(case, draft, actor=actor, at=at)
    _explanation_failed(draft.explanation, case, at=at)
    names = {row.organisation_id: row.organisation.slug for row in known.institutions}
    reasons = {names[body]: str(found.reason) for body, found in routed.items()}
    line(
        case, "submit_case", actor=actor, under=under, at=at,
        after={"number": case.number, "subject": known.subject.code, "routing": reasons},
    )  # fmt: skip
    return CaseSubmitted(
        public_id=case.public_id,
        number=case.number,
        company=known.company.slug,
        officers=tuple(found.user_id for found in routed.values() if found.user_id),
        unassigned=tuple(names[key] for key, found in routed.items() if not found.officer_id),
    )


@transaction.atomic
def try_case(*, draft: CaseDraft, under: MandateView | None, at: datetime) -> None:
    """Refuse now what filing would refuse; nothing is written."""
    _checked(draft, under, on=timezone.localtime(at).date())


@transaction.atomic
def show_explanation(
    *, corridor: str, subject: str, territory: str = "", at: datetime
) -> ExplanationShown:
    """Count a first answer shown; whose question it was is not kept, so neither is a journal line.

    The count of what explanation solves is a figure of the scoreboard, not an act of anyone.
    """
    service = Corridor.objects.filter(slug=corridor).first()
    row = CaseSubject.objects.filter(code=subject, is_active=True).first()
    faults = []
    if service is None:
        faults.append(words.unknown("corridor", corridor))
    if row is None:
        faults.append(words.unknown("subject", subject))
    if faults or service is None or row is None:
        raise Refusal(faults)
    place = place_of(territory)
    shown = Explanation.objects.create(
        corridor=service, subject=row, region_id=place.region_id if place else None, shown_at=at
    )
    return ExplanationShown(public_id=shown.public_id, subject=row.code)


@transaction.atomic
def answer_explanation(*, public_id: str, is_solved: bool, at: datetime) -> None:
    """Keep whether a first answer was enough, the first time that it is said."""
    if not is_uuid(public_id):
        raise Refusal(words.unknown("explanation", public_id))
    rows = Explanation.objects.filter(public_id=public_id, is_solved__isnull=True)
    rows.update(is_solved=is_solved, said_at=at)


def _checked(draft: CaseDraft, under: MandateView | None, *, on: date) -> _Known:
    """What a submission names, once nothing of it is refused."""
    known = _known(draft, on=on)
    faults = [*_text_faults(draft), *people_faults(draft.people), *file_faults(draft.files)]
    refuse_if_any([*faults, *_right_faults(known, under, on=on)])
    return known


def _known(draft: CaseDraft, *, on: date) -> _Known:
    """What the draft names; corridors are locked: they share the loads of officers."""
    held = {row.slug: row for row in Corridor.objects.select_for_update().order_by("pk")}
    corridor = held.get(draft.corridor)
    subjects = CaseSubject.objects.select_related("family")
    subject = subjects.filter(code=draft.subject, is_active=True).first()
    company = company_facts(draft.company)
    place = place_of(draft.territory)
    faults = []
    if corridor is None:
        faults.append(words.unknown("corridor", draft.corridor))
    if subject is None:
        faults.append(words.unknown("subject", draft.subject))
    if company is None:
        faults.append(words.unknown("company", draft.company))
    if place is None:
        faults.append(Fault("territory", words.NO_REGION, "case.territory.region"))
    refuse_if_any(faults)
    if corridor is None or subject is None or company is None or place is None:
        raise Refusal(faults)
    called = [
        item for item in institutions_on(corridor, on=on) if item.is_called_for(subject.family.code)
    ]
    return _Known(corridor, company, subject, place, called)


def _text_faults(draft: CaseDraft) -> Iterator[Fault]:
    if not draft.title.strip():
        yield words.empty("title", words.TITLE)
    if not draft.description.strip():
        yield words.empty("description", words.DESCRIPTION)


def _right_faults(known: _Known, under: MandateView | None, *, on: date) -> Iterator[Fault]:
    """A company files for itself; a relay of the corridor for its member."""
    relays = {
        row.organisation.slug for row in known.institutions if row.part == Part.RELAYS
    } & federations_on(known.company.pk, on)
    if known.company.is_exercise != known.corridor.is_exercise:
        yield words.no_right(words.WORLDS_APART, "case.world")
    if not any(row.part == Part.DECIDES for row in known.institutions):
        yield Fault("corridor", words.NO_INSTITUTION, "corridor.decides")
    if not can_submit_case(
        under,
        company=known.company.slug,
        relays=relays,
        territory_code=known.place.code,
        is_exercise=known.corridor.is_exercise,
    ):
        yield words.no_right(words.NOT_FOR_THIS_COMPANY, "case.submit")


def _author_id(known: _Known, under: MandateView | None) -> int:
    """The organisation that files: the company, or the relay that does it for the company."""
    slug = under.organisation if under else ""
    bodies = {row.organisation.slug: row.organisation_id for row in known.institutions}
    return bodies.get(slug, known.company.pk)


def _open_sides(
    case: Case, known: _Known, *, actor: Any, at: datetime, on: date
) -> Mapping[int, Routed]:
    """One side per institution that the family calls on that day, each routed on its own."""
    bodies = [row.organisation_id for row in known.institutions]
    officers = officers_of(bodies, on=on)
    norms = {
        row.organisation_id: row
        for row in SideNorm.objects.filter(
            corridor=case.corridor,
            family=known.subject.family,
            organisation__in=bodies,
            replaced_at__isnull=True,
        )
    }
    routed, sides = {}, []
    for rank, row in enumerate(known.institutions):
        found = choose(
            officers.get(row.organisation_id, ()),
            family_id=known.subject.family_id,
            territory_code=known.place.code,
            level=CaseLevel.REGION,
        )
        side = Side.objects.create(
            case=case,
            institution_id=row.organisation_id,
            part=row.part,
            rank=rank,
            is_called=bool(row.families),
            region_id=known.place.region_id,
            case_officer_id=found.officer_id,
            routing=found.reason,
            norm=norms.get(row.organisation_id),
            received_at=at,
        )
        happened(side, SideEventKind.RECEIVED, actor=actor, at=at)
        sides.append(side)
        routed[row.organisation_id] = found
    all_refreshed(sides, at=at)
    for side in sides:
        side.save(update_fields=["due_at", "sorted_at"])
    return routed


def _join_files(case: Case, draft: CaseDraft, *, actor: Any, at: datetime) -> None:
    """The files of a submission are those of its first shared message, which is its statement."""
    if draft.files:
        first = Message.objects.create(
            case=case,
            organisation_id=case.submitted_by_id,
            author=person(actor),
            body=case.description,
            written_at=at,
        )
        keep_files(first, draft.files)


def _filed_after(public_id: str | None, known: _Known, author_id: int) -> Case | None:
    """The case that its author already filed after an explanation; the corridor is held, so that
    no other one is being filed meanwhile."""
    if not public_id or not is_uuid(public_id):
        return None
    shown = Explanation.objects.filter(public_id=public_id, case__isnull=False)
    rows = Case.objects.filter(
        pk__in=shown.values("case"), company=known.company.pk, submitted_by=author_id,
        subject=known.subject,
    )  # fmt: skip
    return rows.first()


def _explanation_failed(public_id: str | None, case: Case, *, at: datetime) -> None:
    """A case filed after an explanation says that it was not enough."""
    if public_id and is_uuid(public_id):
        shown = Explanation.objects.filter(public_id=public_id)
        shown.filter(is_solved__isnull=True).update(is_solved=False, said_at=at)
        shown.filter(case__isnull=True, subject=case.subject_id).update(case=case)
