"""The chain of seals that needs no key: a table of its own, filled by the next sealing."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from mithaq.apps.accounts.models.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_tables")]

    operations = [
        migrations.CreateModel(
            name="OpenSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("previous_digest", models.CharField(max_length=64, verbose_name="empreinte précédente")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="empreinte")),
                ("seal", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.seal", verbose_name="scellé")),
            ],
            options={"verbose_name": "scellé ouvert", "verbose_name_plural": "scellés ouverts"},
        ),
        AppendOnly("accounts_openseal"),
    ]
