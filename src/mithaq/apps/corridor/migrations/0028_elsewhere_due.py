"""Each side keeps the first day that binds another institution of its case."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep_days(apps: Any, _editor: Any) -> None:
    """From the days that turns already give; that of a hand given is written by the next act."""
    rows = apps.get_model("corridor", "Side").objects.filter(is_open=True)
    others = rows.filter(case=OuterRef("case"), due_at__isnull=False).exclude(pk=OuterRef("pk"))
    first = others.order_by("due_at").values("due_at")
    rows.update(elsewhere_due_at=Subquery(first[:1]))
    # A relay is not told of those that the family of a person's case calls.
    blind = rows.filter(part="relays", case__subject__is_personal=True)
    blind.update(elsewhere_due_at=Subquery(first.filter(is_called=False)[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("corridor", "0027_draw_exercise_same_day"),
        ("organisations", "0001_tables"),
        ("reference", "0003_paper_copies"),
    ]
    operations = [
        migrations.AddField(
            model_name="side",
            name="elsewhere_due_at",
            field=models.DateTimeField(null=True, verbose_name="à répondre ailleurs avant"),
        ),
        migrations.RunPython(keep_days, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="side",
            index=models.Index(
                fields=["case_officer", "is_open", "elsewhere_due_at", "id"],
                name="side_elsewhere_officer",
            ),
        ),
        migrations.AddIndex(
            model_name="side",
            index=models.Index(
                fields=["institution", "is_open", "elsewhere_due_at", "id"],
                name="side_elsewhere_institution",
            ),
        ),
        migrations.AddIndex(
            model_name="side",
            index=models.Index(
                fields=["institution", "region", "is_open", "elsewhere_due_at", "id"],
                name="side_elsewhere_region",
            ),
        ),
    ]
