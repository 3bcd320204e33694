"""The page of a committee, and the page of one of its meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.operations.meetings import plan_meeting
from mithaq.apps.conventions.queries.sitting_views import CommitteeDetail, MeetingDetail
from mithaq.apps.corridor.queries.sequels import Sequel, sequels_of_meeting
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.committees import words
from mithaq.web.committees.access import (
    address,
    committee_or_404,
    may_read,
    may_run,
    meeting_or_404,
    signed,
)
from mithaq.web.committees.forms import MeetingForm, moment
from mithaq.web.committees.minuting import spoken_at
from mithaq.web.committees.objects import object_urls, sequels_led
from mithaq.web.committees.steps import can_plan, next_step
from mithaq.web.committees.views.composing import may_compose
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.words import local


def committee(request: HttpRequest, reference: str, committee: int) -> HttpResponse:
    """Show the committee; whoever runs it plans the next meeting here."""
    found = committee_or_404(reference, committee)
    runs = may_run(request, found.access)
    form = MeetingForm(request.POST or None, initial=_initial(found)) if runs else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            place = found.rule.place if found.rule else Labels("")
            try:
                number = plan_meeting(
                    committee_id=found.id, draft=form.draft(place), **signed(request)
                )
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("La séance est prévue. Établissez son ordre du jour."))
                return redirect("meeting_prepare", reference, committee, number)
    return render(request, "committees/committee.html", _committee_page(request, found, form))


def _initial(found: CommitteeDetail) -> dict[str, Any]:
    if found.rule is None or found.proposed_on is None:
        return {}
    starts = timezone.make_aware(datetime.combine(found.proposed_on, found.rule.starts_from))
    return {
        "starts_at": moment(starts),
        "slot_minutes": found.rule.slot_minutes,
        "mode": "in_person",
        "place": local(found.rule.place),
    }


def _committee_page(
    request: HttpRequest, found: CommitteeDetail, form: MeetingForm | None
) -> dict[str, Any]:
    reads = may_read(request, found.access)
    on = timezone.localdate()
    step = next_step(found, on=on)
    owed = words.owed_words(found.windows, found.rule.counts_from if found.rule else None)
    awaited = words.awaited_words(found, on=on) if owed else ""
    runs = form is not None and found.rule is not None
    return {
        "committee": found,
        "reads": reads,
        "runs": form is not None,
        "form": form if runs and can_plan(found) else None,
        "state": _state(found),
        "state_note": " ".join(part for part in (owed, awaited) if part),
        "turn": step.turn if reads else _public_turn(found),
        "cadence": words.cadence_words(found.cadence_count, found.cadence_period),
        "slots": words.window_rows(found.windows),
        "meetings": [
            item
            for item in found.meetings
            if reads or (item.is_public or item.status == MeetingStatus.HELD)
        ],
        "action_label": step.action if runs else "",
        "action_url": step.url if runs else "",
        "composes": may_compose(request, found),
        "page_is_exercise": found.is_exercise,
    }


def _public_turn(found: CommitteeDetail) -> str:
    """What the promised cadence says to everyone; what is prepared or written stays inside."""
    if found.windows and not found.windows[-1].is_held:
        return _("Une séance est due à la cadence promise")
    return ""


def _state(found: CommitteeDetail) -> str:
    held = [item for item in found.meetings if item.status == MeetingStatus.HELD]
    if held and held[0].sat_on is not None:
        return _("Dernière séance tenue le %(day)s, avant son jour prévu, le %(planned)s") % {
            "day": date_plain(held[0].sat_on),
            "planned": date_plain(held[0].starts_at),
        }
    if held:
        return _("Dernière séance tenue le %(day)s") % {"day": date_plain(held[0].held_on)}
    return _("Aucune séance publiée")


def meeting(request: HttpRequest, reference: str, committee: int, number: int) -> HttpResponse:
    """Show a meeting: all of it to those it concerns, its day and public minutes to others."""
    found = meeting_or_404(reference, committee, number)
    reads = may_read(request, found.access)
    is_public = bool(found.minutes and found.minutes.is_public)
    if not reads and not is_public and found.status != MeetingStatus.HELD:
        raise PermissionDenied
    label, url = _next_screen(found) if may_run(request, found.access) else ("", "")
    return render(
        request,
        "committees/meeting.html",
        {
            "meeting": found,
            "reads": reads,
            "shows_minutes": reads or is_public,
            "status": words.status_words(found),
            "turn": words.turn_words(found),
            "quorum": words.quorum_words(found.quorum),
            "time": words.time_words(found),
            "rows": item_rows(request, found),
            "left_out": [(item, words.rule_words(item)) for item in found.left_out],
            "rules": words.rules_used((*found.items, *found.left_out)),
            "decisions": [(item, words.effect_words(item)) for item in found.decisions],
            "sequels": sequels_led(request, _sequels(found)) if reads else (),
            "today": timezone.localdate(),
            "action_label": label,
            "action_url": url,
            "page_is_exercise": found.is_exercise,
        },
    )


def _sequels(found: MeetingDetail) -> tuple[Sequel, ...]:
    """What the decisions of a closed sitting went back to, and what changed since."""
    if found.status != MeetingStatus.HELD:
        return ()
    return sequels_of_meeting(found.id, at=timezone.now())


def item_rows(request: HttpRequest, found: MeetingDetail) -> list[dict[str, Any]]:
    """Each point with its rule in words, its hour, and where it leads this reader."""
    urls = object_urls(request, (item.key for item in found.items))
    return [
        {
            "item": item,
            "url": urls.get(item.key, ""),
            "rule": words.rule_words(item),
            "clock": words.clock(item.starts_at),
            "said": spoken_at(item),
        }
        for item in found.items
    ]


def _next_screen(found: MeetingDetail) -> tuple[str, str]:
    arguments = address(found)
    if found.status == MeetingStatus.PLANNED:
        return _("Préparer la séance"), reverse("meeting_prepare", args=arguments)
    if found.status == MeetingStatus.CONVENED:
        return _("Tenir la séance"), reverse("meeting_hold", args=arguments)
    if found.status == MeetingStatus.CANCELLED:
        return "", ""
    return _("Ouvrir le procès-verbal"), reverse("meeting_minutes", args=arguments)
