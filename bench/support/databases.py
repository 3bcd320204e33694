"""Empty databases for one run of a bench, removed at its end: SQLite, and PostgreSQL if any."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST, PORT = "127.0.0.1", 5432
ADMIN = f"postgres://postgres@{HOST}:{PORT}"
SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True)
class Database:
    """One database of a bench; ``name`` is a path on SQLite."""

    engine: str
    name: str

    @property
    def url(self) -> str:
        """The database as ``DATABASE_URL`` says it."""
        return f"sqlite:///{self.name}" if self.engine == SQLITE else f"{ADMIN}/{self.name}"


def engines() -> list[str]:
    """SQLite always; PostgreSQL where a server answers on this machine."""
    with socket.socket() as trial:
        trial.settimeout(2)
        if trial.connect_ex((HOST, PORT)) == 0:
            return [SQLITE, POSTGRESQL]
    print(f"postgresql: no server answers at {HOST}:{PORT}, not measured")
    return [SQLITE]


@contextmanager
def database(engine: str, which: str, home: Path) -> Iterator[Database]:
    """A database named but not made; whatever was made under the name is removed at the end."""
    if engine == SQLITE:
        yield Database(SQLITE, str(home / f"{which}.sqlite3"))
        return
    name = f"mithaq_bench_{which}_{os.getpid()}"
    try:
        yield Database(POSTGRESQL, name)
    finally:
        sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def sql(statement: str) -> None:
    """Run one administrative statement."""
    import psycopg

    with psycopg.connect(f"{ADMIN}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())
