"""Purchase orders, what they were requested for, and what came of them."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.journal.clock import now
from runwright.journal.models import Fact
from runwright.partners.models import Supplier
from runwright.purchasing.models.requests import RequestLine
from runwright.purchasing.models.rfqs import Quote
from runwright.purchasing.states import ORDER_STATES
from runwright.stock.models import ExpectedSupply, Move, Warehouse
from runwright.units.fields import quantity_field
from runwright.units.models import Unit


class PurchaseOrder(models.Model):
    """An order to a supplier; made by accepting a quote, or from requests, or by hand."""

    number = models.CharField(max_length=40, unique=True)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="orders")
    quote = models.OneToOneField(
        Quote, on_delete=models.PROTECT, null=True, blank=True, related_name="order"
    )
    state = models.CharField(max_length=16, choices=list(ORDER_STATES.items()), default="draft")
    state_since = models.DateTimeField(default=now)
    note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=list(ORDER_STATES)), name="purchase_order_state_known"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="purchase_order_state")]

    def __str__(self) -> str:
        return self.number


class PurchaseLine(models.Model):
    """``unit_quantity`` of an item at ``price`` per unit, which is ``quantity`` in base units,
    for a warehouse.

    ``received`` (a projection of the receipts) and ``given_up`` are in base units; ``supply`` is
    what stock expects of it, from ordering on.
    """

    order = models.ForeignKey(PurchaseOrder, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_quantity = quantity_field()
    quantity = quantity_field()
    price = money_field(blank=True)
    due_on = models.DateField(null=True, blank=True)
    received = quantity_field(default=0)
    given_up = quantity_field(default=0)
    supply = models.OneToOneField(
        ExpectedSupply, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["order_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "position"], name="one_purchase_line_per_position"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_quantity__gt=0, received__gte=0, given_up__gte=0)
                & (Q(price=None) | Q(price__gte=0)),
                name="purchase_line_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.item.code}"

    @property
    def outstanding(self) -> Decimal:
        """What is still to come (base unit)."""
        return max(self.quantity - self.received - self.given_up, Decimal())


class OrderedRequest(models.Model):
    """So much of a purchase line (base unit) was asked for by a line of a request."""

    line = models.ForeignKey(PurchaseLine, on_delete=models.CASCADE, related_name="requested")
    request_line = models.ForeignKey(RequestLine, on_delete=models.PROTECT, related_name="ordered")
    quantity = quantity_field()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line", "request_line"], name="one_link_per_purchase_and_request_line"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="ordered_request_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.line} ← {self.request_line}"


class Receipt(models.Model):
    """What came in one delivery of a purchase order."""

    number = models.CharField(max_length=40, unique=True)
    order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="receipts")
    delivery_note = models.CharField(max_length=80, blank=True, default="")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.number


class ReceiptLine(Fact):
    """The move by which goods of a purchase line came in, or by which a mistake was undone."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="receipts")
    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="+")

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.receipt}: {self.move}"
