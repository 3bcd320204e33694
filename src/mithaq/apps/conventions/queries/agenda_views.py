"""The points of an agenda as pages and papers show them."""

from __future__ import annotations

from datetime import timedelta

from mithaq.apps.conventions.choices.meetings import ItemStanding
from mithaq.apps.conventions.models import AgendaItem, Meeting
from mithaq.apps.conventions.queries.agenda_rules import RULES
from mithaq.apps.conventions.queries.sitting_views import ItemView
from mithaq.base.text import Labels

NOTHING = Labels("")


def item_views(meeting: Meeting) -> list[ItemView]:
    """Read every point of a meeting in its order; the hour of each follows from those before."""
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("owner")
    found, at = [], meeting.starts_at
    for row in rows.order_by("rank", "pk"):
        rule = RULES[row.rule]
        found.append(
            ItemView(
                id=row.pk,
                key=row.key,
                rank=row.rank,
                rule=row.rule,
                rule_label=row.get_rule_display(),
                rule_code=rule.code,
                rule_since=rule.since,
                threshold=rule.threshold,
                threshold_unit=rule.unit,
                standing=row.standing,
                standing_label=row.get_standing_display(),
                title=row.labels,
                detail=Labels.from_columns(row, "detail"),
                why=Labels.from_columns(row, "why"),
                expected=Labels.from_columns(row, "expected"),
                who=Labels.from_columns(row, "who"),
                minutes=row.minutes,
                starts_at=at,
                grade=row.grade,
                url=row.url,
                reason=row.reason,
                is_moved=row.is_moved,
                notes=row.notes,
                notes_ar=row.notes_ar,
                outcome=Labels.from_columns(row, "outcome"),
                is_examined=row.is_examined,
                owner_id=row.owner_id,
                owner=row.owner.labels if row.owner else NOTHING,
                version_id=row.effect_version_id,
            )
        )
        if row.standing == ItemStanding.ON_AGENDA:
            at += timedelta(minutes=row.minutes)
    return found
