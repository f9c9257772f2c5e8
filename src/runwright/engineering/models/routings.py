"""Routings, their operations, and what explains them."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.partners.models import Supplier
from runwright.resources.models import Station, WorkCentre
from runwright.units.fields import quantity_field


@pghistory.track()
class Routing(models.Model):
    """The operations by which an item is made. Once an order has used it, it is changed only by
    a new version."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="routings")
    used_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="one_routing_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def _minutes(default: int | None = 0) -> models.DecimalField:
    return models.DecimalField(max_digits=14, decimal_places=6, default=default)


@pghistory.track()
class Operation(models.Model):
    """One step of a routing.

    Setup, cycle and clean-up are minutes; a cycle makes ``units_per_cycle`` of the item.
    ``loss`` is the share expected to be lost here; ``may_overlap`` lets the next operation start
    once ``transfer_quantity`` has passed. It follows the operation before it, unless ``follows``
    names others or ``starts_branch`` says that it waits for none. The plan takes ``work_centre`` or
    the alternative that ends earliest. An external operation is done by a supplier in
    ``lead_time_days`` at ``unit_price`` a unit; its times and centre's calendar do not count. The
    bought ``service`` is what an order needs of it, one for each unit that starts there: it is
    requested, received at its real price and taken like any material.
    ``stations`` are where a scan confirms it: no part of the recipe, so they may change later.
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
    starts_branch = models.BooleanField(default=False)
    follows = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="+")
    alternatives = models.ManyToManyField(WorkCentre, blank=True, related_name="+")
    stations = models.ManyToManyField(Station, blank=True, related_name="operations")
    is_external = models.BooleanField(default=False)
    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    service = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lead_time_days = models.PositiveSmallIntegerField(default=0)
    unit_price = money_field(default=0)

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
            models.CheckConstraint(
                condition=Q(unit_price__gte=0), name="operation_price_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.name}"


@pghistory.track()
class OperationTimes(models.Model):
    """The times of an operation for one item, where it has its own (minutes)."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="own_times")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    setup_minutes = _minutes()
    cycle_minutes = _minutes()
    cleanup_minutes = _minutes()
    units_per_cycle = quantity_field(default=1)

    class Meta:
        ordering: ClassVar = ["operation_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["operation", "item"], name="one_time_per_item"),
            models.CheckConstraint(
                condition=Q(
                    setup_minutes__gte=0,
                    cycle_minutes__gte=0,
                    cleanup_minutes__gte=0,
                    units_per_cycle__gt=0,
                ),
                name="own_times_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation}: {self.item.code}"


class Attachment(models.Model):
    """A picture or paper that shows how an operation is done; kept with the operation."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["operation_id", "id"]

    def __str__(self) -> str:
        return self.name
