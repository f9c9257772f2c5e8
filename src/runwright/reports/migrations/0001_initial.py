import django.db.models.deletion
import runwright.journal.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list_name', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('query', models.TextField()),
                ('saved_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('user', 'list_name', 'name'), name='one_view_per_name')],
            },
        ),
    ]
