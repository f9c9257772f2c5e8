import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.clock
import runwright.journal.triggers
import runwright.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('journal', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='catalog.item')),
                ('number', models.CharField(max_length=60)),
                ('made_on', models.DateField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('supplier_lot', models.CharField(blank=True, default='', max_length=60)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'number'), name='lot_number_unique_per_item')],
            },
        ),
        migrations.CreateModel(
            name='Warehouse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('is_components_default', models.BooleanField(default=False)),
                ('is_goods_default', models.BooleanField(default=False)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_components_default', True)), fields=('is_components_default',), name='one_default_components_warehouse'), models.UniqueConstraint(condition=models.Q(('is_goods_default', True)), fields=('is_goods_default',), name='one_default_goods_warehouse')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stock_warehouseevent" ("archived_at", "code", "id", "is_components_default", "is_goods_default", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."is_components_default", NEW."is_goods_default", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='d4c64dec7888fcdb7378a66eb22457e1279b89f0', operation='INSERT', pgid='pgtrigger_insert_insert_846b6', table='stock_warehouse', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stock_warehouseevent" ("archived_at", "code", "id", "is_components_default", "is_goods_default", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."is_components_default", NEW."is_goods_default", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b8a5ff6fd404fb9878bb3c2ea09ac3582e03458d', operation='UPDATE', pgid='pgtrigger_update_update_7b505', table='stock_warehouse', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('warehouse', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='stock.warehouse')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='stock.place')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('storage', 'Storage'), ('supplier', 'Supplier'), ('customer', 'Customer'), ('production', 'Production'), ('scrap', 'Scrap'), ('adjustment', 'Adjustment')], max_length=10)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'storage'), ('warehouse__isnull', False)), models.Q(models.Q(('kind', 'storage'), _negated=True), ('warehouse__isnull', True)), _connector='OR'), name='storage_places_have_a_warehouse')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stock_placeevent" ("code", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warehouse_id") VALUES (NEW."code", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."warehouse_id"); RETURN NULL;', hash='edba8008338bd0998bf449daaf025e4bf65ffc36', operation='INSERT', pgid='pgtrigger_insert_insert_8ef26', table='stock_place', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stock_placeevent" ("code", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warehouse_id") VALUES (NEW."code", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."warehouse_id"); RETURN NULL;', hash='d88ca01b1b2fcf7e88ef1ff509ddb905a2145eba', operation='UPDATE', pgid='pgtrigger_update_update_07225', table='stock_place', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Balance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='catalog.item')),
                ('lot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.lot')),
                ('grade', models.CharField(choices=[('firsts', 'Firsts'), ('seconds', 'Seconds')], default='firsts', max_length=8)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='stock.place')),
                ('is_storage', models.BooleanField()),
                ('quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'lot', 'grade', 'place'), name='one_balance_per_item_lot_grade_place', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('is_storage', False), ('quantity__gte', 0), _connector='OR'), name='no_storage_below_zero')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('warehouse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.warehouse')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('served', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('needed_by', models.DateTimeField(blank=True, null=True)),
                ('priority', models.PositiveSmallIntegerField(default=50)),
                ('cause', models.CharField(max_length=80)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 0), ('served__gte', 0)), name='need_not_negative')],
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['item', 'warehouse', 'priority', 'needed_by', 'id'], name='need_open_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='stock.need')),
                ('balance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='stock.balance')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='claim_positive'), models.UniqueConstraint(fields=('need', 'balance'), name='one_claim_per_need_and_balance')],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='stock.move')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('lot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.lot')),
                ('grade', models.CharField(choices=[('firsts', 'Firsts'), ('seconds', 'Seconds')], default='firsts', max_length=8)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.place')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.place')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('value', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
                ('is_estimated', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('reference', models.CharField(blank=True, default='', max_length=80)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='move_quantity_positive'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='move_goes_somewhere')],
                'indexes': [models.Index(fields=['item', 'at'], name='move_item_at')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='fae6ce5221eec967a55d41e6cd2a0a83e4fc0428', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c1281', table='stock_move', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='d98684f101895eaed0e299d1d7a697611e7cfaa1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_dc69c', table='stock_move', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='stock.place')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('warehouse', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='stock.warehouse')),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='stock.place')),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('storage', 'Storage'), ('supplier', 'Supplier'), ('customer', 'Customer'), ('production', 'Production'), ('scrap', 'Scrap'), ('adjustment', 'Adjustment')], max_length=10)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='63c7f09b53bd5cd137010ec1f658d26b99cc6db7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1cf0f', table='stock_placeevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='StockValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('lot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.lot')),
                ('grade', models.CharField(choices=[('firsts', 'Firsts'), ('seconds', 'Seconds')], default='firsts', max_length=8)),
                ('warehouse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.warehouse')),
                ('quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('value', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'lot', 'grade', 'warehouse'), name='one_value_per_item_lot_grade_warehouse', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('quantity__gte', 0), ('value__gte', 0)), name='value_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='WarehouseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='stock.warehouse')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('is_components_default', models.BooleanField(default=False)),
                ('is_goods_default', models.BooleanField(default=False)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2f33fede3f517945f19c59014ceffdcb7cd6a79e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9379d', table='stock_warehouseevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='warehouse',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stock_warehouseevent" ("archived_at", "code", "id", "is_components_default", "is_goods_default", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."is_components_default", NEW."is_goods_default", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='d4c64dec7888fcdb7378a66eb22457e1279b89f0', operation='INSERT', pgid='pgtrigger_insert_insert_846b6', table='stock_warehouse', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='warehouse',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stock_warehouseevent" ("archived_at", "code", "id", "is_components_default", "is_goods_default", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."is_components_default", NEW."is_goods_default", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b8a5ff6fd404fb9878bb3c2ea09ac3582e03458d', operation='UPDATE', pgid='pgtrigger_update_update_7b505', table='stock_warehouse', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='fae6ce5221eec967a55d41e6cd2a0a83e4fc0428', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c1281', table='stock_move', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='move',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='d98684f101895eaed0e299d1d7a697611e7cfaa1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_dc69c', table='stock_move', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='placeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='63c7f09b53bd5cd137010ec1f658d26b99cc6db7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1cf0f', table='stock_placeevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stock_placeevent" ("code", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warehouse_id") VALUES (NEW."code", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."warehouse_id"); RETURN NULL;', hash='edba8008338bd0998bf449daaf025e4bf65ffc36', operation='INSERT', pgid='pgtrigger_insert_insert_8ef26', table='stock_place', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stock_placeevent" ("code", "id", "kind", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warehouse_id") VALUES (NEW."code", NEW."id", NEW."kind", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."warehouse_id"); RETURN NULL;', hash='d88ca01b1b2fcf7e88ef1ff509ddb905a2145eba', operation='UPDATE', pgid='pgtrigger_update_update_07225', table='stock_place', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='warehouseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2f33fede3f517945f19c59014ceffdcb7cd6a79e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9379d', table='stock_warehouseevent', when='BEFORE')),
        ),
    ]
