"""Sales orders, their lines, and what was delivered of them."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.journal.clock import now
from runwright.journal.models import Fact
from runwright.partners.models import Customer
from runwright.sales.states import ORDER_STATES
from runwright.stock.models import DemandGroup, Move, Need, Warehouse
from runwright.units.fields import quantity_field
from runwright.units.models import Unit

OWN_CHANNEL = "direct"


class SalesOrder(models.Model):
    """What a customer wants by a day; an order of another channel has its reference there.

    Its needs stand in ``group``, which is planned while it is an estimate and firm afterwards.
    """

    number = models.CharField(max_length=40, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    group = models.OneToOneField(DemandGroup, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40, default=OWN_CHANNEL)
    external_reference = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=12, choices=list(ORDER_STATES.items()), default="estimate")
    state_since = models.DateTimeField(default=now)
    promised_on = models.DateField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=50)
    note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "external_reference"],
                condition=~Q(external_reference=""),
                name="one_sales_order_per_reference",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(ORDER_STATES)), name="sales_order_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "promised_on"], name="sales_order_promised")
        ]

    def __str__(self) -> str:
        return self.number


class SalesLine(models.Model):
    """``unit_quantity`` of an item at ``price`` per unit, which is ``quantity`` in base units.

    ``delivered`` (a projection of the deliveries) and ``given_up`` are in base units; ``need`` is
    what stock keeps for it, from confirming on.
    """

    order = models.ForeignKey(SalesOrder, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_quantity = quantity_field()
    quantity = quantity_field()
    price = money_field(blank=True)
    delivered = quantity_field(default=0)
    given_up = quantity_field(default=0)
    need = models.OneToOneField(
        Need, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["order_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "position"], name="one_sales_line_per_position"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_quantity__gt=0, given_up__gte=0)
                & Q(delivered__gte=0, delivered__lte=models.F("quantity"))
                & (Q(price=None) | Q(price__gte=0)),
                name="sales_line_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.item.code}"

    @property
    def outstanding(self) -> Decimal:
        """What the customer still waits for (base unit)."""
        return max(self.quantity - self.delivered - self.given_up, Decimal())


class Delivery(models.Model):
    """What went to the customer in one go."""

    number = models.CharField(max_length=40, unique=True)
    order = models.ForeignKey(SalesOrder, on_delete=models.PROTECT, related_name="deliveries")
    note = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.number


class DeliveryLine(Fact):
    """The move by which goods of a line went out, or by which a mistake was undone.

    ``revenue`` is what they were sold for, at the ``price`` that the line had then (none where
    nobody kept it yet); what they cost is the value of the move.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(SalesLine, on_delete=models.PROTECT, related_name="deliveries")
    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="+")
    revenue = money_field()
    price = money_field(blank=True)

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.delivery}: {self.move}"
