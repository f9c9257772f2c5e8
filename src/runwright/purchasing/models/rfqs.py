"""Requests for quotation: asked of several suppliers, answered, compared, one accepted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.journal.clock import now
from runwright.partners.models import Supplier
from runwright.purchasing.models.requests import RequestLine
from runwright.purchasing.states import RFQ_STATES
from runwright.units.fields import quantity_field


class Rfq(models.Model):
    """A question to suppliers: at what price, by when."""

    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=12, choices=list(RFQ_STATES.items()), default="draft")
    state_since = models.DateTimeField(default=now)
    answer_by = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(RFQ_STATES)), name="rfq_state_known")
        ]

    def __str__(self) -> str:
        return self.number


class RfqLine(models.Model):
    """What is asked for: a line of an approved request, in the item's base unit."""

    rfq = models.ForeignKey(Rfq, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    request_line = models.ForeignKey(RequestLine, on_delete=models.PROTECT, related_name="asked")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    quantity = quantity_field()
    required_by = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["rfq_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rfq", "position"], name="one_rfq_line_per_position"),
            models.UniqueConstraint(
                fields=["rfq", "request_line"], name="one_rfq_line_per_request_line"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="rfq_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.rfq}: {self.item.code}"


class Quote(models.Model):
    """A supplier who is asked, and what they answered; one of an RFQ may be accepted."""

    rfq = models.ForeignKey(Rfq, on_delete=models.CASCADE, related_name="quotes")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="quotes")
    answered_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    is_accepted = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["rfq_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rfq", "supplier"], name="one_quote_per_supplier"),
            models.UniqueConstraint(
                fields=["rfq"], condition=Q(is_accepted=True), name="one_accepted_quote_per_rfq"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rfq}: {self.supplier.code}"


class QuoteLine(models.Model):
    """A supplier offers ``quantity`` at ``price``, both per base unit, in so many days."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(RfqLine, on_delete=models.CASCADE, related_name="answers")
    quantity = quantity_field()
    price = money_field()
    lead_time_days = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quote", "line"], name="one_answer_per_line"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gte=0), name="answer_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quote}: {self.line.item.code} at {self.price}"
