"""Items and their own unit conversions."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.company.fields import money_field
from runwright.units.fields import quantity_field
from runwright.units.models import Unit


class ItemKind(models.TextChoices):
    """What an item is in the factory."""

    MATERIAL = "material"
    PART = "part"
    PRODUCT = "product"
    SERVICE = "service"


class Tracking(models.TextChoices):
    """How single pieces or lots of an item are followed."""

    NONE = "none"
    LOT = "lot"
    SERIAL = "serial"


class Supply(models.TextChoices):
    """Whether an item is made here or bought."""

    MAKE = "make"
    BUY = "buy"


@pghistory.track()
class Item(models.Model):
    """Something bought, made, stocked or sold, counted in ``unit`` in steps of ``resolution``."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    resolution = quantity_field()
    tracking = models.CharField(max_length=8, choices=Tracking.choices, default=Tracking.NONE)
    supply = models.CharField(max_length=4, choices=Supply.choices, default=Supply.BUY)
    lead_time_days = models.PositiveIntegerField(default=0)
    safety_stock = quantity_field(default=0)
    standard_cost = money_field(blank=True)
    sales_price = money_field(blank=True)
    seconds_value_factor = models.DecimalField(max_digits=7, decimal_places=6, default=1)
    barcode = models.CharField(max_length=80, blank=True, default="")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(resolution__gt=0), name="item_resolution_positive"),
            models.CheckConstraint(
                condition=Q(seconds_value_factor__gte=0, seconds_value_factor__lte=1),
                name="item_seconds_factor_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(safety_stock__gte=0), name="item_safety_stock_not_negative"
            ),
            models.UniqueConstraint(
                fields=["barcode"], condition=~Q(barcode=""), name="item_barcode_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@pghistory.track()
class ItemConversion(models.Model):
    """For this item one ``unit`` is worth ``numerator / denominator`` of its base unit."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="conversions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    numerator = models.PositiveBigIntegerField()
    denominator = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "unit"], name="one_conversion_per_unit"),
            models.CheckConstraint(
                condition=Q(numerator__gt=0, denominator__gt=0), name="conversion_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"1 {self.unit} = {self.numerator}/{self.denominator} {self.item.unit}"
