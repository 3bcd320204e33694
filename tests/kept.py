"""What every test of a module starts from, written once: each test undoes only what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.test import override_settings
from django.utils import translation

Kept = TypeVar("Kept")


@contextmanager
def kept(blocker: Any, home: Path, build: Callable[[], Kept]) -> Iterator[Callable[[], Kept]]:
    """Build inside a transaction that ends with the module; give copies of what was built.

    A test with a database runs in a savepoint of that transaction, so its rows go and these stay.
    Every test of the module must want them, and none may want committed rows.
    """
    own = {"HOME": home, "MEDIA_ROOT": home / "files"}
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    outer = transaction.atomic()
    with blocker.unblock():
        outer.__enter__()
        with override_settings(**own, PASSWORD_HASHERS=hashers), translation.override("fr"):
            built = build()
    try:
        yield lambda: deepcopy(built)
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
