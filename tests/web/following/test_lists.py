"""What is owed and the alarms: groups, directions, filters, files, budgets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mithaq.apps.conventions.choices import DueGroup
from mithaq.apps.conventions.models import AlarmPause
from mithaq.apps.conventions.operations import pause_alarm
from mithaq.apps.conventions.queries import duties_of
from mithaq.apps.conventions.queries.duties import due_group
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Refusal
from tests.conftest import AT
from tests.web.accounts.test_sign_in import at
from tests.web.conventions.story import record_story
from tests.web.following.conftest import AGENCY, REFERENCE, owned, reported

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programme")]
KEY = f"commitment_late:commitment/{REFERENCE}/1"


@pytest.mark.parametrize(
    ("due", "state", "on", "group"),
    [
        ("2022", "", date(2022, 12, 31), DueGroup.THIS_MONTH),
        ("2022", "running", date(2023, 1, 1), DueGroup.LATE),
        ("2022-06", "running", date(2022, 6, 30), DueGroup.THIS_MONTH),
        ("2022-06", "not_kept", date(2022, 7, 1), DueGroup.LATE),
        ("2022-06-15", "kept", date(2030, 1, 1), DueGroup.CLOSED),
        ("2022-06-15", "released", date(2022, 1, 1), DueGroup.CLOSED),
        ("2022-06-15", "to_start", date(2022, 5, 31), DueGroup.LATER),
        ("unknown", "running", date(2022, 1, 1), DueGroup.UNDATED),
    ],
)
def test_when_a_commitment_falls(due: str, state: str, on: date, group: DueGroup) -> None:
    found = due_group(due=UncertainDate.parse(due), state=state, is_reported=True, on=on)
    assert found is group


def test_a_real_silence_is_not_a_delay() -> None:
    found = due_group(
        due=UncertainDate.parse("2022"), state="running", is_reported=False, on=date(2023, 1, 1)
    )
    assert found is DueGroup.SILENT


def test_both_directions_of_what_is_owed(client: Client) -> None:
    owned(1)
    text = client.get(at("organisation_commitments", AGENCY)).content.decode()

    assert text.index("Ouvrir un guichet") < text.index("Verser la part")
    assert "attendu d’un autre" in text
    assert "à tenir" in text
    arabic = client.get(
        at("organisation_commitments", AGENCY).replace("/fr/", "/ar/")
    ).content.decode()
    assert "فتح شباك" in arabic
    narrowed = client.get(at("organisation_commitments", AGENCY), {"sens": "owed"})
    assert "Ouvrir un guichet" not in narrowed.content.decode()
    late = client.get(at("organisation_commitments", AGENCY), {"quand": "late"}).content.decode()
    assert "Ouvrir un guichet" in late
    assert "Verser la part" not in late
    assert client.get(at("organisation_commitments", "nulle-part")).status_code == 404


def test_an_owner_owes_even_what_another_promised(client: Client, alice: User) -> None:
    owned(2, AGENCY, user_id=alice.pk)
    ways = client.get(at("organisation_commitments", AGENCY), {"sens": "owes"}).content.decode()
    assert "Verser la part" in ways
    client.force_login(alice)
    assert "Verser la part" in client.get(at("my_commitments"), {"sens": "owes"}).content.decode()


def test_a_list_leaves_as_a_file_that_marks_exercises(client: Client) -> None:
    answer = client.get(at("organisation_commitments", AGENCY), {"format": "csv", "tri": "-due"})
    text = b"".join(answer.streaming_content).decode()

    lines = [line for line in text.splitlines() if f"{REFERENCE}/" in line]
    assert [line.count("exercice") for line in lines] == [1, 1, 1]
    assert lines[0].startswith("Verser la part")
    xlsx = client.get(at("organisation_commitments", AGENCY), {"format": "xlsx"})
    assert xlsx["Content-Type"].endswith("sheet")


def test_a_search_forgives_accents(client: Client) -> None:
    text = client.get(at("organisation_commitments", AGENCY), {"q": "GUICHET ouvrir"}).content
    assert "Ouvrir un guichet" in text.decode()
    assert "Verser la part" not in text.decode()


def test_whoever_is_not_signed_in_has_no_list_of_their_own(client: Client) -> None:
    assert client.get(at("my_commitments")).status_code == 302
    assert client.get(at("alarms")).status_code == 302


def test_alarms_say_the_rule_and_whose_move_it_is(client: Client, alice: User) -> None:
    record_story()
    owned(1)
    reported(1, "running")
    client.force_login(alice)
    text = client.get(at("alarms")).content.decode()

    assert "engagement en retard" in text
    assert "Agence fictive des Hespérides" in text
    assert "Ouvrir un guichet" in client.get(at("today")).content.decode()
    closed = client.get(at("alarms"), {"regle": "decision_late"}).content.decode()
    assert "Aucune ligne ne répond à ces filtres" in closed
    reported(1, "kept")
    assert "engagement en retard" not in client.get(at("alarms")).content.decode()


def test_an_alarm_is_set_aside_for_a_reason_and_stays(client: Client, alice: User) -> None:
    owned(1)
    client.force_login(alice)
    where = at("alarm", KEY)
    assert client.get(where).status_code == 200
    assert client.post(where, {"until_on": "2999-01-01", "reason": "x"}).status_code == 422
    from django.utils import timezone

    until = timezone.localdate() + timezone.timedelta(days=20)
    given = {"until_on": until.isoformat(), "reason": "Le bâtiment est livré en fin de mois"}
    assert client.post(where, given).status_code == 302
    text = client.get(at("alarms")).content.decode()
    assert "Ouvrir un guichet" in text
    assert "de côté jusqu’au" in text
    assert AlarmPause.objects.get().recorded_by_id == alice.pk
    given = {"until_on": timezone.localdate().isoformat(), "reason": "Repris"}
    assert client.post(where, given).status_code == 302
    assert "de côté jusqu’au" not in client.get(at("alarms")).content.decode()
    assert AlarmPause.objects.count() == 2


def test_neither_stranger_nor_auditor_sets_an_alarm_aside(
    client: Client, charlie: User, bob: User
) -> None:
    for person in (charlie, bob):
        client.force_login(person)
        assert client.post(at("alarm", KEY), {"until_on": "", "reason": ""}).status_code == 403


def test_a_pause_says_why_and_ends_soon() -> None:
    with pytest.raises(Refusal) as refused:
        pause_alarm(
            reference=REFERENCE, key=KEY, until_on=date(2026, 1, 1), actor=None, mandate="",
            reason=" ", at=AT, on=date(2026, 3, 2),
        )  # fmt: skip
    assert [fault.rule for fault in refused.value.faults] == [
        "alarm.pause_ends_after_start", "alarm.pause_says_why",
    ]  # fmt: skip


def test_lists_ask_few_questions_whatever_their_rows(
    client: Client, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    record_story()
    owned(1)
    reported(1, "running")
    with django_assert_max_num_queries(12):
        client.get(at("organisation_commitments", AGENCY))
    client.force_login(alice)
    with django_assert_max_num_queries(18):
        # Session, person, mandates and mark of a demonstration are the shell's.
        client.get(at("alarms"))
    with django_assert_max_num_queries(5):
        assert len(duties_of({AGENCY}, on=date(2026, 3, 2))) == 3


def test_only_whoever_may_is_offered_to_set_an_alarm_aside(
    client: Client, alice: User, bob: User
) -> None:
    key = f"commitment_late:commitment/{REFERENCE}/1"
    client.force_login(bob)
    assert "mettre de côté" not in client.get(at("alarms")).content.decode()
    page = client.get(at("alarm", key)).content.decode()
    assert "Peuvent la mettre de côté" in page
    assert "Agence fictive des Hespérides" in page
    client.force_login(alice)
    assert "mettre de côté" in client.get(at("alarms")).content.decode()
    assert "Peuvent la mettre de côté" not in client.get(at("alarm", key)).content.decode()


def test_an_empty_list_does_not_blame_filters_that_nobody_set(client: Client, farid: User) -> None:
    client.force_login(farid)
    text = client.get(at("my_commitments")).content.decode()
    assert "Aucun engagement au registre" in text
    assert "filtres" not in text.partition('id="resultats"')[2].partition("</main>")[0]
