"""Who of an institution may decide a question that some of its people opened or valued."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from mithaq.apps.accounts.queries import users
from mithaq.apps.corridor.models import Question
from mithaq.apps.corridor.policies.questions import can_decide_question
from mithaq.apps.corridor.queries.question_views import QuestionStake
from mithaq.apps.organisations.queries import mandates_for_organisation

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User


def entered_by(row: Question) -> int | None:
    """Who entered the value of the signal of a question; nobody when chance opened it."""
    return row.signal.entered_by_id if row.signal is not None else None


def deciders_left(
    stake: QuestionStake, known: Collection[int | None], *, on: date
) -> dict[int, User]:
    """Those who may decide a question on a day, apart from the people known to it already."""
    held = mandates_for_organisation(slug=stake.institution, on=on)
    able = {item.user_id for item in held if can_decide_question(item, stake)} - set(known)
    return {row.pk: row for row in users().filter(pk__in=able, is_active=True)}
