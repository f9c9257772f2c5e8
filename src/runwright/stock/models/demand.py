"""What is wanted and what will come: needs, expected supplies, and the claims that join them."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.stock.models.goods import Balance
from runwright.stock.models.places import Warehouse
from runwright.units.fields import quantity_field


class Strength(models.TextChoices):
    """How seriously something is wanted: what is firm may take what is only planned."""

    PLANNED = "planned"
    FIRM = "firm"


class DemandGroup(models.Model):
    """Needs that become firm together; the record that causes them owns this row."""

    label = models.CharField(max_length=80)
    strength = models.CharField(max_length=7, choices=Strength.choices, default=Strength.PLANNED)

    def __str__(self) -> str:
        return f"{self.label} ({self.strength})"


class Need(models.Model):
    """Something wants ``quantity`` of an item from a warehouse; its cause owns this row.

    ``served`` is what has been issued to it already. A need without a demand group is firm.
    ``waiting_since`` says since when goods at hand do not cover it; none while they do.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        DemandGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="needs"
    )
    quantity = quantity_field()
    served = quantity_field(default=0)
    needed_by = models.DateTimeField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=50)
    cause = models.CharField(max_length=80)
    waiting_since = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0, served__gte=0), name="need_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(waiting_since=None),
                name="closed_need_waits_for_nothing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["item", "warehouse", "priority", "needed_by", "id"],
                condition=Q(closed_at=None),
                name="need_open_in_order",
            ),
            models.Index(
                fields=["item", "warehouse"],
                condition=Q(waiting_since__isnull=False),
                name="need_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause}: {self.quantity} {self.item.code}"


class ExpectedSupply(models.Model):
    """``quantity`` of an item will come to a warehouse; its cause owns this row.

    Without a date it is not firm: only needs it was opened for may count on it.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    quantity = quantity_field()
    received = quantity_field(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=80)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0, received__gte=0), name="supply_not_negative"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["item", "warehouse", "due_at", "id"],
                condition=Q(closed_at=None),
                name="supply_open_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cause}: {self.quantity} {self.item.code}"

    @property
    def outstanding(self) -> Decimal:
        """What is still to come (base unit)."""
        return Decimal() if self.closed_at else max(self.quantity - self.received, Decimal())


class Claim(models.Model):
    """A need's hold on goods at hand, or on a supply that is expected.

    "Reserved" is the sum of these. A claim is firm or planned as the need is that holds it. What
    comes of a supply goes to its linked claims first: those it was opened for.
    """

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="claims", db_index=False)
    balance = models.ForeignKey(
        Balance, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    supply = models.ForeignKey(
        ExpectedSupply, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    quantity = quantity_field()
    is_linked = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="claim_positive"),
            models.CheckConstraint(
                condition=Q(balance__isnull=False, supply__isnull=True, is_linked=False)
                | Q(balance__isnull=True, supply__isnull=False),
                name="claim_on_goods_or_on_a_supply",
            ),
            models.UniqueConstraint(
                fields=["need", "balance"], name="one_claim_per_need_and_balance"
            ),
            models.UniqueConstraint(
                fields=["need", "supply"], name="one_claim_per_need_and_supply"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} for {self.need}"
