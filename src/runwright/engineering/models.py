"""Routings with their operations, and bills of materials with their lines."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.resources.models import WorkCentre
from runwright.units.fields import quantity_field
from runwright.units.models import Unit


@pghistory.track()
class Routing(models.Model):
    """The ordered operations by which an item is made."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="routings")
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def _minutes(default: int | None = 0) -> models.DecimalField:
    return models.DecimalField(max_digits=14, decimal_places=6, default=default)


@pghistory.track()
class Operation(models.Model):
    """One step of a routing.

    Setup, cycle and clean-up are minutes; a cycle makes ``units_per_cycle`` of the item.
    ``loss`` is the share expected to be lost here; ``may_overlap`` lets the next operation start
    once ``transfer_quantity`` has passed.
    """

    routing = models.ForeignKey(Routing, on_delete=models.CASCADE, related_name="operations")
    sequence = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    work_centre = models.ForeignKey(WorkCentre, on_delete=models.PROTECT, related_name="+")
    setup_minutes = _minutes()
    cycle_minutes = _minutes()
    cleanup_minutes = _minutes()
    units_per_cycle = quantity_field(default=1)
    crew = models.DecimalField(max_digits=6, decimal_places=3, default=1)
    loss = models.DecimalField(max_digits=7, decimal_places=6, default=0)
    may_overlap = models.BooleanField(default=False)
    transfer_quantity = quantity_field(default=1)
    instructions = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["routing_id", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["routing", "sequence"], name="one_operation_per_step"),
            models.CheckConstraint(
                condition=Q(setup_minutes__gte=0, cycle_minutes__gte=0, cleanup_minutes__gte=0),
                name="operation_times_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(units_per_cycle__gt=0, transfer_quantity__gt=0, crew__gt=0),
                name="operation_quantities_positive",
            ),
            models.CheckConstraint(
                condition=Q(loss__gte=0, loss__lt=1), name="operation_loss_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.name}"


class Consumption(models.TextChoices):
    """How material leaves the stock: by itself, by hand, or proposed and confirmed."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"
    SEMI_AUTOMATIC = "semi_automatic"


class BomState(models.TextChoices):
    """The life of a bill of materials."""

    DRAFT = "draft"
    VALIDATED = "validated"
    ARCHIVED = "archived"


@pghistory.track()
class Bom(models.Model):
    """What goes into ``quantity`` of an item, and how it is made."""

    code = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField(default=1)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="boms")
    quantity = quantity_field(default=1)
    routing = models.ForeignKey(
        Routing, on_delete=models.PROTECT, null=True, blank=True, related_name="boms"
    )
    mode = models.CharField(
        max_length=14, choices=Consumption.choices, default=Consumption.AUTOMATIC
    )
    state = models.CharField(max_length=10, choices=BomState.choices, default=BomState.DRAFT)
    validated_by = models.CharField(max_length=200, blank=True, default="")
    validated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "revision"], name="one_bom_per_revision"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="bom_quantity_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.revision}"


@pghistory.track()
class BomLine(models.Model):
    """A component: ``quantity + waste_quantity`` per BoM quantity, raised by ``waste_share``,
    plus ``fixed_quantity`` once per order; all in ``unit``."""

    bom = models.ForeignKey(Bom, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="used_in")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    quantity = quantity_field()
    waste_quantity = quantity_field(default=0)
    waste_share = models.DecimalField(max_digits=7, decimal_places=6, default=0)
    fixed_quantity = quantity_field(default=0)
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mode = models.CharField(max_length=14, choices=Consumption.choices, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["bom_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bom", "position"], name="one_line_per_position"),
            models.CheckConstraint(
                condition=Q(
                    quantity__gte=0,
                    waste_quantity__gte=0,
                    waste_share__gte=0,
                    fixed_quantity__gte=0,
                ),
                name="bom_line_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} {self.item.code}"
