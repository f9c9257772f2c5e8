"""Items and their own unit conversions."""

from fractions import Fraction
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

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


class LotRule(models.TextChoices):
    """How much is made or bought at once: as needed, always so much, or in multiples."""

    AS_NEEDED = "as_needed"
    FIXED = "fixed"
    MULTIPLE = "multiple"


@pghistory.track()
class Attribute(models.Model):
    """What variants differ in: a size, a colour."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class AttributeValue(models.Model):
    """One value of an attribute; its code goes into the codes of variants."""

    attribute = models.ForeignKey(Attribute, on_delete=models.PROTECT, related_name="values")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["attribute_id", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attribute", "code"], name="one_value_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.attribute}: {self.name}"


@pghistory.track()
class Item(models.Model):
    """Something bought, made, stocked or sold, counted in ``unit`` in steps of ``resolution``.

    A variant is an item of its own that names its ``family``, whose recipes it may use. Lots are
    made or bought by ``lot_rule`` in ``lot_size``, and never fewer than ``smallest_lot``.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    resolution = quantity_field()
    tracking = models.CharField(max_length=8, choices=Tracking.choices, default=Tracking.NONE)
    supply = models.CharField(max_length=4, choices=Supply.choices, default=Supply.BUY)
    lead_time_days = models.PositiveIntegerField(default=0)
    safety_stock = quantity_field(default=0)
    lot_rule = models.CharField(max_length=10, choices=LotRule.choices, default=LotRule.AS_NEEDED)
    lot_size = quantity_field(default=0)
    smallest_lot = quantity_field(default=0)
    family = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="variants"
    )
    standard_cost = money_field(blank=True)
    sales_price = money_field(blank=True)
    seconds_go_on = models.BooleanField(default=False)
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
            models.CheckConstraint(
                condition=Q(lot_size__gte=0, smallest_lot__gte=0)
                & (Q(lot_rule="as_needed") | Q(lot_size__gt=0)),
                name="item_lot_rule_has_a_size",
            ),
            models.CheckConstraint(
                condition=Q(family=None) | ~Q(family=F("id")), name="item_family_is_another"
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

    @property
    def ratio(self) -> Fraction:
        """How many of the item's base unit make one of this."""
        return Fraction(self.numerator, self.denominator)

    def __str__(self) -> str:
        return f"1 {self.unit} = {self.numerator}/{self.denominator} {self.item.unit}"


@pghistory.track()
class VariantValue(models.Model):
    """The value of one attribute by which a variant differs from its sisters."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="values")
    attribute = models.ForeignKey(Attribute, on_delete=models.PROTECT, related_name="+")
    value = models.ForeignKey(AttributeValue, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["item_id", "attribute_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "attribute"], name="one_value_per_attribute")
        ]

    def __str__(self) -> str:
        return f"{self.item.code}: {self.value}"


class ItemPicture(models.Model):
    """What an item looks like; small pictures only, kept with the records they belong to."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="picture")
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.item.code} ({self.media_type})"
