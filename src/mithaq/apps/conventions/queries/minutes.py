"""The content of minutes: plain values in three languages, the same bytes for the same meeting."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils import timezone

from mithaq.apps.conventions.queries.sitting_views import (
    DecisionView,
    ItemView,
    MeetingDetail,
    MemberView,
    Presiding,
)
from mithaq.base.text import Labels


def minutes_content(
    meeting: MeetingDetail, *, remarks: str, remarks_ar: str = ""
) -> dict[str, Any]:
    """Gather who was there, the quorum, what was said and what was decided, as JSON values."""
    said: dict[int | None, list[dict[str, Any]]] = {}
    for decision in meeting.decisions:
        said.setdefault(decision.item_id, []).append(_decision(decision))
    return {
        "format": "mithaq/minutes/2",
        "reference": meeting.reference,
        "convention": _labels(meeting.convention),
        "committee": _labels(meeting.committee),
        "committee_kind": meeting.committee_kind,
        "number": meeting.number,
        "status": meeting.status,
        "starts_at": timezone.localtime(meeting.starts_at).isoformat(),
        "closed_at": (
            timezone.localtime(meeting.closed_at).isoformat()
            if meeting.closed_at and meeting.sat_on is None
            else None
        ),
        "sat_on": meeting.sat_on.isoformat() if meeting.sat_on else None,
        "mode": meeting.mode,
        "place": _labels(meeting.place),
        "follows": meeting.follows,
        "convened_on": meeting.convened_on.isoformat() if meeting.convened_on else None,
        "chair": meeting.chair.id if meeting.chair else None,
        "presided_by": _presiding(meeting.presiding),
        "quorum": {
            "voting": meeting.quorum.voting,
            "present": meeting.quorum.present,
            "required": meeting.quorum.required,
        },
        "members": [_member(item) for item in meeting.members],
        "items": [_item(item, said.get(item.id, [])) for item in meeting.items],
        "other_decisions": said.get(None, []),
        "remarks": remarks,
        "remarks_ar": remarks_ar,
        "exercise": meeting.is_exercise,
    }


def canonical(content: dict[str, Any]) -> str:
    """One spelling of a content: sorted keys, no space, letters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """The SHA-256 of a canonical content."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _labels(value: Labels) -> dict[str, str]:
    return {"fr": value.fr, "ar": value.ar, "en": value.en}


def _presiding(found: Presiding | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "person": _labels(found.person),
        "capacity": _labels(found.capacity),
        "is_interim": found.is_interim,
        "replaces": _labels(found.replaces),
    }


def _member(item: MemberView) -> dict[str, Any]:
    return {
        "id": item.id,
        "seat": item.seat,
        "is_voting": item.is_voting,
        "organisation": _labels(item.organisation),
        "person": _labels(item.person),
        "capacity": _labels(item.capacity),
        "is_interim": item.is_interim,
        "presence": item.presence,
        "by_name": item.by_name,
    }


def _item(item: ItemView, decisions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "rank": item.rank,
        "title": _labels(item.title),
        "detail": _labels(item.detail),
        "rule": item.rule_code,
        "notes": item.notes,
        "notes_ar": item.notes_ar,
        "outcome": _labels(item.outcome),
        "is_examined": item.is_examined,
        "decisions": decisions,
    }


def _decision(item: DecisionView) -> dict[str, Any]:
    return {
        "code": item.code,
        "text": _labels(item.text),
        "owner": _labels(item.owner),
        "owner_person": item.owner_person,
        "due_on": item.due_on.isoformat(),
        "effect_indicator": _labels(item.effect_indicator),
        "effect_unit": item.effect_unit,
        "effect_direction": item.effect_direction,
        "effect_value": None if item.effect_value is None else str(item.effect_value.normalize()),
        "effect_by_on": item.effect_by_on.isoformat() if item.effect_by_on else None,
    }
