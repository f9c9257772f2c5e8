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
        ('partners', '0001_initial'),
        ('stock', '0003_waiting_marks'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SalesOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='partners.customer')),
                ('warehouse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.warehouse')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.demandgroup')),
                ('channel', models.CharField(default='direct', max_length=40)),
                ('external_reference', models.CharField(blank=True, default='', max_length=80)),
                ('state', models.CharField(choices=[('estimate', 'Estimate'), ('confirmed', 'Confirmed'), ('fulfilled', 'Fulfilled'), ('cancelled', 'Cancelled'), ('lost', 'Lost')], default='estimate', max_length=12)),
                ('state_since', models.DateTimeField(default=runwright.journal.clock.now)),
                ('promised_on', models.DateField(blank=True, null=True)),
                ('priority', models.PositiveSmallIntegerField(default=50)),
                ('note', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('external_reference', ''), _negated=True), fields=('channel', 'external_reference'), name='one_sales_order_per_reference'), models.CheckConstraint(condition=models.Q(('state__in', ['estimate', 'confirmed', 'fulfilled', 'cancelled', 'lost'])), name='sales_order_state_known')],
                'indexes': [models.Index(fields=['state', 'promised_on'], name='sales_order_promised')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='sales.salesorder')),
                ('note', models.CharField(blank=True, default='', max_length=200)),
                ('at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='SalesLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='sales.salesorder')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('unit_quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('price', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('delivered', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('given_up', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('need', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.need')),
            ],
            options={
                'ordering': ['order_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('order', 'position'), name='one_sales_line_per_position'), models.CheckConstraint(condition=models.Q(('given_up__gte', 0), ('quantity__gt', 0), ('unit_quantity__gt', 0), ('delivered__gte', 0), ('delivered__lte', models.F('quantity')), models.Q(('price', None), ('price__gte', 0), _connector='OR')), name='sales_line_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='DeliveryLine',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='sales.deliveryline')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='sales.delivery')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='sales.salesline')),
                ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.move')),
                ('revenue', models.DecimalField(decimal_places=6, max_digits=24)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='cca3d10cc1564cea1bfbc2f5fd1096cd39f62aec', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc4a7', table='sales_deliveryline', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='be3778a354421636f3b33989e83bf3ef09b2c7fd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c816d', table='sales_deliveryline', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='deliveryline',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='cca3d10cc1564cea1bfbc2f5fd1096cd39f62aec', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc4a7', table='sales_deliveryline', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='deliveryline',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='be3778a354421636f3b33989e83bf3ef09b2c7fd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_c816d', table='sales_deliveryline', when='BEFORE')),
        ),
    ]
