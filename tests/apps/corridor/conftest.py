"""An exercise corridor of three institutions, its officers, two companies and the people of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.apps.corridor.world import World, build_all
from tests.kept import kept


@pytest.fixture(scope="module")
def world_of_the_module(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], World]]:
    """The corridor of exercise, written once for the tests of a module."""
    with kept(django_db_blocker, tmp_path_factory.mktemp("world"), build_all) as copy:
        yield copy


@pytest.fixture
def world(world_of_the_module: Callable[[], World], db: None) -> World:
    """The corridor of exercise, with its catalogue, its officers and its cast."""
    return world_of_the_module()
