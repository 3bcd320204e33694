"""The roadmap and the evaluations of the exercise, from the packaged file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from mithaq.apps.conventions.operations import (
    EvaluationDraft,
    MilestoneDraft,
    WorkstreamDraft,
    draw_roadmap,
    record_evaluation,
)
from mithaq.apps.organisations.queries.lookups import organisation_ids
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.text import Labels

NOTHING = {"fr": ""}


def record_roadmap(content: Mapping[str, Any], *, at: datetime, reason: str) -> int:
    """Draw the roadmap and record the evaluations; return how many things are new."""
    source_id = sources_by_code([content["source"]])[content["source"]]
    owners = organisation_ids()
    told: dict[str, Any] = {
        "reference": content["convention"], "actor": None, "mandate": "", "reason": reason,
        "at": at,
    }  # fmt: skip
    drawn = draw_roadmap(
        labels=Labels(**content["title"]),
        source_id=source_id,
        workstreams=tuple(_workstream(item, owners, at) for item in content["workstreams"]),
        **told,
    )
    judged = [
        record_evaluation(draft=_evaluation(item, source_id), **told)
        for item in content["evaluations"]
    ]
    return int(drawn) + sum(judged)


def _workstream(
    item: Mapping[str, Any], owners: Mapping[str, int], at: datetime
) -> WorkstreamDraft:
    return WorkstreamDraft(
        labels=Labels(**item["title"]),
        owner_id=owners[item["owner"]],
        capacity=Labels(**item["capacity"]),
        starts_on=date.fromisoformat(item["from"]),
        ends_on=date.fromisoformat(item["to"]),
        status=item["status"],
        milestones=tuple(
            MilestoneDraft(
                labels=Labels(**mark["title"]),
                due_on=_due(mark, at),
                reached_on=_day(mark.get("reached")),
                evidence=Labels(**mark.get("evidence", NOTHING)),
            )
            for mark in item["milestones"]
        ),
    )


def _evaluation(item: Mapping[str, Any], source_id: int) -> EvaluationDraft:
    return EvaluationDraft(
        kind=item["kind"],
        labels=Labels(**item["title"]),
        source_id=source_id,
        planned_on=_day(item["planned"]),
        held_on=_day(item["held"]),
        by=Labels(**item["by"]),
        is_published=item["published"],
        points=tuple((point["kind"], Labels(**point["text"])) for point in item["points"]),
    )


def _due(mark: Mapping[str, Any], at: datetime) -> date:
    """The day written, or one counted from the loading, as the problem that it mends."""
    if "due_in" in mark:
        return (at + timedelta(days=mark["due_in"])).date()
    return date.fromisoformat(mark["due"])


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
