"""A committee that an amendment adds gets the row that its seats and its sittings name."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def keep_those_recorded(apps: Any, schema_editor: Any) -> None:
    """Make the row of each committee that an amendment recorded before today adds."""
    changes = apps.get_model("conventions", "AmendmentChange").objects.filter(
        object_kind="committee", action="add"
    )
    committees = apps.get_model("conventions", "Committee").objects
    for change in changes.select_related("amendment").order_by("pk"):
        amendment, said = change.amendment, change.content
        title, chair = said.get("title") or {}, said.get("chair") or {}
        committees.get_or_create(
            convention_id=amendment.convention_id,
            number=change.object_number,
            defaults={
                "kind": said["kind"],
                **{f"label_{code}": title.get(code, "") for code in ("fr", "ar", "en")},
                **{f"chair_{code}": chair.get(code, "") for code in ("fr", "ar", "en")},
                "cadence_count": said.get("sittings"),
                "cadence_period": said.get("per") or "",
                "quorum": said.get("quorum"),
                "grade": "contractual",
                "source_id": amendment.source_id,
                "locator": amendment.locator,
                "is_added": True,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("conventions", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="committee",
            name="is_added",
            field=models.BooleanField(default=False, verbose_name="ajouté par un avenant"),
        ),
        migrations.RunPython(keep_those_recorded, migrations.RunPython.noop),
    ]
