"""The world of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.apps.corridor.questions.world import World
from tests.conftest import lay_places
from tests.kept import kept


@pytest.fixture(scope="module")
def questions_of_the_module(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], World]]:
    """The corridor of exercise and its cast, written once for the tests of a module."""
    home = tmp_path_factory.mktemp("world")
    with kept(django_db_blocker, home, lambda: World(lay_places())) as copy:
        yield copy


@pytest.fixture
def world(questions_of_the_module: Callable[[], World], db: None) -> World:
    """A corridor of exercise and its cast."""
    return questions_of_the_module()
