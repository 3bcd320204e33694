"""The tables of an app, laid in one movement by its first migration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class LayTables(Operation):
    """Create the tables that ``operations`` describe, each at once in its final form.

    Django draws every related model again after each operation, and SQLite copies a table for
    each constraint added to it: with a hundred tables that is most of a first start. Here the
    state is drawn once. Each operation names a model that a ``CreateModel`` of the list creates.
    """

    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)
        self.names = [item.name for item in self.operations if isinstance(item, CreateModel)]
        if strangers := sorted(set(_touched(self.operations)) - {n.lower() for n in self.names}):
            raise ValueError(f"LayTables creates no such table: {', '.join(strangers)}")

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Apply every operation to models that nobody has drawn yet."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create each table whole."""
        alias = schema_editor.connection.alias
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(alias, model):
                schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last first."""
        alias = schema_editor.connection.alias
        for name in reversed(self.names):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        """Say what this step does."""
        return f"Lay {len(self.names)} tables"


def _touched(operations: Sequence[Operation]) -> Iterator[str]:
    for operation in operations:
        if not isinstance(operation, CreateModel):
            yield str(getattr(operation, "model_name", operation)).lower()
