"""A batch or a scan is in fewer indexes, and what has not begun in a run is found at once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("production", "0012_scans_without_work"),
        ("resources", "0004_limits"),
        ("stock", "0007_archived_places"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="batch",
            name="batch_state_known",
        ),
        migrations.AlterField(
            model_name="batch",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches",
                to="production.order",
            ),
        ),
        migrations.AlterField(
            model_name="batch",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches",
                to="production.run",
            ),
        ),
        migrations.AlterField(
            model_name="scan",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scans",
                to="production.order",
            ),
        ),
        migrations.AlterField(
            model_name="scan",
            name="station",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="resources.station",
            ),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                condition=models.Q(("is_planned", True), ("state", "created")),
                fields=["run", "id"],
                name="batch_to_begin",
            ),
        ),
    ]
