"""Preparing a meeting in one screen: its day, its agenda, then the convening letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.operations import agenda, meetings
from mithaq.apps.conventions.queries.agenda_rules import AgendaCall
from mithaq.apps.conventions.queries.sitting_views import ItemView, MeetingDetail
from mithaq.apps.corridor.queries.steering import is_of_corridor
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows.keep_what_is_typed import arranged_then
from mithaq.flows.prepare_meeting import prepare_meeting
from mithaq.web.committees import words
from mithaq.web.committees.access import address, meeting_to_run, signed
from mithaq.web.committees.bars import time_bar
from mithaq.web.committees.forms import (
    ConveneForm,
    ItemForm,
    MeetingForm,
    ReasonForm,
    RefusingForm,
    in_language,
    moment,
)
from mithaq.web.committees.views.committees import item_rows
from mithaq.web.shell.words import local


@login_required
@never_cache
def prepare(request: HttpRequest, reference: str, committee: int, number: int) -> HttpResponse:
    """Draw the agenda up, arrange it, and convene."""
    found = meeting_to_run(request, reference, committee, number)
    if found.status not in (MeetingStatus.PLANNED, MeetingStatus.CONVENED):
        return redirect("meeting", *address(found))
    forms = _forms(request, found)
    if request.method != "POST":
        return render(request, "committees/prepare.html", _page(request, found, forms))
    name, _colon, argument = request.POST.get("act", "").partition(":")
    is_part = bool(getattr(request, "htmx", False))
    done = ""
    try:
        done = _acted(request, found, forms, name=name, argument=argument)
    except Refusal as refusal:
        forms[FORM_OF.get(name, "act")].refuse(refusal)
    if done and not is_part:
        messages.success(request, done)
        return redirect(_after(found, name, argument))
    fresh = meeting_to_run(request, reference, committee, number)
    page = _page(request, fresh, _forms(request, fresh, is_sent=False) if done else forms)
    page["said"] = done
    if not done:
        page["rows"] = [_as_typed(request, row) for row in page["rows"]]
    if name == "drop" and not done:
        page["undropped"], page["faults"] = argument, None
        page["fault"] = " ".join(str(error) for error in forms["act"].non_field_errors())
    template = "committees/arrange.html" if is_part else "committees/prepare.html"
    return render(request, template, page)


def _acted(
    request: HttpRequest,
    found: MeetingDetail,
    forms: dict[str, RefusingForm],
    *,
    name: str,
    argument: str,
) -> str:
    """Do what was asked; an act on the agenda first writes what was typed in it."""
    if name not in ACTS:
        return ""
    act = partial(ACTS[name], request, found, forms, argument)
    if name not in AFTER_TYPING:
        return act()
    return arranged_then(
        act,
        meeting_id=found.id,
        order=_order(request, found),
        minutes=_minutes(request, found),
        **signed(request),
    )


def _after(found: MeetingDetail, name: str, argument: str) -> str:
    """Where an act leads: to the sitting once convened, else back to the point it was about."""
    target = "meeting_hold" if name == "convene" else "meeting_prepare"
    anchor = f"#point-{argument}" if name in ("up", "down", "restore") else ""
    anchor = "#ordre" if name in ("arrange", "drop", "add") else anchor
    return f"{reverse(target, args=address(found))}{anchor}"


def _forms(
    request: HttpRequest, found: MeetingDetail, *, is_sent: bool = True
) -> dict[str, RefusingForm]:
    """One form an act; only the one that was sent is bound."""
    name = request.POST.get("act", "").partition(":")[0]
    sent = FORM_OF.get(name, "act") if request.method == "POST" and is_sent else ""
    initial = {
        "move": {
            "starts_at": moment(found.starts_at),
            "slot_minutes": found.slot_minutes,
            "mode": found.mode,
            "place": local(found.place),
        }
    }
    kinds: dict[str, type[RefusingForm]] = {
        "move": MeetingForm, "add": ItemForm, "convene": ConveneForm, "cancel": ReasonForm,
        "act": RefusingForm,
    }  # fmt: skip
    made: dict[str, RefusingForm] = {}
    for key, kind in kinds.items():
        made[key] = kind(
            request.POST if sent == key else None,
            initial=initial.get(key),
            auto_id=f"{key}_%s",
        )
        if sent == key:
            made[key].is_valid()
    return made


def _as_typed(request: HttpRequest, row: dict[str, Any]) -> dict[str, Any]:
    """A point with the rank and the minutes that were typed: a refusal loses neither."""
    key = row["item"].id
    return {
        **row,
        "rank": request.POST.get(f"rank_{key}", row["rank"]),
        "minutes": request.POST.get(f"minutes_{key}", row["minutes"]),
    }


def _page(
    request: HttpRequest, found: MeetingDetail, forms: dict[str, RefusingForm]
) -> dict[str, Any]:
    return {
        "meeting": found,
        "forms": forms,
        "faults": forms["act"] if forms["act"].is_bound else None,
        "rows": [
            {**row, "rank": row["item"].rank, "minutes": row["item"].minutes}
            for row in item_rows(request, found)
        ],
        "left_out": [(item, words.rule_words(item)) for item in found.left_out],
        "rules": words.rules_used((*found.items, *found.left_out)),
        "status": words.status_words(found),
        "time": words.time_words(found),
        "bar": time_bar(found),
        "quorum": _("Quorum : %(rule)s") % {"rule": words.quorum_rule_words(found)},
        "is_convened": found.status == MeetingStatus.CONVENED,
        "is_of_corridor": is_of_corridor(found.committee_id),
        "page_is_exercise": found.is_exercise,
    }


def _build(request: HttpRequest, found: MeetingDetail, _forms_: Any, _argument: str) -> str:
    prepare_meeting(meeting_id=found.id, **signed(request))
    return _("L’ordre du jour est établi. Chaque point dit la règle qui l’a appelé.")


def _arrange(request: HttpRequest, found: MeetingDetail, _forms_: Any, _argument: str) -> str:
    order = _order(request, found) or [item.id for item in found.items]
    agenda.arrange_agenda(
        meeting_id=found.id, order=order, minutes=_minutes(request, found), **signed(request)
    )
    return _("L’ordre et les durées sont enregistrés.")


def _minutes(request: HttpRequest, found: MeetingDetail) -> dict[int, int]:
    """The minutes typed that are not those written."""
    return {
        item.id: int(value)
        for item in found.items
        if (value := request.POST.get(f"minutes_{item.id}", "")).isdecimal()
        and int(value) != item.minutes
    }


def _order(request: HttpRequest, found: MeetingDetail) -> list[int]:
    """The points at the ranks typed; those whose rank was left alone fill the rest in turn.

    Nothing when no rank was typed.
    """
    typed = {
        item.id: int(value)
        for item in found.items
        if (value := request.POST.get(f"rank_{item.id}", "")).isdecimal()
        and int(value) != item.rank
    }
    order = [item.id for item in found.items if item.id not in typed]
    for key, rank in sorted(typed.items(), key=lambda pair: pair[1]):
        order.insert(max(rank - 1, 0), key)
    return order if typed else []


def _up(request: HttpRequest, found: MeetingDetail, _forms_: Any, argument: str) -> str:
    return _moved(request, found, argument, steps=-1)


def _down(request: HttpRequest, found: MeetingDetail, _forms_: Any, argument: str) -> str:
    return _moved(request, found, argument, steps=1)


def _moved(request: HttpRequest, found: MeetingDetail, argument: str, *, steps: int) -> str:
    """A point moves from where the ranks typed put it: nothing typed is lost."""
    key = _item(found.items, argument)
    order = _order(request, found) or [item.id for item in found.items]
    place = order.index(key) + steps
    order.remove(key)
    order.insert(max(place, 0), key)
    agenda.arrange_agenda(
        meeting_id=found.id, order=order, minutes=_minutes(request, found), **signed(request)
    )
    return _("Le point est déplacé.")


def _drop(request: HttpRequest, found: MeetingDetail, _forms_: Any, argument: str) -> str:
    reason = request.POST.get(f"reason_{argument}", "")
    agenda.drop_item(item_id=_item(found.items, argument), reason=reason, **signed(request))
    return _("Le point est retiré ; l’ordre du jour dit pourquoi.")


def _restore(request: HttpRequest, found: MeetingDetail, _forms_: Any, argument: str) -> str:
    agenda.restore_item(item_id=_item(found.left_out, argument), **signed(request))
    return _("Le point est à l’ordre du jour.")


def _add(request: HttpRequest, found: MeetingDetail, forms: Any, _argument: str) -> str:
    form = forms["add"]
    if not form.is_valid():
        return ""
    call = AgendaCall(
        key="",
        rule="added",
        title=in_language(form.cleaned_data["title"]),
        why=Labels("À la demande du secrétariat.", "بطلب من الكتابة.", "Asked by the secretariat."),
        minutes=form.cleaned_data["minutes"],
    )
    agenda.add_item(meeting_id=found.id, item=call, **signed(request))
    return _("Le point est ajouté.")


def _move(request: HttpRequest, found: MeetingDetail, forms: Any, _argument: str) -> str:
    form = forms["move"]
    if not form.is_valid():
        return ""
    meetings.move_meeting(meeting_id=found.id, draft=form.draft(found.place), **signed(request))
    return _("La séance est déplacée.")


def _convene(request: HttpRequest, found: MeetingDetail, forms: Any, _argument: str) -> str:
    form = forms["convene"]
    if not form.is_valid():
        return ""
    meetings.convene_meeting(
        meeting_id=found.id,
        on=timezone.localdate(),
        reason=form.cleaned_data["reason"],
        **signed(request),
    )
    count = len(found.members)
    told = ngettext("Membre convoqué : %(n)s.", "Membres convoqués : %(n)s.", count) % {"n": count}
    nothing = _(
        "La date de la séance est arrêtée. Mithaq n’envoie pas les lettres : rien n’est envoyé "
        "d’ici."
    )
    return f"{told} {nothing}"


def _cancel(request: HttpRequest, found: MeetingDetail, forms: Any, _argument: str) -> str:
    form = forms["cancel"]
    if not form.is_valid():
        return ""
    meetings.cancel_meeting(
        meeting_id=found.id, reason=form.cleaned_data["reason"], **signed(request)
    )
    return _("La séance est annulée.")


def _item(listed: Iterable[ItemView], argument: str) -> int:
    """The key of a point among those listed; another's is refused as unknown."""
    known = {item.id for item in listed}
    if argument.isdecimal() and int(argument) in known:
        return int(argument)
    raise Refusal.because(
        where="item",
        sentence=Labels(
            "Ce point n’est pas de cette séance.",
            "هذه النقطة ليست من هذا الاجتماع.",
            "This item is not of this meeting.",
        ),
        rule="agenda.item_of_meeting",
    )


ACTS: dict[str, Callable[[HttpRequest, MeetingDetail, Any, str], str]] = {
    "build": _build, "arrange": _arrange, "up": _up, "down": _down, "drop": _drop,
    "restore": _restore, "add": _add, "move": _move, "convene": _convene, "cancel": _cancel,
}  # fmt: skip
# The others write the order themselves, or have nothing to do with it.
AFTER_TYPING = frozenset({"build", "drop", "restore", "add"})
FORM_OF = {"add": "add", "move": "move", "convene": "convene", "cancel": "cancel"}
