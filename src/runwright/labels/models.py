"""Label printers, what waits for them, and the count of labels printed of every batch."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from runwright.journal.clock import now
from runwright.journal.models import Fact
from runwright.labels.states import ACTIVE, LIFE, STATES
from runwright.production.models import Batch
from runwright.resources.models import LabelKind, LabelSize, Station


class Resolution(models.IntegerChoices):
    """Dots an inch of a label printer."""

    DPI_203 = 203
    DPI_300 = 300


@pghistory.track()
class Printer(models.Model):
    """A label printer that takes ZPL II on a TCP port, and the stations whose labels it prints.

    On a turned one the narrow side of the stock lies across. ``font`` is a font file on the
    printer, as ``E:TT0003M_.FNT``; without one its built-in font is used.
    """

    name = models.CharField(max_length=80, unique=True)
    host = models.CharField(max_length=255)
    port = models.PositiveIntegerField(default=9100)
    dpi = models.PositiveSmallIntegerField(choices=Resolution.choices, default=Resolution.DPI_203)
    is_turned = models.BooleanField(default=False)
    font = models.CharField(max_length=40, blank=True, default="")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(port__gt=0, port__lt=65536), name="printer_port"),
            models.CheckConstraint(
                condition=Q(dpi__in=Resolution.values), name="printer_resolution_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StationPrinter(models.Model):
    """The printer that stands beside a station."""

    station = models.OneToOneField(Station, on_delete=models.CASCADE, related_name="+")
    printer = models.ForeignKey(Printer, on_delete=models.CASCADE, related_name="stations")

    def __str__(self) -> str:
        return f"{self.station}: {self.printer}"


@pghistory.track()
class LabelDefaults(models.Model):
    """Which labels are printed where neither a person nor a station says it; the one row there is.

    ``printer`` is proposed in the office.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    kind = models.CharField(max_length=10, choices=LabelKind.choices, default=LabelKind.TAG)
    size = models.CharField(max_length=4, choices=LabelSize.choices, default=LabelSize.TWO_BY_FOUR)
    printer = models.ForeignKey(
        Printer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="only_one_label_defaults")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.size}"


class PrintJob(models.Model):
    """Some labels on their way to a printer: written with the decision, sent afterwards.

    The labels are those ``prints`` that name the job, or a test label where there are none. Jobs
    of one printer go in the order in which they were asked for; ``tries`` counts the attempts
    since the job was queued at ``queued_at``, and there is none before ``next_try_at``.
    """

    printer = models.ForeignKey(Printer, on_delete=models.PROTECT, related_name="jobs")
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=LabelKind.choices)
    size = models.CharField(max_length=4, choices=LabelSize.choices)
    copies = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=list(STATES.items()), default=LIFE.initial)
    error = models.CharField(max_length=500, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=now)
    queued_at = models.DateTimeField(default=now)
    next_try_at = models.DateTimeField(default=now)
    sending_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="print_state_known"),
            models.CheckConstraint(
                condition=Q(copies__gte=1, copies__lte=100), name="print_copies_sensible"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(ACTIVE), ended_at=None)
                | Q(state__in=sorted(set(STATES) - ACTIVE), ended_at__isnull=False),
                name="print_ends_at_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="print_fails_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="sending", sending_at__isnull=False)
                | ~Q(state="sending") & Q(sending_at=None),
                name="print_is_sent_since_an_instant",
            ),
            models.UniqueConstraint(
                fields=["printer"], condition=Q(state="sending"), name="one_print_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("id").desc(), name="print_job_newest"),
            models.Index(
                fields=["printer", "id"],
                condition=Q(state__in=sorted(ACTIVE)),
                name="print_job_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class PrintWay(models.TextChoices):
    """How labels come out of the program."""

    PAGES = "pages"
    SHEETS = "sheets"
    ZPL = "zpl"
    PRINTER = "printer"


class LabelPrint(Fact):
    """A label of a batch was asked for: the ``number``-th of it, so that 2 is the first reprint.

    Those asked for at one go share their entry of the journal.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="label_prints")
    number = models.PositiveIntegerField()
    way = models.CharField(max_length=8, choices=PrintWay.choices)
    kind = models.CharField(max_length=10, choices=LabelKind.choices)
    size = models.CharField(max_length=4, choices=LabelSize.choices)
    job = models.ForeignKey(
        PrintJob, on_delete=models.PROTECT, null=True, blank=True, related_name="prints"
    )

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="label_prints_are_counted"),
            models.CheckConstraint(condition=Q(number__gte=1), name="label_print_number_positive"),
            models.CheckConstraint(
                condition=Q(way="printer", job__isnull=False) | ~Q(way="printer") & Q(job=None),
                name="label_print_by_a_printer_has_a_job",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"
