"""Warehouses and the places in them; the virtual places outside."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q


class PlaceKind(models.TextChoices):
    """Storage holds goods; the others make every move two-sided."""

    STORAGE = "storage"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    PRODUCTION = "production"
    SCRAP = "scrap"
    ADJUSTMENT = "adjustment"


@pghistory.track()
class Warehouse(models.Model):
    """A building or area whose stock is planned as one."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    is_components_default = models.BooleanField(default=False)
    is_goods_default = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_components_default"],
                condition=Q(is_components_default=True),
                name="one_default_components_warehouse",
            ),
            models.UniqueConstraint(
                fields=["is_goods_default"],
                condition=Q(is_goods_default=True),
                name="one_default_goods_warehouse",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@pghistory.track()
class Place(models.Model):
    """A storage place of a warehouse, or one of the virtual places outside."""

    warehouse = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, null=True, blank=True, related_name="places"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="storage", warehouse__isnull=False)
                | (~Q(kind="storage") & Q(warehouse__isnull=True)),
                name="storage_places_have_a_warehouse",
            )
        ]

    def __str__(self) -> str:
        return self.code
