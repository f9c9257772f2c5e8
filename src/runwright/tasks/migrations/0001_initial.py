import runwright.journal.clock
import runwright.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('task', models.CharField(max_length=80)),
                ('label', models.CharField(max_length=200)),
                ('once', models.CharField(blank=True, default='', max_length=200)),
                ('queue_id', models.BigIntegerField(blank=True, null=True)),
                ('state', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=12)),
                ('done', models.BigIntegerField(default=0)),
                ('total', models.BigIntegerField(blank=True, null=True)),
                ('message', models.TextField(blank=True, default='')),
                ('error', models.TextField(blank=True, default='')),
                ('cancel_asked', models.BooleanField(default=False)),
                ('created_by_id', models.BigIntegerField(blank=True, null=True)),
                ('created_by_label', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('heartbeat_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['-created_at'], name='job_run_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done', 'failed', 'cancelled'])), name='job_run_in_a_known_state'), models.CheckConstraint(condition=models.Q(('done__gte', 0), models.Q(('total', None), ('total__gte', models.F('done')), _connector='OR')), name='job_run_done_within_total'), models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running']), models.Q(('once', ''), _negated=True)), fields=('once',), name='job_run_active_once')],
            },
        ),
    ]
