import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.triggers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('resources', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Routing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routings', to='catalog.item')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_routingevent" ("archived_at", "code", "id", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='451ef938f21bfaeada4650c05b12d5c4bcd6e7f1', operation='INSERT', pgid='pgtrigger_insert_insert_b522b', table='engineering_routing', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_routingevent" ("archived_at", "code", "id", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b858f9ddfb799d9c1d916d778c991fa9020a911f', operation='UPDATE', pgid='pgtrigger_update_update_6ec49', table='engineering_routing', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Bom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boms', to='catalog.item')),
                ('quantity', models.DecimalField(decimal_places=9, default=1, max_digits=24)),
                ('routing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='boms', to='engineering.routing')),
                ('mode', models.CharField(choices=[('automatic', 'Automatic'), ('manual', 'Manual'), ('semi_automatic', 'Semi Automatic')], default='automatic', max_length=14)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('validated', 'Validated'), ('archived', 'Archived')], default='draft', max_length=10)),
                ('validated_by', models.CharField(blank=True, default='', max_length=200)),
                ('validated_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'revision'), name='one_bom_per_revision'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='bom_quantity_positive')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_bomevent" ("code", "id", "item_id", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "revision", "routing_id", "state", "validated_at", "validated_by") VALUES (NEW."code", NEW."id", NEW."item_id", NEW."mode", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quantity", NEW."revision", NEW."routing_id", NEW."state", NEW."validated_at", NEW."validated_by"); RETURN NULL;', hash='0f4a27a1225d2caf17921668f148fee1cc41360d', operation='INSERT', pgid='pgtrigger_insert_insert_5bdfe', table='engineering_bom', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_bomevent" ("code", "id", "item_id", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "revision", "routing_id", "state", "validated_at", "validated_by") VALUES (NEW."code", NEW."id", NEW."item_id", NEW."mode", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quantity", NEW."revision", NEW."routing_id", NEW."state", NEW."validated_at", NEW."validated_by"); RETURN NULL;', hash='a03f75116307f6e9af5404ab1edfdbb7d99ded7f', operation='UPDATE', pgid='pgtrigger_update_update_19db5', table='engineering_bom', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='BomEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='engineering.bom')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.item')),
                ('quantity', models.DecimalField(decimal_places=9, default=1, max_digits=24)),
                ('routing', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='engineering.routing')),
                ('mode', models.CharField(choices=[('automatic', 'Automatic'), ('manual', 'Manual'), ('semi_automatic', 'Semi Automatic')], default='automatic', max_length=14)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('validated', 'Validated'), ('archived', 'Archived')], default='draft', max_length=10)),
                ('validated_by', models.CharField(blank=True, default='', max_length=200)),
                ('validated_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1090b751c42489f04b797f85286bff0a547731a1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_82eba', table='engineering_bomevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Operation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('routing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='operations', to='engineering.routing')),
                ('sequence', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('work_centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.workcentre')),
                ('setup_minutes', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                ('cycle_minutes', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                ('cleanup_minutes', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                ('units_per_cycle', models.DecimalField(decimal_places=9, default=1, max_digits=24)),
                ('crew', models.DecimalField(decimal_places=3, default=1, max_digits=6)),
                ('loss', models.DecimalField(decimal_places=6, default=0, max_digits=7)),
                ('may_overlap', models.BooleanField(default=False)),
                ('transfer_quantity', models.DecimalField(decimal_places=9, default=1, max_digits=24)),
                ('instructions', models.TextField(blank=True, default='')),
            ],
            options={
                'ordering': ['routing_id', 'sequence'],
                'constraints': [models.UniqueConstraint(fields=('routing', 'sequence'), name='one_operation_per_step'), models.CheckConstraint(condition=models.Q(('cleanup_minutes__gte', 0), ('cycle_minutes__gte', 0), ('setup_minutes__gte', 0)), name='operation_times_not_negative'), models.CheckConstraint(condition=models.Q(('crew__gt', 0), ('transfer_quantity__gt', 0), ('units_per_cycle__gt', 0)), name='operation_quantities_positive'), models.CheckConstraint(condition=models.Q(('loss__gte', 0), ('loss__lt', 1)), name='operation_loss_is_a_share')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_operationevent" ("cleanup_minutes", "crew", "cycle_minutes", "id", "instructions", "loss", "may_overlap", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "routing_id", "sequence", "setup_minutes", "transfer_quantity", "units_per_cycle", "work_centre_id") VALUES (NEW."cleanup_minutes", NEW."crew", NEW."cycle_minutes", NEW."id", NEW."instructions", NEW."loss", NEW."may_overlap", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."routing_id", NEW."sequence", NEW."setup_minutes", NEW."transfer_quantity", NEW."units_per_cycle", NEW."work_centre_id"); RETURN NULL;', hash='6f0d28c809457a65a03c1a3b17b9dacb7155a07b', operation='INSERT', pgid='pgtrigger_insert_insert_46d7e', table='engineering_operation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_operationevent" ("cleanup_minutes", "crew", "cycle_minutes", "id", "instructions", "loss", "may_overlap", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "routing_id", "sequence", "setup_minutes", "transfer_quantity", "units_per_cycle", "work_centre_id") VALUES (NEW."cleanup_minutes", NEW."crew", NEW."cycle_minutes", NEW."id", NEW."instructions", NEW."loss", NEW."may_overlap", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."routing_id", NEW."sequence", NEW."setup_minutes", NEW."transfer_quantity", NEW."units_per_cycle", NEW."work_centre_id"); RETURN NULL;', hash='acc9ee425ddfdfdee1661c5aed12be503d40a0d1', operation='UPDATE', pgid='pgtrigger_update_update_59692', table='engineering_operation', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='BomLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bom', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='engineering.bom')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used_in', to='catalog.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('waste_quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('waste_share', models.DecimalField(decimal_places=6, default=0, max_digits=7)),
                ('fixed_quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engineering.operation')),
                ('mode', models.CharField(blank=True, choices=[('automatic', 'Automatic'), ('manual', 'Manual'), ('semi_automatic', 'Semi Automatic')], default='', max_length=14)),
            ],
            options={
                'ordering': ['bom_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('bom', 'position'), name='one_line_per_position'), models.CheckConstraint(condition=models.Q(('fixed_quantity__gte', 0), ('quantity__gte', 0), ('waste_quantity__gte', 0), ('waste_share__gte', 0)), name='bom_line_not_negative')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_bomlineevent" ("bom_id", "fixed_quantity", "id", "item_id", "mode", "operation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "unit_id", "waste_quantity", "waste_share") VALUES (NEW."bom_id", NEW."fixed_quantity", NEW."id", NEW."item_id", NEW."mode", NEW."operation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."quantity", NEW."unit_id", NEW."waste_quantity", NEW."waste_share"); RETURN NULL;', hash='017d72bab14b92760d9a24d6e69e5f525fa7a900', operation='INSERT', pgid='pgtrigger_insert_insert_d2247', table='engineering_bomline', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_bomlineevent" ("bom_id", "fixed_quantity", "id", "item_id", "mode", "operation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "unit_id", "waste_quantity", "waste_share") VALUES (NEW."bom_id", NEW."fixed_quantity", NEW."id", NEW."item_id", NEW."mode", NEW."operation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."quantity", NEW."unit_id", NEW."waste_quantity", NEW."waste_share"); RETURN NULL;', hash='d679eb2a0cddce676fa2e46b40c0332638aeb8eb', operation='UPDATE', pgid='pgtrigger_update_update_ff49a', table='engineering_bomline', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='BomLineEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='engineering.bomline')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('bom', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='engineering.bom')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.item')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('waste_quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('waste_share', models.DecimalField(decimal_places=6, default=0, max_digits=7)),
                ('fixed_quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('operation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='engineering.operation')),
                ('mode', models.CharField(blank=True, choices=[('automatic', 'Automatic'), ('manual', 'Manual'), ('semi_automatic', 'Semi Automatic')], default='', max_length=14)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6376084c8f7a3a0ed8a3126130fcc1e009300600', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3af21', table='engineering_bomlineevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OperationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='engineering.operation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('routing', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='engineering.routing')),
                ('sequence', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('work_centre', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='resources.workcentre')),
                ('setup_minutes', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                ('cycle_minutes', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                ('cleanup_minutes', models.DecimalField(decimal_places=6, default=0, max_digits=14)),
                ('units_per_cycle', models.DecimalField(decimal_places=9, default=1, max_digits=24)),
                ('crew', models.DecimalField(decimal_places=3, default=1, max_digits=6)),
                ('loss', models.DecimalField(decimal_places=6, default=0, max_digits=7)),
                ('may_overlap', models.BooleanField(default=False)),
                ('transfer_quantity', models.DecimalField(decimal_places=9, default=1, max_digits=24)),
                ('instructions', models.TextField(blank=True, default='')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='41f398a336f8373e1087fc6a6863336a1d70d3d4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3ba8', table='engineering_operationevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='RoutingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='engineering.routing')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.item')),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d5cae94d17bc8e3e9a1a6fddde18f26c75f963a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1e17b', table='engineering_routingevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='bomlineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6376084c8f7a3a0ed8a3126130fcc1e009300600', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3af21', table='engineering_bomlineevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='bomline',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_bomlineevent" ("bom_id", "fixed_quantity", "id", "item_id", "mode", "operation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "unit_id", "waste_quantity", "waste_share") VALUES (NEW."bom_id", NEW."fixed_quantity", NEW."id", NEW."item_id", NEW."mode", NEW."operation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."quantity", NEW."unit_id", NEW."waste_quantity", NEW."waste_share"); RETURN NULL;', hash='017d72bab14b92760d9a24d6e69e5f525fa7a900', operation='INSERT', pgid='pgtrigger_insert_insert_d2247', table='engineering_bomline', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='bomline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_bomlineevent" ("bom_id", "fixed_quantity", "id", "item_id", "mode", "operation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "unit_id", "waste_quantity", "waste_share") VALUES (NEW."bom_id", NEW."fixed_quantity", NEW."id", NEW."item_id", NEW."mode", NEW."operation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."quantity", NEW."unit_id", NEW."waste_quantity", NEW."waste_share"); RETURN NULL;', hash='d679eb2a0cddce676fa2e46b40c0332638aeb8eb', operation='UPDATE', pgid='pgtrigger_update_update_ff49a', table='engineering_bomline', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='routing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_routingevent" ("archived_at", "code", "id", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='451ef938f21bfaeada4650c05b12d5c4bcd6e7f1', operation='INSERT', pgid='pgtrigger_insert_insert_b522b', table='engineering_routing', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='routing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_routingevent" ("archived_at", "code", "id", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b858f9ddfb799d9c1d916d778c991fa9020a911f', operation='UPDATE', pgid='pgtrigger_update_update_6ec49', table='engineering_routing', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='operationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='41f398a336f8373e1087fc6a6863336a1d70d3d4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3ba8', table='engineering_operationevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='operation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_operationevent" ("cleanup_minutes", "crew", "cycle_minutes", "id", "instructions", "loss", "may_overlap", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "routing_id", "sequence", "setup_minutes", "transfer_quantity", "units_per_cycle", "work_centre_id") VALUES (NEW."cleanup_minutes", NEW."crew", NEW."cycle_minutes", NEW."id", NEW."instructions", NEW."loss", NEW."may_overlap", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."routing_id", NEW."sequence", NEW."setup_minutes", NEW."transfer_quantity", NEW."units_per_cycle", NEW."work_centre_id"); RETURN NULL;', hash='6f0d28c809457a65a03c1a3b17b9dacb7155a07b', operation='INSERT', pgid='pgtrigger_insert_insert_46d7e', table='engineering_operation', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='operation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_operationevent" ("cleanup_minutes", "crew", "cycle_minutes", "id", "instructions", "loss", "may_overlap", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "routing_id", "sequence", "setup_minutes", "transfer_quantity", "units_per_cycle", "work_centre_id") VALUES (NEW."cleanup_minutes", NEW."crew", NEW."cycle_minutes", NEW."id", NEW."instructions", NEW."loss", NEW."may_overlap", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."routing_id", NEW."sequence", NEW."setup_minutes", NEW."transfer_quantity", NEW."units_per_cycle", NEW."work_centre_id"); RETURN NULL;', hash='acc9ee425ddfdfdee1661c5aed12be503d40a0d1', operation='UPDATE', pgid='pgtrigger_update_update_59692', table='engineering_operation', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='bomevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1090b751c42489f04b797f85286bff0a547731a1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_82eba', table='engineering_bomevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='bom',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "engineering_bomevent" ("code", "id", "item_id", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "revision", "routing_id", "state", "validated_at", "validated_by") VALUES (NEW."code", NEW."id", NEW."item_id", NEW."mode", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quantity", NEW."revision", NEW."routing_id", NEW."state", NEW."validated_at", NEW."validated_by"); RETURN NULL;', hash='0f4a27a1225d2caf17921668f148fee1cc41360d', operation='INSERT', pgid='pgtrigger_insert_insert_5bdfe', table='engineering_bom', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='bom',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "engineering_bomevent" ("code", "id", "item_id", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "revision", "routing_id", "state", "validated_at", "validated_by") VALUES (NEW."code", NEW."id", NEW."item_id", NEW."mode", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quantity", NEW."revision", NEW."routing_id", NEW."state", NEW."validated_at", NEW."validated_by"); RETURN NULL;', hash='a03f75116307f6e9af5404ab1edfdbb7d99ded7f', operation='UPDATE', pgid='pgtrigger_update_update_19db5', table='engineering_bom', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='routingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d5cae94d17bc8e3e9a1a6fddde18f26c75f963a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1e17b', table='engineering_routingevent', when='BEFORE')),
        ),
    ]
