"""An institution is called by the families in which it has a duty; terms keep who accepted them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('corridor', '0023_answer_said_complete'),
    ]

    operations = [
        migrations.AddField(
            model_name='corridorinstitution',
            name='families',
            field=models.JSONField(blank=True, default=list, verbose_name='familles suivies'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='accepted_by',
            field=models.JSONField(blank=True, default=list, verbose_name='acceptée par'),
        ),
    ]
