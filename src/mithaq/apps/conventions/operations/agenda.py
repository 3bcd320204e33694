"""The agenda of a meeting: called by rules, arranged by the secretariat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import AgendaRule, ItemStanding, MeetingStatus
from mithaq.apps.conventions.models import AgendaItem, Decision, Meeting
from mithaq.apps.conventions.operations._sittings import (
    Signed,
    locked_meeting,
    missing_texts,
    write_line,
)
from mithaq.apps.conventions.queries.agenda_rules import RULES, AgendaCall, fitted
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

STEMS = ("label", "detail", "why", "expected", "who")


@transaction.atomic
def set_agenda(
    *, meeting_id: int, items: Sequence[AgendaCall], actor: User | Any, mandate: str, at: datetime
) -> int:
    """Draw the agenda up from what the rules call; gives back its version.

    What the secretariat moved, dropped, timed or added stays; what no rule calls any more leaves,
    unless something was said or decided under it. Drawing it up twice gives the same agenda.
    A second convening keeps the agenda of the first: only what each point says is of its own day.
    """
    meeting = _open_meeting(meeting_id)
    known = {row.key: row for row in AgendaItem.objects.filter(meeting=meeting)}
    if meeting.follows_id and known:
        _say_again(meeting, [item for item in items if item.key in known], known)
        _built(meeting, at)
        _line("set_agenda", meeting, actor=actor, mandate=mandate, at=at)
        return meeting.agenda_version
    called = {item.key for item in items}
    gone = [
        row.pk
        for key, row in known.items()
        if key not in called and row.rule != AgendaRule.ADDED and not (row.notes or row.outcome_fr)
    ]
    kept = Decision.objects.filter(item__in=gone).values_list("item_id", flat=True)
    AgendaItem.objects.filter(pk__in=set(gone) - set(kept)).delete()
    for item in items:
        _write(meeting, item, known.get(item.key))
    _number(meeting, _order(items, known))
    _fit(meeting, is_new=not meeting.agenda_version)
    _built(meeting, at)
    _line("set_agenda", meeting, actor=actor, mandate=mandate, at=at)
    return meeting.agenda_version


@transaction.atomic
def arrange_agenda(
    *,
    meeting_id: int,
    order: Sequence[int],
    minutes: Mapping[int, int],
    actor: User | Any,
    mandate: str,
    at: datetime,
) -> None:
    """Put the items in an order and time them; an item not named keeps its place after them."""
    meeting = _open_meeting(meeting_id)
    rows = list(_on_agenda(meeting))
    wrong = [row.pk for row in rows if not 1 <= minutes.get(row.pk, row.minutes) <= 240]
    refuse_if_any(
        Fault(where=f"minutes_{pk}", sentence=_MINUTES, rule="agenda.minutes_sensible")
        for pk in wrong
    )
    place = {pk: index for index, pk in enumerate(order)}
    wanted = sorted(rows, key=lambda row: (place.get(row.pk, len(place)), row.rank))
    for rank, row in enumerate(wanted, start=1):
        row.is_moved = row.is_moved or row.rank != rank
        row.rank, row.minutes = rank, minutes.get(row.pk, row.minutes)
    AgendaItem.objects.bulk_update(wanted, ["rank", "minutes", "is_moved"])
    _line("arrange_agenda", meeting, actor=actor, mandate=mandate, at=at)


@transaction.atomic
def drop_item(*, item_id: int, actor: User | Any, mandate: str, reason: str, at: datetime) -> None:
    """Take an item off the agenda; the paper says which, and why."""
    row, meeting = _item(item_id)
    refuse_if_any(missing_texts({"reason": reason}))
    row.standing, row.reason = ItemStanding.DROPPED, reason.strip()[:300]
    row.save(update_fields=["standing", "reason"])
    _number(meeting)
    _line("drop_item", meeting, actor=actor, mandate=mandate, at=at, reason=reason)


@transaction.atomic
def restore_item(
    *, item_id: int, actor: User | Any, mandate: str, reason: str = "", at: datetime
) -> None:
    """Put an item that stayed out, or was dropped, on the agenda."""
    row, meeting = _item(item_id)
    row.standing, row.reason = ItemStanding.ON_AGENDA, ""
    row.rank, row.is_moved = len(_on_agenda(meeting)) + 1, True
    row.save(update_fields=["standing", "reason", "rank", "is_moved"])
    _number(meeting)
    _line("restore_item", meeting, actor=actor, mandate=mandate, at=at, reason=reason)


@transaction.atomic
def add_item(
    *, meeting_id: int, item: AgendaCall, actor: User | Any, mandate: str, at: datetime
) -> int:
    """Add a point that no rule called, before the date of the next meeting."""
    meeting = _open_meeting(meeting_id)
    faults = missing_texts({"title": item.title.fr})
    if not 1 <= item.minutes <= 240:
        faults.append(Fault(where="minutes", sentence=_MINUTES, rule="agenda.minutes_sensible"))
    refuse_if_any(faults)
    added = AgendaItem.objects.filter(meeting=meeting, rule=AgendaRule.ADDED)
    last = max((int(row.key.rpartition(":")[2]) for row in added), default=0)
    rows = list(_on_agenda(meeting))
    closing = next((row.rank for row in rows if row.rule == AgendaRule.NEXT_DATE), len(rows) + 1)
    created = AgendaItem(meeting=meeting, key=f"added:{last + 1}", rule=AgendaRule.ADDED)
    _fill(created, item)
    created.rank = closing
    for row in rows:
        if row.rank >= closing:
            row.rank += 1
    AgendaItem.objects.bulk_update(rows, ["rank"])
    created.save()
    if not meeting.agenda_version:
        meeting.agenda_version, meeting.agenda_built_at = 1, at
        meeting.save(update_fields=["agenda_version", "agenda_built_at"])
    _line("add_item", meeting, actor=actor, mandate=mandate, at=at)
    return created.pk


def _built(meeting: Meeting, at: datetime) -> None:
    meeting.agenda_version += 1
    meeting.agenda_built_at = at
    meeting.save(update_fields=["agenda_version", "agenda_built_at"])


def _say_again(
    meeting: Meeting, items: Sequence[AgendaCall], known: Mapping[str, AgendaItem]
) -> None:
    """Say the same points as of the day of this meeting; their place and their time stay."""
    for item in items:
        row = known[item.key]
        minutes = row.minutes
        _fill(row, item)
        row.minutes = minutes
        row.save()


def _open_meeting(meeting_id: int) -> Meeting:
    """An agenda is arranged until the meeting is closed: a sitting may add to it."""
    meeting = locked_meeting(meeting_id)
    if meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.CONVENED):
        raise Refusal(Fault(where="status", sentence=_CLOSED, rule="agenda.meeting_is_open"))
    return meeting


def _item(item_id: int) -> tuple[AgendaItem, Meeting]:
    row = AgendaItem.objects.get(pk=item_id)
    return row, _open_meeting(row.meeting_id)


def _on_agenda(meeting: Meeting) -> Any:
    rows = AgendaItem.objects.filter(meeting=meeting, standing=ItemStanding.ON_AGENDA)
    return rows.order_by("rank", "pk")


def _order(items: Sequence[AgendaCall], known: Mapping[str, AgendaItem]) -> list[str]:
    """The order of the rules, or that of the secretariat once it moved something.

    What is new then comes before the date of the next meeting, which closes every agenda.
    """
    called = [item.key for item in items]
    before = sorted(known, key=lambda key: known[key].rank)
    is_moved = any(row.is_moved for row in known.values())
    first, rest = (before, called) if is_moved else (called, before)
    last = [item.key for item in items if item.rule == AgendaRule.NEXT_DATE]
    closing = [key for key in last if key not in first or first[-1] == key or not is_moved]
    order = [key for key in dict.fromkeys([*first, *rest]) if key not in closing]
    return [*order, *closing]


def _write(meeting: Meeting, item: AgendaCall, row: AgendaItem | None) -> None:
    found = row or AgendaItem(meeting=meeting, key=item.key, rank=1)
    minutes = found.minutes if row else item.minutes
    _fill(found, item)
    found.minutes = minutes
    if found.standing != ItemStanding.DROPPED:
        found.reason = item.reason if not found.is_moved else ""
        found.standing = ItemStanding.BELOW_THRESHOLD if found.reason else ItemStanding.ON_AGENDA
    found.save()


def _fill(row: AgendaItem, item: AgendaCall) -> None:
    texts = (item.title, item.detail, item.why, item.expected, item.who)
    for stem, labels in zip(STEMS, texts, strict=True):
        for code in ("fr", "ar", "en"):
            limit = 200 if stem in ("expected", "who") else None
            setattr(row, f"{stem}_{code}", getattr(labels, code)[:limit])
    row.rule, row.minutes = item.rule, item.minutes
    row.grade, row.url = item.grade, item.url[:300]
    row.owner_id, row.effect_version_id = item.owner_id, item.version_id


def _number(meeting: Meeting, order: Sequence[str] = ()) -> None:
    """Ranks follow each other without a hole on the agenda."""
    place = {key: index for index, key in enumerate(order)}
    rows = sorted(
        _on_agenda(meeting), key=lambda row: (place.get(row.key, len(place)), row.rank, row.pk)
    )
    for rank, row in enumerate(rows, start=1):
        row.rank = rank
    AgendaItem.objects.bulk_update(rows, ["rank"])


def _fit(meeting: Meeting, *, is_new: bool) -> None:
    """The first time, shorten the usual minutes so that everything fits in the slot."""
    if not is_new:
        return
    rows = list(_on_agenda(meeting))
    for row, value in zip(
        rows, fitted([RULES[row.rule].minutes for row in rows], meeting.slot_minutes), strict=True
    ):
        row.minutes = value
    AgendaItem.objects.bulk_update(rows, ["minutes"])


def _line(
    action: str, meeting: Meeting, *, actor: Any, mandate: str, at: datetime, reason: str = ""
) -> None:
    rows = list(_on_agenda(meeting))
    after = {"items": len(rows), "minutes": sum(row.minutes for row in rows)}
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    write_line(action, meeting, signed, before=None, after=after)


_MINUTES = Labels(
    "Un point dure d’une minute à quatre heures.",
    "مدة النقطة من دقيقة إلى أربع ساعات.",
    "An item lasts from one minute to four hours.",
)
_CLOSED = Labels(
    "La séance est levée : son ordre du jour ne change plus.",
    "رُفع الاجتماع: جدول أعماله لا يتغير.",
    "The meeting is closed: its agenda does not change any more.",
)
