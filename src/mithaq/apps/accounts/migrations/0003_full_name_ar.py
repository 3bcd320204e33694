from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="full_name_ar",
            field=models.CharField(
                blank=True, max_length=120, null=True, verbose_name="nom complet en arabe"
            ),
        ),
    ]
