"""The committees, documents and sourced sentences of one convention, and its ties."""

from __future__ import annotations

from django.db.models import Q

from mithaq.apps.conventions.models import (
    Committee,
    Convention,
    ConventionLink,
    Document,
    LanguageVersion,
    PreambleReference,
    Remark,
)
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries.sources import source_of
from mithaq.base.text import Labels


def committees(row: Convention) -> tuple[views.CommitteeView, ...]:
    """The bodies that follow it."""
    return tuple(
        committee_view(committee, source_of(committee))
        for committee in Committee.objects.filter(convention=row)
        .select_related("source")
        .order_by("number")
    )


def committee_view(committee: Committee, source: views.SourceRef) -> views.CommitteeView:
    """One body of the first text."""
    return views.CommitteeView(
        kind=committee.kind,
        kind_label=committee.get_kind_display(),
        labels=committee.labels,
        cadence_count=committee.cadence_count,
        cadence_period=committee.cadence_period,
        cadence_period_label=committee.get_cadence_period_display(),
        chair=Labels.from_columns(committee, "chair"),
        quorum=committee.quorum,
        grade=committee.grade,
        source=source,
        number=committee.number,
    )


def documents(row: Convention) -> tuple[views.DocumentView, ...]:
    """The documents attached."""
    return tuple(
        views.DocumentView(
            labels=document.labels,
            kind=document.kind,
            kind_label=document.get_kind_display(),
            language=document.language,
            url=document.url,
            sha256=document.sha256,
            source=source_of(document),
            annex_number=document.annex_number,
            is_part=document.is_part,
        )
        for document in Document.objects.filter(convention=row)
        .select_related("source")
        .order_by("number")
    )


def remarks(row: Convention) -> tuple[views.RemarkView, ...]:
    """The sourced sentences about it."""
    return tuple(
        views.RemarkView(
            kind=remark.kind,
            kind_label=remark.get_kind_display(),
            labels=remark.labels,
            source=source_of(remark),
        )
        for remark in Remark.objects.filter(convention=row)
        .select_related("source")
        .order_by("number")
    )


def preamble(row: Convention) -> tuple[views.PreambleView, ...]:
    """What its preamble rests on."""
    return tuple(
        views.PreambleView(
            code=item.code,
            kind=item.kind,
            kind_label=item.get_kind_display(),
            labels=item.labels,
            source=source_of(item),
        )
        for item in PreambleReference.objects.filter(convention=row)
        .select_related("source")
        .order_by("number")
    )


def languages(row: Convention) -> tuple[views.LanguageView, ...]:
    """The languages of the signed text."""
    return tuple(
        views.LanguageView(
            language=item.language,
            language_label=item.get_language_display(),
            prevails=item.prevails,
            source=source_of(item),
        )
        for item in LanguageVersion.objects.filter(convention=row)
        .select_related("source")
        .order_by("language")
    )


def links(row: Convention) -> tuple[views.LinkView, ...]:
    """Read each link from both of its ends: what this one does, then what is done to it."""
    rows = (
        ConventionLink.objects.filter(Q(convention=row) | Q(other=row))
        .select_related("source", "convention", "other")
        .order_by("convention__signed_on", "pk")
    )
    found = [_link(item, row) for item in rows]
    return tuple(sorted(found, key=lambda item: not item.is_said_here))


def _link(item: ConventionLink, row: Convention) -> views.LinkView:
    is_said_here = item.convention_id == row.pk
    end = item.other if is_said_here else item.convention
    return views.LinkView(
        kind=item.kind,
        is_said_here=is_said_here,
        reference=end.reference,
        labels=end.labels,
        note=Labels.from_columns(item, "note"),
        source=source_of(item),
    )


def daughters(row: Convention) -> tuple[tuple[str, Labels], ...]:
    """The conventions whose mother it is, the oldest first."""
    rows = Convention.objects.filter(parent=row).order_by("signed_on", "reference")
    return tuple((daughter.reference, daughter.labels) for daughter in rows)
