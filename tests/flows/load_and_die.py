"""Load the public figures in a house of its own: python -m tests.flows.load_and_die VERB."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from mithaq.apps.observatory.operations import datasets  # noqa: E402
from mithaq.apps.reference.operations import load_territories  # noqa: E402
from mithaq.flows.load_statistics import load_statistics  # noqa: E402

WRITTEN_BEFORE_DEATH = 3


def prepare() -> None:
    """Create the tables, and the territories that figures name."""
    call_command("migrate", verbosity=0, interactive=False)
    load_territories(at=timezone.now())


def die() -> None:
    """Be killed with -9 inside the transaction of the fourth batch, its figures written."""
    write, made = datasets.insert_rows, [0]

    def deadly(*arguments: Any) -> int:
        count = write(*arguments)
        made[0] += 1
        if made[0] > WRITTEN_BEFORE_DEATH:
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    datasets.insert_rows = deadly
    load()


def load() -> None:
    """Load every table."""
    load_statistics(at=timezone.now())


if __name__ == "__main__":
    {"prepare": prepare, "die": die, "load": load}[sys.argv[1]]()
