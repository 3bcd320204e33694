"""Files that wait for a decision, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.models import StagedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedDetail:
    """A staged file: its content, what it would write, and what it wrote."""

    public_id: str
    kind: str
    name: str
    sha256: str
    content: str
    preview: Mapping[str, Any]
    written: tuple[Mapping[str, Any], ...]
    status: str
    status_label: str
    staged_by_id: int | None
    staged_at: datetime
    decided_at: datetime | None


def staged_files(*, kind: str = "") -> QuerySet[StagedFile]:
    """The files staged, the latest first, without their content."""
    rows = StagedFile.objects.select_related("staged_by").defer("content").order_by("-staged_at")
    return rows.filter(kind=kind) if kind else rows


def staged_within(*, kind: str, **said: str) -> QuerySet[StagedFile]:
    """The files of a kind whose preview says some values, the latest first."""
    return staged_files(kind=kind).filter(**{f"preview__{key}": text for key, text in said.items()})


def staged_file(public_id: str) -> StagedDetail | None:
    """One staged file, or nothing."""
    try:
        key = UUID(str(public_id))
    except ValueError:
        return None
    row = StagedFile.objects.filter(public_id=key).first()
    if row is None:
        return None
    return StagedDetail(
        public_id=str(row.public_id),
        kind=row.kind,
        name=row.name,
        sha256=row.sha256,
        content=row.content,
        preview=row.preview,
        written=tuple(row.written),
        status=row.status,
        status_label=row.get_status_display(),
        staged_by_id=row.staged_by_id,
        staged_at=row.staged_at,
        decided_at=row.decided_at,
    )


def staged_twin(*, kind: str, content: str, statuses: Iterable[str]) -> str:
    """Public id of the file that was deposited with this very content; "" when none is."""
    digest = sha256(content.encode()).hexdigest()
    rows = StagedFile.objects.filter(kind=kind, sha256=digest, status__in=list(statuses))
    found = rows.order_by("-staged_at").values_list("public_id", flat=True).first()
    return str(found) if found else ""


def file_that_wrote(reference: str, *, kind: str) -> str:
    """Public id of the applied file that recorded a convention; "" when none did."""
    rows = StagedFile.objects.filter(kind=kind, status=StagedStatus.APPLIED).order_by("-staged_at")
    for public_id, written in rows.values_list("public_id", "written").iterator():
        if any(item["reference"] == reference and item["is_new"] for item in written):
            return str(public_id)
    return ""
