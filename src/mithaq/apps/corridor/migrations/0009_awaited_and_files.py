"""Whether the company of a case is waited for; a message may be its files alone."""

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
        migrations.AddField(
            model_name="message",
            name="has_files",
            field=models.BooleanField(default=False, verbose_name="porte des pièces"),
        ),
        migrations.RemoveConstraint(model_name="message", name="case_message_has_text"),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False)
                | ~models.Q(body="")
                | models.Q(has_files=True),
                name="case_message_has_text",
                violation_error_message="Un message a un texte ou une pièce.",
            ),
        ),
    ]
