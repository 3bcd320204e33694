"""Replacing a value of the law from a day, and giving it back to the law."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.events import OverrideWithdrawn, ValueOverridden
from mithaq.apps.programmes.models import ParameterOverride
from mithaq.apps.programmes.operations import _override_words as words
from mithaq.apps.programmes.operations._lines import Signed, signed_by
from mithaq.apps.programmes.operations._values import as_json, has_brackets, typed_value
from mithaq.apps.programmes.operations._words import missing, not_yours, unknown
from mithaq.apps.programmes.operations.drafts import OverrideDraft
from mithaq.apps.programmes.policies import can_override_value
from mithaq.apps.programmes.queries.law import read_the_law_again, with_override, written_law
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import JSON
from mithaq.engines.rules import DatedParameter


@transaction.atomic
def override_value(
    *,
    draft: OverrideDraft,
    is_demo: bool,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> ValueOverridden:
    """Replace a value of the law from a day: every explanation says it, with its reason.

    The same value for the same reason again changes nothing. Raises ``Refusal`` for an unknown
    parameter, one that no rule reads, a day before its first value, a value of another kind (text
    for a number) or a code that it has not, the value that the law has already, or a day from
    which another value replaces it already.
    """
    parameter = written_law().parameters.get(draft.path)
    faults = [] if can_override_value(under, is_demo=is_demo) else [not_yours()]
    faults += [] if draft.reason.strip() else [missing("reason")]
    value: JSON = None
    if parameter is None:
        faults.append(unknown("path", draft.path))
    else:
        value, found = _read(parameter, draft)
        faults += found
    refuse_if_any(faults)
    # Two clicks at once: the constraint lets one through, and the other finds what it wrote.
    row, is_new = ParameterOverride.objects.get_or_create(
        path=draft.path,
        since_on=draft.since_on,
        withdrawn_at=None,
        defaults={
            "value": value,
            "reason": draft.reason.strip(),
            "author": under.text if under else "",
            "is_exercise": bool(under and under.is_exercise),
            "recorded_at": at,
        },
    )
    if is_new:
        read_the_law_again()
        signed = signed_by(actor, under, at, reason=draft.reason)
        _line(row, "override_value", before=None, after=_state(row), signed=signed)
    elif (row.value, row.reason) != (value, draft.reason.strip()):
        raise Refusal([words.already_replaced(draft.since_on)])
    return ValueOverridden(override_id=row.pk, path=row.path, since_on=row.since_on)


@transaction.atomic
def withdraw_override(
    *,
    override_id: int,
    is_demo: bool,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> OverrideWithdrawn:
    """Give a value back to the law; what was decided meanwhile keeps the digest it was decided by.

    For a fictitious body, what a fictitious body replaced only.
    """
    row = (
        ParameterOverride.objects.select_for_update()
        .filter(pk=override_id, withdrawn_at__isnull=True)
        .first()
    )
    if row is None:
        raise Refusal([unknown("override", override_id)])
    is_allowed = can_override_value(under, is_demo=is_demo and row.is_exercise)
    faults = [] if is_allowed else [not_yours()]
    refuse_if_any([*faults, *([] if reason.strip() else [missing("reason")])])
    before = _state(row)
    row.withdrawn_at, row.withdrawal_reason = at, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    read_the_law_again()
    signed = signed_by(actor, under, at, reason=reason)
    _line(row, "withdraw_override", before=before, after=None, signed=signed)
    return OverrideWithdrawn(override_id=row.pk, path=row.path)


def _read(parameter: DatedParameter, draft: OverrideDraft) -> tuple[JSON, list[Fault]]:
    """The value typed, of the kind that the law has, and what is wrong with it and its day."""
    if parameter.changes_nothing:
        return None, [words.informs_only()]
    first = parameter.history[0].since
    if draft.since_on < first:
        return None, [words.before_first(first)]
    if has_brackets(parameter):
        return None, [words.schedule()]
    value, faults = typed_value(parameter, draft.value)
    if not faults and value == as_json(parameter.on(draft.since_on).value):
        faults.append(words.same_value())
    return value, faults or _law_faults(draft, value)


def _law_faults(draft: OverrideDraft, value: JSON) -> list[Fault]:
    """What the law itself refuses: a value stored must never keep it from being read."""
    law, reason = written_law(), draft.reason.strip() or "?"
    try:
        with_override(law, draft.path, since=draft.since_on, value=value, reason=reason, by="?")
    except Refusal as refusal:
        return [Fault("value", item.sentence, item.rule, item.remedy) for item in refusal.faults]
    return []


def _state(row: ParameterOverride) -> dict[str, object]:
    return {"path": row.path, "since_on": row.since_on, "value": row.value}


def _line(row: ParameterOverride, action: str, *, before: Any, after: Any, signed: Signed) -> None:
    record(
        actor=signed.actor,
        mandate=signed.mandate,
        action=f"programmes.{action}",
        object_type="parameter",
        object_ref=row.path,
        object_label=row.path,
        before=before,
        after=after,
        reason=signed.reason,
        at=signed.at,
    )
