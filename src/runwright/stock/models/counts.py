"""Count sheets: what the books say lies at a place, and what was found there."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.journal.clock import now
from runwright.stock.models.goods import Grade, Lot, Move
from runwright.stock.models.places import Place, Warehouse
from runwright.stock.states import COUNT_STATES
from runwright.units.fields import quantity_field


class Count(models.Model):
    """A sheet to count by: one place, or chosen items of a warehouse."""

    number = models.CharField(max_length=40, unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=9, choices=[(s, s) for s in COUNT_STATES], default="open")
    opened_at = models.DateTimeField(default=now)
    opened_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=COUNT_STATES), name="count_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "counting"], closed_at__isnull=True)
                | Q(state__in=["posted", "cancelled"], closed_at__isnull=False),
                name="count_closed_when_over",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CountLine(models.Model):
    """One item, lot and grade at one place: ``expected`` by the books, and ``counted``.

    ``expected`` is what the books said when the sheet was opened, and from the moment it was
    counted what they said then. ``move`` is the correction that a difference made.
    """

    count = models.ForeignKey(Count, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    grade = models.CharField(max_length=8, choices=Grade.choices, default=Grade.FIRSTS)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    expected = quantity_field()
    counted = quantity_field(blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    counted_by = models.CharField(max_length=200, blank=True, default="")
    move = models.OneToOneField(
        Move, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["place__code", "item__code", "lot__number", "grade"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["count", "item", "lot", "grade", "place"],
                nulls_distinct=False,
                name="one_count_line_per_goods",
            ),
            models.CheckConstraint(
                condition=Q(counted=None) | Q(counted__gte=0), name="counted_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(counted=None, counted_at=None)
                | Q(counted__isnull=False, counted_at__isnull=False),
                name="counted_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        lot = f" {self.lot}" if self.lot else ""
        return f"{self.item.code}{lot} ({self.place})"

    @property
    def difference(self) -> Decimal:
        """What was found beyond the books; below zero when something is missing."""
        return Decimal() if self.counted is None else self.counted - self.expected
