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
        ('pghistory', '0007_auto_20250421_0444'),
        ('stock', '0003_waiting_marks'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rfq',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent'), ('accepted', 'Accepted'), ('cancelled', 'Cancelled')], default='draft', max_length=12)),
                ('state_since', models.DateTimeField(default=runwright.journal.clock.now)),
                ('answer_by', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'accepted', 'cancelled'])), name='rfq_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rfq', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='purchasing.rfq')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='partners.supplier')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True, default='')),
                ('is_accepted', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['rfq_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('rfq', 'supplier'), name='one_quote_per_supplier'), models.UniqueConstraint(condition=models.Q(('is_accepted', True)), fields=('rfq',), name='one_accepted_quote_per_rfq')],
            },
        ),
        migrations.CreateModel(
            name='PurchaseOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='partners.supplier')),
                ('quote', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='order', to='purchasing.quote')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent'), ('partly_received', 'Partly received'), ('received', 'Received'), ('cancelled', 'Cancelled')], default='draft', max_length=16)),
                ('state_since', models.DateTimeField(default=runwright.journal.clock.now)),
                ('note', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'partly_received', 'received', 'cancelled'])), name='purchase_order_state_known')],
                'indexes': [models.Index(fields=['state'], name='purchase_order_state')],
            },
        ),
        migrations.CreateModel(
            name='PurchaseRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved'), ('ordered', 'Ordered'), ('received', 'Received'), ('rejected', 'Rejected'), ('cancelled', 'Cancelled')], default='draft', max_length=12)),
                ('state_since', models.DateTimeField(default=runwright.journal.clock.now)),
                ('asked_by', models.CharField(max_length=200)),
                ('approved_by', models.CharField(blank=True, default='', max_length=200)),
                ('note', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'indexes': [models.Index(fields=['state'], name='request_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'approved', 'ordered', 'received', 'rejected', 'cancelled'])), name='request_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='purchasing.purchaserequest')),
                ('quote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='purchasing.quote')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='purchasing.purchaseorder')),
                ('address', models.EmailField(max_length=254)),
                ('language', models.CharField(default='en', max_length=8)),
                ('message', models.TextField(blank=True, default='')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed')], default='waiting', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True, default='')),
                ('asked_by', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('order', None), ('quote', None), ('request__isnull', False)), models.Q(('order', None), ('quote__isnull', False), ('request', None)), models.Q(('order__isnull', False), ('quote', None), ('request', None)), _connector='OR'), name='mail_of_one_record'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(('sent_at', None), ('state__in', ['waiting', 'failed'])), _connector='OR'), name='mail_sent_at_an_instant')],
            },
        ),
        migrations.CreateModel(
            name='PurchaseLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.purchaseorder')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('warehouse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.warehouse')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('unit_quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('price', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('received', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('given_up', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('supply', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.expectedsupply')),
            ],
            options={
                'ordering': ['order_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('order', 'position'), name='one_purchase_line_per_position'), models.CheckConstraint(condition=models.Q(('given_up__gte', 0), ('quantity__gt', 0), ('received__gte', 0), ('unit_quantity__gt', 0), models.Q(('price', None), ('price__gte', 0), _connector='OR')), name='purchase_line_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='RequestLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.purchaserequest')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('warehouse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.warehouse')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('unit_quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('required_by', models.DateField(blank=True, null=True)),
                ('for_needs', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
            ],
            options={
                'ordering': ['request_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('request', 'position'), name='one_request_line_per_position'), models.CheckConstraint(condition=models.Q(('for_needs__gte', 0), ('quantity__gt', 0), ('unit_quantity__gt', 0)), name='request_line_positive')],
            },
        ),
        migrations.CreateModel(
            name='OrderedRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requested', to='purchasing.purchaseline')),
                ('request_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ordered', to='purchasing.requestline')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('line', 'request_line'), name='one_link_per_purchase_and_request_line'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='ordered_request_positive')],
            },
        ),
        migrations.CreateModel(
            name='RfqLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rfq', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.rfq')),
                ('position', models.PositiveSmallIntegerField()),
                ('request_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='purchasing.requestline')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('required_by', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['rfq_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('rfq', 'position'), name='one_rfq_line_per_position'), models.UniqueConstraint(fields=('rfq', 'request_line'), name='one_rfq_line_per_request_line'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='rfq_line_positive')],
            },
        ),
        migrations.CreateModel(
            name='QuoteLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='purchasing.quote')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='purchasing.rfqline')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
                ('price', models.DecimalField(decimal_places=6, max_digits=24)),
                ('lead_time_days', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('quote', 'line'), name='one_answer_per_line'), models.CheckConstraint(condition=models.Q(('price__gte', 0), ('quantity__gt', 0)), name='answer_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='purchasing.purchaseorder')),
                ('delivery_note', models.CharField(blank=True, default='', max_length=80)),
                ('at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='ReceiptLine',
            fields=[
                ('id', models.UUIDField(default=runwright.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('reverses', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='purchasing.receiptline')),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='purchasing.receipt')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='purchasing.purchaseline')),
                ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.move')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='8bbaa24e1994c71abd881c76f0341020c6c9cf8e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4fe0c', table='purchasing_receiptline', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='bde74c9bb1940c89a2c39d944e22e4bfe06e5555', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_5fc61', table='purchasing_receiptline', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='RequestNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='purchasing.requestline')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='stock.need')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('line', 'need'), name='one_link_per_line_and_need'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='request_need_positive')],
            },
        ),
        migrations.CreateModel(
            name='SupplierItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='partners.supplier')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('price', models.DecimalField(decimal_places=6, max_digits=24)),
                ('lead_time_days', models.PositiveIntegerField(default=0)),
                ('smallest_order', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('multiple', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('supplier_code', models.CharField(blank=True, default='', max_length=60)),
                ('is_preferred', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('supplier', 'item'), name='one_term_per_supplier_item'), models.UniqueConstraint(condition=models.Q(('is_preferred', True)), fields=('item',), name='one_preferred_supplier_per_item'), models.CheckConstraint(condition=models.Q(('multiple__gte', 0), ('price__gte', 0), ('smallest_order__gte', 0)), name='terms_not_negative')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "purchasing_supplieritemevent" ("id", "is_preferred", "item_id", "lead_time_days", "multiple", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "smallest_order", "supplier_code", "supplier_id", "unit_id") VALUES (NEW."id", NEW."is_preferred", NEW."item_id", NEW."lead_time_days", NEW."multiple", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."price", NEW."smallest_order", NEW."supplier_code", NEW."supplier_id", NEW."unit_id"); RETURN NULL;', hash='30f18cce1f6c6a88560732ef03603a7e591a46da', operation='INSERT', pgid='pgtrigger_insert_insert_e7c00', table='purchasing_supplieritem', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "purchasing_supplieritemevent" ("id", "is_preferred", "item_id", "lead_time_days", "multiple", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "smallest_order", "supplier_code", "supplier_id", "unit_id") VALUES (NEW."id", NEW."is_preferred", NEW."item_id", NEW."lead_time_days", NEW."multiple", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."price", NEW."smallest_order", NEW."supplier_code", NEW."supplier_id", NEW."unit_id"); RETURN NULL;', hash='bec5516cd9d76e014c7085192b30394e16cb4540', operation='UPDATE', pgid='pgtrigger_update_update_b6779', table='purchasing_supplieritem', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SupplierItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='purchasing.supplieritem')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('supplier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.supplier')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='catalog.item')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='units.unit')),
                ('price', models.DecimalField(decimal_places=6, max_digits=24)),
                ('lead_time_days', models.PositiveIntegerField(default=0)),
                ('smallest_order', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('multiple', models.DecimalField(decimal_places=9, default=0, max_digits=24)),
                ('supplier_code', models.CharField(blank=True, default='', max_length=60)),
                ('is_preferred', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37fbe67602501f3aaac0513a09a9dccfa57cb73d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c93e6', table='purchasing_supplieritemevent', when='BEFORE'))],
            },
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='receiptline',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='8bbaa24e1994c71abd881c76f0341020c6c9cf8e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4fe0c', table='purchasing_receiptline', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='receiptline',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME;", hash='bde74c9bb1940c89a2c39d944e22e4bfe06e5555', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_5fc61', table='purchasing_receiptline', when='BEFORE')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='supplieritem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "purchasing_supplieritemevent" ("id", "is_preferred", "item_id", "lead_time_days", "multiple", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "smallest_order", "supplier_code", "supplier_id", "unit_id") VALUES (NEW."id", NEW."is_preferred", NEW."item_id", NEW."lead_time_days", NEW."multiple", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."price", NEW."smallest_order", NEW."supplier_code", NEW."supplier_id", NEW."unit_id"); RETURN NULL;', hash='30f18cce1f6c6a88560732ef03603a7e591a46da', operation='INSERT', pgid='pgtrigger_insert_insert_e7c00', table='purchasing_supplieritem', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='supplieritem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "purchasing_supplieritemevent" ("id", "is_preferred", "item_id", "lead_time_days", "multiple", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "smallest_order", "supplier_code", "supplier_id", "unit_id") VALUES (NEW."id", NEW."is_preferred", NEW."item_id", NEW."lead_time_days", NEW."multiple", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."price", NEW."smallest_order", NEW."supplier_code", NEW."supplier_id", NEW."unit_id"); RETURN NULL;', hash='bec5516cd9d76e014c7085192b30394e16cb4540', operation='UPDATE', pgid='pgtrigger_update_update_b6779', table='purchasing_supplieritem', when='AFTER')),
        ),
        runwright.journal.triggers.InstallTrigger(
            model_name='supplieritemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37fbe67602501f3aaac0513a09a9dccfa57cb73d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c93e6', table='purchasing_supplieritemevent', when='BEFORE')),
        ),
    ]
