"""Whom one case waits for, and until when: the first of its turns, the committee aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mithaq.apps.corridor.models import Case
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True)
class Awaited:
    """The party that a case waits for, and the day it is due by where one is written down."""

    organisation_id: int
    labels: Labels
    due_on: date | None


def awaited_of(case: Case) -> Awaited | None:
    """Whom a case waits for by the one rule of turns; nobody once it has ended."""
    sides = sides_by_case([case])
    turns = turns_of(case, sides, terms_by_case([case], sides))
    turn = next((item for item in turns if item.organisation), None)
    if turn is None:
        return None
    body = Organisation.objects.get(slug=turn.organisation)
    own = next((row for row in sides[case.pk] if row.institution_id == body.pk), None)
    due = timezone.localtime(own.due_at).date() if own is not None and own.due_at else None
    return Awaited(body.pk, body.labels, turn.due_on or (due if turn.is_clocked else None))
