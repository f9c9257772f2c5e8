"""What happened on each day of the plant, summed and stored, for reports over many days."""

from typing import ClassVar

from django.db import models

from runwright.catalog.models import Item
from runwright.company.fields import money_field
from runwright.engineering.models import Operation
from runwright.production.models.costs import CostKind
from runwright.production.models.quantities import ScrapReason
from runwright.production.models.time import TimeKind
from runwright.production.models.work import WorkOrder
from runwright.resources.models import Machine, WorkCentre
from runwright.units.fields import quantity_field


class SummedDay(models.Model):
    """A day whose sums are stored. ``basis`` is what else they rest on: the time zone, and the
    work centres that work without machines; with another basis the sums do not count."""

    day = models.DateField(primary_key=True)
    basis = models.TextField()

    def __str__(self) -> str:
        return str(self.day)


class TouchedDay(models.Model):
    """A day on which a ``transaction`` changed something late: its stored sums do not count until
    they were made again. Triggers write it."""

    day = models.DateField()
    transaction = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "transaction"], name="one_touch_per_transaction")
        ]

    def __str__(self) -> str:
        return str(self.day)


def _named(model: type[models.Model], *, null: bool = False) -> models.ForeignKey:
    """A key that holds nothing up: sums come from facts, whose keys do."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, null=null, related_name="+", db_constraint=False,
        db_index=False,
    )  # fmt: skip


class _OfDay(models.Model):
    day = models.DateField(db_index=True)

    class Meta:
        abstract = True


class MadeDay(_OfDay):
    """Pieces that one operation made of one item, and the bad ones it caused, by machine."""

    machine = _named(Machine, null=True)
    work_centre = _named(WorkCentre)
    operation = _named(Operation, null=True)
    item = _named(Item)
    pieces = quantity_field()
    bad = quantity_field()

    def __str__(self) -> str:
        return f"{self.day} {self.pieces}"


class LostDay(_OfDay):
    """A stretch of set-up or disruption within a day, overlaps merged: of a machine, or of a work
    order where there are no machines."""

    machine = _named(Machine, null=True)
    work_order = _named(WorkOrder, null=True)
    kind = models.CharField(max_length=10, choices=TimeKind.choices)
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.starts:%F %H:%M}"


class CostDay(_OfDay):
    """What orders that were done on the day were charged and carried out, by kind, work centre and
    grade; ``by_product`` is the grade of what came along."""

    kind = models.CharField(max_length=10, choices=CostKind.choices)
    work_centre = _named(WorkCentre, null=True)
    grade = models.CharField(max_length=10, blank=True)
    amount = money_field()

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.amount}"


class EndedDay(_OfDay):
    """The orders of an item that were done or cancelled on the day: how many, what came of the done
    ones, and what those with a cost cost and were planned to."""

    item = _named(Item)
    done = models.PositiveIntegerField()
    cancelled = models.PositiveIntegerField()
    on_time = models.PositiveIntegerField()
    overran = models.PositiveIntegerField()
    costed = models.PositiveIntegerField()
    ordered = quantity_field()
    firsts = quantity_field()
    seconds = quantity_field()
    waste = quantity_field()
    costed_firsts = quantity_field()
    costed_seconds = quantity_field()
    money = money_field()
    lost = money_field()
    planned = money_field()
    compared = money_field()
    differed = money_field()

    def __str__(self) -> str:
        return f"{self.day} {self.done}"


class FinishedDay(_OfDay):
    """The work orders of an operation and an item that were finished on the day: how many, how long
    they took against their estimate, and what came off."""

    work_centre = _named(WorkCentre)
    name = models.CharField(max_length=120)
    item = _named(Item)
    works = models.PositiveIntegerField()
    estimated = models.PositiveIntegerField()
    expected = models.DecimalField(max_digits=24, decimal_places=6)
    worked = models.BigIntegerField()
    compared = models.BigIntegerField()
    firsts = quantity_field()
    seconds = quantity_field()
    waste = quantity_field()
    held = quantity_field()
    again = quantity_field()

    def __str__(self) -> str:
        return f"{self.day} {self.name} {self.works}"


class FlawDay(_OfDay):
    """What was lost or became second quality for one reason, of one item."""

    scrap_reason = _named(ScrapReason, null=True)
    item = _named(Item)
    reports = models.PositiveIntegerField()
    lost = quantity_field()
    lesser = quantity_field()

    def __str__(self) -> str:
        return f"{self.day} {self.lost}"


class OutcomeDay(_OfDay):
    """What was reported of an item on the day and decided about it: firsts of the last operation,
    all else of every operation, what was taken back with a minus; and marks of rework."""

    item = _named(Item)
    firsts = quantity_field()
    seconds = quantity_field()
    waste = quantity_field()
    held = quantity_field()
    rework = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.day} {self.firsts}"
