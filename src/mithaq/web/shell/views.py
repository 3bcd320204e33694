"""Pages of the shell itself: the components sheet, the choice of a mandate, the errors."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_POST, require_safe

from mithaq.web.shell import sheet
from mithaq.web.shell.context import footer_links, language_links, url_or_none
from mithaq.web.shell.middleware import MANDATE_KEY
from mithaq.web.shell.readers import readers_of
from mithaq.web.shell.typography import language
from mithaq.web.shell.unfound import NotFoundTold


@require_safe
def to_own_language(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the product in the language the person saved, else the cookie's, the browser's."""
    saved = str(getattr(request.user, "language", ""))
    code = saved or get_language_from_request(request).partition("-")[0]
    response = HttpResponseRedirect(f"/{code if code in {'fr', 'ar', 'en'} else 'fr'}/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, on invented figures."""
    return render(request, "shell/sheet.html", sheet.content(request))


@require_POST
def choose_mandate(request: HttpRequest) -> HttpResponseRedirect:
    """Act from now on under another of one's own mandates; the middleware checks it is in force."""
    chosen = request.POST.get("mandate", "")
    if chosen.isdecimal():
        request.session[MANDATE_KEY] = int(chosen)
    after = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = "/"
    return redirect(after)


def _error(request: HttpRequest, name: str, status: int) -> HttpResponse:
    return render(request, f"shell/errors/{name}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request cannot be read."""
    return _error(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this page is not for this mandate, and for which roles it is."""
    match = request.resolver_match
    # A reason that a page of ours gave says more than the list of roles.
    why = str(exception) if isinstance(exception, PermissionDenied) else ""
    readers = [] if why else readers_of((match.url_name or "") if match else "")
    words = {"readers": readers, "why": why}
    return render(request, "shell/errors/403.html", words, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that nothing lives at this address, and what a page of ours adds to it."""
    why = str(exception) if isinstance(exception, NotFoundTold) else ""
    return render(request, "shell/errors/404.html", {"why": why}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; the page asks nothing of the database, which may be the fault."""
    words = {
        "shell_language": language(),
        "shell_languages": language_links(request.path),
        "shell_footer": footer_links(),
        "shell_home_url": url_or_none("home") or "/",
    }
    return HttpResponse(render_to_string("shell/errors/500.html", words), status=500)
