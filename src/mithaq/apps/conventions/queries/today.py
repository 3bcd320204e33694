"""What conventions expect of an organisation or a territory, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from mithaq.apps.conventions.choices import DocumentKind, DueGroup
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.models import Committee, Convention, Document, Meeting, Party
from mithaq.apps.conventions.queries._bodies import committee_view
from mithaq.apps.conventions.queries.duties import DutyView, followed
from mithaq.apps.conventions.queries.reading import UNREAD, AmendedText, amended_texts, binding
from mithaq.apps.conventions.queries.register import register
from mithaq.apps.conventions.queries.views import CommitteeView
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")


# The amended texts of the day, for a page that asks several questions; read when not given.
Texts = Mapping[int, AmendedText] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a person looks after: an organisation, a territory, both, or everything.

    An organisation answers for what its seat signed (``seats``); what its federations signed
    concerns it (``federations``) without binding it.
    """

    organisation: str = ""
    seats: tuple[str, ...] = ()
    federations: tuple[str, ...] = ()
    territory: str = ""

    @property
    def bound(self) -> tuple[str, ...]:
        """The bodies whose promises are the organisation's own."""
        return (self.organisation, *self.seats) if self.organisation else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """One commitment with its convention, seen from a day.

    Its day may be past without being late: nobody published what became of it.
    """

    reference: str
    number: int
    convention: Labels
    labels: Labels
    debtor: Labels
    owing_slugs: frozenset[str]
    beneficiary: Labels
    due: UncertainDate
    is_late: bool
    is_past: bool
    is_done: bool
    territory: Labels
    grade: str
    is_exercise: bool
    # The last amendment that wrote it and its day: its text may say another date than it holds.
    amended: tuple[int, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIn:
    """The part a body takes in a convention."""

    slug: str
    role_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentCommittee:
    """A committee whose promised cadence has no minutes published."""

    reference: str
    number: int
    convention: Labels
    labels: Labels
    cadence_count: int
    cadence_period_label: str
    is_exercise: bool


def conventions_within(scope: Scope, *, on: date | None = None) -> QuerySet[Convention]:
    """The conventions that concern an organisation, or apply in a territory; all without either.

    Whatever its part — party, payer, operator, partner, beneficiary — a body is concerned. One
    that an amendment joins is so from its effect, or from its recording when no day is given.
    """
    rows = Convention.objects.all()
    wanted = Q()
    if scope.organisation:
        wanted |= binding((*scope.bound, *scope.federations), on=on)
    if scope.territory:
        wanted |= Q(territory__code=scope.territory)
        wanted |= Q(territory__code__startswith=f"{scope.territory}.")
    return rows.filter(wanted)


def promises_due(
    scope: Scope, *, on: date, days: int, texts: Texts = None
) -> tuple[PromiseView, ...]:
    """The commitments not yet kept whose day has come or comes within some days, first due first.

    They are the promises of every party of the conventions concerned: what another owes us is
    awaited as much as what we owe. « En 2022 » is late from the first day of 2023.
    """
    horizon = on + timedelta(days=days)
    found = followed(
        conventions_within(scope, on=on),
        on=on,
        rows=Q(due_on__isnull=False, due_on__lte=horizon),
        texts=texts,
    )
    return tuple(
        promise_view(item)
        for item in found
        if _is_within(item, scope)
        and item.group is not DueGroup.CLOSED
        and item.due.latest
        and item.due.latest <= horizon
    )


def promises_by(scope: Scope, *, on: date, texts: Texts = None) -> tuple[PromiseView, ...]:
    """What an organisation or its seat owes, alone, with all the parties, or because it answers
    for it: kept ones last."""
    if not scope.organisation:
        return ()
    bound = frozenset(scope.bound)
    found = followed(Convention.objects.filter(binding(bound, on=on)), on=on, texts=texts)
    views = [promise_view(item) for item in found if item.owing_slugs & bound]
    return tuple(sorted(views, key=lambda item: (item.is_done, item.reference)))


def promises_to(
    words: Sequence[str], scope: Scope, *, on: date, texts: Texts = None
) -> tuple[PromiseView, ...]:
    """The commitments whose beneficiaries are named by one of some words, kept ones included.

    In a territory count the conventions of the whole country, those of the territory, of what
    lies in it, and of what it lies in: a region's convention is also for its communes.
    """
    asked = Q()
    for word in words:
        asked |= Q(beneficiary_fr__icontains=word)
    within = _reaching(scope.territory) if scope.territory else None
    sought = [word.casefold() for word in words]
    found = [
        item
        for item in followed(within, on=on, rows=asked, texts=texts, names={}, with_owners=False)
        if any(word in item.beneficiary.fr.casefold() for word in sought)
    ]
    found.sort(key=lambda item: (item.territory_code, item.reference, item.number))
    return tuple(promise_view(item) for item in sorted(found, key=lambda item: not item.territory))


def conventions_reaching(code: str) -> QuerySet[Convention]:
    """The conventions for the people of a territory: its own first, then the country's."""
    rows = register().filter(pk__in=_reaching(code).values("pk"))
    return rows.order_by(
        F("territory").asc(nulls_last=True), F("signed_on").desc(nulls_last=True), "reference"
    )


def _reaching(code: str) -> QuerySet[Convention]:
    parts = code.rstrip(".").split(".")
    around = [".".join(parts[:size]) for size in range(1, len(parts) + 1)]
    near = Q(territory__code__in=[code, *around])
    near |= Q(territory__code__startswith=f"{code.rstrip('.')}.")
    near |= Q(territory__isnull=True) | Q(territory__level="country")
    return Convention.objects.filter(near)


def parts_in(scope: Scope, ids: Iterable[int]) -> dict[int, tuple[PartIn, ...]]:
    """By which bodies some conventions concern an organisation, its own part first."""
    order = (*scope.bound, *scope.federations)
    rows = (
        Party.objects.filter(convention__in=list(ids), organisation__slug__in=order)
        .select_related("organisation")
        .order_by("convention", "rank")
    )
    found: dict[int, list[PartIn]] = {}
    for row in rows:
        part = PartIn(slug=row.organisation.slug, role_label=row.get_role_display())
        found.setdefault(row.convention_id, []).append(part)
    return {
        key: tuple(sorted(parts, key=lambda part: order.index(part.slug)))
        for key, parts in found.items()
    }


def silent_committees(
    scope: Scope, *, on: date, texts: Texts = None
) -> tuple[SilentCommittee, ...]:
    """The committees that promised a cadence and of which no minutes are published."""
    within = conventions_within(scope)
    heard = Document.objects.filter(kind=DocumentKind.MINUTES).values("convention")
    unheard = within.exclude(pk__in=heard)
    if texts is None:
        kinds = {AmendedKind.TITLE, AmendedKind.COMMITTEE}
        texts = amended_texts(unheard, on=on, kinds=kinds)
    held = Meeting.objects.filter(status=MeetingStatus.HELD)
    rows = (
        Committee.objects.filter(convention__in=within)
        .filter(cadence_count__isnull=False)
        .exclude(convention__in=heard)
        .exclude(pk__in=held.values("committee"))
        .select_related("convention")
    )
    found = [
        _silent(row.convention, row.convention.labels, committee_view(row, UNREAD))
        for row in rows
        if row.convention_id not in texts
    ]
    if texts:
        sat = set(
            held.filter(committee__convention__in=list(texts)).values_list(
                "committee__convention", "committee__number"
            )
        )
        found += [
            _silent(convention, texts[convention.pk].labels, body)
            for convention in unheard.filter(pk__in=list(texts))
            for body in texts[convention.pk].committees
            if body.cadence_count and (convention.pk, body.number) not in sat
        ]
    found.sort(key=lambda item: (item.reference, item.number))
    return tuple(found)


def _silent(convention: Convention, labels: Labels, body: CommitteeView) -> SilentCommittee:
    return SilentCommittee(
        reference=convention.reference,
        number=body.number,
        convention=labels,
        labels=body.labels,
        cadence_count=body.cadence_count or 0,
        cadence_period_label=body.cadence_period_label,
        is_exercise=convention.is_exercise,
    )


def _is_within(item: DutyView, scope: Scope) -> bool:
    """Whether a commitment concerns a scope once its parties are read as amended; the parties of
    a convention never amended are not read again."""
    if not scope.organisation or not item.parties:
        return True
    code, near = item.territory_code, scope.territory
    is_near = bool(near) and (code == near or code.startswith(f"{near}."))
    return is_near or bool(item.party_slugs & {*scope.bound, *scope.federations})


def promise_view(item: DutyView) -> PromiseView:
    """A promise as those who follow it report it, else as its source says."""
    return PromiseView(
        reference=item.reference,
        number=item.number,
        convention=item.convention,
        labels=item.labels,
        debtor=NOTHING if item.is_joint else item.debtors[0].labels,
        owing_slugs=item.owing_slugs,
        beneficiary=item.beneficiary,
        due=item.due,
        is_late=item.group is DueGroup.LATE,
        is_past=item.group in {DueGroup.LATE, DueGroup.SILENT},
        is_done=item.group is DueGroup.CLOSED,
        territory=item.territory,
        grade=item.grade,
        is_exercise=item.is_exercise,
        amended=item.amended,
    )
