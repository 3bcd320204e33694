"""The public figures as packaged, loaded once a module and rolled back at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from mithaq.apps.reference.operations import load_territories
from mithaq.flows.load_statistics import StatisticsLoaded, load_statistics
from tests.conftest import AT


@contextmanager
def whole_statistics(blocker: Any) -> Iterator[StatisticsLoaded]:
    """Load every table of figures over the territories of the kingdom."""
    with blocker.unblock(), transaction.atomic():
        load_territories(at=AT)
        yield load_statistics(at=AT)
        transaction.set_rollback(True)
