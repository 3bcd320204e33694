"""A consent that was withdrawn keeps no words: they may name the person."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def erase_words(apps: Any, schema_editor: Any) -> None:
    """Erase the words of the consents already withdrawn."""
    del schema_editor
    ConcernedPerson = apps.get_model("corridor", "ConcernedPerson")
    ConcernedPerson.objects.filter(withdrawn_at__isnull=False).update(consent_words="")


class Migration(migrations.Migration):
    dependencies = [("corridor", "0015_taken_back")]
    operations = [
        migrations.RemoveConstraint(
            model_name="concernedperson", name="concerned_person_consent_has_words"
        ),
        migrations.RunPython(erase_words, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="concernedperson",
            constraint=models.CheckConstraint(
                condition=models.Q(consent_given_at__isnull=True, consent_words="")
                | models.Q(withdrawn_at__isnull=False, consent_words="")
                | (
                    models.Q(consent_given_at__isnull=False, withdrawn_at__isnull=True)
                    & ~models.Q(consent_words="")
                ),
                name="concerned_person_consent_has_words",
                violation_error_message=(
                    "Un consentement dit son jour et ses termes, effacés quand il est retiré."
                ),
            ),
        ),
    ]
