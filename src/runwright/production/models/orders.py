"""Manufacturing orders and their material lines."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.engineering.models import Bom, Consumption, Operation, Routing
from runwright.journal.clock import now
from runwright.people.models import User
from runwright.production.models.touches import orders_touch
from runwright.production.states import ORDER_STATES
from runwright.stock.models import DemandGroup, ExpectedSupply, Need, Warehouse
from runwright.units.fields import quantity_field

MANDATORY = (
    "bom",
    "routing",
    "deadline",
    "planned_start",
    "components_warehouse",
    "goods_warehouse",
)


class Order(models.Model):
    """A manufacturing order: make ``quantity`` (good output, base unit) of an item by a deadline.

    The lower block is a projection of the floor facts: firsts at the output operation; seconds,
    waste, held pieces and rework marks over all operations; first and last activity; and, once the
    order is closed, what it cost.
    ``split_from`` is the order this one was part of; ``supply`` is its output as others may count
    on it. The ``standard`` amounts are the planned cost as first confirmed and first planned:
    what later changes and actual cost are measured against.
    ``batched`` is what batches have brought to its first operation, those released and those made
    of consumed parts; nothing said: it is worked without batches, and its quantities are reported.
    ``group`` is the demand it is made for while that is not firm: what it claims others may take.
    ``is_history`` marks imported orders, which are exempt from mandatory fields.
    """

    number = models.CharField(max_length=40, unique=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="orders")
    quantity = quantity_field()
    bom = models.ForeignKey(
        Bom, on_delete=models.PROTECT, null=True, blank=True, related_name="orders"
    )
    routing = models.ForeignKey(
        Routing, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deadline = models.DateTimeField(null=True, blank=True)
    planned_start = models.DateTimeField(null=True, blank=True)
    components_warehouse = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    goods_warehouse = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    priority = models.PositiveSmallIntegerField(default=50)
    state = models.CharField(max_length=12, choices=[(s, s) for s in ORDER_STATES], default="draft")
    state_since = models.DateTimeField(default=now)
    is_history = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    planned_end = models.DateTimeField(null=True, blank=True)
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    supply = models.OneToOneField(
        ExpectedSupply, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    group = models.ForeignKey(
        DemandGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    standard_material = money_field(blank=True)
    standard_work = money_field(blank=True)
    batched = quantity_field(blank=True)
    created_at = models.DateTimeField(default=now)

    firsts = quantity_field(default=0)
    seconds = quantity_field(default=0)
    waste = quantity_field(default=0)
    held = quantity_field(default=0)
    rework_marks = models.PositiveIntegerField(default=0)
    received = quantity_field(default=0)
    cost = money_field(blank=True)
    first_activity_at = models.DateTimeField(null=True, blank=True)
    last_activity_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        triggers: ClassVar = orders_touch()
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_quantity_positive"),
            models.CheckConstraint(condition=Q(state__in=ORDER_STATES), name="order_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"])
                | Q(is_history=True)
                | Q(**{f"{name}__isnull": False for name in MANDATORY}),
                name="active_order_is_complete",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "deadline"], name="order_state_deadline"),
            models.Index(fields=["state", "state_since"], name="order_state_since"),
            models.Index(fields=["-created_at", "-id"], name="order_newest"),
            models.Index(fields=["first_activity_at"], name="order_first_activity"),
        ]

    def __str__(self) -> str:
        return self.number


class MaterialLine(models.Model):
    """A component of an order, with what its BoM line said when the order was confirmed.

    ``per_unit`` is the need per unit of start quantity at its operation, waste included, and
    ``fixed_quantity`` once per order; both in the item's base unit. ``consumed`` is a projection
    of the issues, ``owed`` what could not be issued when it was due. ``planned_unit_cost`` is what
    a unit was worth when the order was confirmed.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    per_unit_numerator = models.DecimalField(max_digits=80, decimal_places=0)
    per_unit_denominator = models.DecimalField(max_digits=80, decimal_places=0, default=1)
    fixed_quantity = quantity_field(default=0)
    rounding_multiple = quantity_field(default=0)
    mode = models.CharField(max_length=14, choices=Consumption.choices)
    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="+")
    consumed = quantity_field(default=0)
    owed = quantity_field(default=0)
    planned_unit_cost = money_field(default=0)

    class Meta:
        ordering: ClassVar = ["order_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="one_material_per_position"),
            models.CheckConstraint(
                condition=Q(per_unit_numerator__gte=0, per_unit_denominator__gt=0, owed__gte=0),
                name="material_line_not_negative",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["order"], condition=Q(owed__gt=0), name="material_line_owing")
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.item}"
