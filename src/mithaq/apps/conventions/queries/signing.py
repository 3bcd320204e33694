"""Signing folders: who signs, in which order, what is signed, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery

from mithaq.apps.conventions.choices.drafting import FolderStatus
from mithaq.apps.conventions.models import DraftingBody, FolderView, SigningFolder, SigningTurn
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One signature: expected of whom, and how it was given."""

    rank: int
    slug: str
    organisation: Labels
    person: Labels
    capacity: Labels
    is_interim: bool
    signed_on: date | None
    form: str
    form_label: str
    mandate: str
    refused_on: date | None
    refusal_form: str
    refusal_reason: str
    refused_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """The ceremony that joins several folders."""

    reference: str
    labels: Labels
    place: Labels
    planned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderDetail:
    """A signing folder whole."""

    public_id: str
    drafting_id: str
    reference: str
    labels: Labels
    version_number: int
    sha256: str
    status: str
    status_label: str
    is_exercise: bool
    opened_at: datetime
    closed_at: datetime | None
    closed_reason: str
    scan_name: str
    scan_sha256: str
    scan_type: str
    session: SessionView | None
    turns: tuple[TurnView, ...]

    @property
    def next_turn(self) -> TurnView | None:
        """Whose turn it is; none when all have signed, or when somebody refused."""
        if self.refusal is not None:
            return None
        return next((turn for turn in self.turns if turn.signed_on is None), None)

    @property
    def refusal(self) -> TurnView | None:
        """The signature that was refused, if one was."""
        return next((turn for turn in self.turns if turn.refused_on is not None), None)

    @property
    def signed_on(self) -> date | None:
        """The day of the last signature, once all are given."""
        days = [turn.signed_on for turn in self.turns]
        return max(day for day in days if day) if days and all(days) else None


def folder(public_id: str) -> FolderDetail | None:
    """One folder, or nothing; who may see it is for the policies to say."""
    try:
        key = UUID(str(public_id))
    except ValueError:
        return None
    row = _folders().filter(public_id=key).first()
    return _detail(row, _turns().filter(folder=row)) if row else None


def folders_of(drafting_id: int) -> tuple[FolderDetail, ...]:
    """The folders opened for a text, the newest first."""
    rows = list(_folders().filter(drafting=drafting_id).order_by("-opened_at", "-pk"))
    found: dict[int, list[SigningTurn]] = {}
    for turn in _turns().filter(folder__in=rows) if rows else ():
        found.setdefault(turn.folder_id, []).append(turn)
    return tuple(_detail(row, found.get(row.pk, [])) for row in rows)


def folders_to_sign(organisation: str) -> QuerySet[SigningFolder]:
    """The open folders whose next signature is a body's own, the longest open first."""
    waiting = SigningTurn.objects.filter(folder=OuterRef("pk"), signed_at__isnull=True)
    same = SigningTurn.objects.filter(folder=OuterRef("folder"), signed_at__isnull=True)
    first = same.order_by().values("folder").annotate(first=Min("rank")).values("first")
    own = waiting.filter(organisation__slug=organisation, rank=Subquery(first))
    rows = _folders().filter(Exists(own) if organisation else Q(pk__in=[]))
    return rows.filter(status=FolderStatus.OPEN).order_by("opened_at", "pk")


def viewed_by(user_id: int, ids: list[int]) -> frozenset[int]:
    """Which of some folders a person has opened."""
    rows = FolderView.objects.filter(user_id=user_id, folder__in=ids)
    return frozenset(rows.values_list("folder", flat=True))


def open_folders_of(organisation: str) -> QuerySet[SigningFolder]:
    """The open folders of the texts that a body stewards and that no ceremony joins yet."""
    own = DraftingBody.objects.filter(
        drafting=OuterRef("drafting"), organisation__slug=organisation, part="steward"
    )
    rows = _folders().filter(Exists(own), status=FolderStatus.OPEN, session__isnull=True)
    return rows.order_by("opened_at", "pk")


def _folders() -> QuerySet[SigningFolder]:
    return SigningFolder.objects.select_related("drafting", "session")


def _turns() -> QuerySet[SigningTurn]:
    return SigningTurn.objects.select_related("organisation").order_by("folder", "rank")


def _detail(row: SigningFolder, turns: Iterable[SigningTurn]) -> FolderDetail:
    session = row.session
    return FolderDetail(
        public_id=str(row.public_id),
        drafting_id=str(row.drafting.public_id),
        reference=row.drafting.reference,
        labels=row.drafting.labels,
        version_number=row.version_number,
        sha256=row.sha256,
        status=row.status,
        status_label=row.get_status_display(),
        is_exercise=row.drafting.is_exercise,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        closed_reason=row.closed_reason,
        scan_name=row.scan_name,
        scan_sha256=row.scan_sha256,
        scan_type=row.scan_type,
        session=SessionView(
            reference=session.reference,
            labels=session.labels,
            place=Labels.from_columns(session, "place"),
            planned_on=session.planned_on,
        )
        if session
        else None,
        turns=tuple(_turn(item) for item in turns),
    )


def _turn(item: SigningTurn) -> TurnView:
    return TurnView(
        rank=item.rank,
        slug=item.organisation.slug,
        organisation=item.organisation.labels,
        person=Labels(item.person_fr, item.person_ar),
        capacity=Labels.from_columns(item, "capacity"),
        is_interim=item.is_interim,
        signed_on=item.signed_on,
        form=item.form,
        form_label=item.get_form_display() if item.form else "",
        mandate=item.mandate,
        refused_on=item.refused_on,
        refusal_form=item.refusal_form,
        refusal_reason=item.refusal_reason,
        refused_by=item.refused_by,
    )
