"""Texts before their signature, as the people of the bodies involved read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mithaq.apps.conventions.choices.drafting import BodyPart, DraftingStage, VisaStatus
from mithaq.apps.conventions.models import (
    Deliberation,
    DraftComment,
    Drafting,
    DraftingBody,
    DraftVersion,
    Visa,
)
from mithaq.base.text import Labels

CLOSED = (DraftingStage.SIGNED, DraftingStage.ABANDONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """A body involved, and why."""

    slug: str
    labels: Labels
    part: str
    part_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """Who saved which version, when, and what they said of it."""

    number: int
    author: str
    author_ar: str
    mandate: str
    section: str
    note: str
    sha256: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """What somebody said of a clause, with the answers."""

    id: int
    clause: str
    version_number: int
    author: str
    author_ar: str
    mandate: str
    body: str
    written_at: datetime
    resolved_at: datetime | None
    resolved_by: str
    answers: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaView:
    """What a body answered, or that it is awaited."""

    slug: str
    labels: Labels
    version_number: int
    status: str
    status_label: str
    words: str
    by: str
    requested_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliberationView:
    """What an assembly decided."""

    slug: str
    labels: Labels
    version_number: int
    session_on: date
    number: str
    outcome: str
    outcome_label: str
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    document_name: str
    document_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftingDetail:
    """A text whole: where it stands, who is involved, what it says, what was said of it."""

    id: int
    public_id: str
    reference: str
    labels: Labels
    kind: str
    kind_label: str
    stage: str
    stage_label: str
    template_code: str
    version_number: int
    is_exercise: bool
    convention_reference: str
    opened_at: datetime
    changed_at: datetime
    bodies: tuple[BodyView, ...]
    versions: tuple[VersionView, ...]
    content: Mapping[str, Any]
    visas: tuple[VisaView, ...]
    deliberations: tuple[DeliberationView, ...]
    comments: tuple[CommentView, ...]

    def slugs(self, *parts: str) -> frozenset[str]:
        """The bodies that have some part, or any."""
        return frozenset(body.slug for body in self.bodies if not parts or body.part in parts)

    @property
    def steward(self) -> BodyView:
        """Who holds the pen."""
        return next(body for body in self.bodies if body.part == BodyPart.STEWARD)

    @property
    def open_comments(self) -> tuple[CommentView, ...]:
        """The comments that nobody settled."""
        return tuple(item for item in self.comments if item.resolved_at is None)


def draftings_of(organisation: str) -> QuerySet[Drafting]:
    """The texts in which a body is involved, the last changed first; none without a body."""
    if not organisation:
        return Drafting.objects.none()
    involved = DraftingBody.objects.filter(drafting=OuterRef("pk"), organisation__slug=organisation)
    return Drafting.objects.filter(Exists(involved)).order_by("-changed_at", "-pk")


def draftings_listed(organisation: str, text: str = "") -> QuerySet[Drafting]:
    """The texts of a body as a list: why it sees each, how many comments are open; searched."""
    own = DraftingBody.objects.filter(drafting=OuterRef("pk"), organisation__slug=organisation)
    first = own.annotate(
        place=Case(
            *(When(part=part, then=Value(rank)) for rank, part in enumerate(BodyPart)),
            output_field=IntegerField(),
        )
    ).order_by("place")
    said = DraftComment.objects.filter(
        drafting=OuterRef("pk"), parent__isnull=True, resolved_at__isnull=True
    )
    counted = said.order_by().values("drafting").annotate(n=Count("pk")).values("n")
    rows = draftings_of(organisation).annotate(
        own_part=Subquery(first.values("part")[:1]),
        open_comment_count=Coalesce(Subquery(counted), 0),
    )
    for word in text.split():
        named = Q(label_fr__icontains=word) | Q(label_ar__icontains=word)
        rows = rows.filter(named | Q(label_en__icontains=word) | Q(reference__icontains=word))
    return rows


def drafting(public_id: str) -> DraftingDetail | None:
    """One text, or nothing; who may see it is for the policies to say."""
    try:
        key = UUID(str(public_id))
    except ValueError:
        return None
    row = Drafting.objects.select_related("convention").filter(public_id=key).first()
    if row is None:
        return None
    versions = _version_rows(row)
    return DraftingDetail(
        id=row.pk,
        public_id=str(row.public_id),
        reference=row.reference,
        labels=row.labels,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        stage=row.stage,
        stage_label=row.get_stage_display(),
        template_code=row.template_code,
        version_number=row.version_number,
        is_exercise=row.is_exercise,
        convention_reference=row.convention.reference if row.convention else "",
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        bodies=_bodies(row),
        versions=_versions(versions),
        content=next(item.present for item in versions if item.number == row.version_number),
        visas=_visas(row),
        deliberations=_deliberations(row),
        comments=_comments(row),
    )


def version_content(drafting_id: int, number: int) -> Mapping[str, Any] | None:
    """What one version says."""
    row = DraftVersion.objects.filter(drafting=drafting_id, number=number).first()
    return row.content if row else None


def drafts_under_way(organisation: str) -> QuerySet[Drafting]:
    """The texts neither signed nor abandoned that involve a body, the last changed first."""
    return draftings_of(organisation).exclude(stage__in=CLOSED)


def visas_awaited(organisation: str) -> QuerySet[Visa]:
    """The visas that a body is asked for on the text as it is now, the longest awaited first."""
    return (
        Visa.objects.filter(
            organisation__slug=organisation,
            status=VisaStatus.PENDING,
            drafting__stage=DraftingStage.LEGAL_VISA,
            version_number=F("drafting__version_number"),
        )
        .select_related("drafting")
        .order_by("requested_at", "pk")
    )


def deliberations_awaited(organisation: str) -> QuerySet[Drafting]:
    """The texts submitted to a body that has not decided on them yet."""
    asked = DraftingBody.objects.filter(
        drafting=OuterRef("pk"), organisation__slug=organisation, part=BodyPart.DELIBERATING
    )
    decided = Deliberation.objects.filter(
        drafting=OuterRef("pk"),
        organisation__slug=organisation,
        version_number=OuterRef("version_number"),
    ).exclude(outcome="adjourned")
    rows = Drafting.objects.filter(Exists(asked), ~Exists(decided))
    return rows.filter(stage=DraftingStage.DELIBERATION).order_by("changed_at", "pk")


def _bodies(row: Drafting) -> tuple[BodyView, ...]:
    found = DraftingBody.objects.filter(drafting=row).select_related("organisation")
    order = list(BodyPart)
    return tuple(
        BodyView(
            slug=item.organisation.slug,
            labels=item.organisation.labels,
            part=item.part,
            part_label=item.get_part_display(),
        )
        for item in sorted(found, key=lambda item: (order.index(BodyPart(item.part)), item.rank))
    )


def _version_rows(row: Drafting) -> list[Any]:
    """Every version, newest first; the text itself only of the present one, as « present »."""
    present = Case(When(number=row.version_number, then="content"), output_field=JSONField())
    found = DraftVersion.objects.filter(drafting=row).defer("content").select_related("author")
    return list(found.annotate(present=present).order_by("-number"))


def _versions(found: Iterable[Any]) -> tuple[VersionView, ...]:
    return tuple(
        VersionView(
            number=item.number,
            author=str(item.author or ""),
            author_ar=(item.author.full_name_ar or "") if item.author else "",
            mandate=item.mandate,
            section=item.section,
            note=item.note,
            sha256=item.sha256,
            saved_at=item.saved_at,
        )
        for item in found
    )


def _visas(row: Drafting) -> tuple[VisaView, ...]:
    found = Visa.objects.filter(drafting=row).select_related("organisation", "decided_by")
    return tuple(
        VisaView(
            slug=item.organisation.slug,
            labels=item.organisation.labels,
            version_number=item.version_number,
            status=item.status,
            status_label=item.get_status_display(),
            words=item.words,
            by=str(item.decided_by or ""),
            requested_at=item.requested_at,
            decided_at=item.decided_at,
        )
        for item in found.order_by("-version_number", "pk")
    )


def _deliberations(row: Drafting) -> tuple[DeliberationView, ...]:
    found = Deliberation.objects.filter(drafting=row).select_related("organisation")
    return tuple(
        DeliberationView(
            slug=item.organisation.slug,
            labels=item.organisation.labels,
            version_number=item.version_number,
            session_on=item.session_on,
            number=item.number,
            outcome=item.outcome,
            outcome_label=item.get_outcome_display(),
            votes_for=item.votes_for,
            votes_against=item.votes_against,
            abstentions=item.abstentions,
            document_name=item.document_name,
            document_sha256=item.document_sha256,
        )
        for item in found.order_by("-session_on", "-pk")
    )


def _comments(row: Drafting) -> tuple[CommentView, ...]:
    found = list(
        DraftComment.objects.filter(drafting=row)
        .select_related("author", "resolved_by")
        .order_by("written_at", "pk")
    )
    answers: dict[int, list[CommentView]] = {}
    for item in found:
        if item.parent_id is not None:
            answers.setdefault(item.parent_id, []).append(_comment(item, ()))
    return tuple(
        _comment(item, tuple(answers.get(item.pk, ()))) for item in found if item.parent_id is None
    )


def _comment(item: DraftComment, answers: tuple[CommentView, ...]) -> CommentView:
    return CommentView(
        id=item.pk,
        clause=item.clause,
        version_number=item.version_number,
        author=str(item.author),
        author_ar=item.author.full_name_ar or "",
        mandate=item.mandate,
        body=item.body,
        written_at=item.written_at,
        resolved_at=item.resolved_at,
        resolved_by=str(item.resolved_by or ""),
        answers=answers,
    )
