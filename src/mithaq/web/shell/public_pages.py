"""A public page is the same for every visitor until somebody writes: it is drawn once.

Nothing changes without a line in the journal, so the state of the journal is an exact version of
everything that pages show. A page that depends on today's date holds for the day only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeAlias, TypeGuard

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from mithaq.apps.accounts.queries import journal_version

View: TypeAlias = Callable[..., HttpResponseBase]
KEPT_SECONDS: Final = 3600
LARGEST_BYTES: Final = 200_000
# Said of a kept page as of one just drawn: a cache between us must not hand it to someone else.
VARIES: Final = ("Cookie", "HX-Request")


def public_page(view: View) -> View:
    """Keep the page drawn for a visitor who has no session, until the journal moves.

    Someone signed in, a form sent, a file exported, a message waiting: all go through untouched.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = journal_key(request) if _is_plain_visit(request) else ""
        if not key:
            return view(request, *args, **kwargs)
        kept = caches["pages"].get(key)
        if kept is not None:
            answer = HttpResponse(kept)
            patch_vary_headers(answer, VARIES)
            return answer
        response = view(request, *args, **kwargs)
        if _can_be_kept(response):
            caches["pages"].set(key, response.content, KEPT_SECONDS)
        return response

    return shown


def journal_key(request: HttpRequest) -> str:
    """Name a page by its address, the day and the state of the journal; "" while it is empty."""
    version = journal_version()
    if not version:
        return ""
    partial = request.headers.get("HX-Request", "")
    address = request.build_absolute_uri()
    asked = (address, get_language(), partial, timezone.localdate(), version)
    return "page:" + hashlib.blake2b(repr(asked).encode(), digest_size=16).hexdigest()


def _is_plain_visit(request: HttpRequest) -> bool:
    """Tell whether nothing but the address decides what is shown."""
    cookies = (settings.SESSION_COOKIE_NAME, "messages", settings.CSRF_COOKIE_NAME)
    return request.method in {"GET", "HEAD"} and not any(
        name in request.COOKIES for name in cookies
    )


def _can_be_kept(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Keep whole pages only: no file, no error, no cookie, nothing that carries a form's key."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "Content-Disposition" not in response.headers
        and not response.cookies
        and len(response.content) <= LARGEST_BYTES
        and b"csrfmiddlewaretoken" not in response.content
    )
