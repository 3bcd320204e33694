"""A house of its own for the tests that kill: python -m tests.gateways.jobs.drive <verb> [json]."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.gateways.jobs.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from mithaq.base.text import Labels  # noqa: E402
from mithaq.gateways.jobs import operations, queue, sweeper, worker  # noqa: E402


def prepare(**_: Any) -> None:
    """Create every table."""
    call_command("migrate", verbosity=0, interactive=False)
    queue.prepare_tables()


def start(*, name: str, key: str, arguments: dict[str, Any]) -> str:
    """Ask for a job."""
    return operations.start_job(
        name=name,
        arguments=arguments,
        key=key,
        requested_by=None,
        label=Labels("Compter", "عدّ", "Count"),
        at=timezone.now(),
    )


def sweep(**_: Any) -> dict[str, int]:
    """Sweep as if a minute had passed."""
    swept = sweeper.sweep(at=timezone.now() + timedelta(minutes=1))
    return {"queued": swept.queued, "resumed": swept.resumed, "renewed": swept.renewed}


def work(**_: Any) -> None:
    """Be a worker until the end."""
    sys.exit(worker.run_worker())


if __name__ == "__main__":
    verbs = {"prepare": prepare, "start": start, "sweep": sweep, "work": work}
    answer = verbs[sys.argv[1]](**json.loads(sys.argv[2] if sys.argv[2:] else "{}"))
    sys.stdout.write(json.dumps(answer))
