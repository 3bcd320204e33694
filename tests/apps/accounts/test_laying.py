"""Tables laid in one movement are those that one step after another would have laid."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import ConnectionHandler, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import AddConstraint, AddField, AddIndex, AlterField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from mithaq.apps.accounts.models.laying import LayTables

KEY = ("id", models.BigAutoField(primary_key=True))
STEPS = (
    CreateModel("Tree", [KEY, ("height", models.IntegerField())]),
    CreateModel("Fruit", [KEY, ("tree", models.ForeignKey("own.tree", models.PROTECT))]),
    AddField("tree", "best", models.ForeignKey("own.fruit", models.PROTECT, null=True)),
    AddIndex("tree", models.Index(fields=["height"], name="tree_height")),
    AddConstraint(
        "tree", models.CheckConstraint(condition=models.Q(height__gt=0), name="tree_grows")
    ),
    AddConstraint("fruit", models.UniqueConstraint(fields=["tree"], name="one_fruit_a_tree")),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty() -> BaseDatabaseWrapper:
    """A database of its own, in memory, without a table."""
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    return ConnectionHandler({"default": settings})["default"]


def _apply(connection: BaseDatabaseWrapper, steps: Sequence[Operation]) -> ProjectState:
    state = ProjectState()
    state.apps  # noqa: B018 - drawn before the first step, as the migration executor does
    with connection.schema_editor() as editor:
        for step in steps:
            before = state.clone()
            step.state_forwards("own", state)
            step.database_forwards("own", editor, before, state)
    return state


def _laid(connection: BaseDatabaseWrapper) -> dict[str, object]:
    with connection.cursor() as cursor:
        names = sorted(item.name for item in connection.introspection.get_table_list(cursor))
        return {
            name: (
                [c[:2] for c in connection.introspection.get_table_description(cursor, name)],
                {
                    key: {word: told[word] for word in ("columns", "unique", "foreign_key")}
                    for key, told in connection.introspection.get_constraints(cursor, name).items()
                    if not key.startswith("__")
                },
            )
            for name in names
        }


def test_the_same_tables_whether_laid_together_or_step_by_step(empty: BaseDatabaseWrapper) -> None:
    other = ConnectionHandler({"default": {**empty.settings_dict}})["default"]

    together, apart = _apply(empty, [LayTables(STEPS)]), _apply(other, STEPS)

    assert together.models == apart.models
    assert set(_laid(empty)) == {"own_fruit", "own_tree"}
    assert _laid(empty) == _laid(other)


def test_what_was_laid_is_taken_back(empty: BaseDatabaseWrapper) -> None:
    laying = LayTables(STEPS)
    state = _apply(empty, [laying])

    with empty.schema_editor() as editor:
        laying.database_backwards("own", editor, state, ProjectState())

    assert _laid(empty) == {}


def test_a_table_of_before_is_not_touched() -> None:
    with pytest.raises(ValueError, match="no such table: bush"):
        LayTables([*STEPS, AlterField("bush", "height", models.BigIntegerField())])
