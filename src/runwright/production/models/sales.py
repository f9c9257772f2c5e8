"""What joins an order to the sales lines it is made for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.production.models.orders import Order
from runwright.sales.models import SalesLine
from runwright.units.fields import quantity_field


class SalesLink(models.Model):
    """So much of an order (base unit) is made for this line of a sales order."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="sales_links")
    line = models.ForeignKey(SalesLine, on_delete=models.PROTECT, related_name="+")
    quantity = quantity_field()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "line"], name="one_link_per_order_and_line"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="sales_link_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.order} → {self.line}"
