"""The answers that stand are kept on their own; what waits for no committee leaves its level."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def keep_answers(apps: Any, schema_editor: Any) -> None:
    """Write the answer that stands on each side as the first of its answers kept."""
    del schema_editor
    Side = apps.get_model("corridor", "Side")
    SideAnswer = apps.get_model("corridor", "SideAnswer")
    rows = Side.objects.exclude(answer="").exclude(answer_kind="")
    found = rows.filter(answered_at__isnull=False).order_by("pk")
    values = found.values_list("pk", "answer_kind", "answer", "answered_at")
    SideAnswer.objects.bulk_create(
        (
            SideAnswer(side_id=key, kind=kind, text=text, answered_at=at)
            for key, kind, text, at in values.iterator()
        ),
        batch_size=1000,
    )


def leave_committee(apps: Any, schema_editor: Any) -> None:
    """Give back to the national level what waits for the committee no more."""
    del schema_editor
    Case = apps.get_model("corridor", "Case")
    CommitteeReferral = apps.get_model("corridor", "CommitteeReferral")
    waiting = CommitteeReferral.objects.filter(status="referred", case__isnull=False)
    left = Case.objects.filter(level="committee").exclude(pk__in=waiting.values("case"))
    left.update(level="national")


class Migration(migrations.Migration):
    dependencies = [("corridor", "0013_cases_kept")]
    operations = [
        migrations.RunPython(keep_answers, migrations.RunPython.noop),
        migrations.RunPython(leave_committee, migrations.RunPython.noop),
    ]
