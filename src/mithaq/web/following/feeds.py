"""What calendars subscribe to: a convention, an organisation, or one person by a secret address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.conventions.operations import open_calendar_feed, revoke_calendar_feed
from mithaq.apps.conventions.queries import (
    ConventionDay,
    DaysScope,
    convention_days,
    convention_title,
    feed_opened_at,
    feed_owner,
)
from mithaq.apps.organisations import queries as organisations
from mithaq.base.dates import Precision
from mithaq.gateways.calendar_file import CalendarDay, calendar_file
from mithaq.web.conventions.links import page_url
from mithaq.web.following.calendars import days_of, state_words, url_of
from mithaq.web.following.commitment import mandate_of
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

SECRET = "calendar_secret"  # noqa: S105 - the name of a place in the session


@require_safe
def convention(request: HttpRequest, reference: str) -> HttpResponse:
    """The public days of one convention."""
    found = convention_title(reference)
    if found is None:
        raise Http404
    return _file(request, DaysScope(reference=reference), local(found.labels))


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The public days of the conventions that bind an organisation."""
    body = organisations.organisations().filter(slug=slug).first()
    if body is None:
        raise Http404
    return _file(request, DaysScope(organisations=frozenset({slug})), local(body.labels))


@never_cache
@require_safe
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """The days of the organisations for which a person acts today, sittings included."""
    found = feed_owner(token)
    if found is None:
        raise Http404
    user_id, spoken = found
    held = organisations.mandates_of(user=user_id, on=timezone.localdate())
    slugs = frozenset(mandate.organisation for mandate in held if mandate.organisation)
    with override(spoken):
        if not slugs:
            return _answer(request, (), _("Mes conventions"))
        scope = DaysScope(organisations=slugs, is_public=False)
        return _answer(request, days_of(scope, on=timezone.localdate()), _("Mes conventions"))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest) -> HttpResponse:
    """Open, renew or revoke one's own secret address; it is shown once."""
    user_id = request.user.pk or 0
    mandate = mandate_of(request)
    words = mandate.text if mandate else ""
    if request.method == "POST":
        if "revoke" in request.POST:
            revoke_calendar_feed(user_id=user_id, mandate=words, at=timezone.now())
        else:
            request.session[SECRET] = open_calendar_feed(
                user_id=user_id, language=language(), mandate=words, at=timezone.now()
            )
        return redirect("calendar_feed")
    token = request.session.pop(SECRET, "")
    address = page_url("calendar_personal", token) if token else ""
    return render(
        request,
        "following/feed.html",
        {
            "address": request.build_absolute_uri(address) if address else "",
            "opened_at": feed_opened_at(user_id),
            "organisation": mandate.organisation if mandate else "",
        },
    )


def _file(request: HttpRequest, scope: DaysScope, title: str) -> HttpResponse:
    return _answer(request, convention_days(scope, on=timezone.localdate()), title)


def _answer(request: HttpRequest, days: tuple[ConventionDay, ...], title: str) -> HttpResponse:
    content = calendar_file(
        title=f"Mithaq · {title}",
        language=language(),
        days=[_day(request, day) for day in days],
        at=timezone.now(),
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="mithaq.ics"'},
    )


def _day(request: HttpRequest, day: ConventionDay) -> CalendarDay:
    kind = str(day.kind.label)
    marks = [_("exercice")] if day.is_exercise else []
    said = [local(day.convention), local(day.who), local(day.place), day.reference]
    if day.precision is not Precision.DAY:
        said.append(_("dernier jour possible de ce que dit la source"))
    if day.is_closed:
        said.append(state_words(day))
    return CalendarDay(
        key=day.key,
        summary=f"{' · '.join([*marks, kind])} : {local(day.labels)}",
        description="\n".join(part for part in said if part),
        category=kind,
        url=request.build_absolute_uri(url_of(day)),
        on=day.on,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
    )
