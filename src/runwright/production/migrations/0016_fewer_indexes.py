"""Rows are not written into indexes that others cover, nor where a key leads nowhere."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0002_cursors'),
        ('people', '0003_more_roles'),
        ('production', '0015_batches_graded_again'),
        ('resources', '0004_limits'),
        ('stock', '0007_archived_places'),
    ]

    operations = [
        migrations.AlterField(
            model_name='batch',
            name='lot',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='stock.lot'),
        ),
        migrations.AlterField(
            model_name='quantityreport',
            name='caused_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.workorder'),
        ),
        migrations.AlterField(
            model_name='quantityreport',
            name='machine',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine'),
        ),
        migrations.AlterField(
            model_name='quantityreport',
            name='operator',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator'),
        ),
        migrations.AlterField(
            model_name='quantityreport',
            name='scrap_reason',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='production.scrapreason'),
        ),
        migrations.AlterField(
            model_name='scan',
            name='machine',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.machine'),
        ),
        migrations.AlterField(
            model_name='scan',
            name='operator',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.operator'),
        ),
        migrations.AlterField(
            model_name='workorder',
            name='work_centre',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.workcentre'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('lot__isnull', False)), fields=['lot'], name='batch_lot'),
        ),
        migrations.AddIndex(
            model_name='quantityreport',
            index=models.Index(condition=models.Q(('operator__isnull', False)), fields=['operator'], name='report_operator'),
        ),
        migrations.AddIndex(
            model_name='quantityreport',
            index=models.Index(condition=models.Q(('machine__isnull', False)), fields=['machine'], name='report_machine'),
        ),
        migrations.AddIndex(
            model_name='quantityreport',
            index=models.Index(condition=models.Q(('scrap_reason__isnull', False)), fields=['scrap_reason'], name='report_scrap_reason'),
        ),
        migrations.AddIndex(
            model_name='scan',
            index=models.Index(condition=models.Q(('operator__isnull', False)), fields=['operator'], name='scan_operator'),
        ),
        migrations.AddIndex(
            model_name='scan',
            index=models.Index(condition=models.Q(('machine__isnull', False)), fields=['machine'], name='scan_machine'),
        ),
    ]
