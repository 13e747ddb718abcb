from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0012_organisers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="erasure",
            name="about",
            field=models.CharField(max_length=20),
        ),
    ]
