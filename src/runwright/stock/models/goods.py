"""Lots, and the moves of goods with the balances and values they add up to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.journal.clock import now
from runwright.journal.models import Fact
from runwright.stock.models.places import Place, Warehouse
from runwright.units.fields import quantity_field


class Grade(models.TextChoices):
    """Firsts are good; seconds are of second quality. Waste is never stocked."""

    FIRSTS = "firsts"
    SECONDS = "seconds"


class Lot(models.Model):
    """A quantity of one item that shares its origin."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lots", db_index=False)
    number = models.CharField(max_length=60)
    made_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    supplier_lot = models.CharField(max_length=60, blank=True, default="")

    is_new = False
    """Whether it was named for the first time in this transaction, and nothing lies in it yet."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="lot_number_unique_per_item")
        ]

    def __str__(self) -> str:
        return self.number


class LotHold(models.Model):
    """A lot nobody may use until it is released: no need claims it, nothing is issued of it."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=200)
    placed_at = models.DateTimeField(default=now)
    placed_by = models.CharField(max_length=200)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lot"], condition=Q(released_at=None), name="one_open_hold_per_lot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lot}: {self.reason}"


class Move(Fact):
    """``quantity`` of an item went from one place to another, worth ``value`` in all.

    ``is_estimated`` marks a value taken from the standard cost for want of a real one.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade.choices, default=Grade.FIRSTS)
    source = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    quantity = quantity_field()
    value = money_field(default=0)
    is_estimated = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    reference = models.CharField(max_length=80, blank=True, default="")

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="move_quantity_positive"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="move_goes_somewhere"),
        ]
        indexes: ClassVar = [models.Index(fields=["item", "at"], name="move_item_at")]

    def __str__(self) -> str:
        return f"{self.quantity} {self.item.code}: {self.source} → {self.target}"


class Balance(models.Model):
    """On hand of one item, lot and grade at one place: the sum of its moves.

    ``is_storage`` repeats the kind of the place so that the database can hold the rule that no
    storage place goes below zero.
    """

    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, related_name="balances", db_index=False
    )
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade.choices, default=Grade.FIRSTS)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="balances")
    is_storage = models.BooleanField()
    quantity = quantity_field(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "lot", "grade", "place"],
                nulls_distinct=False,
                name="one_balance_per_item_lot_grade_place",
            ),
            models.CheckConstraint(
                condition=Q(is_storage=False) | Q(quantity__gte=0),
                name="no_storage_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} at {self.place}: {self.quantity}"


class StockValue(models.Model):
    """What the goods of one item, lot and grade in one warehouse are worth.

    A projection of the moves into and out of the warehouse and of revaluations; value / quantity
    is the moving average. Items without lots have one row per grade.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade.choices, default=Grade.FIRSTS)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    quantity = quantity_field(default=0)
    value = money_field(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "lot", "grade", "warehouse"],
                nulls_distinct=False,
                name="one_value_per_item_lot_grade_warehouse",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, value__gte=0), name="value_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.code} in {self.warehouse.code}: {self.value}"
