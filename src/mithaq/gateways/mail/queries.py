"""Messages as the person they were sent to reads them."""

from __future__ import annotations

from django.db.models import QuerySet

from mithaq.gateways.mail.models import OutgoingMessage


def messages_of(user_id: int) -> QuerySet[OutgoingMessage]:
    """Everything that was written to a person, the newest first."""
    return OutgoingMessage.objects.filter(user_id=user_id).order_by("-composed_at", "-pk")


def message_of(user_id: int, public_id: str) -> OutgoingMessage | None:
    """One message written to a person, or nothing."""
    return messages_of(user_id).filter(public_id=public_id).first()
