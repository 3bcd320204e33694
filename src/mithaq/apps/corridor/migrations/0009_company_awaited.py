"""Whether the company of a case is waited for, written down as its sides' turns are."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corridor", "0008_terms_due")]
    operations = [
        migrations.AddField(
            model_name="case",
            name="is_awaited",
            field=models.BooleanField(default=False, verbose_name="entreprise attendue"),
        ),
    ]
