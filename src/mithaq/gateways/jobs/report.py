"""What remains to be read when the work is over: counts, then what was refused and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mithaq.base.errors import Fault
from mithaq.base.ports import JSON
from mithaq.base.text import Labels
from mithaq.gateways.jobs.sentences import Sentence, in_three


def report(
    *,
    counts: Iterable[tuple[Sentence, int]] = (),
    refused: Iterable[Fault] = (),
    link: str = "",
) -> dict[str, JSON]:
    """Return the report of a job: labelled counts, faults in the order of the document, an address.

    ``link`` is the path, without language, of the page where the result is read.
    """
    return {
        "counts": [{"label": spoken(in_three(label)), "value": value} for label, value in counts],
        "refused": [fault_as_json(fault) for fault in refused],
        "link": link,
    }


def spoken(labels: Labels) -> dict[str, str]:
    """Return a sentence as it is kept in a report."""
    return {"fr": labels.fr, "ar": labels.ar, "en": labels.en}


def heard(value: Mapping[str, Any] | str) -> Labels:
    """Return a sentence kept in a report; a bare text is the same in every language."""
    if isinstance(value, str):
        return Labels(value)
    return Labels(str(value.get("fr", "")), str(value.get("ar", "")), str(value.get("en", "")))


def fault_as_json(fault: Fault) -> dict[str, JSON]:
    """Return one refused line as it is kept."""
    return {
        "where": fault.where,
        "line": fault.line,
        "rule": fault.rule,
        "sentence": spoken(fault.sentence),
        "remedy": spoken(fault.remedy) if fault.remedy else None,
    }


def fault_from_json(value: Mapping[str, Any]) -> Fault:
    """Return one refused line as it is read."""
    remedy = value.get("remedy")
    return Fault(
        where=str(value.get("where", "")),
        sentence=heard(value.get("sentence", "")),
        rule=str(value.get("rule", "")),
        remedy=heard(remedy) if remedy else None,
        line=value.get("line"),
    )
