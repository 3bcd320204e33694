"""An amendment shows at once on every page that follows a convention, within its budget."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mithaq.apps.accounts.models import User
from mithaq.apps.accounts.queries import Wish
from mithaq.apps.conventions.operations import record_convention, withdraw_amendment
from mithaq.apps.conventions.queries import ChangeView, Scope
from mithaq.apps.observatory.queries import targets_within
from mithaq.flows.send_digests import digest_of
from tests.apps.conventions.drafts import draft, target
from tests.apps.conventions.test_amendments import amendment, change, record
from tests.conftest import AT
from tests.web.accounts.test_sign_in import at
from tests.web.following.conftest import AGENCY, REFERENCE, owned, reported

pytestmark = pytest.mark.django_db
NEW_TEXT = "Ouvrir trois guichets"
ADDED = "Publier le bilan"
NEXT_WEEK = timezone.localdate() + timedelta(days=7)


def told() -> tuple[ChangeView, ...]:
    """The agency's late promise is moved to next week, the region's is dropped, one is added."""
    return (
        change("replace", "commitment", 1, text={"fr": NEW_TEXT}, due=NEXT_WEEK.isoformat()),
        change("withdraw", "commitment", 2),
        change("add", "commitment", 9, text={"fr": ADDED}, nature="means",
               debtor=AGENCY, due=NEXT_WEEK.isoformat()),
        change("replace", "duration", 0, covers_to="2041-12-31"),
    )  # fmt: skip


PAGES = (
    ("my_commitments",),
    ("organisation_commitments", AGENCY),
    ("responsibilities", REFERENCE),
    ("convention_calendar", REFERENCE),
    ("organisation_calendar", AGENCY),
    ("calendar_list",),
    ("today",),
    ("convention", REFERENCE),
)


@pytest.fixture
def reader(client: Client, programme: str, alice: User) -> Client:
    """A manager of the agency, who answers for its first promise."""
    owned(1, user_id=alice.pk)
    reported(1, "running")
    client.force_login(alice)
    return client


def page(reader: Client, address: tuple[str, ...]) -> str:
    """What a page says, a calendar's folded lines put back together."""
    answer = reader.get(at(*address), follow=True)
    assert answer.status_code == 200
    return answer.content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_the_amendment_at_once_and_not_before(
    address: tuple[str, ...], reader: Client
) -> None:
    assert NEW_TEXT not in page(reader, address)
    record(amendment(1, *told(), effective_on=date(2099, 1, 1)), REFERENCE)
    assert NEW_TEXT not in page(reader, address)
    withdraw_amendment(
        reference=REFERENCE, number=1, actor=None, mandate="", reason="Erreur", at=AT
    )
    record(amendment(2, *told()), REFERENCE)
    text = page(reader, address)
    assert NEW_TEXT in text
    assert ADDED in text


def test_alarms_and_digests_read_it_too(reader: Client, alice: User) -> None:
    wish = Wish(alice.pk, "weekly", "fr")
    on = timezone.localdate()
    assert f"commitment_late:commitment/{REFERENCE}/1" in page(reader, ("alarms",))
    assert digest_of(wish, on=on).late
    record(amendment(1, *told()), REFERENCE)
    assert f"commitment_late:commitment/{REFERENCE}/1" not in page(reader, ("alarms",))
    found = digest_of(wish, on=on)
    assert found.late == ()
    coming = {day.labels.fr: day.on for day in found.coming}
    assert coming == {NEW_TEXT: NEXT_WEEK, ADDED: NEXT_WEEK}


def test_an_amended_commitment_names_the_amendment_that_wrote_it(reader: Client) -> None:
    first = reader.get(at("commitment", REFERENCE, 1)).content.decode()
    assert "Écrit ainsi par l’avenant" not in first
    record(amendment(1, *told()), REFERENCE)
    assert "Écrit ainsi par l’avenant 1" in reader.get(
        at("commitment", REFERENCE, 1)
    ).content.decode().replace("\u00a0", " ")


def test_a_dropped_commitment_says_who_dropped_it(reader: Client) -> None:
    record(amendment(1, *told()), REFERENCE)
    text = page(reader, ("commitment", REFERENCE, "2"))
    assert "Retiré par l’avenant 1, à effet du" in text
    assert "Dire où il en est" not in text
    assert reader.get(at("commitment", REFERENCE, "8")).status_code == 404


def test_an_added_commitment_is_reported_on_by_form(reader: Client) -> None:
    record(amendment(1, *told()), REFERENCE)
    answer = reader.post(
        at("commitment_report", REFERENCE, "9"),
        {"stated_on": "2026-02-01", "state": "running", "done_fr": "Bilan écrit",
         "grade": "recorded"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert "Bilan écrit" in page(reader, ("commitment", REFERENCE, "9"))


@pytest.mark.parametrize(
    ("address", "most"),
    [
        (("organisation_commitments", AGENCY), 12),
        (("responsibilities", REFERENCE), 12),
        (("commitment", REFERENCE, "1"), 12),
    ],
)
def test_amended_pages_keep_a_budget(
    address: tuple[str, ...],
    most: int,
    client: Client,
    programme: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    record(amendment(1, *told()), REFERENCE)
    with django_assert_max_num_queries(most):
        client.get(at(*address))


def test_a_target_raised_by_amendment_is_measured_against_its_new_value(
    bodies: dict[str, int],
) -> None:
    """The first page, like the convention's, divides by what is promised on the day."""
    promised = draft(reference="ESSAI-1", is_exercise=True, targets=(target(value=Decimal(320)),))
    record_convention(draft=promised, actor=None, mandate="", reason="", at=AT)
    raised = change("replace", "target", 1, value="400")
    record(amendment(1, raised, effective_on=NEXT_WEEK), "ESSAI-1")

    def values(on: date) -> list[Decimal]:
        return [item.promised for item in targets_within(Scope(), on=on)]

    assert values(NEXT_WEEK - timedelta(days=1)) == [320]
    assert values(NEXT_WEEK) == [400]
