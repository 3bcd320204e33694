"""Who prepares a plan may say why it asks another amount than the law gives."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corridor", "0031_opinions_after_agreement")]
    operations = [
        migrations.AddField(
            model_name="settlement",
            name="gap_reason",
            field=models.TextField(blank=True, default="", verbose_name="pourquoi il diffère de la loi"),
            preserve_default=False,
        ),
    ]
