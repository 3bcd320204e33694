"""Pages of long work: who sees what, what they say, and what the buttons do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.gateways.jobs.models import Job, JobLog
from mithaq.gateways.jobs.report import report
from mithaq.web.jobs.words import left_words

pytestmark = pytest.mark.django_db
LABEL = {"label_fr": "Import du séminaire", "label_ar": "استيراد الندوة", "label_en": "Import"}


@pytest.fixture(autouse=True)
def no_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.gateways.jobs.queue.enqueue", lambda **_: None)


def make(user: User, **values: Any) -> Job:
    now = timezone.now()
    closed = values.get("status") in {"succeeded", "failed", "cancelled"}
    defaults = {
        "name": "import_conventions",
        "key": f"key:{Job.objects.count()}",
        "requested_by": user,
        "requested_at": now,
        "queued_at": now,
        "finished_at": now if closed else None,
        **LABEL,
    }
    return Job.objects.create(**(defaults | values))


def page(client: Client, user: User, name: str, *args: object) -> Any:
    client.force_login(user)
    return client.get(reverse(name, args=args))


def test_each_sees_their_own_work_and_oversight_sees_all(
    client: Client, alice: User, bob: User, charlie: User, dounia: User
) -> None:
    job = make(alice, status="running")
    for user, count in ((alice, 1), (bob, 1), (dounia, 1), (charlie, 0)):
        body = page(client, user, "jobs").content.decode()
        assert body.count("Import du séminaire") == count, user.username
        expected = 200 if count else 404
        assert page(client, user, "job", job.public_id).status_code == expected
        assert page(client, user, "job_progress", job.public_id).status_code == expected


def test_a_visitor_is_asked_to_sign_in(client: Client, alice: User) -> None:
    for answer in (
        client.get(reverse("jobs")),
        client.get(reverse("job", args=[make(alice).public_id])),
    ):
        assert answer.status_code == 302
        assert reverse("account_login") in answer.headers["Location"]


def test_work_in_hand_shows_its_bar_and_the_time_left(client: Client, alice: User) -> None:
    seen = timezone.now()
    job = make(
        alice,
        status="running",
        done=50,
        total=200,
        seen_at=seen,
        pace_since_at=seen - timedelta(minutes=1),
        pace_since_done=0,
    )
    body = page(client, alice, "job", job.public_id).content.decode()
    assert 'aria-valuenow="50"' in body
    assert "il reste environ 3 minutes" in body.replace("\u202f", " ").replace("\xa0", " ")
    assert f'hx-get="{reverse("job_progress", args=[job.public_id])}"' in body
    assert "Annuler le traitement" in body
    assert "Relancer" not in body


def test_the_fragment_says_when_all_is_over(client: Client, alice: User) -> None:
    running, over = make(alice, status="running"), make(alice, status="succeeded")
    assert "HX-Refresh" not in page(client, alice, "job_progress", running.public_id).headers
    answer = page(client, alice, "job_progress", over.public_id)
    assert answer.headers["HX-Refresh"] == "true"
    assert "hx-get" not in answer.content.decode()


def test_what_was_refused_is_said_in_the_readers_language(client: Client, alice: User) -> None:
    fault = Fault(
        where="parties[1]",
        line=12,
        rule="C-3",
        sentence=Labels("Partie inconnue.", "طرف غير معروف.", "Unknown party."),
    )
    left = report(counts=[(Labels("Conventions lues", "اتفاقيات"), 8)], refused=[fault])
    job = make(alice, status="failed", report=left, error_fr="Refusé.", error_ar="مرفوض.")
    french = page(client, alice, "job", job.public_id).content.decode()
    for words in ("Partie inconnue.", "12", "parties[1]", "C-3", "Refusé.", "Conventions lues"):
        assert words in french
    arabic = client.get(f"/ar/traitements/{job.public_id}/").content.decode()
    assert "طرف غير معروف." in arabic
    assert "استيراد الندوة" in arabic


def test_the_log_is_short_until_asked_for(client: Client, alice: User) -> None:
    job = make(alice, status="running")
    at = timezone.now()
    for number in range(30):
        text = f"ligne-{number}-"
        JobLog.objects.create(job=job, at=at, label_fr=text, label_ar=text, label_en=text)
    short = page(client, alice, "job", job.public_id).content.decode()
    assert short.count("ligne-") == 20
    assert "ligne-29-" in short
    assert (
        client.get(f"/fr/traitements/{job.public_id}/?journal=tout")
        .content.decode()
        .count("ligne-")
        == 30
    )


def test_cancel_and_retry_leave_a_line_with_the_mandate(client: Client, alice: User) -> None:
    job = make(alice, status="running")
    client.force_login(alice)
    answer = client.post(reverse("job_cancel", args=[job.public_id]), follow=True)
    assert "Annulé" in answer.content.decode()
    client.post(reverse("job_retry", args=[job.public_id]))
    job.refresh_from_db()
    assert (job.status, job.round) == ("queued", 2)
    lines = list(AuditLine.objects.filter(object_type="job").order_by("id"))
    assert [line.action for line in lines] == ["cancel_job", "retry_job"]
    assert all(line.actor_id == alice.pk and line.mandate for line in lines)


def test_an_impossible_cancel_says_why(client: Client, alice: User) -> None:
    job = make(alice, status="succeeded")
    client.force_login(alice)
    answer = client.post(reverse("job_cancel", args=[job.public_id]), follow=True)
    assert "plus rien à annuler" in answer.content.decode()


@pytest.mark.parametrize("name", ["job_cancel", "job_retry"])
def test_who_only_looks_or_is_a_stranger_steers_nothing(
    client: Client, alice: User, bob: User, charlie: User, dounia: User, name: str
) -> None:
    job = make(alice, status="running" if name == "job_cancel" else "failed")
    address = reverse(name, args=[job.public_id])
    for user, status in ((bob, 403), (charlie, 404), (dounia, 302)):
        client.force_login(user)
        assert client.get(address).status_code == 405
        assert client.post(address).status_code == status, user.username


def test_the_list_sorts_filters_and_exports(client: Client, alice: User) -> None:
    make(alice, status="failed")
    make(alice, status="succeeded", label_fr="Publication du bilan")
    client.force_login(alice)
    found = client.get(reverse("jobs"), {"status": "failed", "tri": "-requested_at"})
    assert "Publication du bilan" not in found.content.decode()
    assert "Publication du bilan" in client.get(reverse("jobs"), {"q": "bilan"}).content.decode()
    for kind in ("csv", "xlsx"):
        assert client.get(reverse("jobs"), {"format": kind}).status_code == 200


@pytest.mark.parametrize("rows", [3, 25])
def test_the_list_asks_the_database_as_often_whatever_its_rows(
    client: Client, alice: User, rows: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(rows):
        make(alice)
    client.force_login(alice)
    with django_assert_max_num_queries(12):
        client.get(reverse("jobs"))


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=20), "moins d’une minute"),
        (timedelta(minutes=4, seconds=40), "environ 5 minutes"),
        (timedelta(hours=3), "environ 3 heures"),
    ],
)
def test_the_time_left_is_said_as_one_says_it(left: timedelta, words: str) -> None:
    assert words in left_words(left).replace("\u202f", " ").replace("\xa0", " ")


def test_work_in_hand_is_named_on_the_first_page_of_whoever_sees_it(
    client: Client, bob: User, alice: User
) -> None:
    job = make(alice, status="running")
    client.force_login(bob)
    answer = client.get("/fr/aujourdhui/")
    assert answer.status_code == 200
    assert job.label_fr in answer.content.decode()
