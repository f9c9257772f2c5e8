import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.triggers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('material', 'Material'), ('part', 'Part'), ('product', 'Product'), ('service', 'Service')], max_length=10)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('resolution', models.DecimalField(decimal_places=9, max_digits=24)),
                ('tracking', models.CharField(choices=[('none', 'None'), ('lot', 'Lot'), ('serial', 'Serial')], default='none', max_length=8)),
                ('supply', models.CharField(choices=[('make', 'Make'), ('buy', 'Buy')], default='buy', max_length=4)),
                ('lead_time_days', models.PositiveIntegerField(default=0)),
                ('safety_stock', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('standard_cost', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('sales_price', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('seconds_value_factor', models.DecimalField(decimal_places=6, default=1, max_digits=7)),
                ('barcode', models.CharField(blank=True, default='', max_length=80)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('resolution__gt', 0)), name='item_resolution_positive'), models.CheckConstraint(condition=models.Q(('seconds_value_factor__gte', 0), ('seconds_value_factor__lte', 1)), name='item_seconds_factor_is_a_share'), models.CheckConstraint(condition=models.Q(('safety_stock__gte', 0)), name='item_safety_stock_not_negative'), models.UniqueConstraint(condition=models.Q(('barcode', ''), _negated=True), fields=('barcode',), name='item_barcode_unique')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalog_itemevent" ("archived_at", "barcode", "code", "id", "kind", "lead_time_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "safety_stock", "sales_price", "seconds_value_factor", "standard_cost", "supply", "tracking", "unit_id") VALUES (NEW."archived_at", NEW."barcode", NEW."code", NEW."id", NEW."kind", NEW."lead_time_days", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolution", NEW."safety_stock", NEW."sales_price", NEW."seconds_value_factor", NEW."standard_cost", NEW."supply", NEW."tracking", NEW."unit_id"); RETURN NULL;', hash='21acfee53db445170496315aa2ead30efe084a0f', operation='INSERT', pgid='pgtrigger_insert_insert_cc814', table='catalog_item', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalog_itemevent" ("archived_at", "barcode", "code", "id", "kind", "lead_time_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "safety_stock", "sales_price", "seconds_value_factor", "standard_cost", "supply", "tracking", "unit_id") VALUES (NEW."archived_at", NEW."barcode", NEW."code", NEW."id", NEW."kind", NEW."lead_time_days", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolution", NEW."safety_stock", NEW."sales_price", NEW."seconds_value_factor", NEW."standard_cost", NEW."supply", NEW."tracking", NEW."unit_id"); RETURN NULL;', hash='dca5f5a18c44d6c1813559e2fdd5a92b10828e29', operation='UPDATE', pgid='pgtrigger_update_update_f3b94', table='catalog_item', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ItemConversion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conversions', to='catalog.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('numerator', models.PositiveBigIntegerField()),
                ('denominator', models.PositiveBigIntegerField(default=1)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'unit'), name='one_conversion_per_unit'), models.CheckConstraint(condition=models.Q(('denominator__gt', 0), ('numerator__gt', 0)), name='conversion_positive')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalog_itemconversionevent" ("denominator", "id", "item_id", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."denominator", NEW."id", NEW."item_id", NEW."numerator", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='0fd5f66468576c19923edaea3a96fc97f7ed7a0e', operation='INSERT', pgid='pgtrigger_insert_insert_f9dbe', table='catalog_itemconversion', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalog_itemconversionevent" ("denominator", "id", "item_id", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."denominator", NEW."id", NEW."item_id", NEW."numerator", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='b4433f288edabf94f6ef464dfc432893cdc2b0e0', operation='UPDATE', pgid='pgtrigger_update_update_4e094', table='catalog_itemconversion', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ItemConversionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='catalog.itemconversion')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.item')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('numerator', models.PositiveBigIntegerField()),
                ('denominator', models.PositiveBigIntegerField(default=1)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1469ce65136c3b02b5bb54ce951dcbbd04e538c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a1763', table='catalog_itemconversionevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='catalog.item')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('material', 'Material'), ('part', 'Part'), ('product', 'Product'), ('service', 'Service')], max_length=10)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('resolution', models.DecimalField(decimal_places=9, max_digits=24)),
                ('tracking', models.CharField(choices=[('none', 'None'), ('lot', 'Lot'), ('serial', 'Serial')], default='none', max_length=8)),
                ('supply', models.CharField(choices=[('make', 'Make'), ('buy', 'Buy')], default='buy', max_length=4)),
                ('lead_time_days', models.PositiveIntegerField(default=0)),
                ('safety_stock', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('standard_cost', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('sales_price', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('seconds_value_factor', models.DecimalField(decimal_places=6, default=1, max_digits=7)),
                ('barcode', models.CharField(blank=True, default='', max_length=80)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f6fc3bfc5d5e85270f586ade7c582153e3b0a511', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0aaba', table='catalog_itemevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalog_itemevent" ("archived_at", "barcode", "code", "id", "kind", "lead_time_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "safety_stock", "sales_price", "seconds_value_factor", "standard_cost", "supply", "tracking", "unit_id") VALUES (NEW."archived_at", NEW."barcode", NEW."code", NEW."id", NEW."kind", NEW."lead_time_days", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolution", NEW."safety_stock", NEW."sales_price", NEW."seconds_value_factor", NEW."standard_cost", NEW."supply", NEW."tracking", NEW."unit_id"); RETURN NULL;', hash='21acfee53db445170496315aa2ead30efe084a0f', operation='INSERT', pgid='pgtrigger_insert_insert_cc814', table='catalog_item', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='item',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalog_itemevent" ("archived_at", "barcode", "code", "id", "kind", "lead_time_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "safety_stock", "sales_price", "seconds_value_factor", "standard_cost", "supply", "tracking", "unit_id") VALUES (NEW."archived_at", NEW."barcode", NEW."code", NEW."id", NEW."kind", NEW."lead_time_days", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolution", NEW."safety_stock", NEW."sales_price", NEW."seconds_value_factor", NEW."standard_cost", NEW."supply", NEW."tracking", NEW."unit_id"); RETURN NULL;', hash='dca5f5a18c44d6c1813559e2fdd5a92b10828e29', operation='UPDATE', pgid='pgtrigger_update_update_f3b94', table='catalog_item', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='itemconversion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "catalog_itemconversionevent" ("denominator", "id", "item_id", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."denominator", NEW."id", NEW."item_id", NEW."numerator", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='0fd5f66468576c19923edaea3a96fc97f7ed7a0e', operation='INSERT', pgid='pgtrigger_insert_insert_f9dbe', table='catalog_itemconversion', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='itemconversion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "catalog_itemconversionevent" ("denominator", "id", "item_id", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."denominator", NEW."id", NEW."item_id", NEW."numerator", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;', hash='b4433f288edabf94f6ef464dfc432893cdc2b0e0', operation='UPDATE', pgid='pgtrigger_update_update_4e094', table='catalog_itemconversion', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='itemconversionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1469ce65136c3b02b5bb54ce951dcbbd04e538c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a1763', table='catalog_itemconversionevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='itemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f6fc3bfc5d5e85270f586ade7c582153e3b0a511', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0aaba', table='catalog_itemevent', when='BEFORE')),
        ),
    ]
