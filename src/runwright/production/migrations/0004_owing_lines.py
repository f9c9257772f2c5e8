from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('production', '0003_rounding_multiple')]

    operations = [
        migrations.AddIndex(
            model_name='materialline',
            index=models.Index(condition=models.Q(('owed__gt', 0)), fields=['order'], name='material_line_owing'),
        ),
    ]
