"""A public page is drawn once, and again as soon as anybody writes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import AuditLine
from mithaq.web.shell.public_pages import public_page

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    caches["pages"].clear()


def _write(ref: str, at: datetime = AT) -> None:
    with transaction.atomic():
        accounts.record(
            actor=None, mandate="", action="test.write", object_type="test", object_ref=ref,
            object_label=ref, before=None, after=None, reason="", at=at,
        )  # fmt: skip


class Drawing:
    """A view that counts how often it is asked."""

    def __init__(self, content_type: str = "text/html") -> None:
        self.count = 0
        self.content_type = content_type

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.count += 1
        return HttpResponse(f"drawn {self.count}", content_type=self.content_type)

    __name__ = "drawing"


def _ask(view: Any, path: str = "/fr/", **cookies: str) -> str:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return str(view(request).content.decode())


def test_a_page_is_drawn_once_for_all_visitors(db: None) -> None:
    _write("first")
    drawing = Drawing()
    view = public_page(drawing)

    assert [_ask(view), _ask(view)] == ["drawn 1", "drawn 1"]
    assert _ask(view, "/fr/?page=2") == "drawn 2"


def test_a_write_draws_it_again_even_dated_before(db: None) -> None:
    """The journal's order is that of writing, not of the instants that operations are given."""
    _write("first")
    view = public_page(Drawing())
    _ask(view)
    _write("late", at=datetime(2001, 1, 1, tzinfo=UTC))

    assert _ask(view) == "drawn 2"


def test_a_person_with_a_session_gets_a_page_of_their_own(db: None) -> None:
    _write("first")
    view = public_page(Drawing())
    _ask(view)

    assert _ask(view, sessionid="theirs") == "drawn 2"
    assert _ask(view) == "drawn 1"


def test_a_file_is_never_kept(db: None) -> None:
    _write("first")
    view = public_page(Drawing("text/csv"))

    assert [_ask(view), _ask(view)] == ["drawn 1", "drawn 2"]


def test_nothing_is_kept_while_the_journal_is_empty(db: None) -> None:
    view = public_page(Drawing())

    assert [_ask(view), _ask(view)] == ["drawn 1", "drawn 2"]


def test_a_line_that_commits_late_among_others_draws_it_again(db: None) -> None:
    """A long import draws its numbers first and commits last, behind hundreds of newer lines."""
    for number in range(200, 400):
        AuditLine.objects.create(pk=number, object_ref=str(number), at=AT)
    view = public_page(Drawing())
    _ask(view)
    AuditLine.objects.create(pk=100, object_ref="late", at=AT)

    assert _ask(view) == "drawn 2"


def test_two_schemes_are_two_pages(db: None) -> None:
    """A page holds its own full address, which is copied from it."""
    _write("first")
    view = public_page(Drawing())
    _ask(view)
    secure = RequestFactory().get("/fr/", secure=True)

    assert view(secure).content == b"drawn 2"


def test_a_kept_page_says_that_it_depends_on_the_visitor(db: None) -> None:
    _write("first")
    view = public_page(Drawing())
    _ask(view)
    kept = view(RequestFactory().get("/fr/"))

    assert kept.content == b"drawn 1"
    assert kept.headers["Vary"] == "Cookie, HX-Request"
