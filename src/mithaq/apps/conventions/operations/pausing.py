"""Setting an alarm aside until a day: read, understood, said why; never deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.conventions.models import AlarmPause, Convention
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

LONGEST_DAYS = 120


@transaction.atomic
def pause_alarm(
    *,
    reference: str,
    key: str,
    until_on: date,
    actor: int | None,
    mandate: str,
    reason: str,
    at: datetime,
    on: date,
) -> int:
    """Set an alarm aside from a day until another; a day past ends the present pause.

    Raises ``Refusal`` without a reason, for a day before today, or too far away.
    """
    convention = Convention.objects.filter(reference=reference).first()
    if convention is None:
        raise Refusal.because(where="alarm", sentence=_UNKNOWN, rule="alarm.convention.exists")
    faults = []
    if until_on < on:
        faults.append(Fault("until_on", _PAST, "alarm.pause_ends_after_start"))
    if until_on > on + timedelta(days=LONGEST_DAYS):
        faults.append(Fault("until_on", _TOO_LONG, "alarm.pause_is_short"))
    if not reason.strip():
        faults.append(Fault("reason", _NO_REASON, "alarm.pause_says_why"))
    refuse_if_any(faults)
    pause = AlarmPause.objects.create(
        convention=convention,
        key=key,
        paused_on=on,
        until_on=until_on,
        reason=reason.strip(),
        mandate=mandate[:300],
        recorded_by_id=actor,
        recorded_at=at,
    )
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.pause_alarm",
        object_type="alarm",
        object_ref=key,
        object_label=str(convention.labels),
        before=None,
        after={"until": until_on},
        reason=reason,
        at=at,
    )
    return pause.pk


_UNKNOWN = Labels(
    "Cette convention n’est pas au registre.",
    "هذه الاتفاقية غير مسجلة.",
    "This convention is not in the register.",
)
_PAST = Labels(
    "Choisissez aujourd’hui, pour reprendre l’alerte, ou un jour à venir.",
    "اختاروا اليوم لاستئناف التنبيه، أو يوما لاحقا.",
    "Choose today, to resume the alarm, or a day to come.",
)
_TOO_LONG = Labels(
    f"Une alerte se met de côté {LONGEST_DAYS} jours au plus.",
    f"لا يوضع التنبيه جانبا أكثر من {LONGEST_DAYS} يوما.",
    f"An alarm is set aside for {LONGEST_DAYS} days at most.",
)
_NO_REASON = Labels(
    "Dites pourquoi l’alerte est mise de côté.",
    "اذكروا سبب وضع التنبيه جانبا.",
    "Say why the alarm is set aside.",
)
