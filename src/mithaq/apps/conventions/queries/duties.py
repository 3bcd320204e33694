"""What is owed, by whom, to whom, by when, and where it stands: one reading for every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from mithaq.apps.conventions.choices import CommitmentStatus, DueGroup, ProgressState, Status
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.models import Commitment, CommitmentOwner, Convention, Party
from mithaq.apps.conventions.queries._promises import commitment_view
from mithaq.apps.conventions.queries.progress import (
    OwnerView,
    ProgressView,
    latest_progress,
    owners_on,
    progress_view,
)
from mithaq.apps.conventions.queries.reading import (
    OWED,
    UNREAD,
    AmendedText,
    amended_texts,
    binding,
)
from mithaq.apps.conventions.queries.register import PartyName
from mithaq.apps.conventions.queries.views import CommitmentView, PartyView
from mithaq.apps.organisations.models import Mandate, Organisation
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")
CLOSED = frozenset({ProgressState.KEPT, ProgressState.RELEASED})
# What a source says of a commitment, in the words of those who follow it.
SAID = {
    CommitmentStatus.DONE: ProgressState.KEPT,
    CommitmentStatus.RUNNING: ProgressState.RUNNING,
    CommitmentStatus.TO_COME: ProgressState.TO_START,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """One commitment as it is followed on a day, as the amendments in effect leave it.

    ``id`` is the row that owners and reports name: 0 for a commitment that an amendment added and
    for which nobody answered yet. ``withdrawn`` names the amendment that withdrew it and the day,
    for a commitment read as it stood the day before; ``amended`` the last that wrote it, where one
    commitment is read.
    ``debtors`` are all the parties when no source names one (``is_joint``). ``report`` is the last
    that stands; without one, ``state`` is what the source of the convention says, or empty.
    """

    id: int
    reference: str
    convention: Labels
    number: int
    labels: Labels
    debtors: tuple[PartyName, ...]
    parties: tuple[PartyName, ...]
    is_joint: bool
    creditor: PartyName | None
    beneficiary: Labels
    nature: str
    quantity: Decimal | None
    unit: str
    unit_label: str
    condition: Labels
    evidence: Labels
    due: UncertainDate
    grade: str
    state: str
    group: DueGroup
    days: int | None
    owner: OwnerView | None
    report: ProgressView | None
    territory_code: str
    territory: Labels
    is_exercise: bool
    withdrawn: tuple[int, date] | None = None
    amended: tuple[int, date] | None = None

    @property
    def key(self) -> str:
        """Name the commitment in the register: convention and number."""
        return f"{self.reference}/{self.number}"

    @property
    def is_late(self) -> bool:
        """Tell whether its day has passed and those who follow it did not close it."""
        return self.group is DueGroup.LATE

    @property
    def debtor_slugs(self) -> frozenset[str]:
        """Who owes it."""
        return frozenset(item.slug for item in self.debtors)

    @property
    def owing_slugs(self) -> frozenset[str]:
        """Whose it is to keep: those who owe it, and the organisation that answers for it."""
        owner = {self.owner.organisation} if self.owner and self.owner.organisation else set()
        return self.debtor_slugs | owner

    @property
    def party_slugs(self) -> frozenset[str]:
        """Who is bound by its convention."""
        return frozenset(item.slug for item in self.parties)


def duty(reference: str, number: int, *, on: date) -> DutyView | None:
    """One commitment as it stands on a day, or nothing.

    One that an amendment withdrew is still read, as it stood the day before: what was reported of
    it stays.
    """
    within = Convention.objects.filter(reference=reference)
    texts = amended_texts(within.exclude(status=Status.DRAFT), on=on, kinds=OWED)
    found = followed(within, on=on, texts=texts, is_whole=bool(texts))
    known = next((item for item in found if item.number == number), None)
    told = [
        trace
        for text in texts.values()
        for trace in text.traces
        if (trace.kind, trace.number) == (AmendedKind.COMMITMENT, number)
    ]
    if known is not None:
        return (
            replace(known, amended=(told[-1].amendment, told[-1].effective_on)) if told else known
        )
    gone = [trace for trace in told if trace.after is None]
    if not gone:
        return None
    left_on = gone[-1].effective_on
    before = followed(within, on=left_on - timedelta(days=1))
    read = next((item for item in before if item.number == number), None)
    ended = (gone[-1].amendment, left_on)
    return replace(read, withdrawn=ended, group=DueGroup.CLOSED) if read else None


def duties_in(references: Iterable[str], *, on: date) -> tuple[DutyView, ...]:
    """Every commitment of some conventions, first due first."""
    return followed(Convention.objects.filter(reference__in=list(references)), on=on)


def duties_of(slugs: Iterable[str], *, on: date) -> tuple[DutyView, ...]:
    """Every commitment of the conventions that bind some organisations, whoever owes it."""
    wanted = frozenset(slugs)
    found = followed(Convention.objects.filter(binding(wanted, on=on)), on=on)
    return tuple(item for item in found if item.party_slugs & wanted)


def duties_owned_by(user_id: int, *, on: date) -> tuple[DutyView, ...]:
    """The commitments for which a person answers on a day."""
    held = Q(since_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))
    owned = CommitmentOwner.objects.filter(held, user_id=user_id)
    found = followed(
        Convention.objects.filter(pk__in=owned.values("commitment__convention")),
        on=on,
        rows=Q(pk__in=owned.values("commitment")),
    )
    return tuple(item for item in found if item.owner and item.owner.user_id == user_id)


def all_duties(*, on: date) -> tuple[DutyView, ...]:
    """Every commitment of the register, first due first."""
    return followed(None, on=on)


def followed(
    within: QuerySet[Convention] | None,
    *,
    on: date,
    rows: Q | None = None,
    texts: Mapping[int, AmendedText] | None = None,
    names: Mapping[int, tuple[PartyName, ...]] | None = None,
    with_owners: bool = True,
    is_whole: bool = False,
) -> tuple[DutyView, ...]:
    """Read the commitments of some conventions as amended on a day, first due first.

    ``rows`` narrows the first texts beforehand; whoever narrows looks again at what comes back,
    for a convention that was amended is read whole. ``texts`` are its amended texts when they are
    known already (``is_whole``: every convention asked is among them), ``names`` the parties of
    the conventions never amended. Five queries when
    nothing was amended, whatever the number of commitments.
    """
    public = (Convention.objects.all() if within is None else within).exclude(status=Status.DRAFT)
    first = public.none() if is_whole else public
    known = amended_texts(public, on=on, kinds=OWED) if texts is None else texts
    asked = known if texts is None else _among(public, known)
    said = [*_first_terms(first, rows or Q(), known), *_amended_terms(asked)]
    parties = {
        **(_parties(first, known) if names is None else names),
        **{key: named(text.parties) for key, text in known.items()},
    }
    told = Commitment.every.filter(convention__in=public.order_by().values("pk"))
    owners = owners_on(on=on, commitments=told) if with_owners else {}
    reports = latest_progress(told)
    found = [
        _duty(
            item,
            parties.get(item.convention.pk, ()),
            owner=owners.get(item.key),
            report=progress_view(reports[item.key]) if item.key in reports else None,
            on=on,
        )
        for item in said
    ]
    return tuple(
        sorted(found, key=lambda item: (item.due.on or date.max, item.reference, item.number))
    )


def due_group(*, due: UncertainDate, state: str, is_reported: bool, on: date) -> DueGroup:
    """Where a commitment falls on a day. « En 2022 » is past from the first day of 2023.

    A day that passed is late once somebody follows the commitment; else nobody published what
    became of it, and silence is not a fault.
    """
    if state in CLOSED:
        return DueGroup.CLOSED
    if due.latest is None:
        return DueGroup.UNDATED
    if due.latest < on:
        return DueGroup.LATE if is_reported else DueGroup.SILENT
    is_this_month = (due.latest.year, due.latest.month) == (on.year, on.month)
    return DueGroup.THIS_MONTH if is_this_month else DueGroup.LATER


@dataclass(frozen=True, slots=True)
class _Terms:
    """A commitment as its convention says it on a day; ``key`` is its row, 0 without one."""

    convention: Convention
    labels: Labels
    said: CommitmentView
    key: int


def _first_terms(
    public: QuerySet[Convention], rows: Q, known: Mapping[int, AmendedText]
) -> Iterable[_Terms]:
    """The commitments of the conventions that no amendment in effect changes."""
    found = Commitment.objects.select_related(
        "convention__territory", "axis", "debtor__organisation", "creditor__organisation"
    ).filter(rows, convention__in=public.order_by().values("pk"))
    for row in found.exclude(convention__in=list(known)) if known else found:
        said = commitment_view(row, UNREAD)
        yield _Terms(row.convention, row.convention.labels, said, row.pk)


def _among(
    public: QuerySet[Convention], known: Mapping[int, AmendedText]
) -> Mapping[int, AmendedText]:
    """The amended texts of some conventions, out of those of a whole day."""
    if not known:
        return known
    keys = public.filter(pk__in=list(known)).values_list("pk", flat=True)
    return {key: known[key] for key in keys}


def _amended_terms(asked: Mapping[int, AmendedText]) -> Iterable[_Terms]:
    """The commitments of the others, as the amendments leave them."""
    for text in asked.values():
        for said in text.commitments:
            yield _Terms(text.row, text.labels, said, text.keys.get(said.number, 0))


def _parties(
    public: QuerySet[Convention], known: Mapping[int, AmendedText]
) -> dict[int, tuple[PartyName, ...]]:
    """The bodies of conventions never amended, each once whatever its roles."""
    found: dict[int, dict[str, PartyName]] = {}
    rows = Party.objects.filter(convention__in=public.order_by().values("pk"))
    for row in rows.select_related("organisation").order_by("convention", "rank"):
        if row.convention_id in known:
            continue
        bodies = found.setdefault(row.convention_id, {})
        if row.organisation.slug not in bodies:
            bodies[row.organisation.slug] = party_name(row.organisation)
    return {key: tuple(names.values()) for key, names in found.items()}


def named(parties: Iterable[PartyView]) -> tuple[PartyName, ...]:
    """The bodies of some parties, each once whatever its roles."""
    found = {
        item.organisation_slug: PartyName(
            slug=item.organisation_slug, labels=item.organisation, acronym=item.acronym
        )
        for item in parties
    }
    return tuple(found.values())


def party_name(body: Organisation) -> PartyName:
    """Name a body."""
    return PartyName(slug=body.slug, labels=body.labels, acronym=body.acronym)


def _body(slug: str, labels: Labels, parties: Iterable[PartyName]) -> PartyName | None:
    """A body that a commitment names, as the parties name it."""
    if not slug:
        return None
    found = next((item for item in parties if item.slug == slug), None)
    return found or PartyName(slug=slug, labels=labels, acronym="")


def _duty(
    item: _Terms,
    parties: tuple[PartyName, ...],
    *,
    owner: OwnerView | None,
    report: ProgressView | None,
    on: date,
) -> DutyView:
    said, convention = item.said, item.convention
    debtor, place = _body(said.debtor_slug, said.debtor, parties), convention.territory
    state = report.state if report else str(SAID.get(CommitmentStatus(said.status), ""))
    # An exercise is followed by nature: its silence would hide what it is there to show.
    is_followed = report is not None or convention.is_exercise
    return DutyView(
        id=item.key,
        reference=convention.reference,
        convention=item.labels,
        number=said.number,
        labels=said.labels,
        debtors=(debtor,) if debtor else parties,
        parties=parties,
        is_joint=debtor is None,
        creditor=_body(said.creditor_slug, said.creditor, parties),
        beneficiary=said.beneficiary,
        nature=said.nature,
        quantity=said.quantity,
        unit=said.unit,
        unit_label=said.unit_label,
        condition=said.condition,
        evidence=said.evidence,
        due=said.due,
        grade=said.grade,
        state=state,
        group=due_group(due=said.due, state=state, is_reported=is_followed, on=on),
        days=(said.due.latest - on).days if said.due.latest else None,
        owner=owner,
        report=report,
        territory_code=place.code if place else "",
        territory=place.labels if place else NOTHING,
        is_exercise=convention.is_exercise,
    )


def people_of_parties(slugs: Iterable[str], *, on: date) -> tuple[tuple[int, str], ...]:
    """Who holds a mandate on a day in one of some organisations, by name: key and name."""
    rows = Mandate.objects.select_related("user").filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        starts_on__lte=on,
        organisation__slug__in=list(slugs),
    )
    names = {row.user_id: str(row.user) for row in rows}
    return tuple(sorted(names.items(), key=lambda item: item[1]))
