"""The day on which the pages of these tests are read, the eve of the sitting that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.apps.conventions.sittings import DAY


@pytest.fixture(autouse=True)
def _read_on_one_day() -> Iterator[None]:
    """What was decided for a day is late once it passes."""
    with time_machine.travel(DAY - timedelta(days=1)):
        yield
