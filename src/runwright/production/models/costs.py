"""What an order cost, frozen when it closes."""

from typing import ClassVar

from django.db import models

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.journal.models import Fact, append_only
from runwright.people.models import Operator
from runwright.production.models.orders import Order
from runwright.production.models.touches import costs_touch
from runwright.production.models.work import WorkOrder
from runwright.resources.models import Machine
from runwright.stock.models import Grade
from runwright.units.fields import quantity_field


class CostKind(models.TextChoices):
    """Three lines go in; output and variance take all of it out again."""

    MATERIAL = "material"
    LABOUR = "labour"
    MACHINE = "machine"
    OUTPUT = "output"
    VARIANCE = "variance"


class CostFact(Fact):
    """One amount of an order's cost: what went in is positive, what came out negative.

    ``carried`` names the other order of a pair: with its batches, what an order that was given up
    had cost went to another one.

    ``quantity`` is in the item's base unit for material and output, in hours for labour and
    machines; ``rate`` is the money per unit or hour as it was when the order closed.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="cost_facts")
    kind = models.CharField(max_length=10, choices=CostKind.choices)
    work_order = models.ForeignKey(
        WorkOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    operator = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    grade = models.CharField(max_length=8, choices=Grade.choices, blank=True, default="")
    quantity = quantity_field(default=0)
    rate = money_field(default=0)
    amount = money_field()
    carried = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Fact.Meta):
        triggers = [*append_only(), *costs_touch()]
        indexes: ClassVar = [models.Index(fields=["order", "kind"], name="cost_order_kind")]

    def __str__(self) -> str:
        return f"{self.order} {self.kind} {self.amount}"
