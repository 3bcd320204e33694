"""Permanent addresses: /id/<kind>/<code> leads to whatever page shows the thing today."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

# kind → the page of a person, the operation of a program, the word of its address.
KINDS: Final = {
    "figure": ("figure", "statement", "code"),
    "indicator": ("indicator", "indicator", "code"),
    "convention": ("convention", "convention", "reference"),
    "organisation": ("organisation", "organisation", "slug"),
    "territory": ("territory", "territory", "code"),
    "source": ("source", "source", "code"),
    "report": ("results_report", "report", "public_id"),
}


@require_safe
def permalink(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Send a person to the page in their language, a program to the answer."""
    if kind not in KINDS:
        raise Http404
    page, operation, word = KINDS[kind]
    wants_data = "application/json" in request.headers.get("Accept", "")
    try:
        if wants_data:
            target = reverse(f"api:{operation}", kwargs={word: code})
        else:
            with override(get_language_from_request(request)):
                target = reverse(page, args=[code])
    except NoReverseMatch as error:
        raise Http404 from error
    response = HttpResponseRedirect(target)
    response.status_code = 303
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    return response
