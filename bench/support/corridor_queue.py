"""A corridor filled with copies of the cases of the exercise, and a person who opens its queue.

``load`` loads the exercise; a number copies its cases up to it, says so, then opens the queue once
for each line of the standard input and says what it cost.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import nullcontext

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.config.settings")

from django.conf import settings

from bench.support.straight import Straight

settings.MIGRATION_MODULES = Straight()

import django

django.setup()

from django.core.management import call_command
from django.db import connection, models
from django.db.models import Max
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mithaq.apps.accounts.models import User
from mithaq.apps.corridor.models import Case, Side, SideEvent
from mithaq.cli import preparation
from mithaq.demo.loading import steps

# What the corridor stands on; conventions and their committees take as long as all the rest.
NEEDED = (
    "Installation de démonstration",
    "Territoires, calendriers et nomenclatures",
    "Organisations",
    "Convention 05-corridor-2020",
    "Convention 92-exercice-comite-permanent",
    "Comptes de démonstration",
    "Corridors : le réel, et celui de l’exercice",
    "Dossiers de médiation (exercice)",
)
READER, BODY = "caisse", "caisse-hesperides"


def load() -> None:
    """Build the tables and load what the exercise of the corridor stands on, then itself."""
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    preparation.prepare(migrate=False)
    for label, step in steps():
        if label in NEEDED:
            step(timezone.now())


def copy_cases(count: int) -> None:
    """Copy one open case of the exercise, with its sides and what happened to them.

    Every copy goes to the officers of the first; its place in the queue is its own.
    """
    side = Side.objects.filter(
        institution__slug=BODY, case_officer__user__username=READER, is_open=True
    ).earliest("pk")
    wanted = count - Case.objects.count()
    first = Case.objects.aggregate(most=Max("pk"))["most"]
    copy(Case, {"id": side.case_id}, wanted, {"id": f"{first} + n", "number": "'B-' || n"})
    case_sides = Side.objects.filter(case=side.case_id).order_by("pk")
    for row in case_sides:
        _copy_side(row, wanted, first_case=first)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


def _copy_side(side: Side, wanted: int, *, first_case: int) -> None:
    last = Side.objects.aggregate(most=Max("pk"))["most"]
    moved = {"id": f"{last} + n", "case_id": f"{first_case} + n"}
    copy(
        Side,
        {"id": side.pk},
        wanted,
        {**moved, "sorted_at": _later("sorted_at"), "due_at": _later("due_at")},
    )
    for event in SideEvent.objects.filter(side=side.pk).order_by("pk"):
        last_event = SideEvent.objects.aggregate(most=Max("pk"))["most"]
        copy(
            SideEvent,
            {"id": event.pk},
            wanted,
            {"id": f"{last_event} + n", "side_id": f"{last} + n"},
        )


def _later(column: str) -> str:
    """Each copy is due some seconds after the one before: no two share a place."""
    if connection.vendor == "postgresql":
        return f"{column} + n * interval '7 seconds'"
    return f"strftime('%Y-%m-%d %H:%M:%f000', {column}, '+' || (n * 7) || ' seconds')"


def copy(
    model: type[models.Model], row: Mapping[str, int], count: int, given: Mapping[str, str]
) -> None:
    """Copy a row ``count`` times in one statement; ``n`` numbers the copies from one."""
    columns = [field.column for field in model._meta.concrete_fields]  # noqa: SLF001
    postgresql = connection.vendor == "postgresql"
    random = "gen_random_uuid()" if postgresql else "lower(hex(randomblob(16)))"
    told = {**({"public_id": random} if "public_id" in columns else {}), **given}
    numbers = f"generate_series(1, {count}) AS numbers(n)" if postgresql else "numbers"
    series = (
        ""
        if postgresql
        else "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers "
        f"WHERE n < {count}) "
    )
    table = model._meta.db_table  # noqa: SLF001
    ((column, key),) = row.items()
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(told.get(name, f'"{name}"') for name in columns)
    source = f'(SELECT * FROM "{table}" WHERE "{column}" = {key}) AS one'
    with connection.cursor() as cursor:
        cursor.execute(
            f'{series}INSERT INTO "{table}" ({names}) SELECT {values} FROM {source}, {numbers}'
        )


def answer() -> None:
    """Open the queue for each line asked; queries are counted on « count », since it slows."""
    client = Client()
    client.force_login(User.objects.get(username=READER))
    with override("fr"):
        address = reverse("case_queue")
    tell({"ready": 1})
    for line in sys.stdin:
        started = time.perf_counter()
        with (
            CaptureQueriesContext(connection)
            if line.strip() == "count"
            else nullcontext([]) as asked
        ):
            response = client.get(address)
        seconds = time.perf_counter() - started
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        tell({"seconds": seconds, "queries": len(asked), "bytes": len(response.content)})


def tell(figures: Mapping[str, float]) -> None:
    """One line of JSON, at once."""
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "load":
        load()
    else:
        copy_cases(int(sys.argv[1]))
        answer()
