"""The content of a results report: plain, canonical, independent of language and of the clock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from mithaq.apps.conventions.queries import (
    CommitmentView,
    ConventionDetail,
    PartyView,
    SourceRef,
    TargetView,
)
from mithaq.apps.observatory.queries.state import convention_state
from mithaq.apps.observatory.queries.views import (
    BudgetGap,
    ConflictView,
    ConventionState,
    FigureView,
    ReadingView,
)
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

FORMAT = "mithaq/results-report/1"


def canonical(content: Mapping[str, Any]) -> str:
    """Write content as canonical JSON: sorted keys, no spare space, the same bytes every time."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """The SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def results_content(*, reference: str, as_of: date, known_on: date | None = None) -> dict[str, Any]:
    """State what is promised and said of a convention on ``as_of``, as known on ``known_on``.

    Without ``known_on``, what was known that very day: the content then names one day only.

    Raises ``LookupError`` when the register has no such convention.
    """
    state = convention_state(reference, as_of=as_of, known_on=known_on)
    if state is None:
        raise LookupError(reference)
    detail = state.detail
    known = {} if known_on in {None, as_of} else {"known_on": str(known_on)}
    return known | {
        "format": FORMAT,
        "reference": detail.reference,
        "title": _labels(detail.labels),
        "purpose": _labels(detail.purpose),
        "kind": detail.kind,
        "as_of": as_of.isoformat(),
        "signed": str(detail.signed),
        "place": _labels(detail.place),
        "exercise": detail.is_exercise,
        "instrument_count": detail.instrument_count,
        "parties": [_party(party) for party in detail.parties],
        "commitments": [
            _commitment(item, axis.labels) for axis in detail.axes for item in axis.commitments
        ],
        "targets": [
            _target(item, found) for item, found in zip(detail.targets, state.achieved, strict=True)
        ],
        "figures": [_figure(item) for item in state.figures],
        "readings": {
            code: [_reading(item) for item in items] for code, items in state.readings.items()
        },
        "conflicts": [_conflict(item) for item in state.conflicts],
        "budget": [
            {
                "payer": _labels(total.payer),
                "committed_centimes": total.committed_centimes,
                "line_count": total.line_count,
            }
            for total in detail.budget_totals
        ],
        "budget_gaps": [_gap(item) for item in state.budget_gaps],
        "not_published": _not_published(state),
        "sources": _sources(detail, state),
        **_amendments(detail, as_of),
    }


def _amendments(detail: ConventionDetail, as_of: date) -> dict[str, Any]:
    """The amendments in effect that day; a convention never amended has no such key."""
    told = [
        {
            "number": item.number,
            "title": _labels(item.labels),
            "signed": item.signed_on.isoformat(),
            "effective": item.effective_on.isoformat(),
            "changes": [
                {"action": trace.action, "kind": trace.kind, "number": trace.number}
                for trace in detail.traces
                if trace.amendment == item.number
            ],
        }
        for item in detail.amendments
        if item.effective_on <= as_of
    ]
    return {"amendments": told} if told else {}


def _labels(labels: Labels) -> dict[str, str]:
    return {"fr": labels.fr, "ar": labels.ar, "en": labels.en}


def _uncertain(value: UncertainDate) -> str:
    return str(value)


def _number(value: Decimal) -> str:
    """A decimal in its shortest plain form: 3488, 13.6, 60000."""
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _source(source: SourceRef) -> dict[str, Any]:
    return {"code": source.code, "title": _labels(source.labels), "locator": source.locator}


def _party(party: PartyView) -> dict[str, Any]:
    return {
        "organisation": _labels(party.organisation),
        "acronym": party.acronym,
        "role": party.role,
        "signatories": [
            {
                "person": _labels(person.person),
                "capacity": _labels(person.capacity),
                "interim": person.is_interim,
            }
            for person in party.signatories
        ],
        "source": _source(party.source),
    }


def _commitment(item: CommitmentView, axis: Labels) -> dict[str, Any]:
    return {
        "axis": _labels(axis),
        "number": item.number,
        "text": _labels(item.labels),
        "debtor": _labels(item.debtor),
        "beneficiary": _labels(item.beneficiary),
        "nature": item.nature,
        "status": item.status,
        "due": _uncertain(item.due),
        "grade": item.grade,
        "source": _source(item.source),
    }


def _target(item: TargetView, found: FigureView | None) -> dict[str, Any]:
    return {
        "title": _labels(item.labels),
        "wording": _labels(item.wording),
        "indicator": item.indicator_code,
        "definition": _labels(item.definition),
        "unit": item.unit,
        "value": _number(item.value),
        "qualifier": item.qualifier,
        "horizon": _uncertain(item.horizon),
        "pooled": item.is_pooled,
        "achieved": _figure(found) if found is not None else None,
        "grade": item.grade,
        "source": _source(item.source),
    }


def _figure(item: FigureView) -> dict[str, Any]:
    before = item.implied_before
    return {
        "code": item.code,
        "title": _labels(item.labels),
        "indicator": item.indicator_code,
        "version": item.version_number,
        "definition": _labels(item.definition),
        "aggregation": item.aggregation,
        "unit": item.unit,
        "value": _number(item.value),
        "qualifier": item.qualifier,
        "as_of": _uncertain(item.as_of),
        "period": _labels(item.period),
        "said": _uncertain(item.said),
        "grade": item.grade,
        "note": _labels(item.note),
        "part_of": item.part_of_code,
        "revises": item.revises_code,
        "implied_before": _number(before) if before is not None else None,
        "source": _source(item.source),
    }


def _reading(item: ReadingView) -> dict[str, Any]:
    return {
        "letter": item.letter,
        "kind": item.kind,
        "text": _labels(item.labels),
        "parts": {part.key: _number(part.value) for part in item.parts},
        "share_of_whole": _number(item.share_of_whole),
        "share_of_parent": _number(item.share_of_parent),
    }


def _conflict(item: ConflictView) -> dict[str, Any]:
    return {
        "code": item.code,
        "title": _labels(item.labels),
        "why": _labels(item.why),
        "settle": _labels(item.settle),
        "settle_grade": item.settle_grade,
        "sides": [_figure(side) for side in item.sides],
    }


def _gap(item: BudgetGap) -> dict[str, Any]:
    return {
        "payer": _labels(item.payer),
        "announced_centimes": item.announced_centimes,
        "sum_centimes": item.sum_centimes,
        "line_count": item.line_count,
        "figure": item.figure.code,
    }


def _not_published(state: ConventionState) -> list[str]:
    """Codes of what no source says; pages and documents hold the words."""
    detail = state.detail
    missing = {
        "in_force": detail.in_force_on is None,
        "signed_day": not detail.signed.is_known,
        "signed_text": not detail.documents,
        "duration": detail.duration_kind == "not_published",
        "budget": not detail.budget_lines,
        "targets": not detail.targets,
        "due_dates": any(not item.due.is_known for item in detail.commitments),
        "definitions": any(not item.definition for item in state.figures),
        "pooled_shares": any(item.is_pooled for item in detail.targets),
        "committees": not detail.committees,
        "later_results": not state.has_later_result,
    }
    return [code for code, is_missing in missing.items() if is_missing]


def _sources(detail: ConventionDetail, state: ConventionState) -> list[dict[str, Any]]:
    """Every document the report rests on, in the order they first speak."""
    cited = [
        detail.source,
        *(party.source for party in detail.parties),
        *(item.source for item in detail.commitments),
        *(item.source for item in detail.targets),
        *(item.source for item in state.figures),
        *(side.source for item in state.conflicts for side in item.sides),
    ]
    found: dict[str, dict[str, Any]] = {}
    for source in cited:
        found.setdefault(
            source.code,
            {
                "code": source.code,
                "title": _labels(source.labels),
                "publisher": source.publisher,
                "published": _uncertain(source.published),
                "url": source.url,
                "kind": source.kind,
            },
        )
    return list(found.values())
