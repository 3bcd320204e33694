"""Saying how often one wants to be written to, and in which language."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mithaq.apps.accounts.choices import NoticeFrequency
from mithaq.apps.accounts.models import NoticePreference, User
from mithaq.apps.accounts.operations.lines import record
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import LANGUAGES, Labels


@transaction.atomic
def set_notice_preference(
    *, user_id: int, frequency: str, language: str, mandate: str, at: datetime
) -> bool:
    """Keep a person's wish; tell whether it changed (no line when it did not)."""
    refuse_if_any(_faults(frequency, language))
    user = User.objects.select_for_update().get(pk=user_id)
    held = NoticePreference.objects.filter(user=user).first()
    before = {"frequency": held.frequency, "language": held.language} if held else None
    after = {"frequency": frequency, "language": language}
    if before == after:
        return False
    NoticePreference.objects.update_or_create(user=user, defaults={**after, "changed_at": at})
    record(
        actor=user,
        mandate=mandate,
        action="accounts.set_notice_preference",
        object_type="user",
        object_ref=str(user.public_id),
        object_label=str(user),
        before=before,
        after=after,
        reason="",
        at=at,
    )
    return True


def _faults(frequency: str, language: str) -> list[Fault]:
    faults = []
    if frequency not in NoticeFrequency.values:
        faults.append(Fault("frequency", _NO_SUCH))
    if language not in LANGUAGES:
        faults.append(Fault("language", _NO_SUCH))
    return faults


_NO_SUCH = Labels("Choix inconnu.", "اختيار غير معروف.", "Unknown choice.")
