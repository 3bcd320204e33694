"""The world of questions."""

from __future__ import annotations

import pytest

from tests.apps.corridor.questions.world import World


@pytest.fixture
def world(places: dict[str, int]) -> World:
    """A corridor of exercise and its cast."""
    return World(places)
