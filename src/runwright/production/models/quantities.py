"""Quantities reported on work orders."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.journal.models import Fact, append_only, where_known
from runwright.people.models import Operator
from runwright.production.models.runs import Batch, Scan
from runwright.production.models.touches import decisions_touch, reports_touch
from runwright.production.models.work import WorkOrder
from runwright.resources.models import Machine
from runwright.units.fields import quantity_field


@pghistory.track()
class ScrapReason(models.Model):
    """Why a piece is of second quality or lost."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class QuantityReport(Fact):
    """What came off an operation: firsts, seconds, waste and pieces held for review.

    A reversal carries the same quantities with the opposite sign. ``is_rework`` marks pieces that
    were worked again; ``caused_by`` is the operation a fault comes from, the reporting one if
    empty. ``from_seconds`` of the pieces came in as second quality and were counted as such where
    that was found. A report made by a scan names it, and the batch whose pieces these are. All in
    the item's base unit.
    """

    work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="reports")
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    firsts = quantity_field(default=0)
    seconds = quantity_field(default=0)
    waste = quantity_field(default=0)
    held = quantity_field(default=0)
    from_seconds = quantity_field(default=0)
    is_rework = models.BooleanField(default=False)
    scan = models.ForeignKey(
        Scan, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    scrap_reason = models.ForeignKey(
        ScrapReason,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    caused_by = models.ForeignKey(
        WorkOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta(Fact.Meta):
        triggers = [*append_only(), *reports_touch()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    reverses__isnull=True, firsts__gte=0, seconds__gte=0, waste__gte=0, held__gte=0
                )
                | Q(
                    reverses__isnull=False, firsts__lte=0, seconds__lte=0, waste__lte=0, held__lte=0
                ),
                name="report_sign",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["at"], name="report_at"),
            models.Index(fields=["work_order"], condition=Q(is_rework=True), name="report_rework"),
            models.Index(
                fields=["at"], condition=~Q(waste=0) | ~Q(seconds=0), name="report_loss_at"
            ),
            where_known("caused_by", name="report_caused"),
            where_known("operator", name="report_operator"),
            where_known("machine", name="report_machine"),
            where_known("scrap_reason", name="report_scrap_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.work_order}: {self.firsts}/{self.seconds}/{self.waste}"


class Gain(Fact):
    """Pieces more than an operation received: it made more than was ordered.

    A gain comes with the report that shows it, and goes with it.
    """

    work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="gains")
    report = models.ForeignKey(QuantityReport, on_delete=models.PROTECT, related_name="gains")
    quantity = quantity_field()

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, quantity__gt=0)
                | Q(reverses__isnull=False, quantity__lt=0),
                name="gain_sign",
            )
        ]

    def __str__(self) -> str:
        return f"{self.work_order}: {self.quantity}"


class ReviewOutcome(models.TextChoices):
    """What becomes of pieces that were held for review."""

    RELEASE = "release"
    DOWNGRADE = "downgrade"
    REWORK = "rework"
    SCRAP = "scrap"


class ReviewDecision(Fact):
    """Pieces held at an operation were judged: good, second quality, worked again, or lost."""

    work_order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=ReviewOutcome.choices)
    quantity = quantity_field()
    at = models.DateTimeField()
    scrap_reason = models.ForeignKey(
        ScrapReason, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Fact.Meta):
        triggers = [*append_only(), *decisions_touch()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, quantity__gt=0)
                | Q(reverses__isnull=False, quantity__lt=0),
                name="decision_sign",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="decision_at")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.quantity}"
