"""On what a row rests: a source of the register, or a new one that the row describes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Fault
from mithaq.base.text import fold, slugify
from mithaq.gateways.observation_file import words
from mithaq.gateways.observation_file.days import parse_when
from mithaq.gateways.observation_file.reader import Reader
from mithaq.gateways.observation_file.row_dates import said_on
from mithaq.gateways.observation_file.world import Rights, World


def read_source(
    cells: Mapping[str, str], *, rights: Rights
) -> tuple[str, Mapping[str, object] | None, tuple[Fault, ...]]:
    """Read a document alone: its code, what to add when it is new, and what is wrong in it."""
    reader = Reader(cells, World())
    code, entry = source_of(reader, rights)
    said_on(reader)
    return code, entry, tuple(reader.faults)


def source_of(reader: Reader, rights: Rights) -> tuple[str, Mapping[str, object] | None]:
    """The code of the source of a row, and what to add when it is new."""
    text, url = reader.get("source"), reader.get("source_url")
    if not text and not url:
        reader.refuse("source", "missing", words.MISSING, remedy=words.FILL)
        return "", None
    known = reader.world.source(text, url)
    if known is not None:
        return known.code, None
    if url and not url.startswith(("http://", "https://")):
        reader.refuse("source_url", "source.url", words.UNKNOWN_URL, url)
        return "", None
    title = text or url
    stem = slugify(title)[:48].strip("-") or "source"
    code = f"{stem}-{_tail(title + url)}"
    reader.corrections.append(
        words.said("source", "observation.source.new", words.NEW_SOURCE, title)
    )
    return code, {
        "code": code,
        "kind": "exercise" if rights.is_exercise else _kind(reader.get("publisher")),
        "title": {"fr": title},
        "publisher": reader.get("publisher")[:120],
        "published": str(_said_quietly(reader.get("source_date"))),
        "url": url,
    }


def _tail(text: str) -> str:
    """Eight figures of the text itself: two long titles never share a code."""
    return sha256(fold(text).encode()).hexdigest()[:8]


def _said_quietly(text: str) -> UncertainDate:
    try:
        return parse_when(text).as_of if text else UncertainDate.unknown()
    except ValueError:
        return UncertainDate.unknown()


def _kind(publisher: str) -> str:
    folded = fold(publisher)
    is_statistics = "hcp" in folded.split() or "commissariat au plan" in folded
    return "statistics" if is_statistics else "press"
