"""What must be there before the first request: tables, texts, static files, a free port."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from mithaq.gateways.jobs import queue

FINGERPRINT = ".fingerprint"


def prepare(*, migrate: bool) -> None:
    """Make the installation ready to answer; what is already right is left alone."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    compile_texts()
    if migrate:
        call_command("migrate", interactive=False, verbosity=0)
    queue.prepare_tables()
    collect_static()


def home_fault() -> str | None:
    """Return the sentence that says why this version cannot take up a database, or None.

    A database of an earlier version is brought up to date with what it holds. One that a later
    version wrote, or that was left behind too far back, is not touched.
    """
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    applied = set(MigrationRecorder(connection).applied_migrations())
    known = set(loader.disk_migrations)
    strange = {key for key in applied - known if key[0] in loader.migrated_apps}
    for key, item in loader.disk_migrations.items():
        # The steps that one of today's folds: all of them, or none, and it takes their place.
        folded = set(item.replaces)
        if key in applied or folded <= applied:
            strange -= folded
    if not strange:
        return None
    names = ", ".join(sorted(f"{app}.{name}" for app, name in strange))
    return (
        f"La base de {settings.HOME} vient d’une autre version de Mithaq ({names}) : rien n’y est "
        "changé. Ouvrez-la avec cette version-là ; s’il s’agit de la démonstration, refaites-la : "
        "mithaq demo --fresh"
    )


def compile_texts() -> int:
    """Compile the translations whose source is newer; return how many were."""
    import polib

    compiled = 0
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            polib.pofile(str(source)).save_as_mofile(str(target))
            compiled += 1
    return compiled


def collect_static() -> bool:
    """Copy, hash and compress the static files when one has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    note = root / FINGERPRINT
    print_of_sources = _fingerprint()
    if note.exists() and note.read_text(encoding="utf-8") == print_of_sources:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    note.write_text(print_of_sources, encoding="utf-8")
    return True


def is_listening(*, host: str, port: int) -> bool:
    """Tell whether something answers at this address."""
    try:
        with socket.create_connection((_reachable(host), port), timeout=1):
            return True
    except OSError:
        return False


def port_fault(*, host: str, port: int) -> str | None:
    """Return the sentence that says why we cannot listen there, or None."""
    if is_listening(host=host, port=port):
        return (
            f"Le port {port} est déjà pris par un autre programme : arrêtez-le, "
            f"ou choisissez un autre port (mithaq serve --port {port + 1})."
        )
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        return (
            f"Impossible d’écouter à {host}:{port} ({error.strerror}) : choisissez un autre port."
        )
    return None


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _fingerprint() -> str:
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for path, size, changed in sorted(_sources()):
        digest.update(json.dumps([path, size, changed]).encode())
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, int, int]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            yield path, state.st_size, state.st_mtime_ns
