"""Each side keeps the day after which it is late, so that a list is cut to one institution."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import F


def keep_days(apps: Any, _editor: Any) -> None:
    """From the days that turns already give; that of a hand given is written by the next act."""
    rows = apps.get_model("corridor", "Side").objects.filter(is_open=True, due_at__isnull=False)
    rows.update(bound_at=F("due_at"))


class Migration(migrations.Migration):
    dependencies = [("corridor", "0028_elsewhere_due")]
    operations = [
        migrations.AddField(
            model_name="side",
            name="bound_at",
            field=models.DateTimeField(null=True, verbose_name="en retard après"),
        ),
        migrations.RunPython(keep_days, migrations.RunPython.noop),
    ]
