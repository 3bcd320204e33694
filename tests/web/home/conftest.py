"""A visitor without account, and the story recorded once a test."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.conventions.story import record_story


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    """Somebody who never signed in."""
    return Client()


@pytest.fixture
def reference(db: None) -> str:
    """The reference of a public convention with everything a page can print."""
    return record_story()
