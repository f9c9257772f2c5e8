"""Purchase requests: what somebody wants bought, and the needs it is for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.journal.clock import now
from runwright.purchasing.states import REQUEST_STATES
from runwright.stock.models import Need, Warehouse
from runwright.units.fields import quantity_field
from runwright.units.models import Unit


class PurchaseRequest(models.Model):
    """A wish to buy, to be approved. Who asked and who approved stand in the journal, too."""

    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=12, choices=list(REQUEST_STATES.items()), default="draft")
    state_since = models.DateTimeField(default=now)
    asked_by = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=200, blank=True, default="")
    note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=list(REQUEST_STATES)), name="request_state_known"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="request_state")]

    def __str__(self) -> str:
        return self.number


class RequestLine(models.Model):
    """``quantity`` (base unit) of an item is wanted in a warehouse; written in ``unit``.

    ``for_needs`` is how much of it was asked for to cover needs; when those are gone, nobody
    needs it any longer.
    """

    request = models.ForeignKey(PurchaseRequest, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_quantity = quantity_field()
    quantity = quantity_field()
    required_by = models.DateField(null=True, blank=True)
    for_needs = quantity_field(default=0)

    class Meta:
        ordering: ClassVar = ["request_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "position"], name="one_request_line_per_position"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_quantity__gt=0, for_needs__gte=0),
                name="request_line_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.item.code}"


class RequestNeed(models.Model):
    """So much of a request line (base unit) is for this need; a need that is gone leaves none."""

    line = models.ForeignKey(RequestLine, on_delete=models.CASCADE, related_name="needs")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    quantity = quantity_field()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "need"], name="one_link_per_line_and_need"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="request_need_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} for {self.need}"
