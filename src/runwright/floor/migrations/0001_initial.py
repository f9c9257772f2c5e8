import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.triggers
import runwright.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DowntimeReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('loss', models.CharField(choices=[('not_scheduled', 'Not Scheduled'), ('breakdown', 'Breakdown'), ('setup', 'Setup'), ('material', 'Material'), ('no_operator', 'No Operator'), ('maintenance', 'Maintenance')], max_length=14)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "floor_downtimereasonevent" ("archived_at", "code", "id", "loss", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."loss", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='08a8fd6137b6c186a9708a19c38940dde9a50138', operation='INSERT', pgid='pgtrigger_insert_insert_11633', table='floor_downtimereason', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "floor_downtimereasonevent" ("archived_at", "code", "id", "loss", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."loss", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='3c532c6c401f327292237107943052f6bc52c29d', operation='UPDATE', pgid='pgtrigger_update_update_16708', table='floor_downtimereason', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Downtime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.UUIDField(unique=True)),
                ('machine', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='downtimes', to='resources.machine')),
                ('reason', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='floor.downtimereason')),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('machine',), name='one_open_downtime_per_machine')],
                'indexes': [models.Index(fields=['machine', 'started_at'], name='downtime_start')],
            },
        ),
        migrations.CreateModel(
            name='DowntimeStart',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='floor.downtimestart')),
                ('machine', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('reason', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='floor.downtimereason')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator')),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, default='')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='downtime_fact_ends_after_start')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='a1a924a5fb30ae775ff626e996adcb8b268b1f72', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a2ba2', table='floor_downtimestart', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='772b15cda84af8d15fe5185833500aa855a938e1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_4d811', table='floor_downtimestart', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='DowntimeEnd',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='floor.downtimeend')),
                ('start', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ends', to='floor.downtimestart')),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='0c11e953ba983cbfc6cb0070be8edd6904a93db0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e9e47', table='floor_downtimeend', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='b795ce20249bc8a90d87c118072cac4ff3bb7ee9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_75b78', table='floor_downtimeend', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='DowntimeReasonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='floor.downtimereason')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('loss', models.CharField(choices=[('not_scheduled', 'Not Scheduled'), ('breakdown', 'Breakdown'), ('setup', 'Setup'), ('material', 'Material'), ('no_operator', 'No Operator'), ('maintenance', 'Maintenance')], max_length=14)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8eaf20efb9d0717f051fbfced50062eb036220c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bb007', table='floor_downtimereasonevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='downtimereason',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "floor_downtimereasonevent" ("archived_at", "code", "id", "loss", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."loss", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='08a8fd6137b6c186a9708a19c38940dde9a50138', operation='INSERT', pgid='pgtrigger_insert_insert_11633', table='floor_downtimereason', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='downtimereason',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "floor_downtimereasonevent" ("archived_at", "code", "id", "loss", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."loss", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='3c532c6c401f327292237107943052f6bc52c29d', operation='UPDATE', pgid='pgtrigger_update_update_16708', table='floor_downtimereason', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='downtimereasonevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8eaf20efb9d0717f051fbfced50062eb036220c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bb007', table='floor_downtimereasonevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='downtimestart',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='a1a924a5fb30ae775ff626e996adcb8b268b1f72', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a2ba2', table='floor_downtimestart', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='downtimestart',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='772b15cda84af8d15fe5185833500aa855a938e1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_4d811', table='floor_downtimestart', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='downtimeend',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='0c11e953ba983cbfc6cb0070be8edd6904a93db0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e9e47', table='floor_downtimeend', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='downtimeend',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='b795ce20249bc8a90d87c118072cac4ff3bb7ee9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_75b78', table='floor_downtimeend', when='BEFORE')),
        ),
    ]
