"""Rules that neither database can state as a constraint, as triggers from one helper."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """Refuse UPDATE, DELETE and TRUNCATE on a table, on SQLite and on PostgreSQL."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers."""
        for statement in append_only_sql(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        for statement in append_only_drop_sql(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def describe(self) -> str:
        """Say what this step does."""
        return f"Append-only triggers on {self.table}"


@dataclass(frozen=True, slots=True)
class Period:
    """Rows of one table whose periods may not overlap when ``same`` columns are equal."""

    table: str
    name: str
    same: tuple[str, ...]
    start: str
    end: str


class NoOverlap(Operation):
    """Refuse two overlapping periods: exclusion constraint on PostgreSQL, trigger on SQLite."""

    reversible = True

    def __init__(self, table: str, name: str, same: list[str], start: str, end: str) -> None:
        self.period = Period(table, name, tuple(same), start, end)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """Let the migration writer print this step."""
        period = self.period
        return (
            "NoOverlap",
            [period.table, period.name, list(period.same), period.start, period.end],
            {},
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the constraint or the triggers."""
        for statement in no_overlap_sql(self.period, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the constraint or the triggers."""
        period = self.period
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'ALTER TABLE "{period.table}" DROP CONSTRAINT "{period.name}"')
            return
        for event in ("insert", "update"):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{period.name}_{event}"')

    def describe(self) -> str:
        """Say what this step does."""
        return f"No overlap {self.period.name} on {self.period.table}"


def append_only_sql(table: str, vendor: str) -> list[str]:
    """The statements that make a table append-only on this database."""
    message = f"append-only: {table}"
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger AS $$ "
            f"BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = '23514'; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
            # Row triggers never see a TRUNCATE, not even one that CASCADE brings.
            f"CREATE TRIGGER {table}_append_only_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
        ]
    return [
        f"CREATE TRIGGER {table}_append_only_{event} BEFORE {event.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        for event in ("update", "delete")
    ]


def append_only_drop_sql(table: str, vendor: str) -> list[str]:
    """The statements that lift the rule (going back over the migration)."""
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_append_only_truncate ON {table}",
            f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
            f"DROP FUNCTION IF EXISTS {table}_append_only()",
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_append_only_{event}" for event in ("update", "delete")]


def no_overlap_sql(period: Period, vendor: str) -> list[str]:
    """The statements that refuse overlapping periods; an open end means forever."""
    if vendor == "postgresql":
        # COALESCE(-1): two NULLs never conflict in an exclusion constraint, here they must.
        same = ", ".join(f"(COALESCE({column}::text, '')) WITH =" for column in period.same)
        return [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f'ALTER TABLE "{period.table}" ADD CONSTRAINT "{period.name}" EXCLUDE USING gist '
            f"({same}, daterange({period.start}, {period.end}, '[]') WITH &&)",
        ]
    same = " AND ".join(f"{column} IS NEW.{column}" for column in period.same)
    far = "'9999-12-31'"
    return [
        f'CREATE TRIGGER "{period.name}_{event}" BEFORE {event.upper()} ON "{period.table}" '
        f'WHEN EXISTS (SELECT 1 FROM "{period.table}" WHERE {same} AND id IS NOT NEW.id '
        f"AND {period.start} <= COALESCE(NEW.{period.end}, {far}) "
        f"AND NEW.{period.start} <= COALESCE({period.end}, {far})) "
        f"BEGIN SELECT RAISE(ABORT, 'constraint {period.name} overlap'); END"
        for event in ("insert", "update")
    ]
