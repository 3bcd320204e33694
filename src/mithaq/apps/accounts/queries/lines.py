"""The journal as it is read: newest first, by action, person, object and date."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value

from mithaq.apps.accounts.choices import FeedbackStatus
from mithaq.apps.accounts.models import AuditLine, ErrorReport, SealedLine
from mithaq.base.text import alike_pattern


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; None where there was none."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class AuditLineDetail:
    """A line of the journal, whole, with the seal that holds it."""

    public_id: UUID
    actor_id: int | None
    actor_label: str
    actor_label_ar: str
    mandate: str
    action: str
    object_type: str
    object_ref: str
    object_label: str
    reason: str
    at: datetime
    changes: tuple[Change, ...]
    seal_number: int | None
    sealed_at: datetime | None


# The action under which an error that a reader reports is kept.
# A transaction during which others write more lines than this could end unseen.
LATE_LINES = 2_000
READING = "read_"


def audit_lines() -> QuerySet[AuditLine]:
    """Every line of the journal, newest first."""
    return AuditLine.objects.select_related("actor").order_by("-at", "-id")


def written_lines() -> QuerySet[AuditLine]:
    """The lines that changed something. Opening a file of someone is written too, and changes
    nothing: the last part of its action begins with ``read_``."""
    reading = Q(action__startswith=READING) | Q(action__contains=f".{READING}")
    return AuditLine.objects.exclude(reading)


def journal_version() -> str:
    """Name the present state of everything written; "" while nothing is. Readings do not count.

    Numbers are drawn before a transaction commits: a late line takes its place among the last
    ones, not after them, so that the newest number alone would miss it. Lines are never deleted:
    while the newest stays the same, their count can only grow.
    """
    near = written_lines().filter(id__gt=OuterRef("id") - LATE_LINES).order_by()
    counted = near.annotate(whole=Value(1)).values("whole").annotate(n=Count("pk")).values("n")
    lines = written_lines().annotate(recent=Subquery(counted)).order_by("-id")
    last = lines.values_list("id", "public_id", "recent").first()
    return ":".join(map(str, last)) if last else ""


def last_written_at() -> datetime | None:
    """When the register last changed: the instant of the newest line that changed something."""
    return written_lines().order_by("-id").values_list("at", flat=True).first()


def audit_lines_matching(
    words: str,
    *,
    objects: Mapping[str, Collection[str]] | None = None,
    bodies: Collection[str] = (),
) -> QuerySet[AuditLine]:
    """The lines whose object, reference, author or reason holds every word, newest first.

    Accents, hamza and vowel marks do not count. ``objects`` adds, by nature, the references of the
    objects that answer under another of their names, ``bodies`` the French names of those under
    whose mandate a line was written.
    """
    if not words.strip():
        return audit_lines()
    said = Q()
    for word in words.split():
        pattern = alike_pattern(word)
        said &= (
            Q(object_label__iregex=pattern)
            | Q(object_ref__icontains=word)
            | Q(actor_label__iregex=pattern)
            | Q(actor__full_name_ar__iregex=pattern)
            | Q(reason__iregex=pattern)
        )
    for nature, references in (objects or {}).items():
        said |= Q(object_type=nature, object_ref__in=references)
    return audit_lines().filter(said | under_bodies(bodies))


def under_bodies(names: Collection[str]) -> Q:
    """The lines written under a mandate of some bodies, by their French names."""
    said = Q(pk__in=())
    for name in names:
        # A mandate is copied as a French sentence, the body standing before its first day.
        said |= Q(mandate__contains=f", {name},") | Q(mandate__contains=f", {name} (")
    return said


def audit_lines_of(*, object_type: str, object_ref: str) -> QuerySet[AuditLine]:
    """The life of one object, newest first."""
    return audit_lines().filter(object_type=object_type, object_ref=object_ref)


def audit_line(*, public_id: UUID) -> AuditLineDetail | None:
    """One line with what it changed and the seal that holds it, or None when there is none."""
    line = AuditLine.objects.select_related("actor").filter(public_id=public_id).first()
    if line is None:
        return None
    held = SealedLine.objects.select_related("seal").filter(line_id=line.pk).first()
    return AuditLineDetail(
        public_id=line.public_id,
        actor_id=line.actor_id,
        actor_label=line.actor_label,
        actor_label_ar=(line.actor.full_name_ar or "") if line.actor else "",
        mandate=line.mandate,
        action=line.action,
        object_type=line.object_type,
        object_ref=line.object_ref,
        object_label=line.object_label,
        reason=line.reason,
        at=line.at,
        changes=_changes(line.before, line.after),
        seal_number=held.seal.number if held else None,
        sealed_at=held.seal.sealed_at if held else None,
    )


def error_report(number: int) -> ErrorReport | None:
    """What a reader reported under a receipt number, or None."""
    return ErrorReport.objects.filter(pk=number).first()


def error_reports(*, about: Collection[str] = ()) -> QuerySet[ErrorReport]:
    """The reports that still say something and wait for an answer, newest first.

    ``about`` keeps those whose page has one of these words in its address.
    """
    rows = ErrorReport.objects.filter(erased_at__isnull=True).exclude(status=FeedbackStatus.CLOSED)
    if about:
        rows = rows.filter(reduce(or_, (Q(page__contains=word) for word in about)))
    return rows.order_by("-received_at", "-pk")


def audit_actions() -> list[str]:
    """The actions met in the journal, in alphabetical order."""
    return list(AuditLine.objects.order_by("action").values_list("action", flat=True).distinct())


def audit_object_types() -> list[str]:
    """The natures of objects met in the journal, in alphabetical order."""
    found = AuditLine.objects.order_by("object_type").values_list("object_type", flat=True)
    return list(found.distinct())


def _changes(before: Any, after: Any) -> tuple[Change, ...]:
    """What differs; where there was nothing before, everything that is there now."""
    old, new = _mapping(before), _mapping(after)
    names = [*old, *(name for name in new if name not in old)]
    return tuple(
        Change(name, _text(old.get(name)), _text(new.get(name)))
        for name in names
        if old.get(name) != new.get(name)
    )


def _mapping(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"": value}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
