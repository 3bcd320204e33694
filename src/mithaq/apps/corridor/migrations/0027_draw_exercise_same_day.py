"""The seed of an exercise may come the day of its announcement."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corridor", "0026_needs_case")]
    operations = [
        migrations.RemoveConstraint(
            model_name="controldraw", name="control_draw_seed_comes_later"
        ),
        migrations.AddConstraint(
            model_name="controldraw",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seed_on__gt", models.F("announced_on")),
                    models.Q(("is_exercise", True), ("seed_on", models.F("announced_on"))),
                    _connector="OR",
                ),
                name="control_draw_seed_comes_later",
                violation_error_message="La graine vient un jour après l’annonce.",
            ),
        ),
    ]
