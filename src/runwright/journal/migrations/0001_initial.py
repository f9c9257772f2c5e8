import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.clock
import runwright.journal.triggers
import runwright.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('verb', models.CharField(max_length=200)),
                ('digest', models.BinaryField(max_length=32)),
                ('record_id', models.CharField(blank=True, default='', max_length=40)),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='b7b0ba3cb88a887e1264faebafe03d01ae6c9aed', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d8b75', table='journal_acceptance', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='4b213d81ed764d67e13feec85139ae3f0321d5d4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_e5291', table='journal_acceptance', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('device_at', models.DateTimeField(blank=True, null=True)),
                ('actor_id', models.BigIntegerField(blank=True, null=True)),
                ('actor_label', models.CharField(max_length=200)),
                ('device', models.CharField(blank=True, default='', max_length=200)),
                ('station', models.CharField(blank=True, default='', max_length=200)),
                ('verb', models.CharField(max_length=80)),
                ('record_kind', models.CharField(max_length=40)),
                ('record_id', models.CharField(max_length=40)),
                ('record_label', models.CharField(max_length=200)),
                ('reason', models.TextField(blank=True, default='')),
                ('request_id', models.CharField(blank=True, default='', max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['record_kind', 'record_id', 'at'], name='entry_record'), models.Index(fields=['-at', '-id'], name='entry_newest'), models.Index(fields=['actor_id', 'at'], name='entry_actor'), models.Index(fields=['verb', 'at'], name='entry_verb')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='5a9d9bd6325950203e958cae77ffb5b48278ed81', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6d2d9', table='journal_entry', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='7cfa4f927acb7f2bdb9452669e656c868a59b034', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_989d6', table='journal_entry', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='journal.entry')),
                ('field', models.CharField(max_length=80)),
                ('old', models.TextField(blank=True, default='')),
                ('new', models.TextField(blank=True, default='')),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='009e6318dc0d3a712c8e03ef75a4ae1a6947965b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c3435', table='journal_change', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='502faa7b6cbb21a74fa38dda58ff6cb1f88fcab3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_a2884', table='journal_change', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='acceptance',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='b7b0ba3cb88a887e1264faebafe03d01ae6c9aed', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d8b75', table='journal_acceptance', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='acceptance',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='4b213d81ed764d67e13feec85139ae3f0321d5d4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_e5291', table='journal_acceptance', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='5a9d9bd6325950203e958cae77ffb5b48278ed81', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6d2d9', table='journal_entry', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='7cfa4f927acb7f2bdb9452669e656c868a59b034', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_989d6', table='journal_entry', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='change',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='009e6318dc0d3a712c8e03ef75a4ae1a6947965b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c3435', table='journal_change', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='change',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='502faa7b6cbb21a74fa38dda58ff6cb1f88fcab3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_a2884', table='journal_change', when='BEFORE')),
        ),
    ]
