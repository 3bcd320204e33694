"""The acts of a point while the meeting sits: decide, adopt, follow, fix the next day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.operations import deciding
from mithaq.apps.conventions.queries.effects import effect_choices
from mithaq.apps.conventions.queries.point_acts import PointAct, point_acts
from mithaq.apps.conventions.queries.sitting_views import ItemView, MeetingDetail
from mithaq.apps.corridor.queries.holders import holder_of
from mithaq.base.text import Labels
from mithaq.flows import act_on_point
from mithaq.web.committees.access import signed
from mithaq.web.committees.deciding import DecisionForm
from mithaq.web.committees.forms import RefusingForm, SecondForm, SettleForm, moment
from mithaq.web.committees.views.committees import item_rows
from mithaq.web.shell.typography import language

KINDS = {"minutes": "adopt", "decision": "settle", "next": "plan"}


class AtPoint:
    """One point with its forms; the one that was sent is bound."""

    def __init__(
        self,
        request: HttpRequest,
        found: MeetingDetail,
        item: ItemView | None,
        act: PointAct | None,
        *,
        is_fresh: bool = False,
    ) -> None:
        """Bind the form of the act that was sent for this point; once done, nothing is bound."""
        self.request, self.found, self.item, self.act = request, found, item, act
        self.key, self.is_fresh = item.id if item else 0, is_fresh
        self.sent = "" if is_fresh else _sent(request, self.key)
        self.form = self._form()
        asked = not is_fresh and request.GET.get("point") == str(self.key)
        asked = asked and "fermer" not in request.GET
        self.is_open = self.sent == "decide" or asked

    def typed(self, written: str) -> str:
        """What the field of the point holds: what was sent with a refused act, or what is kept."""
        if self.is_fresh:
            return written
        return str(self.request.POST.get(f"notes_{self.key}", written))

    def _form(self) -> RefusingForm | None:
        kind = KINDS.get(self.act.kind, "") if self.act and not self.act.is_done else ""
        data = self.request.POST if self.sent and self.sent == kind else None
        if kind == "settle":
            return SettleForm(data, auto_id=f"s{self.key}_%s")
        if kind == "plan" and self.act and self.act.proposed_at:
            initial = {"starts_at": moment(self.act.proposed_at)}
            return SecondForm(data, initial=initial, auto_id=f"n{self.key}_%s")
        return RefusingForm(data) if kind == "adopt" else None

    def decision_form(self) -> DecisionForm | None:
        """The form of a decision, when it is open at this point."""
        if not self.is_open:
            return None
        return DecisionForm(
            self.request.POST if self.sent == "decide" else None,
            meeting=self.found,
            item=self.item,
            indicators=effect_choices(self.found.reference),
            holder=holder_of(self.item.key) if self.item else None,
        )


def _sent(request: HttpRequest, key: int) -> str:
    name, _colon, argument = request.POST.get("act", "").partition(":")
    return name if argument == str(key) else ""


def write_at_point(at: AtPoint, decision: DecisionForm | None) -> str:
    """Do the act that was sent at a point; nothing when its form is to be corrected.

    Raises ``Refusal`` when the domain refuses it.
    """
    form = decision if at.sent == "decide" else at.form
    if form is None or not form.is_valid():
        return ""
    if decision is not None and at.sent == "decide":
        deciding.take_decision(meeting_id=at.found.id, draft=decision.draft(), **signed(at.request))
        return _("La décision est écrite.")
    return _write_act(at, form.cleaned_data)


def _write_act(at: AtPoint, data: dict[str, Any]) -> str:
    act, item = at.act, at.item
    if act is None or item is None or act.is_done:
        return ""
    by = {"item_id": item.id, **signed(at.request)}
    on = min(timezone.localdate(), timezone.localtime(at.found.starts_at).date())
    if at.sent == "adopt":
        adopted_on = max(on, act.held_on or on)
        act_on_point.adopt_at_point(meeting_id=act.subject, on=adopted_on, **by)
        return _("Le procès-verbal est adopté : il ne changera plus.")
    if at.sent == "plan":
        act_on_point.plan_at_point(
            committee_id=at.found.committee_id, starts_at=data["starts_at"], **by
        )
        return _("La prochaine séance est prévue.")
    by["decision_id"] = act.subject
    words = data["words"]
    if data["how"] == "done":
        act_on_point.complete_at_point(on=on, evidence=words, **by)
    elif data["how"] == "postponed":
        act_on_point.postpone_at_point(due_on=data["due_on"], reason=words, **by)
    elif data["how"] == "abandoned":
        act_on_point.abandon_at_point(on=on, reason=words, **by)
    else:
        act_on_point.keep_at_point(**by)
    return _("La décision est suivie. Le journal en garde la trace.")


def points(
    request: HttpRequest, found: MeetingDetail, *, is_fresh: bool = False
) -> dict[int, AtPoint]:
    """Every point of a sitting with its act, by key; 0 is what belongs to no point."""
    acts = point_acts(found)
    listed = {
        item.id: AtPoint(request, found, item, acts.get(item.id), is_fresh=is_fresh)
        for item in found.items
    }
    return {**listed, 0: AtPoint(request, found, None, None, is_fresh=is_fresh)}


def point_rows(
    request: HttpRequest,
    found: MeetingDetail,
    at: dict[int, AtPoint],
    decision: DecisionForm | None,
) -> list[dict[str, Any]]:
    """What the page shows of each point; the form of a decision stands at its own."""
    taken: dict[int | None, list[Any]] = {}
    for decided in found.decisions:
        taken.setdefault(decided.item_id, []).append(decided)
    rows = item_rows(request, found)
    for row in rows:
        item = row["item"]
        row["decisions"] = taken.get(item.id, [])
        row["at"] = at[item.id]
        row["form"] = decision if decision is not None and decision.item_id == item.id else None
        # What was typed and not written stays in its field.
        row["notes"] = at[item.id].typed(said_here(item))
    return rows


def said_here(item: ItemView) -> str:
    """What was said at a point, in the language of the page alone."""
    return item.notes_ar if language() == "ar" else item.notes


def notes_of(request: HttpRequest, found: MeetingDetail) -> dict[int, Labels]:
    """What was typed under each point; the other language keeps what it says.

    One field that saves itself brings its whole form along: what the others hold may be older than
    what a colleague wrote, so that only the field that changed is read.
    """
    changed = request.headers.get("HX-Trigger-Name", "")
    notes = {}
    for item in found.items:
        if changed.startswith("notes_") and changed != f"notes_{item.id}":
            continue
        typed = request.POST.get(f"notes_{item.id}")
        if typed is not None:
            is_arabic = language() == "ar"
            notes[item.id] = (
                Labels(item.notes, typed) if is_arabic else Labels(typed, item.notes_ar)
            )
    return notes
