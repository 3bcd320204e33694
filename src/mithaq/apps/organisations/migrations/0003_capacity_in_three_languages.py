from django.db import migrations, models

from mithaq.apps.accounts.models.triggers import Period, no_overlap_sql

PERIOD = Period(
    "organisations_mandate",
    "mandate_no_overlap",
    ("user_id", "organisation_id", "role", "territory_id"),
    "starts_on",
    "ends_on",
)


def lay_triggers_again(apps, schema_editor):
    """SQLite adds a column by building the table anew, which drops its triggers."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for event in ("insert", "update"):
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{PERIOD.name}_{event}"')
    for statement in no_overlap_sql(PERIOD, "sqlite"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_no_overlap")]

    operations = [
        migrations.RenameField("mandate", "capacity", "capacity_fr"),
        migrations.AlterField(
            "mandate",
            "capacity_fr",
            models.CharField(blank=True, max_length=120, verbose_name="qualité en français"),
        ),
        migrations.AddField(
            "mandate",
            "capacity_ar",
            models.CharField(
                blank=True, default="", max_length=120, verbose_name="qualité en arabe"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "mandate",
            "capacity_en",
            models.CharField(
                blank=True, default="", max_length=120, verbose_name="qualité en anglais"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(lay_triggers_again, lay_triggers_again),
    ]
