"""Bills of materials with their lines."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.catalog.models import AttributeValue, Item
from runwright.engineering.models.routings import Operation, Routing
from runwright.units.fields import quantity_field
from runwright.units.models import Unit


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
    used_at = models.DateTimeField(null=True, blank=True)

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
    plus ``fixed_quantity`` once per order; all in ``unit``.

    The need is raised to ``rounding_multiple``, a single draw never is (0: neither). A phantom is
    not drawn: the lines of its own bill take its place. With ``only_for`` the line holds for the
    variants that have one of these values in each of their attributes.
    """

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
    rounding_multiple = quantity_field(default=0)
    is_phantom = models.BooleanField(default=False)
    only_for = models.ManyToManyField(AttributeValue, blank=True, related_name="+")

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
                    rounding_multiple__gte=0,
                ),
                name="bom_line_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} {self.item.code}"


@pghistory.track()
class Substitute(models.Model):
    """What may stand in for a line's item: ``factor`` base units of it for one; lowest first."""

    line = models.ForeignKey(BomLine, on_delete=models.CASCADE, related_name="substitutes")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    factor = quantity_field(default=1)
    priority = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["line_id", "priority", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "item"], name="one_substitute_per_item"),
            models.CheckConstraint(condition=Q(factor__gt=0), name="substitute_factor_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.factor} {self.item.code}"


@pghistory.track()
class ByProduct(models.Model):
    """What else comes out of a BoM quantity, and which share of the cost it carries."""

    bom = models.ForeignKey(Bom, on_delete=models.CASCADE, related_name="by_products")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    quantity = quantity_field()
    cost_share = models.DecimalField(max_digits=7, decimal_places=6, default=0)

    class Meta:
        ordering: ClassVar = ["bom_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bom", "item"], name="one_by_product_per_item"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, cost_share__gte=0, cost_share__lt=1),
                name="by_product_share_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} {self.item.code}"
