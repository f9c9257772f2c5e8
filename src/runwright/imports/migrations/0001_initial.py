import django.db.models.deletion
import runwright.imports.log.columns
import runwright.journal.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('tasks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, default='', max_length=80)),
                ('keep_duplicates', models.BooleanField(default=False)),
                ('output_operation', models.CharField(blank=True, default='Packing', max_length=120)),
                ('clock', models.CharField(choices=[('standard', 'standard'), ('switching', 'switching')], default=runwright.imports.log.columns.Clock['STANDARD'], max_length=10)),
                ('day_first', models.BooleanField(default=True)),
                ('saved_by', models.CharField(max_length=200)),
                ('saved_at', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('name',), name='one_mapping_per_name')],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('state', models.CharField(choices=[('uploaded', 'Uploaded'), ('checking', 'Being checked'), ('checked', 'Checked'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled'), ('undoing', 'Being undone'), ('undone', 'Undone')], default='uploaded', max_length=10)),
                ('file_name', models.CharField(max_length=200)),
                ('file_size', models.BigIntegerField()),
                ('file_digest', models.BinaryField(max_length=32)),
                ('mapping', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imports.mapping')),
                ('job', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='tasks.jobrun')),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                ('rows', models.PositiveIntegerField(default=0)),
                ('bookings', models.PositiveIntegerField(default=0)),
                ('new_bookings', models.PositiveIntegerField(default=0)),
                ('errors', models.PositiveIntegerField(default=0)),
                ('warnings', models.PositiveIntegerField(default=0)),
                ('problem', models.TextField(blank=True, default='')),
                ('uploaded_by_id', models.BigIntegerField(blank=True, null=True)),
                ('uploaded_by_label', models.CharField(max_length=200)),
                ('uploaded_at', models.DateTimeField(default=runwright.journal.clock.now)),
                ('state_since', models.DateTimeField(default=runwright.journal.clock.now)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'])), name='import_in_a_known_state')],
                'indexes': [models.Index(fields=['-uploaded_at'], name='import_newest')],
            },
        ),
        migrations.CreateModel(
            name='ImportColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='imports.importrun')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=400)),
                ('examples', models.CharField(blank=True, default='', max_length=400)),
            ],
            options={
                'ordering': ['run_id', 'position'],
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='one_column_per_place')],
            },
        ),
        migrations.CreateModel(
            name='ImportedMaster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='masters', to='imports.importrun')),
                ('kind', models.CharField(choices=[('item', 'Item'), ('routing', 'Routing'), ('work_centre', 'Work Centre'), ('machine', 'Machine'), ('operator', 'Operator')], max_length=12)),
                ('record_id', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'kind', 'record_id'), name='one_row_per_imported_master')],
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imported_rows', to='imports.importrun')),
                ('row', models.PositiveIntegerField()),
                ('digest', models.BinaryField(max_length=16)),
                ('occurrence', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('digest', 'occurrence'), name='no_row_comes_in_twice')],
            },
        ),
        migrations.CreateModel(
            name='ImportFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='imports.importrun')),
                ('name', models.CharField(max_length=40)),
                ('amount', models.DecimalField(decimal_places=6, max_digits=24)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('run', 'name'), name='one_figure_per_name')],
            },
        ),
        migrations.CreateModel(
            name='ImportFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='imports.importrun')),
                ('code', models.CharField(max_length=40)),
                ('severity', models.CharField(choices=[('error', 'error'), ('warning', 'warning'), ('note', 'note')], max_length=8)),
                ('row', models.PositiveIntegerField()),
                ('column', models.CharField(blank=True, default='', max_length=400)),
                ('found', models.CharField(blank=True, default='', max_length=200)),
                ('other', models.CharField(blank=True, default='', max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'row'], name='finding_row'), models.Index(fields=['run', 'code', 'row'], name='finding_code')],
            },
        ),
        migrations.CreateModel(
            name='ImportFindingCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finding_counts', to='imports.importrun')),
                ('code', models.CharField(max_length=40)),
                ('count', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['run_id', 'code'],
                'constraints': [models.UniqueConstraint(fields=('run', 'code'), name='one_count_per_code')],
            },
        ),
        migrations.CreateModel(
            name='ImportPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='imports.importrun')),
                ('position', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='one_part_per_place')],
            },
        ),
        migrations.CreateModel(
            name='ImportPlanned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned', to='imports.importrun')),
                ('kind', models.CharField(choices=[('item', 'Item'), ('routing', 'Routing'), ('work_centre', 'Work Centre'), ('machine', 'Machine'), ('operator', 'Operator')], max_length=12)),
                ('name', models.CharField(max_length=120)),
                ('row', models.PositiveIntegerField()),
                ('is_new', models.BooleanField()),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'kind', 'row'], name='planned_kind')],
            },
        ),
        migrations.CreateModel(
            name='MappingColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mapping', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='imports.mapping')),
                ('field', models.CharField(choices=[('order', 'order'), ('operation', 'operation'), ('resource', 'resource'), ('start', 'start'), ('end', 'end'), ('span', 'span'), ('quantity', 'quantity'), ('part', 'part'), ('worker', 'worker'), ('report_type', 'report_type'), ('completed', 'completed'), ('rejected', 'rejected'), ('held', 'held'), ('rework', 'rework')], max_length=12)),
                ('column', models.CharField(max_length=400)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('mapping', 'field'), name='one_column_per_field')],
            },
        ),
        migrations.CreateModel(
            name='MappingReportType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mapping', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='report_types', to='imports.mapping')),
                ('letters', models.CharField(max_length=40)),
                ('booking', models.CharField(choices=[('setup', 'setup'), ('run', 'run'), ('disruption', 'disruption')], max_length=10)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('mapping', 'letters'), name='one_meaning_per_letters')],
            },
        ),
    ]
