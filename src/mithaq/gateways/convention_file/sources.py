"""The sources that a file brings: added when new, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from mithaq.apps.reference.queries import sources
from mithaq.gateways.convention_file.reference_words import source_changed
from mithaq.gateways.convention_file.references import Noted
from mithaq.gateways.convention_file.schema import ConventionText, SourceText

SourceEntry: TypeAlias = Mapping[str, Any]


def entry_of(source: SourceText) -> SourceEntry:
    """A source as the operation that records sources reads it."""
    return {
        "code": source.code,
        "kind": source.kind.value,
        "title": {"fr": source.title.fr, "ar": source.title.ar, "en": source.title.en},
        "publisher": source.publisher,
        "published": str(source.published),
        "url": source.url,
        "licence": source.licence,
    }


def source_faults(texts: Sequence[ConventionText]) -> list[list[Noted]]:
    """Find, document by document, the sources that say otherwise than those already known."""
    codes = [source.code for text in texts for source in text.sources]
    known = {entry["code"]: entry for entry in recorded_entries(codes)} if codes else {}
    noted: list[list[Noted]] = []
    for text in texts:
        noted.append(list(_document_faults(text, known)))
        for source in text.sources:
            known.setdefault(source.code, entry_of(source))
    return noted


def _document_faults(text: ConventionText, known: Mapping[str, SourceEntry]) -> Iterator[Noted]:
    own: dict[str, SourceEntry] = dict(known)
    for index, source in enumerate(text.sources):
        entry = entry_of(source)
        other = own.setdefault(source.code, entry)
        fields = [name for name, value in entry.items() if other[name] != value]
        if fields:
            yield ("sources", index, "code"), source_changed(source.code, fields), "source.code"


def recorded_entries(codes: Iterable[str]) -> Iterator[SourceEntry]:
    """The sources of the register as a file writes them, in the order of their codes."""
    for row in sources().filter(code__in=set(codes)).order_by("code"):
        labels, precision = row.labels, row.published_precision
        length = {"day": 10, "month": 7, "year": 4}.get(precision)
        published = row.published_on.isoformat()[:length] if row.published_on else "unknown"
        yield {
            "code": row.code,
            "kind": row.kind,
            "title": {"fr": labels.fr, "ar": labels.ar, "en": labels.en},
            "publisher": row.publisher,
            "published": published,
            "url": row.url,
            "licence": row.licence,
        }
