"""On what terms a supplier sells an item."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.partners.models import Supplier
from runwright.units.fields import quantity_field
from runwright.units.models import Unit


@pghistory.track()
class SupplierItem(models.Model):
    """A supplier sells an item by ``unit``; price, smallest order and multiple are in that unit.

    The lead time is in days of the calendar. At most one supplier of an item is preferred.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="terms")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    price = money_field()
    lead_time_days = models.PositiveIntegerField(default=0)
    smallest_order = quantity_field(default=0)
    multiple = quantity_field(default=0)
    supplier_code = models.CharField(max_length=60, blank=True, default="")
    is_preferred = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "item"], name="one_term_per_supplier_item"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(is_preferred=True),
                name="one_preferred_supplier_per_item",
            ),
            models.CheckConstraint(
                condition=Q(price__gte=0, smallest_order__gte=0, multiple__gte=0),
                name="terms_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier.code}: {self.item.code}"
