"""The exercise committees: members seated, past meetings held, one being prepared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from mithaq.apps.accounts.queries import fictitious_user
from mithaq.apps.conventions.choices.meetings import AgendaRule, ItemStanding
from mithaq.apps.conventions.operations import deciding, meetings, minutes, sittings
from mithaq.apps.conventions.operations.minutes import SignatureDraft
from mithaq.apps.conventions.operations.seats import seat_member, set_committee_rule
from mithaq.apps.conventions.operations.sitting_drafts import (
    DecisionDraft,
    MarkDraft,
    MeetingDraft,
    MemberDraft,
    RuleDraft,
)
from mithaq.apps.conventions.queries.cadence import next_working_day
from mithaq.apps.conventions.queries.decisions import effect_version
from mithaq.apps.conventions.queries.meetings import committee_detail, meeting_detail
from mithaq.apps.conventions.queries.sitting_views import ItemView, MeetingDetail
from mithaq.apps.organisations.queries import mandates_of
from mithaq.apps.organisations.queries.lookups import organisation_ids
from mithaq.base import documents
from mithaq.base.text import Labels
from mithaq.demo.beside import both
from mithaq.flows.close_sitting import close_sitting
from mithaq.flows.convene_again import convene_again
from mithaq.flows.prepare_meeting import prepare_meeting

SECRETARY = "secretaire"
PLANNED_IN_DAYS = 10
NO_POINT: Mapping[str, str] = MappingProxyType({})


def run_committees(rows: list[dict[str, Any]], *, at: datetime, reason: str) -> int:
    """Seat each committee and replay its meetings; those that already sat are left alone."""
    written = 0
    ids = organisation_ids()
    for row in rows:
        found = committee_detail(row["reference"], row["committee"], on=at.date())
        if found is None or found.rule is not None:
            continue
        replay = Replay(row, committee_id=found.id, ids=ids, at=at, reason=reason)
        replay.seat()
        written += replay.meet()
    return written


def replay_of(row: Mapping[str, Any], *, at: datetime, reason: str) -> Replay | None:
    """A committee whose sitting on cases is still to be held; none where it was."""
    found = committee_detail(row["reference"], row["committee"], on=at.date())
    if found is None or len(found.meetings) > len(row["meetings"]):
        return None
    return Replay(row, committee_id=found.id, ids=organisation_ids(), at=at, reason=reason)


class Replay:
    """One committee replayed under the secretary's name, each act on its own day."""

    def __init__(
        self,
        row: Mapping[str, Any],
        *,
        committee_id: int,
        ids: Mapping[str, int],
        at: datetime,
        reason: str,
    ) -> None:
        """Hold what the file says, and the day of the loading."""
        self.row, self.committee_id, self.ids = row, committee_id, ids
        self.at, self.reason = at, reason
        self.actor = fictitious_user(username=SECRETARY)
        held = mandates_of(user=self.actor) if self.actor else ()
        self.under = next(iter(held), None)

    def act(self, at: datetime) -> dict[str, Any]:
        """Who writes, and when; nothing is written after the loading itself."""
        return {
            "actor": self.actor,
            "mandate": self.under.text if self.under else "",
            "at": min(at, self.at),
        }

    def seat(self) -> None:
        """Write the rule and the members."""
        row, since = self.row, date.fromisoformat(self.row["since"])
        set_committee_rule(
            committee_id=self.committee_id,
            draft=RuleDraft(
                secretariat_id=self.ids[row["secretariat"]],
                counts_from=since,
                quorum=row["quorum"],
                second_needs_quorum=row["second_needs_quorum"],
                is_chair_rotating=row["rotates"],
                slot_minutes=row["minutes"],
                place=_labels(row["place"]),
                are_minutes_public=row["public"],
            ),
            reason=self.reason,
            **self.act(self.at),
        )
        for rank, member in enumerate(row["members"], start=1):
            seat_member(
                committee_id=self.committee_id,
                draft=self._member(member, rank, since),
                reason=self.reason,
                **self.act(self.at),
            )

    def _member(self, raw: Mapping[str, Any], rank: int, since: date) -> MemberDraft:
        return MemberDraft(
            organisation_id=self.ids[raw["organisation"]],
            seat=raw["seat"],
            is_voting=raw.get("votes", True),
            starts_on=since,
            rank=rank,
            person=_labels(raw["person"]),
            capacity=_labels(raw["capacity"]),
            is_interim=raw["interim"],
            substitute=_labels(raw["substitute"]),
        )

    def meet(self) -> int:
        """Replay the past meetings, then plan the one being prepared."""
        for raw in self.row["meetings"]:
            self.sit(raw)
        if self.row.get("plan"):
            self.plan_next()
        return len(self.row["meetings"])

    def plan_next(self) -> None:
        """Plan the meeting being prepared."""
        days = int(self.row.get("plan_in_days", PLANNED_IN_DAYS))
        day = next_working_day((self.at + timedelta(days=days)).date())
        meetings.plan_meeting(
            committee_id=self.committee_id, draft=MeetingDraft(starts_at=_ten(day)),
            **self.act(self.at),
        )  # fmt: skip

    def convenes_at(self, raw: Mapping[str, Any]) -> datetime:
        """When the secretary prepares a sitting and calls its members."""
        day = next_working_day((self.at - timedelta(days=raw["days_ago"])).date())
        return _working(_ten(day) - timedelta(days=12))

    def sit(self, raw: Mapping[str, Any], *, points: Mapping[str, str] = NO_POINT) -> None:
        """Replay a meeting; ``points`` gives the key of the point that a decision is about."""
        day = next_working_day((self.at - timedelta(days=raw["days_ago"])).date())
        starts = _ten(day)
        before, after = self.convenes_at(raw), starts + timedelta(minutes=85)
        number = self._plan(raw, starts, before)
        found = self._read(number)
        if not raw.get("second"):
            prepare_meeting(meeting_id=found.id, **self.act(before))
            found = self._read(number)
        meetings.convene_meeting(
            meeting_id=found.id, on=before.date(), reason=both("calendrier"), **self.act(before)
        )
        self._attend(found, raw["present"], starts)
        for decision in raw["decisions"]:
            self._decide(found, decision, starts, points.get(decision.get("about", ""), ""))
        close_sitting(
            meeting_id=found.id, closed_at=None, presided_by=None, under=self.under,
            **self.act(after),
        )  # fmt: skip
        self._minute(number, raw, after)
        for decision, row in zip(raw["decisions"], self._read(number).decisions, strict=True):
            self._follow(row.id, decision, day)

    def _plan(self, raw: Mapping[str, Any], starts: datetime, at: datetime) -> int:
        if raw.get("second"):
            last = committee_detail(self.row["reference"], self.row["committee"], on=at.date())
            first = last.meetings[0].id if last else 0
            return convene_again(meeting_id=first, starts_at=starts, **self.act(at))
        draft = MeetingDraft(starts_at=starts)
        return meetings.plan_meeting(committee_id=self.committee_id, draft=draft, **self.act(at))

    def _read(self, number: int) -> MeetingDetail:
        reference, committee = self.row["reference"], self.row["committee"]
        found = meeting_detail(reference, committee, number, on=timezone.localdate())
        if found is None:
            raise LookupError(number)
        return found

    def _attend(self, found: MeetingDetail, present: int, at: datetime) -> None:
        voices, marks = 0, []
        for member in found.members:
            voices += member.is_voting
            is_here = not member.is_voting or voices <= present
            marks.append(MarkDraft(
                member_id=member.id, presence="present" if is_here else "excused"
            ))  # fmt: skip
        sittings.record_attendance(meeting_id=found.id, marks=marks, **self.act(at))
        notes = {item.id: words for item in found.items if (words := _noted(item))}
        sittings.note_items(meeting_id=found.id, notes=notes, **self.act(at))

    def _decide(
        self, found: MeetingDetail, raw: Mapping[str, Any], at: datetime, point: str
    ) -> None:
        effect = raw.get("effect")
        values: dict[str, Any] = {}
        if effect:
            values = {
                "effect_version_id": effect_version(effect["indicator"]),
                "effect_direction": effect["direction"],
                "effect_value": Decimal(effect["value"]),
                "effect_by_on": (at + timedelta(days=effect["days"])).date(),
            }
        deciding.take_decision(
            meeting_id=found.id,
            draft=DecisionDraft(
                text=_labels(raw["text"]),
                owner_id=self.ids[raw["owner"]],
                due_on=(at + timedelta(days=raw["days"])).date(),
                item_id=_point(found, point) if point else _decided_under(found),
                **values,
            ),
            **self.act(at),
        )

    def _minute(self, number: int, raw: Mapping[str, Any], after: datetime) -> None:
        if raw.get("keep_draft"):
            return
        found = self._read(number)
        adopted = _working(after + timedelta(days=5))
        minutes.adopt_minutes(
            meeting_id=found.id, adoption="written", on=adopted.date(), **self.act(adopted)
        )
        chair = found.chair or found.members[0]
        for seat, member in (("chair", chair), ("secretary", found.members[-1])):
            draft = SignatureDraft(
                seat=seat,
                person=member.person,
                capacity=member.capacity,
                mode="on_paper",
                unscanned_reason="exercise",
            )
            minutes.sign_minutes(
                meeting_id=found.id, draft=draft, under=self.under, **self.act(adopted)
            )
        if self.row["public"]:
            minutes.set_minutes_public(meeting_id=found.id, is_public=True, **self.act(adopted))

    def _follow(self, decision_id: int, raw: Mapping[str, Any], day: date) -> None:
        on = next_working_day(day + timedelta(days=raw["days"] + raw.get("late", -5)))
        at = _ten(on)
        if raw["then"] == "done":
            deciding.complete_decision(
                decision_id=decision_id, on=on, evidence=both(raw["note"]), **self.act(at)
            )
        elif raw["then"] == "abandoned":
            deciding.abandon_decision(
                decision_id=decision_id, on=on, reason=both(raw["note"]), **self.act(at)
            )


def _noted(item: ItemView) -> Labels | None:
    """What the secretary writes of a point; nothing of one that was not on the agenda."""
    said = _notes().get(item.rule) if item.standing == ItemStanding.ON_AGENDA else None
    return _labels(said[item.rank % len(said)]) if said else None


@cache
def _notes() -> Mapping[str, Sequence[Mapping[str, str]]]:
    place = files("mithaq.demo") / "content" / "notes.yaml"
    found: Mapping[str, Sequence[Mapping[str, str]]] = documents.read_yaml(
        place.read_text(encoding="utf-8")
    )
    return found


def _point(found: MeetingDetail, key: str) -> int:
    """The point of an agenda that a key called."""
    return next(item.id for item in found.items if item.key == key)


def _decided_under(found: MeetingDetail) -> int | None:
    """The last point that something is decided under: neither the minutes nor the next day."""
    apart = {AgendaRule.LAST_MINUTES, AgendaRule.NEXT_DATE}
    return next((item.id for item in reversed(found.items) if item.rule not in apart), None)


def _working(at: datetime) -> datetime:
    """The same hour on the first working day from then on: offices write on those alone."""
    day = next_working_day(timezone.localtime(at).date())
    return timezone.make_aware(datetime.combine(day, timezone.localtime(at).time()))


def _ten(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _labels(raw: Mapping[str, str] | None) -> Labels:
    return Labels(raw["fr"], raw.get("ar", ""), raw.get("en", "")) if raw else Labels("")
