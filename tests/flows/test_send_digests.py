"""Digests: who wants one gets one, in their language, once, without any name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from mithaq.apps.accounts.operations import set_notice_preference
from mithaq.flows import send_digests
from mithaq.flows.send_digests import period_of
from mithaq.gateways.jobs import queue
from mithaq.gateways.mail.models import OutgoingMessage
from tests.conftest import AT
from tests.web.following.conftest import REFERENCE, owned, programme

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

__all__ = ["programme"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("programme")]


class Job:
    """A job that remembers its steps, and dies after some of them as a killed worker does."""

    def __init__(self, made: dict[str, Any] | None = None, *, dies_after: int = 99) -> None:
        self.made = {} if made is None else made
        self.left = dies_after

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        if name not in self.made:
            self.made[name] = work()
        return self.made[name]

    def progress(self, done: int, total: int | None = None, phase: object = "") -> None:
        """Nobody looks."""


def wants(user: User, frequency: str, language: str = "fr") -> None:
    type(user).objects.filter(pk=user.pk).update(email=f"{user.username}@exemple.invalid")
    set_notice_preference(
        user_id=user.pk, frequency=frequency, language=language, mandate="", at=AT
    )


def test_a_digest_counts_what_waits_in_the_language_asked(alice: User, rachid: User) -> None:
    owned(1, user_id=alice.pk)
    wants(alice, "weekly", "ar")
    wants(rachid, "never")
    send_digests.run(Job(), frequency="weekly", on="2026-03-02")

    (sent,) = mail.outbox
    assert sent.to == ["alice@exemple.invalid"]
    assert sent.subject == "ميثاق: ما ينتظر، 2 مارس 2026"
    assert f"{REFERENCE}/1 · فتح شباك" in sent.body
    assert "التزامات متأخرة : 1" in sent.body
    for name in ("Alice", "Amrani", "Rachid"):
        assert name not in sent.body


def test_a_killed_job_resumes_and_writes_to_nobody_twice(
    alice: User, rachid: User, dounia: User
) -> None:
    for person in (alice, rachid, dounia):
        wants(person, "daily")
    made: dict[str, Any] = {}
    for dies_after in (1, 1, 2, 99):
        try:
            send_digests.run(Job(made, dies_after=dies_after), frequency="daily", on="2026-03-02")
        except KeyboardInterrupt:
            continue
    send_digests.run(Job(), frequency="daily", on="2026-03-02")

    assert sorted(message.to[0] for message in mail.outbox) == [
        "alice@exemple.invalid", "dounia@exemple.invalid", "rachid@exemple.invalid",
    ]  # fmt: skip
    assert OutgoingMessage.objects.filter(status="sent").count() == 3


def test_the_next_period_writes_again(alice: User) -> None:
    wants(alice, "weekly")
    for on in ("2026-03-02", "2026-03-08", "2026-03-09"):
        send_digests.run(Job(), frequency="weekly", on=on)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("frequency", "on", "period"),
    [
        ("daily", date(2026, 3, 2), "2026-03-02"),
        ("weekly", date(2026, 3, 2), "2026-W10"),
        ("weekly", date(2027, 1, 1), "2026-W53"),
    ],
)
def test_a_period_has_a_name(frequency: str, on: date, period: str) -> None:
    assert period_of(frequency, on) == period


@pytest.fixture
def own_queue() -> Iterator[None]:
    """Give this process a queue, and leave no connection behind."""
    queue.prepare_tables()
    yield
    queue.close_clients()


@pytest.mark.usefixtures("own_queue")
def test_the_house_starts_each_digest_once(alice: User) -> None:
    wants(alice, "weekly")
    first = send_digests.start_due_digests(at=datetime(2026, 3, 2, 8, tzinfo=UTC))
    again = send_digests.start_due_digests(at=datetime(2026, 3, 4, 8, tzinfo=UTC))
    later = send_digests.start_due_digests(at=datetime(2026, 3, 9, 8, tzinfo=UTC))
    assert first == again
    assert later != first
