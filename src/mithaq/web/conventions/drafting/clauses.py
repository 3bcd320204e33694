"""A place in a text in words (« Engagements 2, en arabe »), and a text laid out to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices import CadencePeriod
from mithaq.base.dates import UncertainDate
from mithaq.base.differences import Difference, Span, compare, word_spans
from mithaq.web.conventions.drafting.parts import (
    AXIS,
    CADENCE,
    CHAPTER,
    DATE,
    PARTS,
    TICK,
    TextPart,
    Word,
    rows_of,
)
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.typography import language

_STEP: Final = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")
_INNER: Final = {part.inner: part.code for part in PARTS if part.inner}
_CODES: Final = {part.keys[0]: part for part in reversed(PARTS)} | {
    "commitments": next(part for part in PARTS if part.code == "engagements"),
    "title": PARTS[0], "kind": PARTS[0], "level": PARTS[0], "purpose": PARTS[0],
    "place": PARTS[0], "territory": PARTS[0], "legal_basis": PARTS[0],
    "covers": PARTS[-1], "duration": PARTS[-1], "notice_months": PARTS[-1],
    "renewal_months": PARTS[-1], "terms": PARTS[-1],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a text as it is read: what it is, what it says, in which language."""

    label: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One row of a part, or the part itself; `path` is what comments name."""

    path: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One difference with its place in words and its words side by side."""

    where: str
    kind: str
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    lang: str


def place_words(path: str) -> str:
    """Say a path in the reader's language."""
    said: list[str] = []
    languages = {"fr": _("en français"), "ar": _("en arabe"), "en": _("en anglais")}
    part: TextPart | None = None
    for step, rank in _STEP.findall(path):
        if step in languages:
            said.append(languages[step])
            continue
        inner = next((item for item in PARTS if item.code == _INNER.get(step)), None)
        if not said:
            part = _CODES.get(step)
        elif inner is not None:
            part = inner
        word = next((item for item in part.words if item.name == step), None) if part else None
        if rank and part is not None:
            said.append(f"{part.one} {int(rank) + 1}")
        else:
            said.append(str(word.label if word else part.label if part and not said else step))
    return (_(", ")).join(said)


def shown_differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[ShownDifference, ...]:
    """Everything that differs, ready to be read side by side."""
    return tuple(_shown(item) for item in compare(before, after))


def _shown(item: Difference) -> ShownDifference:
    spans = word_spans(item.before, item.after)
    last = item.path.rpartition(".")[2]
    return ShownDifference(
        where=place_words(item.path),
        kind=item.kind,
        before=tuple(span for span in spans if span.kind != "added"),
        after=tuple(span for span in spans if span.kind != "removed"),
        lang=last if last in ("fr", "ar", "en") else "",
    )


def clauses(
    content: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[str, str, list[Clause]]]:
    """The parts of a text in order: code, title, and its clauses; `names` are the bodies'."""
    for part in PARTS:
        if part.is_rows:
            rows = [
                Clause(
                    f"{part.code}[{rank}]",
                    f"{part.one} {rank + 1}",
                    tuple(_lines(part, row, names)),
                )
                for rank, row in enumerate(rows_of(part, content))
            ]
        else:
            rows = [Clause(part.code, "", tuple(_lines(part, content, names)))]
        yield part.code, str(part.label), rows


def _lines(part: TextPart, row: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    order = [language(), *(code for code in ("fr", "ar", "en") if code != language())]
    for word in part.words:
        value = row.get(word.name)
        if value in (None, "", [], {}):
            continue
        if isinstance(value, Mapping) and set(value) & {"fr", "ar", "en"}:
            told = [(code, str(value[code])) for code in order if value.get(code)]
            for rank, (code, text) in enumerate(told):
                yield Line(str(word.label) if rank == 0 else "", text, code)
        elif word.how == CADENCE:
            per = dict(CadencePeriod.choices).get(str(value.get("per")), "")
            yield Line(str(word.label), f"{value.get('count', '')} {per}".strip())
        elif isinstance(value, Mapping):
            days = [value[edge] for edge in ("from", "to") if value.get(edge)]
            yield Line(str(word.label), " – ".join(_day(item) for item in days))
        elif word.how == DATE:
            yield Line(str(word.label), _day(value))
        elif word.how not in (AXIS, CHAPTER):
            yield Line(str(word.label), names.get(str(value), "") or _choice(word, value))


def _day(value: Any) -> str:
    """A date in words; what is not one yet stays as it was typed."""
    try:
        known = UncertainDate.parse(str(value))
    except ValueError:
        return str(value)
    return strip_tags(uncertain_date(known)) if known.on else str(value)


def _choice(word: Word, value: Any) -> str:
    options = dict(word.options.choices) if word.options is not None else {}
    if word.how == TICK:
        return _("oui")
    return str(options.get(str(value), value))
