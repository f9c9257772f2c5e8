"""Orders of the past with their work orders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction

from runwright.company.services import document_numbers_pass
from runwright.journal.bulk import ids_draw, rows_copy
from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import Subject, entry_prepare
from runwright.people.actor import Actor
from runwright.production.models import Order, WorkOrder

STEP = 10


@dataclass(frozen=True, slots=True)
class PastOperation:
    """An operation an order of the past went through."""

    name: str
    work_centre_id: int
    operation_id: int | None = None
    is_output: bool = False
    expected_minutes: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order of the past with its operations in their order; quantity in the base unit."""

    number: str
    item_id: int
    quantity: Decimal
    started_at: datetime
    operations: Sequence[PastOperation]
    routing_id: int | None = None


WorkOrderIds = dict[tuple[str, str], int]


@transaction.atomic
def history_orders_create(
    *, orders: Sequence[PastOrder], entry: Entry, actor: Actor
) -> WorkOrderIds:
    """Create orders of the past, or add operations to those that exist already.

    An order that was withdrawn is taken up again. Each has its own entry in the journal beside
    ``entry``, that of the whole. Returns the id of every work order by (order number, operation
    name). The caller has made sure that existing orders are history and of the same item.
    """
    actor.require("production.history_write")
    numbers = [order.number for order in orders]
    known = {o.number: o for o in Order.objects.filter(number__in=numbers).order_by("id")}
    ids = {number: order.id for number, order in known.items()}
    fresh = [order for order in orders if order.number not in known]
    drawn = ids_draw(model=Order, count=len(fresh))
    document_numbers_pass(kind="order", numbers=[order.number for order in fresh])
    ids |= {order.number: id_ for order, id_ in zip(fresh, drawn, strict=True)}
    rows_copy(model=Order, columns=ORDER_COLUMNS, rows=(_order_row(o, ids) for o in fresh))
    back = [o.id for o in known.values() if o.state == "cancelled"]
    Order.objects.filter(id__in=back).update(state="in_progress", state_since=now())
    _entries_copy(orders, ids, entry.reason, actor)
    return _work_orders(orders, ids, known)


@dataclass(frozen=True)
class KnownOrder:
    """An order that exists: whether it is history, and what it makes."""

    is_history: bool
    item_name: str


def history_orders_known(*, numbers: Iterable[str], actor: Actor) -> dict[str, KnownOrder]:
    """Which of the numbers are taken, and by what kind of order."""
    actor.require("production.view")
    orders = Order.objects.filter(number__in=list(numbers))
    found = orders.values_list("number", "is_history", "item__name")
    return {number: KnownOrder(past, name) for number, past, name in found}


OUTPUT_LAST = """
UPDATE production_workorder w SET sequence = top.sequence + 10
FROM (SELECT order_id, max(sequence) AS sequence FROM production_workorder
      WHERE order_id = ANY(%(ids)s) GROUP BY order_id) AS top
WHERE w.order_id = top.order_id AND w.is_output AND w.sequence < top.sequence
"""

ORDER_COLUMNS = (
    "id", "number", "item_id", "quantity", "routing_id", "priority", "state", "state_since",
    "is_history", "note", "created_at", "firsts", "seconds", "waste", "held", "rework_marks",
    "received",
)  # fmt: skip
WORK_COLUMNS = (
    "id", "order_id", "sequence", "name", "operation_id", "work_centre_id", "is_output",
    "start_quantity", "expected_minutes", "state", "state_since", "short_reason", "released",
    "firsts", "seconds", "waste", "held", "rework_marks",
)  # fmt: skip
ENTRY_COLUMNS = (
    "id", "at", "device_at", "actor_id", "actor_label", "device", "station", "verb",
    "record_kind", "record_id", "record_label", "reason", "request_id",
)  # fmt: skip


def _order_row(order: PastOrder, ids: Mapping[str, int]) -> tuple[object, ...]:
    return (
        ids[order.number], order.number, order.item_id, order.quantity, order.routing_id, 50,
        "in_progress", order.started_at, True, "", order.started_at, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip


def _entries_copy(
    orders: Sequence[PastOrder], ids: Mapping[str, int], reason: str, actor: Actor
) -> None:
    """An entry of its own for every order, so that its page tells where it comes from."""
    entries = (
        entry_prepare(
            actor=actor,
            verb="order.import",
            subject=Subject("order", str(ids[order.number]), order.number),
            reason=reason,
        )
        for order in orders
    )
    rows = (tuple(getattr(entry, name) for name in ENTRY_COLUMNS) for entry in entries)
    rows_copy(model=Entry, columns=ENTRY_COLUMNS, rows=rows)


@dataclass
class _Ends:
    """Where the work orders of each order end by now, and which have their output operation."""

    last: dict[str, int] = field(default_factory=dict)
    with_output: set[str] = field(default_factory=set)

    def note(self, work: WorkOrder) -> None:
        self.last[work.order.number] = work.sequence
        if work.is_output:
            self.with_output.add(work.order.number)

    def next(self, number: str) -> int:
        self.last[number] = self.last.get(number, 0) + STEP
        return self.last[number]


def _work_orders(
    orders: Sequence[PastOrder], ids: Mapping[str, int], known: Mapping[str, Order]
) -> WorkOrderIds:
    """Create the work orders that are missing; the output operation stays the last one."""
    there, ends = _work_orders_known(known)
    fresh = [
        (order, step)
        for order in orders
        for step in order.operations
        if (order.number, step.name) not in there
    ]
    drawn = ids_draw(model=WorkOrder, count=len(fresh))
    rows = (_work_row(i, o, s, ids[o.number], ends) for i, (o, s) in zip(drawn, fresh, strict=True))
    rows_copy(model=WorkOrder, columns=WORK_COLUMNS, rows=rows)
    with connection.cursor() as cursor:
        cursor.execute(OUTPUT_LAST, {"ids": [order.id for order in known.values()]})
    return there | {(o.number, s.name): i for i, (o, s) in zip(drawn, fresh, strict=True)}


def _work_orders_known(known: Mapping[str, Order]) -> tuple[WorkOrderIds, _Ends]:
    there: WorkOrderIds = {}
    ends = _Ends()
    works = WorkOrder.objects.filter(order__in=known.values()).select_related("order")
    for work in works.order_by("order_id", "sequence"):
        there[work.order.number, work.name] = work.id
        ends.note(work)
    return there, ends


def _work_row(
    id_: int, order: PastOrder, step: PastOperation, order_id: int, ends: _Ends
) -> tuple[object, ...]:
    is_output = step.is_output and order.number not in ends.with_output
    return (
        id_, order_id, ends.next(order.number), step.name, step.operation_id, step.work_centre_id,
        is_output, order.quantity, step.expected_minutes, "waiting", order.started_at, "", 0, 0, 0,
        0, 0, 0,
    )  # fmt: skip
