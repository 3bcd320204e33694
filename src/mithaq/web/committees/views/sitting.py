"""Holding a meeting in one screen: who is there, what is said, what is decided."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from mithaq.apps.conventions.choices.meetings import MeetingStatus, Presence
from mithaq.apps.conventions.operations import deciding, sittings
from mithaq.apps.conventions.operations.sitting_drafts import MarkDraft
from mithaq.apps.conventions.queries.meetings import presence_choices
from mithaq.apps.conventions.queries.point_acts import point_acts
from mithaq.apps.conventions.queries.presiding import may_preside
from mithaq.apps.conventions.queries.quorum import closing_of
from mithaq.apps.conventions.queries.sitting_views import MeetingDetail, MemberView
from mithaq.base.errors import Refusal
from mithaq.flows.close_sitting import close_sitting
from mithaq.flows.keep_what_is_typed import noted_then
from mithaq.web.committees import words
from mithaq.web.committees.access import address, mandate_of, meeting_to_run, signed
from mithaq.web.committees.deciding import DecisionForm
from mithaq.web.committees.forms import ClosingForm, RefusingForm
from mithaq.web.committees.views.points import (
    AtPoint,
    notes_of,
    point_rows,
    points,
    write_at_point,
)
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

MARKS = ("attend", "all_present")
AT_POINT = ("decide", "adopt", "settle", "plan")


@login_required
@never_cache
def hold(request: HttpRequest, reference: str, committee: int, number: int) -> HttpResponse:
    """Mark who came, act under each point, then close the meeting.

    A point answers alone when the page asks for it alone: nothing else moves.
    """
    found = meeting_to_run(request, reference, committee, number)
    if found.status != MeetingStatus.CONVENED:
        return _elsewhere(request, found)
    name, _colon, argument = request.POST.get("act", "").partition(":")
    if name in AT_POINT and argument.isdecimal():
        return _act_at_point(request, found, int(argument))
    asked = request.GET.get("point", "")
    if request.method == "POST":
        return _act_at_table(request, found, name, argument)
    at = points(request, found)
    if _is_part(request) and asked.isdecimal() and int(asked) in at:
        return _point(request, found, at, key=int(asked), decision=at[int(asked)].decision_form())
    opened = at.get(int(asked)) if asked.isdecimal() else None
    decision = opened.decision_form() if opened else None
    return render(request, "committees/hold.html", _page(request, found, at, decision))


def _elsewhere(request: HttpRequest, found: MeetingDetail) -> HttpResponse:
    """The screen of a meeting that does not sit; what was typed in it is said to be lost."""
    words_ = _("La séance ne se tient plus : ce que vous venez d’écrire n’est pas gardé.")
    if request.method == "POST" and request.POST.get("act") == "note" and _is_part(request):
        return HttpResponse(words_)
    if request.method == "POST":
        messages.error(request, words_)
    target = "meeting_prepare" if found.status == MeetingStatus.PLANNED else "meeting_minutes"
    if _is_part(request):
        return HttpResponse(headers={"HX-Redirect": _url(target, found)})
    return redirect(target, *address(found))


def _act_at_point(request: HttpRequest, found: MeetingDetail, key: int) -> HttpResponse:
    """Keep what was typed there with the act, and answer with the point as it is now."""
    at = points(request, found)
    if key not in at:
        return redirect(_url("meeting_hold", found))
    decision = at[key].decision_form()
    done = _written(request, found, at[key], decision)
    if done and not _is_part(request):
        messages.success(request, done)
        return redirect(f"{_url('meeting_hold', found)}#point-{key}")
    fresh = meeting_to_run(request, *address(found))
    if fresh.status != MeetingStatus.CONVENED:
        return _elsewhere(request, fresh)
    if done:
        return _point(
            request, fresh, points(request, fresh, is_fresh=True), key=key, decision=None, said=done
        )
    kept = {**points(request, fresh), key: at[key]}
    if _is_part(request):
        return _point(request, fresh, kept, key=key, decision=decision)
    return render(request, "committees/hold.html", _page(request, fresh, kept, decision))


def _written(
    request: HttpRequest, found: MeetingDetail, at: AtPoint, decision: DecisionForm | None
) -> str:
    """Write the notes and the act of a point; refused, neither is, and its form says why."""
    try:
        return noted_then(
            partial(write_at_point, at, decision),
            meeting_id=found.id,
            notes=notes_of(request, found),
            **signed(request),
        )
    except Refusal as refusal:
        refused = decision if at.sent == "decide" else at.form
        if refused is not None:
            refused.refuse(refusal)
        return ""


def _point(
    request: HttpRequest,
    found: MeetingDetail,
    at: dict[int, AtPoint],
    *,
    key: int,
    decision: DecisionForm | None,
    said: str = "",
) -> HttpResponse:
    page = _page(request, found, at, decision)
    row = next((row for row in page["rows"] if row["item"].id == key), None)
    template = "committees/point.html" if row else "committees/loose.html"
    return render(request, template, {**page, "row": row, "said": said, "is_part": True})


def _act_at_table(
    request: HttpRequest, found: MeetingDetail, name: str, argument: str
) -> HttpResponse:
    other = RefusingForm(request.POST)
    closing = _closing(found, request.POST if name == "close" else None)
    try:
        done = _done(request, found, name, argument=argument, closing=closing)
    except Refusal as refusal:
        if name == "note" and _is_part(request):
            # It stands beside the field that saves itself, which keeps its text.
            return HttpResponse(" ".join(fault.of(language()) for fault in refusal.faults))
        form = closing if name == "close" else other
        form.is_valid()
        form.refuse(refusal)
    else:
        if name == "note" and _is_part(request):
            # Empty, and not « no content »: what was said beside the field goes away.
            return HttpResponse()
        if done:
            messages.success(request, done)
            at = argument if name.endswith("examine") else request.POST.get("from", "")
            return redirect(_after(found, name, at))
    fresh = meeting_to_run(request, *address(found))
    if fresh.status != MeetingStatus.CONVENED:
        return _elsewhere(request, fresh)
    page = _page(request, fresh, points(request, fresh), None)
    if other.errors:
        page["other"] = other
    if name in MARKS:
        page |= {"members": _marked(request, fresh), "was_ahead": "is_ahead" in request.POST}
    page["closing"] = closing
    return render(request, "committees/hold.html", page)


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _after(found: MeetingDetail, name: str, item: str) -> str:
    if name == "close":
        return _url("meeting_minutes", found)
    anchor = f"#point-{item}" if item.isdecimal() else "#points" if name == "note" else "#presence"
    return f"{_url('meeting_hold', found)}{anchor}"


def _url(name: str, found: MeetingDetail) -> str:
    return reverse(name, args=address(found))


def _done(
    request: HttpRequest, found: MeetingDetail, name: str, *, argument: str, closing: ClosingForm
) -> str:
    """Do what was asked; nothing when the form itself is to be corrected."""
    if name in MARKS:
        _attend(request, found, is_everyone=name == "all_present")
        return _("La présence est notée.")
    acts = {
        "note": lambda: _("Les notes sont gardées."),
        "withdraw": lambda: _withdraw(request, found, argument),
        "examine": lambda: _examine(request, found, argument, is_examined=True),
        "reexamine": lambda: _examine(request, found, argument, is_examined=False),
        "close": lambda: _close(request, found, closing) if closing.is_valid() else "",
    }
    return noted_then(
        acts.get(name, str),
        meeting_id=found.id,
        notes=notes_of(request, found),
        **signed(request),
    )


def _examine(
    request: HttpRequest, found: MeetingDetail, argument: str, *, is_examined: bool
) -> str:
    if argument.isdecimal() and int(argument) in {item.id for item in found.items}:
        sittings.examine_item(item_id=int(argument), is_examined=is_examined, **signed(request))
    if is_examined:
        return _("Le point est examiné sans décision : le procès-verbal le dira.")
    return _("Le point attend de nouveau son résultat.")


def _withdraw(request: HttpRequest, found: MeetingDetail, argument: str) -> str:
    if argument.isdecimal() and int(argument) in {item.id for item in found.decisions}:
        deciding.withdraw_decision(
            decision_id=int(argument), reason="erreur de saisie", **signed(request)
        )
    return _("La décision est retirée.")


def _close(request: HttpRequest, found: MeetingDetail, closing: ClosingForm) -> str:
    key = closing.cleaned_data.get("presided_by")
    presided = may_preside(found.members).get(key) if key else None
    closed = close_sitting(
        meeting_id=found.id,
        closed_at=closing.on_day_of(found.starts_at),
        presided_by=presided,
        under=mandate_of(request),
        **signed(request),
    )
    if closed.is_held:
        return _("La séance est levée. Son procès-verbal est prêt à relire.")
    return _("La séance est reportée faute de quorum. Convoquez-la une deuxième fois.")


def _attend(request: HttpRequest, found: MeetingDetail, *, is_everyone: bool) -> None:
    marks = []
    for member in found.members:
        presence = request.POST.get(f"presence_{member.id}", "")
        if is_everyone and not presence:
            presence = "present"
        if presence:
            by = request.POST.get(f"by_{member.id}", "")
            marks.append(MarkDraft(member_id=member.id, presence=presence, by_name=by))
    sittings.record_attendance(
        meeting_id=found.id, marks=marks, is_ahead="is_ahead" in request.POST, **signed(request)
    )


def _closing(found: MeetingDetail, data: Any = None) -> ClosingForm:
    usual = closing_of(found.starts_at, found.slot_minutes, at=timezone.now())
    asked = []
    if found.presiding is None and any(row.presence for row in found.members):
        people = may_preside(found.members)
        asked = [(key, local(row.person)) for key, row in people.items()]
    return ClosingForm(
        data, initial={"closed_at": usual.time()}, presiding=asked, undecided=_undecided(found),
        has_hours=timezone.localdate() >= timezone.localtime(found.starts_at).date(),
    )  # fmt: skip


def _undecided(found: MeetingDetail) -> str:
    """Which points have neither a decision nor another result; nothing without a quorum."""
    if not found.quorum.is_met:
        return ""
    acts = point_acts(found)
    decided = {row.item_id for row in found.decisions}
    ranks = [
        str(item.rank)
        for item in found.items
        if not (item.is_examined or item.outcome or item.id in decided)
        and not (item.id in acts and acts[item.id].is_done)
    ]
    if not ranks:
        return ""
    return ngettext(
        "Le point %(ranks)s n’a ni décision ni résultat : décidez, dites-le examiné sans décision, "
        "ou cochez pour lever quand même.",
        "Les points %(ranks)s n’ont ni décision ni résultat : décidez, dites-les examinés sans "
        "décision, ou cochez pour lever quand même.",
        len(ranks),
    ) % {"ranks": _(", ").join(ranks)}


def _page(
    request: HttpRequest,
    found: MeetingDetail,
    at: dict[int, AtPoint],
    decision: DecisionForm | None,
) -> dict[str, Any]:
    has_attendance = any(item.presence for item in found.members)
    day = timezone.localtime(found.starts_at).date()
    return {
        "meeting": found,
        "rows": point_rows(request, found, at, decision),
        "loose": [row for row in found.decisions if row.item_id is None],
        "loose_form": decision if decision is not None and decision.item_id is None else None,
        "members": [
            {"member": item, "choices": _choices(item, item.presence), "by": _by(item)}
            for item in found.members
        ],
        "quorum": words.quorum_words(found.quorum),
        "status": words.status_words(found),
        "closing": _closing(found),
        "lifting": words.closing_words(found),
        "other": None,
        "has_attendance": has_attendance,
        "has_unmarked": any(not item.presence for item in found.members),
        "can_decide": has_attendance and found.quorum.is_met,
        "is_ahead": not has_attendance and timezone.localdate() < day,
        "day": day,
        "page_is_exercise": found.is_exercise,
    }


def _marked(request: HttpRequest, found: MeetingDetail) -> list[dict[str, Any]]:
    """The members as they were just marked: a refusal loses no mark."""
    return [
        {
            "member": item,
            "choices": _choices(item, request.POST.get(f"presence_{item.id}") or item.presence),
            "by": request.POST.get(f"by_{item.id}", _by(item)),
        }
        for item in found.members
    ]


def _by(member: MemberView) -> str:
    return member.by_name or local(member.substitute)


def _choices(member: MemberView, presence: str | None) -> list[tuple[str, str, bool]]:
    """The four ways to be there or not; without a deputy, whoever stands in is to be named."""
    # One word for everybody, whoever sits: never « présent » of a woman.
    named = {
        Presence.PRESENT: _("présence"),
        Presence.REPRESENTED: _("suppléance")
        if local(member.substitute)
        else _("suppléance, à nommer"),
        Presence.EXCUSED: _("excuse présentée"),
        Presence.ABSENT: _("absence"),
    }
    return [
        (value, str(named.get(Presence(value), label)), value == presence)
        for value, label in presence_choices()
    ]
