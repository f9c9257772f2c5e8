"""Work orders and who is assigned to them."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.company.fields import money_field
from runwright.engineering.models import Operation
from runwright.journal.clock import now
from runwright.people.models import Operator
from runwright.production.models.orders import Order
from runwright.production.models.touches import work_orders_touch
from runwright.production.states import WORK_STATES
from runwright.resources.models import WorkCentre
from runwright.units.fields import quantity_field


class WorkOrder(models.Model):
    """One operation of an order: plan, state, and the sums of what was reported on it.

    ``expected_minutes`` is the planned duration, the rates are the planned money per hour (labour
    for the whole crew); ``released`` is what its predecessors have let through, and what it
    ``gained`` by making more than it received; ``from_seconds`` of its pieces came in as second
    quality. The quantities, activity instants and ``worked_seconds`` (its ended intervals, each
    instant once) are projections of the floor facts.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="work_orders")
    sequence = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    work_centre = models.ForeignKey(
        WorkCentre, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_output = models.BooleanField(default=False)
    start_quantity = quantity_field()
    expected_minutes = models.DecimalField(max_digits=16, decimal_places=6, default=0)
    labour_rate = money_field(default=0)
    machine_rate = money_field(default=0)
    planned_start = models.DateTimeField(null=True, blank=True)
    planned_end = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in WORK_STATES], default="waiting"
    )
    state_since = models.DateTimeField(default=now)
    short_reason = models.CharField(max_length=200, blank=True, default="")

    released = quantity_field(default=0)
    gained = quantity_field(default=0)
    firsts = quantity_field(default=0)
    seconds = quantity_field(default=0)
    waste = quantity_field(default=0)
    held = quantity_field(default=0)
    from_seconds = quantity_field(default=0)
    rework_marks = models.PositiveIntegerField(default=0)
    first_activity_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(null=True, blank=True)
    worked_seconds = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        triggers: ClassVar = work_orders_touch()
        ordering: ClassVar = ["order_id", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "sequence"],
                condition=~Q(state="cancelled"),
                name="one_work_order_per_step",
            ),
            models.CheckConstraint(condition=Q(state__in=WORK_STATES), name="work_state_known"),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(is_output=True) & ~Q(state="cancelled"),
                name="one_output_operation",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "work_centre"], name="work_state_centre"),
            models.Index(fields=["work_centre", "first_activity_at"], name="work_centre_began"),
            models.Index(fields=["state", "state_since"], name="work_state_since"),
        ]

    def __str__(self) -> str:
        return f"{self.order.number} {self.sequence} {self.name}"

    @property
    def accounted(self) -> Decimal:
        """Pieces that came off the operation, whatever became of them."""
        return Decimal(self.firsts + self.seconds + self.waste + self.held)


class WorkAssignment(models.Model):
    """A planner's wish that an operator do a work order."""

    work_order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="assignments")
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["work_order", "operator"], name="one_assignment_per_operator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.operator} on {self.work_order}"
