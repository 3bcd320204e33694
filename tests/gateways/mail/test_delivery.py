"""A message is kept once and leaves at most once, whatever dies meanwhile."""

from __future__ import annotations

from pathlib import Path
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from mithaq.gateways.mail.choices import MESSAGE_STEPS, MessageStatus
from mithaq.gateways.mail.door import Mail
from mithaq.gateways.mail.models import OutgoingMessage

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "digest:1:weekly:2026-W10"
OUTBOX = "mithaq.gateways.mail.outbox.FileOutbox"


def posted(user: User, *, email: str = "alice@exemple.invalid") -> Mail:
    """Keep one message for a person."""
    type(user).objects.filter(pk=user.pk).update(email=email)
    door = Mail()
    assert door.post(key=KEY, user_id=user.pk, language="fr", subject="Objet", body="Texte\n")
    return door


def status() -> str:
    return OutgoingMessage.objects.get(key=KEY).status


def test_a_message_leaves_once(alice: User) -> None:
    door = posted(alice)
    assert not door.post(key=KEY, user_id=alice.pk, language="fr", subject="Autre", body="")
    assert [door.deliver(KEY), door.deliver(KEY)] == ["sent", "sent"]

    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("Objet", ["alice@exemple.invalid"])
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    kept = OutgoingMessage.objects.get(key=KEY)
    assert kept.sent_at is not None
    assert "alice@" not in kept.body


def test_a_process_killed_while_sending_leaves_a_doubt_not_a_double(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = posted(alice)

    class Killed(BaseException):
        """What kill -9 does: nothing after this line runs."""

    def die(*_: Any) -> None:
        raise Killed

    monkeypatch.setattr("mithaq.gateways.mail.door._send", die)
    with pytest.raises(Killed):
        door.deliver(KEY)
    assert status() == MessageStatus.SENDING
    monkeypatch.undo()
    assert door.deliver(KEY) == MessageStatus.UNCERTAIN
    assert door.deliver(KEY) == MessageStatus.UNCERTAIN
    assert mail.outbox == []


def test_the_box_of_files_may_be_asked_twice(alice: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = OUTBOX
    door = posted(alice)
    OutgoingMessage.objects.update(status=MessageStatus.SENDING)
    assert door.deliver(KEY) == "sent"
    (file,) = (Path(settings.HOME) / "outbox").iterdir()
    text = file.read_text()
    assert "To: alice@exemple.invalid" in text
    assert "Content-Language: fr" in text


def test_a_server_that_refuses_is_quoted(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    door = posted(alice)

    def refuse(*_: Any) -> None:
        raise SMTPException("550 no such box")

    monkeypatch.setattr("mithaq.gateways.mail.door._send", refuse)
    assert door.deliver(KEY) == MessageStatus.FAILED
    assert OutgoingMessage.objects.get().failure == "550 no such box"


def test_a_person_without_address_reads_it_here(alice: User) -> None:
    door = posted(alice, email="")
    assert door.deliver(KEY) == MessageStatus.NO_ADDRESS
    assert mail.outbox == []


def test_nothing_leaves_inside_a_transaction(alice: User) -> None:
    door = posted(alice)
    with pytest.raises(RuntimeError, match="outside any transaction"), transaction.atomic():
        door.deliver(KEY)
    assert status() == MessageStatus.COMPOSED


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("message_sent_says_when", {"status": "sent"}),
        ("message_failed_says_why", {"status": "failed"}),
    ],
)
def test_the_database_refuses(alice: User, name: str, values: dict[str, str]) -> None:
    posted(alice)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        OutgoingMessage.objects.update(**values)


def test_the_key_is_unique(alice: User) -> None:
    posted(alice)
    row = OutgoingMessage.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_message_only_moves_forward() -> None:
    reached = {to for _n, _f, to, _w in MESSAGE_STEPS}
    assert reached == set(MessageStatus) - {MessageStatus.COMPOSED}
