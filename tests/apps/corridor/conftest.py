"""An exercise corridor of three institutions, its officers, two companies and the people of all."""

from __future__ import annotations

import pytest

from tests.apps.corridor.world import World, build


@pytest.fixture
def world(bodies: dict[str, int]) -> World:
    """The corridor of exercise, with its catalogue, its officers and its cast."""
    return build()
