"""A side that gave the hand stands in its queue at the day of its own delay where it runs on."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F


def keep_ranks(apps: Any, _editor: Any) -> None:
    """From the days already kept: in its turn, a side stands at its own day as before; that of a
    hand given before 0029 is written by the next act."""
    rows = apps.get_model("corridor", "Side").objects.filter(is_open=True, due_at__isnull=True)
    rows.filter(bound_at__lt=F("sorted_at")).update(sorted_at=F("bound_at"))


class Migration(migrations.Migration):
    dependencies = [("corridor", "0029_bound_at")]
    operations = [migrations.RunPython(keep_ranks, migrations.RunPython.noop)]
