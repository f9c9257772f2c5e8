import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.triggers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('labour_rate', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('people', models.ManyToManyField(blank=True, related_name='departments', to='people.operator')),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_departmentevent" ("archived_at", "code", "id", "labour_rate", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."labour_rate", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='0ade85f548aa454b8643265995174f92843f9e13', operation='INSERT', pgid='pgtrigger_insert_insert_b432e', table='resources_department', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_departmentevent" ("archived_at", "code", "id", "labour_rate", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."labour_rate", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e3dc137466c170bb982d814d35502877979369a6', operation='UPDATE', pgid='pgtrigger_update_update_853fc', table='resources_department', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='DepartmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.department')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('labour_rate', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3160eaa764330f508794feacf17f09a9209712ab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9b7ad', table='resources_departmentevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='WorkSchedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('time_zone', models.CharField(max_length=64)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_workscheduleevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."time_zone"); RETURN NULL;', hash='f4e136e97d2b8c28675d6b35b42edc32e5c90a42', operation='INSERT', pgid='pgtrigger_insert_insert_65d1a', table='resources_workschedule', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_workscheduleevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."time_zone"); RETURN NULL;', hash='d359fb004bea99ea3c51cd9b988362f5d741f4f9', operation='UPDATE', pgid='pgtrigger_update_update_f8fa5', table='resources_workschedule', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='WorkCentre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='work_centres', to='resources.department')),
                ('lanes', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)])),
                ('efficiency', models.DecimalField(decimal_places=4, default=1, max_digits=7)),
                ('cost_per_hour', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
                ('schedule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='work_centres', to='resources.workschedule')),
                ('oee_target', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('alternatives', models.ManyToManyField(blank=True, to='resources.workcentre')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('efficiency__gt', 0)), name='efficiency_positive'), models.CheckConstraint(condition=models.Q(('lanes__gt', 0)), name='lanes_positive'), models.CheckConstraint(condition=models.Q(('cost_per_hour__gte', 0)), name='centre_cost_positive')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_workcentreevent" ("archived_at", "code", "cost_per_hour", "department_id", "efficiency", "id", "lanes", "name", "oee_target", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id") VALUES (NEW."archived_at", NEW."code", NEW."cost_per_hour", NEW."department_id", NEW."efficiency", NEW."id", NEW."lanes", NEW."name", NEW."oee_target", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."schedule_id"); RETURN NULL;', hash='14540625d04c38d6ed13897d3bb5a6b30ca846ee', operation='INSERT', pgid='pgtrigger_insert_insert_c297a', table='resources_workcentre', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_workcentreevent" ("archived_at", "code", "cost_per_hour", "department_id", "efficiency", "id", "lanes", "name", "oee_target", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id") VALUES (NEW."archived_at", NEW."code", NEW."cost_per_hour", NEW."department_id", NEW."efficiency", NEW."id", NEW."lanes", NEW."name", NEW."oee_target", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."schedule_id"); RETURN NULL;', hash='e7c23e6514719555fbda0f501a5b767f97a20cec', operation='UPDATE', pgid='pgtrigger_update_update_29ce3', table='resources_workcentre', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Machine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('serial_number', models.CharField(blank=True, default='', max_length=80)),
                ('work_centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='machines', to='resources.workcentre')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_machineevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial_number", "work_centre_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."serial_number", NEW."work_centre_id"); RETURN NULL;', hash='01b656427ccef86b271578d2cd28799a25f43c0c', operation='INSERT', pgid='pgtrigger_insert_insert_af6bf', table='resources_machine', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_machineevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial_number", "work_centre_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."serial_number", NEW."work_centre_id"); RETURN NULL;', hash='31dbfcb54c9ff0063907b0885daa45260c191ced', operation='UPDATE', pgid='pgtrigger_update_update_95ba0', table='resources_machine', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='MachineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.machine')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('serial_number', models.CharField(blank=True, default='', max_length=80)),
                ('work_centre', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.workcentre')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='abd93c6b47b9fefadc02e95844fc1294d4705008', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_736c4', table='resources_machineevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Qualification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='qualifications', to='people.operator')),
                ('work_centre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='qualifications', to='resources.workcentre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('operator', 'work_centre'), name='one_qualification_per_centre')],
            },
        ),
        migrations.CreateModel(
            name='ScheduleException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='resources.workschedule')),
                ('kind', models.CharField(choices=[('holiday', 'Holiday'), ('shutdown', 'Shutdown'), ('overtime', 'Overtime')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('starts', models.TimeField(blank=True, null=True)),
                ('ends', models.TimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='exception_days_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'overtime'), _negated=True), models.Q(('ends__isnull', False), ('starts__isnull', False)), _connector='OR'), name='overtime_has_hours')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_scheduleexceptionevent" ("ends", "first_day", "id", "kind", "last_day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts") VALUES (NEW."ends", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."schedule_id", NEW."starts"); RETURN NULL;', hash='3eb4d07a355c5d360682a7c41c24cbd87783996f', operation='INSERT', pgid='pgtrigger_insert_insert_5d89c', table='resources_scheduleexception', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_scheduleexceptionevent" ("ends", "first_day", "id", "kind", "last_day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts") VALUES (NEW."ends", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."schedule_id", NEW."starts"); RETURN NULL;', hash='b963c1dc4428b4488974e213947e5c5825eacc0c', operation='UPDATE', pgid='pgtrigger_update_update_927b7', table='resources_scheduleexception', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ScheduleExceptionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.scheduleexception')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('schedule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.workschedule')),
                ('kind', models.CharField(choices=[('holiday', 'Holiday'), ('shutdown', 'Shutdown'), ('overtime', 'Overtime')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('starts', models.TimeField(blank=True, null=True)),
                ('ends', models.TimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c27de0b80052f6a0388aa4035ed3f41422f80b36', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_01d66', table='resources_scheduleexceptionevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schedule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='resources.workschedule')),
                ('name', models.CharField(max_length=40)),
                ('weekday', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(6)])),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='shift_on_a_weekday'), models.UniqueConstraint(fields=('schedule', 'weekday', 'starts'), name='one_shift_per_start')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_shiftevent" ("ends", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts", "weekday") VALUES (NEW."ends", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."schedule_id", NEW."starts", NEW."weekday"); RETURN NULL;', hash='8815d51101f841bf4ea809ec866051342518a55d', operation='INSERT', pgid='pgtrigger_insert_insert_0f332', table='resources_shift', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_shiftevent" ("ends", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts", "weekday") VALUES (NEW."ends", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."schedule_id", NEW."starts", NEW."weekday"); RETURN NULL;', hash='c0eb9d2d70c5732344d97f6de52b652d5ae80f7d', operation='UPDATE', pgid='pgtrigger_update_update_13a4b', table='resources_shift', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ShiftEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.shift')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('schedule', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.workschedule')),
                ('name', models.CharField(max_length=40)),
                ('weekday', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(6)])),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='16f5b5e0122eb5a9fc2389486fa9a6d3423feb07', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6817f', table='resources_shiftevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='WorkCentreEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.workcentre')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.department')),
                ('lanes', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)])),
                ('efficiency', models.DecimalField(decimal_places=4, default=1, max_digits=7)),
                ('cost_per_hour', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
                ('schedule', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.workschedule')),
                ('oee_target', models.DecimalField(blank=True, decimal_places=4, max_digits=5, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='383d366071cc9ede4de6658a107feea2364b6742', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cb2ec', table='resources_workcentreevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='WorkScheduleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='resources.workschedule')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('time_zone', models.CharField(max_length=64)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1c20a071f4a3d76a20c284281f10b81b75ecbf52', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc4d8', table='resources_workscheduleevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='workschedule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_workscheduleevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."time_zone"); RETURN NULL;', hash='f4e136e97d2b8c28675d6b35b42edc32e5c90a42', operation='INSERT', pgid='pgtrigger_insert_insert_65d1a', table='resources_workschedule', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='workschedule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_workscheduleevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "time_zone") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."time_zone"); RETURN NULL;', hash='d359fb004bea99ea3c51cd9b988362f5d741f4f9', operation='UPDATE', pgid='pgtrigger_update_update_f8fa5', table='resources_workschedule', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_departmentevent" ("archived_at", "code", "id", "labour_rate", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."labour_rate", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='0ade85f548aa454b8643265995174f92843f9e13', operation='INSERT', pgid='pgtrigger_insert_insert_b432e', table='resources_department', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_departmentevent" ("archived_at", "code", "id", "labour_rate", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."labour_rate", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e3dc137466c170bb982d814d35502877979369a6', operation='UPDATE', pgid='pgtrigger_update_update_853fc', table='resources_department', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='departmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3160eaa764330f508794feacf17f09a9209712ab', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9b7ad', table='resources_departmentevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='machineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='abd93c6b47b9fefadc02e95844fc1294d4705008', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_736c4', table='resources_machineevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='machine',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_machineevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial_number", "work_centre_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."serial_number", NEW."work_centre_id"); RETURN NULL;', hash='01b656427ccef86b271578d2cd28799a25f43c0c', operation='INSERT', pgid='pgtrigger_insert_insert_af6bf', table='resources_machine', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='machine',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_machineevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial_number", "work_centre_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."serial_number", NEW."work_centre_id"); RETURN NULL;', hash='31dbfcb54c9ff0063907b0885daa45260c191ced', operation='UPDATE', pgid='pgtrigger_update_update_95ba0', table='resources_machine', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='workcentreevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='383d366071cc9ede4de6658a107feea2364b6742', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cb2ec', table='resources_workcentreevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='workcentre',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_workcentreevent" ("archived_at", "code", "cost_per_hour", "department_id", "efficiency", "id", "lanes", "name", "oee_target", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id") VALUES (NEW."archived_at", NEW."code", NEW."cost_per_hour", NEW."department_id", NEW."efficiency", NEW."id", NEW."lanes", NEW."name", NEW."oee_target", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."schedule_id"); RETURN NULL;', hash='14540625d04c38d6ed13897d3bb5a6b30ca846ee', operation='INSERT', pgid='pgtrigger_insert_insert_c297a', table='resources_workcentre', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='workcentre',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_workcentreevent" ("archived_at", "code", "cost_per_hour", "department_id", "efficiency", "id", "lanes", "name", "oee_target", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id") VALUES (NEW."archived_at", NEW."code", NEW."cost_per_hour", NEW."department_id", NEW."efficiency", NEW."id", NEW."lanes", NEW."name", NEW."oee_target", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."schedule_id"); RETURN NULL;', hash='e7c23e6514719555fbda0f501a5b767f97a20cec', operation='UPDATE', pgid='pgtrigger_update_update_29ce3', table='resources_workcentre', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='shiftevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='16f5b5e0122eb5a9fc2389486fa9a6d3423feb07', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6817f', table='resources_shiftevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='shift',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_shiftevent" ("ends", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts", "weekday") VALUES (NEW."ends", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."schedule_id", NEW."starts", NEW."weekday"); RETURN NULL;', hash='8815d51101f841bf4ea809ec866051342518a55d', operation='INSERT', pgid='pgtrigger_insert_insert_0f332', table='resources_shift', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='shift',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_shiftevent" ("ends", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts", "weekday") VALUES (NEW."ends", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."schedule_id", NEW."starts", NEW."weekday"); RETURN NULL;', hash='c0eb9d2d70c5732344d97f6de52b652d5ae80f7d', operation='UPDATE', pgid='pgtrigger_update_update_13a4b', table='resources_shift', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='scheduleexceptionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c27de0b80052f6a0388aa4035ed3f41422f80b36', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_01d66', table='resources_scheduleexceptionevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='scheduleexception',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "resources_scheduleexceptionevent" ("ends", "first_day", "id", "kind", "last_day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts") VALUES (NEW."ends", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."schedule_id", NEW."starts"); RETURN NULL;', hash='3eb4d07a355c5d360682a7c41c24cbd87783996f', operation='INSERT', pgid='pgtrigger_insert_insert_5d89c', table='resources_scheduleexception', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='scheduleexception',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "resources_scheduleexceptionevent" ("ends", "first_day", "id", "kind", "last_day", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "schedule_id", "starts") VALUES (NEW."ends", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."schedule_id", NEW."starts"); RETURN NULL;', hash='b963c1dc4428b4488974e213947e5c5825eacc0c', operation='UPDATE', pgid='pgtrigger_update_update_927b7', table='resources_scheduleexception', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='workscheduleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1c20a071f4a3d76a20c284281f10b81b75ecbf52', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc4d8', table='resources_workscheduleevent', when='BEFORE')),
        ),
    ]
