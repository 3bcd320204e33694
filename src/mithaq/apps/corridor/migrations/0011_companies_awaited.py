"""Write on each open case whether its company is waited for: a home filled before says so too."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db import migrations

turns = import_module("mithaq.apps.corridor.migrations.0007_turns_kept")


def keep_turns(apps: Any, schema_editor: Any) -> None:
    """Read the cases that are open, one by one; nothing else is written."""
    del schema_editor
    rows = turns.awaited(apps)
    keys = [case.pk for case, _sides, bodies in rows if case.company.slug in bodies]
    apps.get_model("corridor", "Case").objects.filter(pk__in=keys).update(is_awaited=True)


class Migration(migrations.Migration):
    dependencies = [("corridor", "0010_one_person")]
    operations = [migrations.RunPython(keep_turns, migrations.RunPython.noop)]
