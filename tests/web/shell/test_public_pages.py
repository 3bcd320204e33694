"""A public page is drawn once, and again as soon as anybody writes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.accounts.queries import last_written_at
from mithaq.apps.conventions.choices import Kind
from mithaq.apps.organisations.operations import MandateDraft, grant_mandate
from mithaq.apps.organisations.queries import mandates_in_force_for
from mithaq.web.shell.public_pages import kept_until_write, public_page

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    caches["pages"].clear()


def _write(ref: str, at: datetime = AT, action: str = "test.write") -> None:
    with transaction.atomic():
        accounts.record(
            actor=None, mandate="", action=action, object_type="test", object_ref=ref,
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


def test_opening_a_file_is_written_and_draws_nothing_again(db: None) -> None:
    """A queue that is read all day would otherwise leave no page kept."""
    _write("first")
    view = public_page(Drawing())
    _ask(view)
    for action in ("read_contact_person", "corridor.read_case", "debts.read_statement"):
        _write("someone", at=datetime(2026, 3, 3, tzinfo=UTC), action=action)

    assert _ask(view) == "drawn 1"
    assert last_written_at() == AT


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


def test_a_visitor_with_a_key_for_forms_shares_the_page_that_has_none(db: None) -> None:
    _write("first")
    view = public_page(Drawing())
    _ask(view)

    assert _ask(view, csrftoken="theirs") == "drawn 1"


PAGES = ("/fr/", "/fr/conventions/", "/ar/")


@pytest.mark.parametrize("page", PAGES)
def test_each_person_finds_their_own_name_on_a_kept_page(
    page: str, client: Client, alice: User, bob: User
) -> None:
    for _visit in range(2):
        for person in (alice, bob):
            client.force_login(person)
            text = client.get(page).content.decode()
            other = bob if person is alice else alice
            assert person.full_name in text
            assert other.full_name not in text
            assert "\0" not in text
    client.logout()
    text = client.get(page).content.decode()

    assert alice.full_name not in text
    assert "account-menu" not in text


@pytest.mark.parametrize("address", ["/fr/programmes/aucun/", "/ar/conventions/AUCUNE/"])
def test_nothing_at_an_address_of_a_kept_page_keeps_its_head(
    address: str, client: Client, alice: User
) -> None:
    _write("something")
    client.force_login(alice)
    answer = client.get(address)
    text = answer.content.decode()

    assert answer.status_code == 404
    assert "\0" not in text
    assert 'class="top"' in text
    assert alice.full_name in text


def test_a_kept_page_has_a_fresh_key_for_its_forms(client: Client, alice: User) -> None:
    client.force_login(alice)
    keys = {
        re.findall(r'csrfmiddlewaretoken" value="(\w+)"', client.get("/fr/").content.decode())[0]
        for _visit in range(2)
    }

    assert len(keys) == 2


def test_the_second_visit_of_a_person_asks_little_of_the_database(
    client: Client, alice: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(alice)
    client.get("/fr/conventions/")

    # The session, the person, their mandates, the state of the journal, the kind of installation.
    with django_assert_max_num_queries(6):
        client.get("/fr/conventions/")


def test_another_mandate_is_another_page(client: Client, alice: User) -> None:
    """What the page offers depends on the mandate: it is never kept from one to the next."""
    grant_mandate(
        draft=MandateDraft(
            user_id=alice.pk,
            role="employer",
            organisation="conserves-du-verger",
            territory=None,
            starts_on=date(2020, 1, 1),
        ),
        actor=None,
        mandate="",
        at=AT,
    )
    client.force_login(alice)
    offered = {}
    for mandate in mandates_in_force_for(user=alice, on=date(2026, 3, 2)):
        client.post("/fr/mandat/", {"mandate": mandate.pk, "next": "/fr/"})
        for _visit in range(2):
            text = client.get("/fr/conventions/").content.decode()
            offered[mandate.role.value] = "/fr/conventions/importer/" in text

    assert offered == {"programme_manager": True, "employer": False}


def test_a_fact_is_computed_once_until_somebody_writes(db: None) -> None:
    asked: list[int] = []

    def compute() -> tuple[int, ...]:
        asked.append(1)
        return tuple(asked)

    assert kept_until_write("fact", "a", compute=compute) == (1,)
    _write("first")
    assert [kept_until_write("fact", "a", compute=compute) for _ in range(2)] == [(1, 1)] * 2
    assert kept_until_write("fact", "b", compute=compute) == (1, 1, 1)
    _write("second")

    assert kept_until_write("fact", "a", compute=compute) == (1, 1, 1, 1)


def test_an_absent_fact_is_kept_too(db: None) -> None:
    _write("first")
    asked: list[int] = []

    for _ in range(2):
        assert kept_until_write("none", compute=lambda: asked.append(1)) is None

    assert asked == [1]


def test_a_fact_is_kept_by_language(db: None) -> None:
    """A fact carries labels of closed lists: an Arabic reader must not lend theirs to a French."""
    _write("first")
    said = []
    for code in ("ar", "fr", "ar"):
        with override(code):
            said.append(kept_until_write("kind", compute=lambda: str(Kind.FRAMEWORK.label)))

    assert said == ["اتفاقية إطار", "convention-cadre", "اتفاقية إطار"]
