"""The corridor of exercise of the app's own tests, read on the pages at the hour of its acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.apps.corridor.conftest import world_of_the_module
from tests.apps.corridor.world import World
from tests.conftest import AT

__all__ = ["world_of_the_module"]

NOW = AT + timedelta(hours=3)


@pytest.fixture
def world(world_of_the_module: Callable[[], World], db: None) -> Iterator[World]:
    """The corridor, its officers and its cast; the pages are read three hours after the acts."""
    made = world_of_the_module()
    with time_machine.travel(NOW, tick=False):
        yield made


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    """A browser in which somebody of the cast is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(world.users[name])
        return client

    return signed_in
