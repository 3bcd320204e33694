from django.db import migrations

from mithaq.apps.accounts.models.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        AppendOnly("accounts_auditline"),
        AppendOnly("accounts_seal"),
        AppendOnly("accounts_sealedline"),
    ]
