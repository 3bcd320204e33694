"""A public page is the same for every reader until somebody writes: it is drawn once.

Nothing changes without a line in the journal, so the state of the journal is an exact version of
everything that pages show. A page that depends on today's date holds for the day only.

A visitor shares the whole page with all others. A person signed in keeps pages of their own, under
the mandate they act by; the head of the page, which names them and carries their forms, is drawn
each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, TypeAlias, TypeGuard, TypeVar

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from mithaq.apps.accounts.queries import journal_version

View: TypeAlias = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer")
KEPT_SECONDS: Final = 3600
LARGEST_BYTES: Final = 200_000
# Said of a kept page as of one just drawn: a cache between us must not hand it to someone else.
VARIES: Final = ("Cookie", "HX-Request")
HEADER: Final = "shell/header.html"
# Where the head stands in a page kept without it; no text of a page holds a null character.
HOLE: Final = "\0head\0"
# The state of the journal, asked once for the drawing of a page.
_VERSION: ContextVar[str | None] = ContextVar("journal version", default=None)


def public_page(view: View, *, keeps_choices: bool = True) -> View:
    """Keep the page until the journal moves: one for all visitors, one for each person signed in.

    A form sent, a file exported, a message waiting: all go through untouched. A view which keeps
    what it draws under choices it knows keeps no page of an address that asks for anything.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_plain_visit(request):
            return view(request, *args, **kwargs)
        if request.META.get("QUERY_STRING") and not keeps_choices:
            with one_state_of_the_journal():
                return view(request, *args, **kwargs)
        with one_state_of_the_journal():
            return answered(request, *args, **kwargs)

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_person = request.user.is_authenticated if hasattr(request, "user") else False
        key = journal_key(request, _reader(request) if is_person else ())
        if not key:
            return view(request, *args, **kwargs)
        kept = caches["pages"].get(key)
        if kept is not None:
            answer = HttpResponse(kept)
            patch_vary_headers(answer, VARIES)
            return _whole(request, answer) if is_person else answer
        request.head_is_apart = is_person  # type: ignore[attr-defined]
        try:
            response = view(request, *args, **kwargs)
        except Exception:
            # What is then said of the fault, « nothing at this address », draws its own head.
            request.head_is_apart = False  # type: ignore[attr-defined]
            raise
        if _can_be_kept(response):
            caches["pages"].set(key, response.content, KEPT_SECONDS)
        return _whole(request, response) if is_person else response

    return shown


@contextmanager
def one_state_of_the_journal() -> Iterator[None]:
    """Ask the journal once: all that is kept or found meanwhile is of that state."""
    held = _VERSION.set(journal_version())
    try:
        yield
    finally:
        _VERSION.reset(held)


def kept_until_write(name: str, *asked: object, compute: Callable[[], Answer]) -> Answer:
    """Compute once what every reader of a language is told alike, until the journal moves.

    The answer is a public fact: it depends on nothing but what is ``asked`` and the language in
    which closed lists are labelled, never on the reader.
    """
    version = version_of_now()
    if not version:
        return compute()
    key = _digest(f"fact:{name}", (*asked, get_language(), version))
    found: tuple[Answer] | None = caches["pages"].get(key)
    if found is None:
        found = (compute(),)
        caches["pages"].set(key, found, KEPT_SECONDS)
    return found[0]


def journal_key(request: HttpRequest, reader: tuple[object, ...] = ()) -> str:
    """Name a page by its address, the day and the state of the journal; "" while it is empty."""
    version = version_of_now()
    if not version:
        return ""
    partial = request.headers.get("HX-Request", "")
    address = request.build_absolute_uri()
    asked = (address, get_language(), partial, timezone.localdate(), version, *reader)
    return _digest("page", asked)


def version_of_now() -> str:
    """The state of the journal, the same during the whole drawing of a public page."""
    held = _VERSION.get()
    return journal_version() if held is None else held


def page_head(request: HttpRequest, draw: Callable[[], SafeString]) -> SafeString:
    """Draw the head of a page, or leave its place when it is drawn apart."""
    if getattr(request, "head_is_apart", False):
        return mark_safe(HOLE)  # noqa: S308
    return draw()


def _digest(kind: str, asked: tuple[object, ...]) -> str:
    return f"{kind}:{hashlib.blake2b(repr(asked).encode(), digest_size=16).hexdigest()}"


def _reader(request: HttpRequest) -> tuple[object, ...]:
    """The person, and the mandate they act under: what they may differs with both."""
    mandate = getattr(request, "mandate", None)
    return (request.user.pk, mandate.pk if mandate else None)


def _whole(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Put the head of this person in its place."""
    hole = HOLE.encode()
    if isinstance(response, HttpResponse) and hole in response.content:
        request.head_is_apart = False  # type: ignore[attr-defined]
        head = render_to_string(HEADER, {}, request).encode()
        response.content = response.content.replace(hole, head)
    return response


def _is_plain_visit(request: HttpRequest) -> bool:
    """Tell whether nothing but the address, and who reads, decides what is shown."""
    if request.method not in {"GET", "HEAD"} or "messages" in request.COOKIES:
        return False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return True
    is_person = hasattr(request, "user") and request.user.is_authenticated
    return is_person and not len(get_messages(request))


def _can_be_kept(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Keep whole pages only: no file, no error, no cookie, nothing that carries a form's key, nor
    what its view forbids to store."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "Content-Disposition" not in response.headers
        and "no-store" not in response.headers.get("Cache-Control", "")
        and not response.cookies
        and len(response.content) <= LARGEST_BYTES
        and b"csrfmiddlewaretoken" not in response.content
    )
