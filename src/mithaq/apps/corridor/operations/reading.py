"""Rows of a catalogue or of a list of corridors (YAML mappings) become drafts, or every fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from mithaq.apps.corridor.choices import NeedsCase, NormUnit, Part
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations.drafts import (
    CorridorDraft,
    FamilyDraft,
    InstitutionDraft,
    NormDraft,
    SubjectDraft,
)
from mithaq.apps.programmes.choices import SilenceEffect
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

_FAMILY: Final = frozenset({"code", "name", "subjects"})
_SUBJECT: Final = frozenset({
    "code", "name", "hint", "explanation", "fix", "norm", "source", "locator", "simulator",
    "personal", "needs_case",
})  # fmt: skip
_CORRIDOR: Final = frozenset({
    "slug", "name", "scope", "convention", "committee", "opened", "source", "locator", "exercise",
    "institutions",
})  # fmt: skip
_INSTITUTION: Final = frozenset({
    "organisation", "part", "from", "to", "hours", "norms", "families",
})  # fmt: skip
_NORM: Final = frozenset({
    "family", "amount", "unit", "silence", "completion_pauses", "source", "locator",
})  # fmt: skip


def read_catalogue(rows: Iterable[Mapping[str, Any]]) -> tuple[FamilyDraft, ...]:
    """Read families and their subjects; all faults at once, each with its place."""
    faults: list[Fault] = []
    drafts = []
    for rank, row in enumerate(rows):
        place = f"families[{rank}]"
        _only(row, _FAMILY, place, faults)
        subjects = [
            _subject(item, f"{place}.subjects[{n}]", faults)
            for n, item in enumerate(row.get("subjects") or ())
        ]
        drafts.append(
            FamilyDraft(
                code=_text(row, "code", place, faults),
                labels=_labels(row.get("name")),
                subjects=tuple(subjects),
            )
        )
    refuse_if_any(faults)
    return tuple(drafts)


def read_corridors(rows: Iterable[Mapping[str, Any]]) -> tuple[CorridorDraft, ...]:
    """Read corridors, their institutions and delays; all faults at once, each with its place."""
    faults: list[Fault] = []
    drafts = [_corridor(row, f"corridors[{rank}]", faults) for rank, row in enumerate(rows)]
    refuse_if_any(faults)
    return tuple(drafts)


def _subject(row: Mapping[str, Any], place: str, faults: list[Fault]) -> SubjectDraft:
    _only(row, _SUBJECT, place, faults)
    needs = str(row.get("needs_case") or NeedsCase.OTHERWISE)
    if needs not in NeedsCase.values:
        faults.append(words.unknown(f"{place}.needs_case", needs))
    return SubjectDraft(
        code=_text(row, "code", place, faults),
        labels=_labels(row.get("name")),
        hint=_labels(row.get("hint")),
        explanation=_labels(row.get("explanation")),
        fix=_labels(row.get("fix")),
        norm=_labels(row.get("norm")),
        source=str(row.get("source") or ""),
        locator=str(row.get("locator") or ""),
        simulator=str(row.get("simulator") or ""),
        is_personal=bool(row.get("personal")),
        needs_case=needs,
    )


def _corridor(row: Mapping[str, Any], place: str, faults: list[Fault]) -> CorridorDraft:
    _only(row, _CORRIDOR, place, faults)
    committee = row.get("committee")
    institutions = [
        _institution(item, f"{place}.institutions[{n}]", faults)
        for n, item in enumerate(row.get("institutions") or ())
    ]
    return CorridorDraft(
        slug=_text(row, "slug", place, faults),
        labels=_labels(row.get("name")),
        scope=_labels(row.get("scope")),
        convention=str(row.get("convention") or ""),
        committee=int(committee) if committee is not None else None,
        opened_on=_day(row.get("opened"), f"{place}.opened", faults),
        source=str(row.get("source") or ""),
        locator=str(row.get("locator") or ""),
        is_exercise=bool(row.get("exercise")),
        institutions=tuple(institutions),
    )


def _institution(row: Mapping[str, Any], place: str, faults: list[Fault]) -> InstitutionDraft:
    _only(row, _INSTITUTION, place, faults)
    return InstitutionDraft(
        organisation=_text(row, "organisation", place, faults),
        part=_word(row, "part", Part.values, place, faults),
        starts_on=_day(row.get("from"), f"{place}.from", faults),
        ends_on=_day(row.get("to"), f"{place}.to", faults),
        hours=_hours(row.get("hours"), f"{place}.hours", faults),
        norms=tuple(
            _norm(item, f"{place}.norms[{n}]", faults)
            for n, item in enumerate(row.get("norms") or ())
        ),
        families=tuple(str(code) for code in row.get("families") or ()),
    )


def _norm(row: Mapping[str, Any], place: str, faults: list[Fault]) -> NormDraft:
    _only(row, _NORM, place, faults)
    amount = row.get("amount")
    if not isinstance(amount, int) or amount < 1:
        faults.append(words.unknown(f"{place}.amount", str(amount)))
        amount = 1
    silence = str(row.get("silence") or SilenceEffect.NOT_PUBLISHED)
    if silence not in SilenceEffect.values:
        faults.append(words.unknown(f"{place}.silence", silence))
    return NormDraft(
        family=_text(row, "family", place, faults),
        amount=amount,
        unit=_word(row, "unit", NormUnit.values, place, faults),
        silence=silence,
        completion_pauses=bool(row.get("completion_pauses", True)),
        source=str(row.get("source") or ""),
        locator=str(row.get("locator") or ""),
    )


def _hours(value: Any, place: str, faults: list[Fault]) -> dict[str, list[list[int]]] | None:
    """Slots « 08:30-12:00 » by weekday number become minutes since midnight."""
    if not value:
        return None
    found: dict[str, list[list[int]]] = {}
    for weekday, slots in dict(value).items():
        try:
            found[str(int(weekday))] = [_slot(str(slot)) for slot in slots]
        except ValueError:
            faults.append(words.unknown(f"{place}[{weekday}]", str(slots)))
    return found


def _slot(text: str) -> list[int]:
    start, _, end = text.partition("-")
    return [_minutes(start), _minutes(end)]


def _minutes(text: str) -> int:
    hour, _, minute = text.strip().partition(":")
    return int(hour) * 60 + int(minute)


def _only(row: Any, keys: frozenset[str], place: str, faults: list[Fault]) -> None:
    if isinstance(row, Mapping):
        faults.extend(words.unknown(f"{place}.{key}", str(key)) for key in row if key not in keys)


def _text(row: Mapping[str, Any], key: str, place: str, faults: list[Fault]) -> str:
    text = str(row.get(key) or "").strip()
    if not text:
        faults.append(words.unknown(f"{place}.{key}", ""))
    return text


def _word(row: Mapping[str, Any], key: str, allowed: Sequence[str], *rest: Any) -> str:
    place, faults = rest
    text = str(row.get(key) or "")
    if text not in allowed:
        faults.append(words.unknown(f"{place}.{key}", text))
    return text


def _day(value: Any, place: str, faults: list[Fault]) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        faults.append(words.unknown(place, str(value)))
        return None


def _labels(value: Any) -> Labels:
    found = value if isinstance(value, Mapping) else {}
    return Labels(*(str(found.get(name) or "").strip() for name in ("fr", "ar", "en")))
