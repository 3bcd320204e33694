"""A loaded site: the story of the demonstration, written once and copied to every database.

Django is set up once, in the process of the bench; whoever loads, fills or answers is a fork of
it, with a database of its own (``forked``), so that no program is imported twice.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.support.databases import POSTGRESQL, Database, sql

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FORK = multiprocessing.get_context("fork")


def start(home: Path) -> None:
    """Set Django up with a home of its own, and read every address: forks find all of it there."""
    os.environ.update(
        MITHAQ_HOME=str(home),
        DATABASE_URL=f"sqlite:///{home}/nothing.sqlite3",
        DJANGO_SETTINGS_MODULE="bench.support.settings",
        ALLOWED_HOSTS="*",
        STATEMENT_TIMEOUT_MS="0",
    )
    import django

    django.setup()
    from django.urls import get_resolver

    import mithaq.demo.loading

    assert get_resolver().url_patterns
    assert mithaq.demo.loading.steps
    gc.freeze()


class Forked:
    """A fork of this process that works on one database; what it sends is read by ``hear``."""

    def __init__(self, database: Database, work: Callable[..., Any], *arguments: Any) -> None:
        """Start it. ``work`` takes the connection to this process, then the arguments."""
        self.line, other = FORK.Pipe()
        self.process = FORK.Process(
            target=_work, args=(database, work, other, arguments), daemon=True
        )
        self.process.start()
        other.close()

    def hear(self) -> Any:
        """The next thing that it says, or its fault."""
        try:
            found = self.line.recv()
        except EOFError:
            raise StoppedError("a process of the bench stopped before it answered") from None
        if isinstance(found, StoppedError):
            raise found
        return found

    def ask(self, question: Any) -> Any:
        """Say something and hear the answer."""
        self.line.send(question)
        return self.hear()

    def stop(self) -> None:
        """End it and free its database."""
        self.process.kill()
        self.process.join()


class StoppedError(RuntimeError):
    """A process of the bench could not do its work; the words are its own trace."""


def _work(
    database: Database, work: Callable[..., Any], line: Connection, arguments: tuple[Any, ...]
) -> None:
    use(database)
    try:
        work(line, *arguments)
    except Exception:
        line.send(StoppedError(traceback.format_exc()))


def use(database: Database, alias: str = "default") -> None:
    """Make a database the one that this process knows under an alias."""
    from django.db import connections

    from mithaq.config.settings import _database

    os.environ["DATABASE_URL"] = database.url
    configured = connections.configure_settings({"default": _database()})
    connections.settings[alias] = configured["default"]
    connections[alias] = connections.create_connection(alias)


def load(line: Connection, wanted: Callable[[str], bool], more: Callable[[], Any] = lambda: None):
    """Build the tables and load the steps of the demonstration that a bench needs, then more."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from mithaq.demo.loading import steps

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    for label, step in steps():
        if wanted(label):
            step(timezone.now())
    found = more()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    line.send(found)


def receive(line: Connection) -> None:
    """Build empty tables on PostgreSQL; given the loaded SQLite, copy every row of it."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    line.send("ready")
    copy_rows(line.recv())
    connection.close()
    line.send("copied")


def copy_rows(source: Database) -> None:
    """Copy every row of a loaded SQLite into the tables of this process, as the models read it."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    use(source, "source")
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy  # noqa: SLF001
    ]
    tables = ", ".join(f'"{model._meta.db_table}"' for model in models)  # noqa: SLF001
    with connection.cursor() as cursor:
        # The rows were refused or taken where they were written: no trigger judges them again.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables}")
        for model in models:
            _copy_model(model, cursor)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")


def _copy_model(model: Any, cursor: Any) -> None:
    from django.db import connection

    fields = [item for item in model._meta.concrete_fields if not item.generated]  # noqa: SLF001
    rows = model._base_manager.using("source").values_list(*(item.attname for item in fields))  # noqa: SLF001
    names = ", ".join(f'"{item.column}"' for item in fields)
    into = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'  # noqa: SLF001
    with cursor.copy(into) as copy:
        for row in rows.iterator(chunk_size=2000):
            copy.write_row(
                [
                    item.get_db_prep_save(value, connection)
                    for item, value in zip(fields, row, strict=True)
                ]
            )


def make(
    database: Database,
    wanted: Callable[[str], bool],
    more: Callable[[], Any] = lambda: None,
    *,
    others: Collection[Database],
    then: Callable[[], Any] = lambda: None,
) -> Any:
    """Load a SQLite and copy it to the others, while which the tables of PostgreSQL are built.

    What comes ``then`` may copy the loaded file as well, and needs not wait for the others.
    """
    waiting = []
    for other in others:
        if other.engine == POSTGRESQL:
            sql(f'CREATE DATABASE "{other.name}"')
            waiting.append(Forked(other, receive))
    loading = Forked(database, load, wanted, more)
    found = loading.hear()
    then()
    for each in waiting:
        each.hear()
        each.ask(database)
        each.stop()
    loading.stop()
    return found
