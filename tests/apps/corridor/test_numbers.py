"""Numbers of one series: whatever the corridor, whoever asks first, beyond the zeros."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from mithaq.apps.corridor.models import Case
from mithaq.apps.corridor.operations._numbers import next_rank
from tests.apps.corridor.world import World, filed


@pytest.mark.django_db
def test_a_longer_number_is_a_later_one(world: World) -> None:
    filed(world)
    start = f"{world.at.year}-"
    assert next_rank(Case.objects.all(), start) == 2
    Case.objects.update(number=f"{start}1000000")
    assert next_rank(Case.objects.all(), start) == 1_000_001
    assert next_rank(Case.objects.all(), "1999-") == 1


@pytest.mark.django_db(transaction=True)
def test_two_acts_of_one_instant_get_two_numbers() -> None:
    if connection.vendor != "postgresql":
        # On SQLite one transaction writes at a time, from its beginning.
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        return
    given = Event()

    def other() -> None:
        with transaction.atomic():
            next_rank(Case.objects.all(), "2026-")
            given.set()
        connection.close()

    with transaction.atomic():
        next_rank(Case.objects.all(), "2026-")
        waiting = Thread(target=other)
        waiting.start()
        assert not given.wait(0.3), "the second waits for the first to end"
    waiting.join(5)
    assert given.is_set()
