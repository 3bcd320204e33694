"""Is this paper the one that was issued? By its code, or by the fingerprint of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db.models import Q

from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.models import IssuedPaper, PaperCopy
from mithaq.base.codes import grouped, read_code
from mithaq.base.ports import port
from mithaq.base.text import Labels

# Papers about an object that has a number of its own, which the paper prints.
NUMBERED: Final = frozenset(
    {PaperKind.MINUTES, PaperKind.NOTE, PaperKind.RECEIPT, PaperKind.GOOD_STANDING}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaperView:
    """A paper as anyone who holds its code may read of it."""

    code: str
    kind: str
    kind_label: str
    language: str
    labels: Labels
    issuer: Labels
    sha256: str
    object_type: str
    object_ref: str
    is_exercise: bool
    issued_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str

    @property
    def printed_code(self) -> str:
        """The code in groups of four, as the paper shows it."""
        return grouped(self.code)

    @property
    def object_number(self) -> str:
        """The number of what the paper is about, empty where people do not call it by one."""
        return self.object_ref if self.kind in NUMBERED else ""


def issued_paper(typed: str) -> IssuedPaperView | None:
    """The paper of a code, however it was typed."""
    code = read_code(typed)
    row = IssuedPaper.objects.filter(code=code).first() if code else None
    return _view(row) if row else None


def paper_of_content(content: bytes) -> IssuedPaperView | None:
    """The paper with exactly these bytes in a language: one still in use first, then the newest."""
    digest = sha256(content).hexdigest()
    copies = PaperCopy.objects.filter(sha256=digest).values("paper")
    rows = IssuedPaper.objects.filter(Q(sha256=digest) | Q(pk__in=copies))
    rows = rows.order_by("-issued_at", "-pk")
    found = rows.filter(withdrawn_at__isnull=True).first() or rows.first()
    return _view(found) if found else None


def language_of_digest(digest: str) -> str:
    """The language of the very version that has a fingerprint; empty when none was issued."""
    found = PaperCopy.objects.filter(sha256=digest).values_list("language", flat=True).first()
    if found is None:
        papers = IssuedPaper.objects.filter(sha256=digest)
        found = papers.values_list("language", flat=True).first()
    return found or ""


def paper_names(printed: Iterable[str]) -> dict[str, Labels]:
    """What some papers are, by their codes as they print them."""
    codes = {read_code(code): code for code in printed}
    rows = IssuedPaper.objects.filter(code__in=[code for code in codes if code])
    return {codes[row.code]: row.labels for row in rows}


def papers_of(*, object_type: str, object_ref: str) -> tuple[IssuedPaperView, ...]:
    """The papers issued about one object, newest first."""
    rows = IssuedPaper.objects.filter(object_type=object_type, object_ref=object_ref)
    return tuple(_view(row) for row in rows.order_by("-issued_at", "-pk"))


def paper_content(typed: str, language: str = "") -> bytes | None:
    """The very bytes that were issued, in a language if one is named, or None when not kept."""
    paper = issued_paper(typed)
    if paper is None:
        return None
    digest = paper.sha256
    if language not in {"", paper.language}:
        copies = PaperCopy.objects.filter(paper__code=paper.code, language=language)
        digest = copies.values_list("sha256", flat=True).first() or ""
    return port("files").read(digest) if digest else None


def _view(row: IssuedPaper) -> IssuedPaperView:
    return IssuedPaperView(
        code=row.code,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        language=row.language,
        labels=row.labels,
        issuer=Labels.from_columns(row, "issuer"),
        sha256=row.sha256,
        object_type=row.object_type,
        object_ref=row.object_ref,
        is_exercise=row.is_exercise,
        issued_at=row.issued_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
    )
