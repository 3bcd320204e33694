"""Who of an institution may decide a question that some of its people opened or valued."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from mithaq.apps.accounts.queries import users
from mithaq.apps.corridor.models import Question
from mithaq.apps.corridor.queries.question_views import QuestionStake
from mithaq.apps.organisations.queries import MandateView, mandates_for_organisation

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

# Whether a mandate may decide a question: a right, told by who asks.
Decides = Callable[[MandateView, QuestionStake], bool]


def entered_by(row: Question) -> int | None:
    """Who entered the value of the signal of a question; nobody when chance opened it."""
    return row.signal.entered_by_id if row.signal is not None else None


def deciders_left(
    stake: QuestionStake, known: Collection[int | None], *, decides: Decides, on: date
) -> dict[int, User]:
    """Those who may decide a question on a day, by key, apart from the people known to it already:
    the same as ``questions_at_turn`` finds for the questions of a whole list."""
    held = mandates_for_organisation(slug=stake.institution, on=on)
    able = {item.user_id for item in held if decides(item, stake)} - set(known)
    return {row.pk: row for row in users().filter(pk__in=able, is_active=True)}
