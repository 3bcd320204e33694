"""Minutes: read again, adopted, signed by two, opened to the public or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mithaq.apps.conventions.choices.meetings import MeetingStatus, Seat
from mithaq.apps.conventions.operations import minutes as operations
from mithaq.apps.conventions.policies.committees import can_sign_minutes
from mithaq.apps.conventions.policies.signatories import Signatory, signatory_of
from mithaq.apps.conventions.queries.cadence import next_working_day
from mithaq.apps.conventions.queries.sitting_views import MeetingDetail
from mithaq.apps.corridor.policies import can_return_decision
from mithaq.apps.corridor.queries.returning import decisions_to_return
from mithaq.apps.corridor.queries.sequels import sequels_of_meeting
from mithaq.apps.reference.queries import papers_of
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows.convene_again import convene_again
from mithaq.flows.return_decisions import return_decisions
from mithaq.flows.sign_minutes import OBJECT, reference_of, sign_and_issue
from mithaq.web.committees import words
from mithaq.web.committees.access import (
    address,
    mandate_of,
    may_read,
    may_run,
    meeting_or_404,
    meeting_to_run,
    signed,
)
from mithaq.web.committees.forms import (
    AdoptForm,
    ClosingForm,
    OwnSignForm,
    RefusingForm,
    RemarksForm,
    SecondForm,
    SignForm,
    moment,
)
from mithaq.web.committees.minuting import content_of, untranslated, without_french
from mithaq.web.committees.objects import sequels_led
from mithaq.web.committees.papers import opening_words, print_minutes, signed_how
from mithaq.web.shell.words import local

NOTHING = Labels("")


@never_cache
def minutes(request: HttpRequest, reference: str, committee: int, number: int) -> HttpResponse:
    """The minutes: to read, for the bodies concerned and, once public, for everyone; to write, for
    whoever runs the committee or signs."""
    found = meeting_or_404(reference, committee, number)
    is_public = bool(found.minutes and found.minutes.is_public)
    if may_run(request, found.access):
        return _written(request, found)
    if not (is_public or request.user.is_authenticated):
        return redirect_to_login(request.get_full_path())
    reads = request.method != "POST" and (is_public or may_read(request, found.access))
    if found.minutes is None or not reads:
        raise PermissionDenied
    return render(
        request,
        "committees/minutes_read.html",
        {
            "meeting": found,
            "minutes": found.minutes,
            "content": (content := content_of(found)),
            "opening": opening_words(content),
            "status": words.status_words(found),
            "adopted": words.adoption_words(found.minutes),
            "quorum": words.quorum_words(found.quorum),
            "chair_signature": found.minutes.signature_of(Seat.CHAIR),
            "secretary_signature": found.minutes.signature_of(Seat.SECRETARY),
            "chair_how": _how(found, Seat.CHAIR),
            "secretary_how": _how(found, Seat.SECRETARY),
            "shows_scans": may_read(request, found.access),
            "page_is_exercise": found.is_exercise,
        },
    )


def _written(request: HttpRequest, found: MeetingDetail) -> HttpResponse:
    """Show the minutes of a closed meeting, and the one act that comes next."""
    if found.minutes is None:
        return redirect("meeting", *address(found))
    act = request.POST.get("act", "")
    forms = _forms(request, found, act)
    if request.method == "POST":
        try:
            done = _done(request, found, act, forms)
        except Refusal as refusal:
            forms.get(act, forms["other"]).refuse(refusal)
        else:
            if done:
                messages.success(request, done)
                return _after(request, found, act)
        found = meeting_to_run(request, *address(found))
    return render(request, "committees/minutes.html", _page(request, found, forms))


def _after(request: HttpRequest, found: MeetingDetail, act: str) -> HttpResponse:
    """A second convening opens on its own meeting; any other act stays on the minutes."""
    if act == "second":
        second = meeting_to_run(request, *address(found)).followed_by
        return redirect("meeting_prepare", found.reference, found.committee_number, second)
    return redirect("meeting_minutes", *address(found))


def _forms(request: HttpRequest, found: MeetingDetail, act: str) -> dict[str, RefusingForm]:
    def data(name: str) -> Any:
        return request.POST if act == name else None

    today = timezone.localdate()
    return {
        "remarks": RemarksForm(
            data("remarks"), initial={"remarks": found.minutes.remarks if found.minutes else ""}
        ),
        "adopt": AdoptForm(data("adopt"), initial={"adopted_on": today}),
        "sign_chair": _sign_form(request, found, Seat.CHAIR, data("sign_chair")),
        "sign_secretary": _sign_form(request, found, Seat.SECRETARY, data("sign_secretary")),
        "second": SecondForm(data("second"), initial={"starts_at": moment(_second_day(found))}),
        "closing": ClosingForm(
            data("closing"),
            initial={
                "closed_at": timezone.localtime(found.closed_at).time() if found.closed_at else None
            },
        ),
        "other": RefusingForm(data("publish") or data("hide") or data("return")),
    }


def _sign_form(request: HttpRequest, found: MeetingDetail, seat: Seat, data: Any) -> RefusingForm:
    """On screen nothing is asked; on paper, whose signature it is."""
    if _own(request, found, seat) and not (data and data.get("is_on_paper")):
        return OwnSignForm(data)
    person, capacity = _signer(found) if seat == Seat.CHAIR else (NOTHING, NOTHING)
    return SignForm(
        data,
        (request.FILES or None) if data else None,
        initial={"person": local(person), "capacity": local(capacity)},
        auto_id=f"{seat}_%s",
        is_exercise=found.is_exercise,
    )


def _own(request: HttpRequest, found: MeetingDetail, seat: Seat) -> Signatory | None:
    user: Any = request.user
    return signatory_of(found, seat, user=user, under=mandate_of(request), on=timezone.localdate())


def _signer(found: MeetingDetail) -> tuple[Labels, Labels]:
    """Whoever presided in fact signs for the chair."""
    presiding = found.presiding
    return (presiding.person, presiding.capacity) if presiding else (NOTHING, NOTHING)


def _second_day(found: MeetingDetail) -> datetime:
    days = found.rule.second_after_days if found.rule else 8
    starts = timezone.localtime(found.starts_at)
    # Adjourned ahead of its day, an exercise is not proposed again for a day before that one.
    least = max(found.held_on + timedelta(days=days), starts.date() + timedelta(days=1))
    day = next_working_day(least)
    return starts.replace(year=day.year, month=day.month, day=day.day)


def _done(
    request: HttpRequest, found: MeetingDetail, act: str, forms: dict[str, RefusingForm]
) -> str:
    form = forms.get(act)
    if form is not None and not form.is_valid():
        return ""
    data = form.cleaned_data if form is not None else {}
    act_by = {"meeting_id": found.id, **signed(request)}
    if act == "remarks":
        operations.write_remarks(remarks=data["remarks"], **act_by)
        return _("Les observations sont gardées.")
    if act == "adopt":
        operations.adopt_minutes(adoption=data["adoption"], on=data["adopted_on"], **act_by)
        return _("Le procès-verbal est adopté : il ne changera plus.")
    if act in ("sign_chair", "sign_secretary"):
        return _sign(request, found, act, form)
    if act == "second":
        convene_again(starts_at=data["starts_at"], **act_by)
        return _("La deuxième séance est prévue, avec le même ordre du jour.")
    if act == "return":
        return_decisions(meeting_id=found.id, actor=act_by["actor"], under=mandate_of(request),
                         at=act_by["at"])  # fmt: skip
        return _("Les décisions sont rendues aux dossiers qu’elles concernent.")
    if act == "closing":
        operations.correct_closing(closed_at=form.on_day_of(found.starts_at), **act_by)  # type: ignore[union-attr]
        return _("L’heure de levée est corrigée.")
    if act == "publish":
        operations.set_minutes_public(is_public=True, **act_by)
        return _("Le procès-verbal est public : chacun peut le lire.")
    if act == "hide":
        operations.set_minutes_public(is_public=False, **act_by)
        return _("Le procès-verbal n’est plus public : seuls les organismes concernés le lisent.")
    return ""


def _sign(request: HttpRequest, found: MeetingDetail, act: str, form: Any) -> str:
    """Whoever presided and the secretary sign on screen; the secretary records what is on paper."""
    seat = Seat.CHAIR if act == "sign_chair" else Seat.SECRETARY
    own = _own(request, found, seat)
    person, capacity = (own.person, own.capacity) if own else _signer(found)
    is_whole = sign_and_issue(
        meeting_id=found.id,
        draft=form.draft(str(seat), capacity=capacity, person=person),
        printer=print_minutes,
        under=mandate_of(request),
        **signed(request),
    )
    if is_whole:
        return _("Le procès-verbal porte ses deux signatures.")
    return _("La signature est inscrite. Il en manque une.")


def _to_return(request: HttpRequest, found: MeetingDetail) -> int:
    """How many decisions of a closed sitting wait to go back, for whoever may send them."""
    if found.status != MeetingStatus.HELD:
        return 0
    mandate = mandate_of(request)
    return sum(
        can_return_decision(mandate, item.bodies, item.committee, is_exercise=item.is_exercise)
        for item in decisions_to_return(found.id)
    )


def _how(found: MeetingDetail, seat: Seat) -> str:
    given = found.minutes.signature_of(seat) if found.minutes else None
    return signed_how(given) if given else ""


def _page(
    request: HttpRequest, found: MeetingDetail, forms: dict[str, RefusingForm]
) -> dict[str, Any]:
    minutes = found.minutes
    held = found.status == MeetingStatus.HELD
    return {
        "meeting": found,
        "minutes": minutes,
        "forms": forms,
        "content": (content := content_of(found)),
        "opening": opening_words(content),
        "adopted": words.adoption_words(minutes) if minutes else "",
        "untranslated": untranslated(found),
        "without_french": without_french(found),
        "quorum": words.quorum_words(found.quorum),
        "status": words.status_words(found),
        "chair_signature": minutes.signature_of(Seat.CHAIR) if minutes else None,
        "secretary_signature": minutes.signature_of(Seat.SECRETARY) if minutes else None,
        "chair_how": _how(found, Seat.CHAIR),
        "secretary_how": _how(found, Seat.SECRETARY),
        "shows_scans": True,
        "own_chair": _own(request, found, Seat.CHAIR),
        "own_secretary": _own(request, found, Seat.SECRETARY),
        "presided_by": _signer(found)[0],
        "records_paper": can_sign_minutes(mandate_of(request), found.access, Seat.SECRETARY),
        "issued": papers_of(object_type=OBJECT, object_ref=reference_of(found)),
        "signing": words.signing_words(found.minutes) if found.minutes else "",
        "sequels": sequels_led(request, sequels_of_meeting(found.id, at=timezone.now())),
        "today": timezone.localdate(),
        "to_return": _to_return(request, found),
        "can_follow": not held and found.followed_by is None,
        "page_is_exercise": found.is_exercise,
    }
