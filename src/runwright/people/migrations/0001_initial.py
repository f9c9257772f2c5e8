import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.clock
import runwright.journal.triggers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=80, unique=True)),
                ('full_name', models.CharField(max_length=200)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('language', models.CharField(default='en', max_length=8)),
                ('theme', models.CharField(default='auto', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('joined_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_userevent" ("email", "full_name", "id", "is_active", "is_demo", "joined_at", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "username") VALUES (NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."is_demo", NEW."joined_at", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."theme", NEW."username"); RETURN NULL;', hash='3fc1108bbc1b87bb29d18f671a314faf07576766', operation='INSERT', pgid='pgtrigger_insert_insert_7e9ab', table='people_user', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "people_userevent" ("email", "full_name", "id", "is_active", "is_demo", "joined_at", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "username") VALUES (NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."is_demo", NEW."joined_at", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."theme", NEW."username"); RETURN NULL;', hash='09aaca769c7402c37c27a5e61a7143a26fce1946', operation='UPDATE', pgid='pgtrigger_update_update_86e64', table='people_user', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=80)),
                ('prefix', models.CharField(max_length=12)),
                ('hash', models.BinaryField(max_length=32, unique=True)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None)),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Operator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='operator', to=settings.AUTH_USER_MODEL)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('badge', models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ('hourly_rate', models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hourly_rate__gte', 0), ('hourly_rate', None), _connector='OR'), name='operator_rate_not_negative')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_operatorevent" ("archived_at", "badge", "code", "hourly_rate", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."archived_at", NEW."badge", NEW."code", NEW."hourly_rate", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='dfd95d3108d9e2b648387aefd8288496bd12639b', operation='INSERT', pgid='pgtrigger_insert_insert_1c3e9', table='people_operator', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_operatorevent" ("archived_at", "badge", "code", "hourly_rate", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."archived_at", NEW."badge", NEW."code", NEW."hourly_rate", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='acf00af78f63356306ac597fe8714b4ce0c0fc61', operation='UPDATE', pgid='pgtrigger_update_update_b1f76', table='people_operator', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='OperatorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.operator')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('badge', models.CharField(blank=True, max_length=80, null=True)),
                ('hourly_rate', models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='89aaf3242b06e3aa1aa5336d9f99e325fabfcd48', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_be71a', table='people_operatorevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('production_manager', 'Production manager'), ('planner', 'Planner'), ('process_engineer', 'Process engineer'), ('operator', 'Operator'), ('warehouse', 'Warehouse keeper'), ('viewer', 'Viewer')], max_length=40)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'role'), name='one_grant_per_role'), models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'production_manager', 'planner', 'process_engineer', 'operator', 'warehouse', 'viewer'])), name='grant_of_a_known_role')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_rolegrantevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;', hash='07a29ebee7fb45257ba22ec8c4d5a8f3f513f1a9', operation='INSERT', pgid='pgtrigger_insert_insert_8ee7b', table='people_rolegrant', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_rolegrantevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;', hash='d2fd6482d6426596d204f4d3688206d3e96e38c5', operation='UPDATE', pgid='pgtrigger_update_update_caacd', table='people_rolegrant', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RoleGrantEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.rolegrant')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('production_manager', 'Production manager'), ('planner', 'Planner'), ('process_engineer', 'Process engineer'), ('operator', 'Operator'), ('warehouse', 'Warehouse keeper'), ('viewer', 'Viewer')], max_length=40)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fe3de2a14225bb8bbe8915a9314a6fb07ce4c4de', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_82a72', table='people_rolegrantevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='SignInLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to=settings.AUTH_USER_MODEL)),
                ('hash', models.BinaryField(max_length=32, unique=True)),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('username', models.CharField(max_length=80)),
                ('full_name', models.CharField(max_length=200)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('language', models.CharField(default='en', max_length=8)),
                ('theme', models.CharField(default='auto', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('joined_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='58c9797304ded816d5f5d9c12355ee086d62bf08', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f5bab', table='people_userevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_userevent" ("email", "full_name", "id", "is_active", "is_demo", "joined_at", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "username") VALUES (NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."is_demo", NEW."joined_at", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."theme", NEW."username"); RETURN NULL;', hash='3fc1108bbc1b87bb29d18f671a314faf07576766', operation='INSERT', pgid='pgtrigger_insert_insert_7e9ab', table='people_user', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "people_userevent" ("email", "full_name", "id", "is_active", "is_demo", "joined_at", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "username") VALUES (NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."is_demo", NEW."joined_at", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."theme", NEW."username"); RETURN NULL;', hash='09aaca769c7402c37c27a5e61a7143a26fce1946', operation='UPDATE', pgid='pgtrigger_update_update_86e64', table='people_user', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='operator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_operatorevent" ("archived_at", "badge", "code", "hourly_rate", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."archived_at", NEW."badge", NEW."code", NEW."hourly_rate", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='dfd95d3108d9e2b648387aefd8288496bd12639b', operation='INSERT', pgid='pgtrigger_insert_insert_1c3e9', table='people_operator', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='operator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_operatorevent" ("archived_at", "badge", "code", "hourly_rate", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."archived_at", NEW."badge", NEW."code", NEW."hourly_rate", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='acf00af78f63356306ac597fe8714b4ce0c0fc61', operation='UPDATE', pgid='pgtrigger_update_update_b1f76', table='people_operator', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='operatorevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='89aaf3242b06e3aa1aa5336d9f99e325fabfcd48', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_be71a', table='people_operatorevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_rolegrantevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;', hash='07a29ebee7fb45257ba22ec8c4d5a8f3f513f1a9', operation='INSERT', pgid='pgtrigger_insert_insert_8ee7b', table='people_rolegrant', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_rolegrantevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;', hash='d2fd6482d6426596d204f4d3688206d3e96e38c5', operation='UPDATE', pgid='pgtrigger_update_update_caacd', table='people_rolegrant', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='rolegrantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fe3de2a14225bb8bbe8915a9314a6fb07ce4c4de', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_82a72', table='people_rolegrantevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='58c9797304ded816d5f5d9c12355ee086d62bf08', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f5bab', table='people_userevent', when='BEFORE')),
        ),
    ]
