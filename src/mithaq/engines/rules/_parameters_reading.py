"""Read parameters.yaml: groups of names, and leaves that hold dated values or brackets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.engines.rules._binding import Bound, Bracket
from mithaq.engines.rules._errors import fault
from mithaq.engines.rules._parameters import CONFIDENCES, NO_NOTE, DatedParameter, DatedValue
from mithaq.engines.rules._words import Words

_LEAF: Final = frozenset({"description", "metadata", "values", "brackets", "values_metadata"})
_GROUP: Final = frozenset({"description", "metadata", "documentation"})
_PROOF: Final = frozenset(
    {"reference", "confidence", "sources", "note", "alternatives", "known", "unit"}
)
# A path is an attribute in a rule: these two are taken by the symbol itself.
_TAKEN: Final = frozenset({"path", "on"})


@dataclass(slots=True)
class _Reader:
    words: Words
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, where: str, sentence: str, remedy: str = "") -> None:
        file = f"{self.words.scheme}/parameters.yaml"
        self.faults.append(fault(f"{file} : {where}", sentence, remedy))


def read_parameters(
    raw: object, words: Words
) -> tuple[tuple[DatedParameter, ...], tuple[Fault, ...]]:
    """Every parameter of the scheme that the words are of, and every fault of the file."""
    reader = _Reader(words)
    found: list[DatedParameter] = []
    if isinstance(raw, Mapping):
        for name, node in raw.items():
            found += _walk(reader, str(name), node)
    elif raw is not None:
        reader.wrong("", "le fichier doit être un tableau de noms.")
    return tuple(found), tuple(reader.faults)


def _walk(reader: _Reader, path: str, node: object) -> Iterator[DatedParameter]:
    last = path.rpartition(".")[2]
    if not last.isidentifier() or last in _TAKEN or last.startswith("_"):
        reader.wrong(path, f"« {last} » ne peut pas nommer un paramètre.")
    if not isinstance(node, Mapping):
        reader.wrong(path, "il faut des valeurs datées (values) ou un groupe de paramètres.")
    elif "values" in node or isinstance(node.get("brackets"), list):
        if (leaf := _leaf(reader, path, node)) is not None:
            yield leaf
    else:
        for name, child in node.items():
            if name not in _GROUP:
                yield from _walk(reader, f"{path}.{name}", child)


def _leaf(reader: _Reader, path: str, node: Mapping[Any, Any]) -> DatedParameter | None:
    for key in node:
        if key not in _LEAF:
            reader.wrong(path, f"« {key} » est inconnu ici.", f"Connus : {', '.join(_LEAF)}.")
    label = reader.words.parameters.get(path)
    if label is None:
        reader.wrong(path, "le libellé manque dans words.yaml (parameters).")
    entries = node.get("values") if "values" in node else _schedule(reader, path, node)
    if not isinstance(entries, Mapping) or not entries:
        reader.wrong(path, "il faut au moins une valeur datée.")
        return None
    history = [v for pair in _said(entries) if (v := _value(reader, path, pair))]
    if not history:
        return None
    history.sort(key=lambda dated: (dated.since, dated.known or date.min))
    for one, other in itertools.pairwise(history):
        if one.since == other.since and (other.known is None or one.known == other.known):
            reader.wrong(path, f"deux valeurs à partir du {one.since}.")
    about = node.get("metadata") or {}
    return DatedParameter(
        path=path,
        scheme=reader.words.scheme,
        label=label or Labels(path),
        description=str(node.get("description", "")),
        unit=str(about.get("unit", "")),
        period=str(about.get("period", "")),
        base=str(about.get("base", "")),
        history=tuple(history),
    )


def _said(entries: Mapping[Any, object]) -> Iterator[tuple[object, object]]:
    """The values of each day: one, or a list, the later of which were known later."""
    for key, entry in entries.items():
        is_list = isinstance(entry, list) and all(isinstance(item, Mapping) for item in entry)
        for item in entry if isinstance(entry, list) and is_list else (entry,):
            yield key, item


def _value(reader: _Reader, path: str, dated: tuple[object, object]) -> DatedValue | None:
    key, raw = dated
    since = _date(key)
    if since is None:
        reader.wrong(path, f"« {key} » n’est pas une date.")
        return None
    entry: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"value": raw}
    if "value" not in entry:
        reader.wrong(f"{path} {since}", "« value » manque (null : la loi ne dit plus rien).")
        return None
    proof: dict[str, Any] = dict(entry.get("metadata") or {})
    proof |= {key: entry[key] for key in ("reference", "unit") if key in entry}
    for name in proof:
        if name not in _PROOF:
            reader.wrong(f"{path} {since}", f"« {name} » est inconnu dans metadata.")
    confidence = str(proof.get("confidence", "sure"))
    if confidence not in CONFIDENCES:
        reader.wrong(f"{path} {since}", f"confidence : {', '.join(CONFIDENCES)}.")
    known = proof.get("known")
    if known is not None and _date(known) is None:
        reader.wrong(f"{path} {since}", "« known » doit être une date.")
    return DatedValue(
        since=since,
        value=_bound(reader, f"{path} {since}", entry["value"]),
        reference=_text(proof.get("reference")),
        confidence=confidence,
        sources=tuple(str(code) for code in proof.get("sources") or ()),
        note=_note(reader, f"{path} {since}", _text(proof.get("note"))),
        alternatives=tuple(
            tuple(other) if isinstance(other, list) else other
            for other in proof.get("alternatives") or ()
        ),
        known=_date(known) if known is not None else None,
    )


def _note(reader: _Reader, where: str, text: str) -> Labels:
    if not text:
        return NO_NOTE
    said = reader.words.notes.get(text)
    if said is None:
        remedy = "Ajoutez-la à words.yaml (notes)."
        reader.wrong(where, f"la note « {text} » n’a pas de forme arabe ni anglaise.", remedy)
    return said or Labels(text)


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ; ".join(map(_text, value))
    return "" if value is None else str(value)


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _bound(reader: _Reader, where: str, value: object) -> Bound:
    if value is None or isinstance(value, bool | int | float | str | date):
        return value
    if isinstance(value, tuple) and all(isinstance(item, Bracket) for item in value):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    reader.wrong(where, f"{value!r} n’est ni un nombre, ni une date, ni un code, ni une liste.")
    return None


def _schedule(reader: _Reader, path: str, node: Mapping[Any, Any]) -> dict[date, object]:
    """The brackets of each day on which a threshold or a rate changes, with their proof."""
    proofs = {_date(key): proof for key, proof in (node.get("values_metadata") or {}).items()}
    lines = [line for line in node["brackets"] if isinstance(line, Mapping)]
    if len(lines) != len(node["brackets"] or ()) or not lines:
        reader.wrong(path, "chaque tranche a un seuil (threshold) et un taux (rate).")
        return {}
    days: set[date] = set()
    columns = [(_series(reader, path, line, "threshold"), _series(reader, path, line, "rate"))
               for line in lines]  # fmt: skip
    for thresholds, rates in columns:
        days |= thresholds.keys() | rates.keys()
    result: dict[date, object] = {}
    for day in sorted(days):
        brackets = _brackets(columns, day)
        if [b.threshold for b in brackets] != sorted({b.threshold for b in brackets}):
            reader.wrong(f"{path} {day}", "les seuils doivent croître d’une tranche à l’autre.")
        result[day] = {"value": brackets or None, "metadata": proofs.pop(day, None) or {}}
    for left in proofs:
        reader.wrong(path, f"values_metadata : rien ne change le {left}.")
    return result


def _series(reader: _Reader, path: str, line: Mapping[Any, Any], name: str) -> dict[date, Any]:
    series: dict[date, Any] = {}
    entries = line.get(name)
    if not isinstance(entries, Mapping):
        reader.wrong(path, f"« {name} » doit porter des valeurs datées.")
        return series
    for key, entry in entries.items():
        day = _date(key)
        value = entry.get("value") if isinstance(entry, Mapping) else entry
        if day is None or not (value is None or isinstance(value, int | float)):
            reader.wrong(path, f"« {name} » : {key} → {value!r} n’est pas un nombre daté.")
            continue
        series[day] = value
    return series


def _brackets(
    columns: list[tuple[dict[date, Any], dict[date, Any]]], day: date
) -> tuple[Bracket, ...]:
    found = []
    for thresholds, rates in columns:
        threshold, rate = _last(thresholds, day), _last(rates, day)
        if threshold is not None and rate is not None:
            found.append(Bracket(float(threshold), float(rate)))
    return tuple(found)


def _last(series: dict[date, Any], day: date) -> Any:
    before = [since for since in series if since <= day]
    return series[max(before)] if before else None
