import django.db.models.deletion
import pgtrigger.compiler
import runwright.journal.clock
import runwright.journal.triggers
import runwright.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('engineering', '0001_initial'),
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('resources', '0001_initial'),
        ('stock', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='catalog.item')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('bom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='engineering.bom')),
                ('routing', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engineering.routing')),
                ('deadline', models.DateTimeField(blank=True, null=True)),
                ('planned_start', models.DateTimeField(blank=True, null=True)),
                ('components_warehouse', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.warehouse')),
                ('goods_warehouse', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.warehouse')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('priority', models.PositiveSmallIntegerField(default=50)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('confirmed', 'confirmed'), ('planned', 'planned'), ('in_progress', 'in_progress'), ('done', 'done'), ('cancelled', 'cancelled')], default='draft', max_length=12)),
                ('state_since', models.DateTimeField(default=runwright.journal.clock.now)),
                ('is_history', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True, default='')),
                ('planned_end', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('firsts', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('seconds', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('waste', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('held', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('rework_marks', models.PositiveIntegerField(default=0)),
                ('received', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('cost', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('first_activity_at', models.DateTimeField(blank=True, null=True)),
                ('last_activity_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='order_quantity_positive'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'confirmed', 'planned', 'in_progress', 'done', 'cancelled'))), name='order_state_known'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'cancelled']), ('is_history', True), models.Q(('bom__isnull', False), ('components_warehouse__isnull', False), ('deadline__isnull', False), ('goods_warehouse__isnull', False), ('planned_start__isnull', False), ('routing__isnull', False)), _connector='OR'), name='active_order_is_complete')],
                'indexes': [models.Index(fields=['state', 'deadline'], name='order_state_deadline'), models.Index(fields=['-created_at', '-id'], name='order_newest'), models.Index(fields=['first_activity_at'], name='order_first_activity')],
            },
        ),
        migrations.CreateModel(
            name='WorkOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work_orders', to='production.order')),
                ('sequence', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engineering.operation')),
                ('work_centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.workcentre')),
                ('is_output', models.BooleanField(default=False)),
                ('start_quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('expected_minutes', models.DecimalField(decimal_places=6, default=0, max_digits=16)),
                ('labour_rate', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
                ('machine_rate', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
                ('planned_start', models.DateTimeField(blank=True, null=True)),
                ('planned_end', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('ready', 'ready'), ('in_progress', 'in_progress'), ('finished', 'finished'), ('cancelled', 'cancelled')], default='waiting', max_length=12)),
                ('state_since', models.DateTimeField(default=runwright.journal.clock.now)),
                ('short_reason', models.CharField(blank=True, default='', max_length=200)),
                ('released', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('firsts', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('seconds', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('waste', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('held', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('rework_marks', models.PositiveIntegerField(default=0)),
                ('first_activity_at', models.DateTimeField(blank=True, null=True)),
                ('last_activity_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['order_id', 'sequence'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('order', 'sequence'), name='one_work_order_per_step'), models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'ready', 'in_progress', 'finished', 'cancelled'))), name='work_state_known'), models.UniqueConstraint(condition=models.Q(('is_output', True), models.Q(('state', 'cancelled'), _negated=True)), fields=('order',), name='one_output_operation')],
                'indexes': [models.Index(fields=['state', 'work_centre'], name='work_state_centre')],
            },
        ),
        migrations.CreateModel(
            name='CostFact',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='production.costfact')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cost_facts', to='production.order')),
                ('kind', models.CharField(choices=[('material', 'Material'), ('labour', 'Labour'), ('machine', 'Machine'), ('output', 'Output'), ('variance', 'Variance')], max_length=10)),
                ('work_order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.workorder')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator')),
                ('machine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('grade', models.CharField(blank=True, choices=[('firsts', 'Firsts'), ('seconds', 'Seconds')], default='', max_length=8)),
                ('quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('rate', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
                ('amount', models.DecimalField(decimal_places=6, max_digits=24)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['order', 'kind'], name='cost_order_kind')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='aae8ee8164fd1a7b3231daef94dad263339deefc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cb622', table='production_costfact', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='ff0ac9f70bc0884fe7754b1ef3f72eabea866630', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_45086', table='production_costfact', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='MachineDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('machine', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='resources.machine')),
                ('day', models.DateField()),
                ('bookings', models.PositiveIntegerField(default=0)),
                ('busy_seconds', models.PositiveIntegerField(default=0)),
                ('booked_seconds', models.PositiveBigIntegerField(default=0)),
                ('setup_seconds', models.PositiveBigIntegerField(default=0)),
                ('rework_seconds', models.PositiveBigIntegerField(default=0)),
                ('disruption_seconds', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('machine', 'day'), name='one_row_per_machine_and_day')],
                'indexes': [models.Index(fields=['day'], name='machine_day_day')],
            },
        ),
        migrations.CreateModel(
            name='MaterialLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='production.order')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engineering.operation')),
                ('per_unit_numerator', models.DecimalField(decimal_places=0, max_digits=80)),
                ('per_unit_denominator', models.DecimalField(decimal_places=0, default=1, max_digits=80)),
                ('fixed_quantity', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('mode', models.CharField(choices=[('automatic', 'Automatic'), ('manual', 'Manual'), ('semi_automatic', 'Semi Automatic')], max_length=14)),
                ('need', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.need')),
                ('consumed', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('owed', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('planned_unit_cost', models.DecimalField(decimal_places=6, default=0, max_digits=24)),
            ],
            options={
                'ordering': ['order_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('order', 'position'), name='one_material_per_position'), models.CheckConstraint(condition=models.Q(('owed__gte', 0), ('per_unit_denominator__gt', 0), ('per_unit_numerator__gte', 0)), name='material_line_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='ScrapReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "production_scrapreasonevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='569aaa8992a8b1d6226430765da0607153f072a0', operation='INSERT', pgid='pgtrigger_insert_insert_6ea0b', table='production_scrapreason', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "production_scrapreasonevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='3ecb4bad17a511bcd1fd061b3c920710cd8441bc', operation='UPDATE', pgid='pgtrigger_update_update_a0747', table='production_scrapreason', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='QuantityReport',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='production.quantityreport')),
                ('work_order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='production.workorder')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator')),
                ('machine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('at', models.DateTimeField()),
                ('firsts', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('seconds', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('waste', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('held', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('is_rework', models.BooleanField(default=False)),
                ('scrap_reason', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.scrapreason')),
                ('caused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.workorder')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('firsts__gte', 0), ('held__gte', 0), ('reverses__isnull', True), ('seconds__gte', 0), ('waste__gte', 0)), models.Q(('firsts__lte', 0), ('held__lte', 0), ('reverses__isnull', False), ('seconds__lte', 0), ('waste__lte', 0)), _connector='OR'), name='report_sign')],
                'indexes': [models.Index(fields=['at'], name='report_at')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='2842d2445c580965a86f091eea9b389b07c54f86', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ed72', table='production_quantityreport', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='28b2e6cd663771b235bdd427952a261972a94053', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c7804', table='production_quantityreport', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='MaterialIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.move')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='production.order')),
                ('line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='issues', to='production.materialline')),
                ('by_hand', models.BooleanField(default=False)),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='production.quantityreport')),
            ],
        ),
        migrations.CreateModel(
            name='OutputReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.move')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='production.order')),
            ],
        ),
        migrations.CreateModel(
            name='ReviewDecision',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='production.reviewdecision')),
                ('work_order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='production.workorder')),
                ('outcome', models.CharField(choices=[('release', 'Release'), ('downgrade', 'Downgrade'), ('rework', 'Rework'), ('scrap', 'Scrap')], max_length=10)),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('at', models.DateTimeField()),
                ('scrap_reason', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.scrapreason')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('quantity__gt', 0), ('reverses__isnull', True)), models.Q(('quantity__lt', 0), ('reverses__isnull', False)), _connector='OR'), name='decision_sign')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='88488224809ce6e5aec49f049ba0e9f7bb235a58', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e22ed', table='production_reviewdecision', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='42d356f30ae381e7eb1ca10a74e8a3f27b3ac2d6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_cfade', table='production_reviewdecision', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ScrapReasonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='production.scrapreason')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='291efc917afac85b2d31e7021aa470c30d67af67', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1e88c', table='production_scrapreasonevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TimeBooking',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='production.timebooking')),
                ('work_order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.workorder')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator')),
                ('machine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('kind', models.CharField(choices=[('setup', 'Setup'), ('run', 'Run'), ('rework', 'Rework'), ('disruption', 'Disruption')], max_length=10)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('operator__isnull', False), ('machine__isnull', False), _connector='OR'), name='timebooking_of_somebody'), models.CheckConstraint(condition=models.Q(('ended_at__gte', models.F('started_at'))), name='booking_ends_after_start')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='87f98c78496430f151d5dd2c964f99b71618a142', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2b388', table='production_timebooking', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='8d9eeb3ed77ce66f600dc9b2e6b57044c8886628', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_bc099', table='production_timebooking', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TimeInterval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.UUIDField()),
                ('work_order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intervals', to='production.workorder')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator')),
                ('machine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('kind', models.CharField(choices=[('setup', 'Setup'), ('run', 'Run'), ('rework', 'Rework'), ('disruption', 'Disruption')], max_length=10)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('is_live', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('machine__isnull', True), ('operator__isnull', False)), models.Q(('machine__isnull', False), ('operator__isnull', True)), _connector='OR'), name='interval_of_a_person_or_a_machine'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='interval_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('operator__isnull', False)), fields=('operator', 'work_order'), name='one_open_interval_per_person'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('machine__isnull', False)), fields=('machine', 'work_order'), name='one_open_interval_per_machine')],
                'indexes': [models.Index(fields=['source'], name='interval_source'), models.Index(fields=['started_at', 'id'], name='interval_in_time'), models.Index(condition=models.Q(('machine__isnull', False)), fields=['machine', 'started_at'], name='interval_machine_start'), models.Index(condition=models.Q(('operator__isnull', False)), fields=['operator', 'started_at'], name='interval_operator_start')],
            },
        ),
        migrations.CreateModel(
            name='TimerStart',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='production.timerstart')),
                ('work_order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.workorder')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator')),
                ('machine', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine')),
                ('kind', models.CharField(choices=[('setup', 'Setup'), ('run', 'Run'), ('rework', 'Rework'), ('disruption', 'Disruption')], max_length=10)),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('operator__isnull', False), ('machine__isnull', False), _connector='OR'), name='timerstart_of_somebody')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='cfe7db0e09c7b7affd17346306e3b63d3dded176', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4ecc8', table='production_timerstart', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='06edc275fe6521f5130791556661c9639616e939', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_f49d2', table='production_timerstart', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TimerStop',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='production.timerstop')),
                ('start', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='production.timerstart')),
                ('operator_ended', models.BooleanField(default=True)),
                ('machine_ended', models.BooleanField(default=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='63a542a17600d8e63116577937a0f608f070cf36', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c1fdc', table='production_timerstop', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='44e682b303ae20125ef0022ac22352b128f03705', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_58724', table='production_timerstop', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='WorkAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work_order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='production.workorder')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('work_order', 'operator'), name='one_assignment_per_operator')],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='scrapreason',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "production_scrapreasonevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='569aaa8992a8b1d6226430765da0607153f072a0', operation='INSERT', pgid='pgtrigger_insert_insert_6ea0b', table='production_scrapreason', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='scrapreason',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "production_scrapreasonevent" ("archived_at", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."archived_at", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='3ecb4bad17a511bcd1fd061b3c920710cd8441bc', operation='UPDATE', pgid='pgtrigger_update_update_a0747', table='production_scrapreason', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='scrapreasonevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='291efc917afac85b2d31e7021aa470c30d67af67', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1e88c', table='production_scrapreasonevent', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='timerstop',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='63a542a17600d8e63116577937a0f608f070cf36', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c1fdc', table='production_timerstop', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='timerstop',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='44e682b303ae20125ef0022ac22352b128f03705', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_58724', table='production_timerstop', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='timerstart',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='cfe7db0e09c7b7affd17346306e3b63d3dded176', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4ecc8', table='production_timerstart', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='timerstart',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='06edc275fe6521f5130791556661c9639616e939', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_f49d2', table='production_timerstart', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='timebooking',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='87f98c78496430f151d5dd2c964f99b71618a142', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2b388', table='production_timebooking', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='timebooking',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='8d9eeb3ed77ce66f600dc9b2e6b57044c8886628', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_bc099', table='production_timebooking', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='reviewdecision',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='88488224809ce6e5aec49f049ba0e9f7bb235a58', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e22ed', table='production_reviewdecision', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='reviewdecision',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='42d356f30ae381e7eb1ca10a74e8a3f27b3ac2d6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_cfade', table='production_reviewdecision', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='quantityreport',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='2842d2445c580965a86f091eea9b389b07c54f86', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6ed72', table='production_quantityreport', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='quantityreport',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='28b2e6cd663771b235bdd427952a261972a94053', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c7804', table='production_quantityreport', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='costfact',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='aae8ee8164fd1a7b3231daef94dad263339deefc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cb622', table='production_costfact', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='costfact',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='ff0ac9f70bc0884fe7754b1ef3f72eabea866630', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_45086', table='production_costfact', when='BEFORE')),
        ),
    ]
