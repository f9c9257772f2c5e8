"""Which orders, and the batches, runs and scans of them, lie within somebody's limits.

An order is of every department in which it has an operation, and of the warehouses that its
material comes from and its goods go to. What is one's own is shown whole.
"""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from runwright.people.actor import Actor
from runwright.people.errors import OutOfReach
from runwright.people.reach import within
from runwright.production.models import Batch, Order, Run, Scan, WorkOrder

Row = TypeVar("Row", bound=Model)


def own_orders(rows: QuerySet[Row], actor: Actor, order: str = "") -> QuerySet[Row]:
    """Of rows that have an order at the path ``order`` (or are orders): those of the actor's."""
    if actor.departments is not None:
        rows = rows.filter(_passes(actor.departments, order or "pk"))
    path = f"{order}__" if order else ""
    houses = (f"{path}components_warehouse", f"{path}goods_warehouse")
    return within(rows, actor.warehouses, *houses)


def own_batches(rows: QuerySet[Row], actor: Actor, batch: str = "") -> QuerySet[Row]:
    """Of rows that have a batch at the path ``batch`` (or are batches): those of the actor's
    orders, and those that stand at a station of the actor's departments."""
    path = f"{batch}__" if batch else ""
    if actor.departments is not None:
        here = Q(**{f"{path}station__department__in": actor.departments})
        rows = rows.filter(_passes(actor.departments, f"{path}order") | here)
    houses = ("components_warehouse", "goods_warehouse")
    return within(rows, actor.warehouses, *(f"{path}order__{house}" for house in houses))


def own_scans(rows: QuerySet[Scan], actor: Actor) -> QuerySet[Scan]:
    """The scans at stations of the actor's departments."""
    return within(rows, actor.departments, "station__department")


def own_runs(rows: QuerySet[Run], actor: Actor) -> QuerySet[Run]:
    """The runs of which some batch is the actor's."""
    if not actor.is_limited:
        return rows
    batches = own_batches(Batch.objects.filter(run=OuterRef("pk")), actor)
    return rows.filter(Exists(batches))


def _passes(departments: frozenset[int], order: str) -> Q:
    """Whether the order of a row has an operation in one of the departments."""
    works = WorkOrder.objects.filter(order=OuterRef(order), work_centre__department__in=departments)
    return Q(Exists(works))


def is_own_order(actor: Actor, order_id: int) -> bool:
    """Whether an order lies within the actor's limits."""
    mine = Order.objects.filter(id=order_id)
    return not actor.is_limited or own_orders(mine, actor).exists()


def is_own_batch(actor: Actor, batch_id: int) -> bool:
    """Whether a batch lies within the actor's limits."""
    mine = Batch.objects.filter(id=batch_id)
    return not actor.is_limited or own_batches(mine, actor).exists()


def is_own_run(actor: Actor, run_id: int) -> bool:
    """Whether a run lies within the actor's limits."""
    mine = Run.objects.filter(id=run_id)
    return not actor.is_limited or own_runs(mine, actor).exists()


def require_run(actor: Actor, run_id: int) -> None:
    """Raise ``OutOfReach`` for a run that is not the actor's."""
    if not is_own_run(actor, run_id):
        raise OutOfReach(actor=actor.label)


def require_order(actor: Actor, order_id: int) -> None:
    """Raise ``OutOfReach`` for an order that is not the actor's."""
    if not is_own_order(actor, order_id):
        raise OutOfReach(actor=actor.label)


def require_batches(actor: Actor, batch_ids: Collection[int]) -> None:
    """Raise ``OutOfReach`` if there is a batch among these that is not the actor's."""
    batches = Batch.objects.filter(id__in=batch_ids)
    if actor.is_limited and own_batches(batches, actor).count() < batches.count():
        raise OutOfReach(actor=actor.label)
