import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('production', '0004_owing_lines'),
        ('sales', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SalesLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales_links', to='production.order')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sales.salesline')),
                ('quantity', models.DecimalField(decimal_places=9, max_digits=24)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('order', 'line'), name='one_link_per_order_and_line'),
                    models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='sales_link_positive'),
                ],
            },
        ),
    ]
