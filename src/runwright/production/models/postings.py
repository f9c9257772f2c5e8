"""What joins a work order to the stock moves it caused."""

from django.db import models

from runwright.production.models.orders import MaterialLine, Order
from runwright.production.models.quantities import QuantityReport
from runwright.stock.models import Move, Revaluation


class MaterialIssue(models.Model):
    """A move that took (or gave back) material for a line of an order.

    A line goes when its order is reopened; what was issued and came back stays with the order.
    """

    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="issues")
    line = models.ForeignKey(
        MaterialLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="issues"
    )
    by_hand = models.BooleanField(default=False)
    report = models.ForeignKey(
        QuantityReport, on_delete=models.PROTECT, null=True, blank=True, related_name="issues"
    )

    def __str__(self) -> str:
        return f"{self.order}: {self.move}"


class OutputReceipt(models.Model):
    """A move that brought output of an order into stock (or took it back)."""

    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="receipts")

    def __str__(self) -> str:
        return f"{self.order}: {self.move}"


class OutputRevaluation(models.Model):
    """Output of an order that turned out dearer or cheaper than it was received at."""

    revaluation = models.OneToOneField(Revaluation, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="revaluations")

    def __str__(self) -> str:
        return f"{self.order}: {self.revaluation}"
