"""The day on which the pages of these tests are read: their facts carry days of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import pytest
import time_machine
from django.utils import timezone

READ_AT: Final = timezone.make_aware(datetime(2026, 11, 30, 12))


@pytest.fixture(autouse=True)
def _read_on_one_day() -> Iterator[None]:
    """A limit of the law passes one day, and what a page says of it changes."""
    with time_machine.travel(READ_AT):
        yield
