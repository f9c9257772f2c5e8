"""Goods that are worth another amount than thought, without having moved."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.journal.models import Fact
from runwright.stock.models.goods import Grade, Lot
from runwright.stock.models.places import Warehouse


class Revaluation(Fact):
    """What lies of one item, lot and grade in one warehouse is worth ``amount`` more (or less)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade.choices, default=Grade.FIRSTS)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    amount = money_field()

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(amount=0), name="revaluation_changes_something")
        ]

    def __str__(self) -> str:
        return f"{self.item.code} in {self.warehouse.code}: {self.amount}"
