"""The messages port filled by e-mail: keep first, then send at most once."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.utils import timezone

from mithaq.apps.accounts.queries import address_of
from mithaq.gateways.mail.choices import MessageStatus
from mithaq.gateways.mail.models import OutgoingMessage

# Writing the same file again changes nothing: such a box may be asked twice.
REPEATABLE = frozenset({"mithaq.gateways.mail.outbox.FileOutbox"})


class Mail:
    """Keeps and sends messages (``mithaq.base.ports.Messages``)."""

    def post(self, *, key: str, user_id: int, language: str, subject: str, body: str) -> bool:
        """Keep a message in the caller's transaction; tell whether it is new."""
        _, is_new = OutgoingMessage.objects.get_or_create(
            key=key,
            defaults={
                "user_id": user_id,
                "language": language,
                "subject": subject[:200],
                "body": body,
                "composed_at": timezone.now(),
            },
        )
        return is_new

    def deliver(self, key: str) -> str:
        """Send a kept message unless it left already, and give its state.

        The state « sending » is written, alone, before the server is called. A process killed
        meanwhile leaves it so: nobody knows whether the message left, and it is not sent again.
        """
        if connection.in_atomic_block:
            raise RuntimeError("A message leaves outside any transaction: sending is not undone.")
        message = OutgoingMessage.objects.get(key=key)
        if message.status == MessageStatus.SENDING and not _is_repeatable():
            return _move(message, MessageStatus.UNCERTAIN)
        if message.status not in {MessageStatus.COMPOSED, MessageStatus.SENDING}:
            return message.status
        address = address_of(message.user_id)
        if not address:
            return _move(message, MessageStatus.NO_ADDRESS)
        if message.status == MessageStatus.COMPOSED:
            mine = OutgoingMessage.objects.filter(pk=message.pk, status=MessageStatus.COMPOSED)
            if not mine.update(status=MessageStatus.SENDING):
                return MessageStatus.SENDING
        try:
            _send(message, address)
        except (SMTPException, OSError) as error:
            message.failure = (str(error) or type(error).__name__)[:300]
            return _move(message, MessageStatus.FAILED)
        message.sent_at = timezone.now()
        return _move(message, MessageStatus.SENT)


def _send(message: OutgoingMessage, address: str) -> None:
    EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        # The same message always bears the same name: a server that saw it once knows it.
        headers={
            "Message-ID": f"<{message.public_id}@mithaq>",
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(),
    ).send()


def _move(message: OutgoingMessage, status: MessageStatus) -> str:
    message.status = status
    message.save(update_fields=["status", "sent_at", "failure"])
    return status


def _is_repeatable() -> bool:
    return settings.EMAIL_BACKEND in REPEATABLE
