"""Rows are not written into indexes that others cover, nor where a key leads nowhere."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_seconds_go_on'),
        ('stock', '0007_archived_places'),
    ]

    operations = [
        migrations.AlterField(
            model_name='balance',
            name='item',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='balances', to='catalog.item'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='need',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='stock.need'),
        ),
        migrations.AlterField(
            model_name='lot',
            name='item',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='catalog.item'),
        ),
        migrations.AlterField(
            model_name='move',
            name='item',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item'),
        ),
        migrations.AlterField(
            model_name='stockvalue',
            name='item',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.item'),
        ),
    ]
