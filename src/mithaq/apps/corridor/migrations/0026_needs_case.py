"""A typical problem says whether its remedy leaves a case to file."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As the catalogue of then had them, for a base that does not load it again.
SOMETIMES = (
    "affiliation-number", "affiliation-change", "job-loss-proof", "repeated-missions",
    "third-party-notice",
)
ALWAYS = ("paid-shown-unpaid",)


def say(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What the remedies already said in words."""
    rows = apps.get_model("corridor", "CaseSubject").objects
    rows.filter(code__in=SOMETIMES).update(needs_case="sometimes")
    rows.filter(code__in=ALWAYS).update(needs_case="always")


class Migration(migrations.Migration):

    dependencies = [
        ('corridor', '0025_sides_called'),
    ]

    operations = [
        migrations.AddField(
            model_name='casesubject',
            name='needs_case',
            field=models.CharField(choices=[('otherwise', 'si le conseil ne suffit pas'), ('sometimes', 'quand le conseil le dit'), ('always', 'toujours')], default='otherwise', max_length=9, verbose_name='dossier nécessaire'),
        ),
        migrations.RunPython(say, migrations.RunPython.noop),
    ]
