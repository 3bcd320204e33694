"""Which institutions the owner of a side is not told of: the same by values, in SQL and as kept."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db.models import OuterRef

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.models import Case, Side
from mithaq.apps.corridor.operations._turns import keep_turns
from mithaq.apps.corridor.queries._lists import apart_of
from mithaq.apps.corridor.queries.apart import is_apart, is_blind, told_of
from mithaq.apps.corridor.queries.at_turn import late_by
from tests.apps.corridor.world import FEDERATION, FUND, PERSONAL, SUBJECT, World, taken

pytestmark = pytest.mark.django_db
LATE = timedelta(days=60)


@pytest.mark.parametrize("is_personal", [False, True])
def test_the_rule_on_values_is_that_of_sql_and_of_the_days_kept(
    world: World, is_personal: bool
) -> None:
    taken(world, subject=PERSONAL if is_personal else SUBJECT)
    at = world.at + LATE
    for part, is_called, is_own in product(Part.values, (False, True), (False, True)):
        case = f"{part=} {is_called=} {is_own=}"
        asked = FEDERATION if is_own else FUND
        Side.objects.update(is_called=False)
        Side.objects.filter(institution__slug=FEDERATION).update(part=part)
        Side.objects.filter(institution__slug=asked).update(is_called=is_called)
        told = not is_apart(
            for_blind=is_blind(part, is_personal=is_personal), is_called=is_called, is_own=is_own
        )
        sides = list(Side.objects.select_related("institution", "case__subject"))
        reader = next(side for side in sides if side.institution.slug == FEDERATION)
        own = Side.objects.filter(pk=reader.pk)
        beside = Side.objects.filter(case=OuterRef("case"), institution__slug=asked)
        assert own.filter(told_of(beside)).exists() is told, case
        assert (asked not in apart_of(reader, sides)) is told, case
        keep_turns(Case.objects.get(), at=world.at)
        if not is_own:
            # Nobody is late elsewhere by oneself: only the others are kept and filtered.
            assert (own.get().elsewhere_due_at is not None) is told, case
            assert late_by(own, institution=FUND, at=at).exists() is told, case
