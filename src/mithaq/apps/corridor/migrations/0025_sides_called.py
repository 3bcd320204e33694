"""A side keeps whether its family called it; a case filed before is read by the corridor of now."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def call(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The sides of institutions that name the family of the case among theirs."""
    side = apps.get_model("corridor", "Side")
    institutions = apps.get_model("corridor", "CorridorInstitution").objects.exclude(families=[])
    for row in institutions.order_by("pk"):
        side.objects.filter(
            case__corridor=row.corridor_id,
            institution=row.organisation_id,
            case__subject__family__code__in=row.families,
        ).update(is_called=True)


class Migration(migrations.Migration):

    dependencies = [
        ('corridor', '0024_duties_and_acceptances'),
    ]

    operations = [
        migrations.AddField(
            model_name='side',
            name='is_called',
            field=models.BooleanField(default=False, verbose_name='appelé pour la famille du dossier'),
        ),
        migrations.RunPython(call, migrations.RunPython.noop),
    ]
