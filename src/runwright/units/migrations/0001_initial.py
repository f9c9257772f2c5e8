import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.triggers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "units_unitcategoryevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='a4280d65b3ad1c147c1d702fd81cf068c31a3b4c', operation='INSERT', pgid='pgtrigger_insert_insert_455eb', table='units_unitcategory', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "units_unitcategoryevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='d5614f145f72f8e53e1454c8fff7fdaa1a551533', operation='UPDATE', pgid='pgtrigger_update_update_e33f0', table='units_unitcategory', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='units.unitcategory')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('symbol', models.CharField(max_length=20)),
                ('numerator', models.PositiveBigIntegerField(default=1)),
                ('denominator', models.PositiveBigIntegerField(default=1)),
                ('resolution', models.DecimalField(decimal_places=9, max_digits=24)),
                ('is_reference', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_reference', True)), fields=('category',), name='one_reference_unit_per_category'), models.CheckConstraint(condition=models.Q(('denominator__gt', 0), ('numerator__gt', 0), ('resolution__gt', 0)), name='unit_ratio_and_resolution_positive'), models.CheckConstraint(condition=models.Q(('is_reference', False), ('numerator', models.F('denominator')), _connector='OR'), name='reference_unit_is_worth_one')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "units_unitevent" ("category_id", "code", "denominator", "id", "is_reference", "name", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "symbol") VALUES (NEW."category_id", NEW."code", NEW."denominator", NEW."id", NEW."is_reference", NEW."name", NEW."numerator", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolution", NEW."symbol"); RETURN NULL;', hash='41d452efcb82ca400b8e7373c859d8c6c0edfad4', operation='INSERT', pgid='pgtrigger_insert_insert_fb1f3', table='units_unit', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "units_unitevent" ("category_id", "code", "denominator", "id", "is_reference", "name", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "symbol") VALUES (NEW."category_id", NEW."code", NEW."denominator", NEW."id", NEW."is_reference", NEW."name", NEW."numerator", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolution", NEW."symbol"); RETURN NULL;', hash='05464d12be82286f56b7d288e4dd0a1fc09c4839', operation='UPDATE', pgid='pgtrigger_update_update_727f7', table='units_unit', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='UnitCategoryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.unitcategory')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=80)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='022401ae1f9bc7087558bf9884d39aa9b820a621', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3f0dc', table='units_unitcategoryevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='units.unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('category', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unitcategory')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=80)),
                ('symbol', models.CharField(max_length=20)),
                ('numerator', models.PositiveBigIntegerField(default=1)),
                ('denominator', models.PositiveBigIntegerField(default=1)),
                ('resolution', models.DecimalField(decimal_places=9, max_digits=24)),
                ('is_reference', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='df3d2709dc4d87fbf17ec048a9e6cb98623d0472', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_19655', table='units_unitevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='unitcategory',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "units_unitcategoryevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='a4280d65b3ad1c147c1d702fd81cf068c31a3b4c', operation='INSERT', pgid='pgtrigger_insert_insert_455eb', table='units_unitcategory', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='unitcategory',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "units_unitcategoryevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='d5614f145f72f8e53e1454c8fff7fdaa1a551533', operation='UPDATE', pgid='pgtrigger_update_update_e33f0', table='units_unitcategory', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "units_unitevent" ("category_id", "code", "denominator", "id", "is_reference", "name", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "symbol") VALUES (NEW."category_id", NEW."code", NEW."denominator", NEW."id", NEW."is_reference", NEW."name", NEW."numerator", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolution", NEW."symbol"); RETURN NULL;', hash='41d452efcb82ca400b8e7373c859d8c6c0edfad4', operation='INSERT', pgid='pgtrigger_insert_insert_fb1f3', table='units_unit', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='unit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "units_unitevent" ("category_id", "code", "denominator", "id", "is_reference", "name", "numerator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "symbol") VALUES (NEW."category_id", NEW."code", NEW."denominator", NEW."id", NEW."is_reference", NEW."name", NEW."numerator", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolution", NEW."symbol"); RETURN NULL;', hash='05464d12be82286f56b7d288e4dd0a1fc09c4839', operation='UPDATE', pgid='pgtrigger_update_update_727f7', table='units_unit', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='unitcategoryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='022401ae1f9bc7087558bf9884d39aa9b820a621', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3f0dc', table='units_unitcategoryevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='unitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='df3d2709dc4d87fbf17ec048a9e6cb98623d0472', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_19655', table='units_unitevent', when='BEFORE')),
        ),
    ]
