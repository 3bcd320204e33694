from django.db import migrations

from mithaq.apps.accounts.models.triggers import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        NoOverlap(
            "organisations_mandate",
            "mandate_no_overlap",
            ["user_id", "organisation_id", "role", "territory_id"],
            "starts_on",
            "ends_on",
        ),
    ]
