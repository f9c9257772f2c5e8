"""Mappings, imports, what was found in their files, and which rows have been imported."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.imports.log.columns import Booking, Clock, Field
from runwright.imports.log.findings import Severity
from runwright.imports.states import LIFE, SHEET_LIFE, SHEET_STATES, STATES
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.tasks.models import JobRun


class Mapping(models.Model):
    """How a log is read. With a name it is remembered for the next file; without, it belongs to
    the one import that was checked with it."""

    name = models.CharField(max_length=80, blank=True, default="")
    keep_duplicates = models.BooleanField(default=False)
    output_operation = models.CharField(max_length=120, default="Packing", blank=True)
    clock = models.CharField(
        max_length=10, choices=[(c.value, c.value) for c in Clock], default=Clock.STANDARD
    )
    day_first = models.BooleanField(default=True)
    saved_by = models.CharField(max_length=200)
    saved_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=~Q(name=""), name="one_mapping_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name or f"mapping {self.pk}"


class MappingColumn(models.Model):
    """Which column, by its name in the file, carries a field."""

    mapping = models.ForeignKey(Mapping, on_delete=models.CASCADE, related_name="columns")
    field = models.CharField(max_length=12, choices=[(f.value, f.value) for f in Field])
    column = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mapping", "field"], name="one_column_per_field")
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.column}"


class MappingReportType(models.Model):
    """What a letter in the report type column means."""

    mapping = models.ForeignKey(Mapping, on_delete=models.CASCADE, related_name="report_types")
    letters = models.CharField(max_length=40)
    booking = models.CharField(max_length=10, choices=[(b.value, b.value) for b in Booking])

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mapping", "letters"], name="one_meaning_per_letters")
        ]

    def __str__(self) -> str:
        return f"{self.letters}: {self.booking}"


class ImportRun(models.Model):
    """One uploaded file on its way in (and perhaps out again).

    ``rows`` counts the rows of the file below its header, ``bookings`` those that are bookings,
    ``new_bookings`` those of them that had not come in before the check; ``errors`` and
    ``warnings`` the findings. ``entry`` is the journal entry all its facts hang on.
    """

    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=LIFE.initial)
    file_name = models.CharField(max_length=200)
    file_size = models.BigIntegerField()
    file_digest = models.BinaryField(max_length=32)
    mapping = models.OneToOneField(
        Mapping, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    job = models.ForeignKey(
        JobRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rows = models.PositiveIntegerField(default=0)
    bookings = models.PositiveIntegerField(default=0)
    new_bookings = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True, default="")
    uploaded_by_id = models.BigIntegerField(null=True, blank=True)
    uploaded_by_label = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(default=now)
    state_since = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=list(STATES)), name="import_in_a_known_state"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-uploaded_at"], name="import_newest")]

    def __str__(self) -> str:
        return self.number


class ImportColumn(models.Model):
    """A column the uploaded file has, with the first values that stand in it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="columns")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=400)
    examples = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["run_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="one_column_per_place")
        ]

    def __str__(self) -> str:
        return self.name


class ImportPart(models.Model):
    """A piece of the uploaded file, kept in the database so that any worker can read it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="one_part_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.run} part {self.position}"


class ImportFinding(models.Model):
    """Something odd in the file; at most the first thousand of each code are kept."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Severity])
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=400, blank=True, default="")
    found = models.CharField(max_length=200, blank=True, default="")
    other = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["run", "row"], name="finding_row"),
            models.Index(fields=["run", "code", "row"], name="finding_code"),
        ]

    def __str__(self) -> str:
        return f"{self.run} row {self.row}: {self.code}"


class ImportFindingCount(models.Model):
    """How often a code occurs in the file, listed or not."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="finding_counts")
    code = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["run_id", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "code"], name="one_count_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.count} {self.code}"


class ImportFigure(models.Model):
    """A figure of the file, or a number of records that the import makes, as the check says."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=24, decimal_places=6)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "name"], name="one_figure_per_name")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"


class MasterKind(models.TextChoices):
    """The kinds of records an import makes beside the facts."""

    ITEM = "item"
    ROUTING = "routing"
    WORK_CENTRE = "work_centre"
    MACHINE = "machine"
    OPERATOR = "operator"


class ImportPlanned(models.Model):
    """A record the import needs: there is one already, or it will be made. For the preview."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="planned")
    kind = models.CharField(max_length=12, choices=MasterKind.choices)
    name = models.CharField(max_length=120)
    row = models.PositiveIntegerField()
    is_new = models.BooleanField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "kind", "row"], name="planned_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class ImportedRow(models.Model):
    """A row that is in the system now; the same row never comes in twice."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="imported_rows")
    row = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=16)
    occurrence = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "occurrence"], name="no_row_comes_in_twice")
        ]

    def __str__(self) -> str:
        return f"{self.run} row {self.row}"


class ImportedMaster(models.Model):
    """A record that an import made (or took out of the archive); undoing archives it again."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="masters")
    kind = models.CharField(max_length=12, choices=MasterKind.choices)
    record_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "kind", "record_id"], name="one_row_per_imported_master"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run} made {self.kind} {self.record_id}"


class SheetImport(models.Model):
    """A spreadsheet of masters: what a dry run found, and whether it was imported or taken back.

    The counts are of records. ``before`` is what the changed ones said before, as a spreadsheet
    of the same kind: undoing is importing it.
    """

    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default=SHEET_LIFE.initial)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    before = models.BinaryField(default=b"")
    ignored = models.TextField(blank=True, default="")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    uploaded_by_label = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField(default=now)
    state_since = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=SHEET_STATES), name="sheet_import_in_a_known_state"
            )
        ]

    def __str__(self) -> str:
        return self.number


class SheetLine(models.Model):
    """What a dry run says about a record: that it is new, a field that changes, or a refusal."""

    run = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()
    fate = models.CharField(max_length=10)
    name = models.CharField(max_length=400)
    column = models.CharField(max_length=40, blank=True, default="")
    old = models.TextField(blank=True, default="")
    new = models.TextField(blank=True, default="")
    problem = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["row", "id"]

    def __str__(self) -> str:
        return f"{self.row} {self.name}: {self.fate}"
