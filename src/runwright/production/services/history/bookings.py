"""Time and quantities of the past, and the sums that follow them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction

from runwright.journal.bulk import rows_copy
from runwright.journal.models import Entry
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.production.models import QuantityReport, TimeBooking, WorkOrder
from runwright.production.projections import machine_days_refresh, sums_refresh

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class PastBooking:
    """A stretch of work of the past and what came off it; quantities in the base unit.

    Labour and machine time are kept apart, so either of ``operator_id`` and ``machine_id`` may be
    missing.
    """

    work_order_id: int
    operator_id: int | None
    machine_id: int | None
    kind: str
    started_at: datetime
    ended_at: datetime
    firsts: Decimal = NOTHING
    waste: Decimal = NOTHING
    held: Decimal = NOTHING
    is_rework: bool = False
    scrap_reason_id: int | None = None


@dataclass
class Touched:
    """What facts of the past have touched, so that its sums can be refreshed once at the end."""

    orders: set[int] = field(default_factory=set)
    work_orders: set[int] = field(default_factory=set)
    machines: set[int] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None

    def add(self, booking: PastBooking) -> None:
        """Note a booking."""
        self.work_orders.add(booking.work_order_id)
        if booking.machine_id:
            self.machines.add(booking.machine_id)
        self.first = min(self.first or booking.started_at, booking.started_at)
        self.last = max(self.last or booking.ended_at, booking.ended_at)


def history_bookings_post(
    *, bookings: Sequence[PastBooking], entry: Entry, touched: Touched, actor: Actor
) -> list[UUID]:
    """Append the time and quantity facts of the bookings; returns the ids of the time facts.

    Sums are not refreshed; call ``history_refresh`` with ``touched`` after the last bookings.
    """
    actor.require("production.history_write")
    ids = [uuid7() for _ in bookings]
    for booking in bookings:
        touched.add(booking)
    rows_copy(
        model=TimeBooking,
        columns=BOOKING_COLUMNS,
        rows=(_booking_row(i, entry.id, b) for i, b in zip(ids, bookings, strict=True)),
    )
    with connection.cursor() as cursor:
        cursor.execute(INTERVALS, {"ids": ids})
    rows_copy(
        model=QuantityReport,
        columns=REPORT_COLUMNS,
        rows=(_report_row(entry.id, b) for b in bookings if _says_quantity(b)),
    )
    return ids


@transaction.atomic
def history_refresh(*, touched: Touched, actor: Actor) -> None:
    """Bring sums and states of everything touched up to its facts."""
    actor.require("production.history_write")
    works = WorkOrder.objects.filter(id__in=touched.work_orders)
    touched.orders |= set(works.values_list("order_id", flat=True))
    sums_refresh(work_order_ids=touched.work_orders, order_ids=touched.orders)
    if touched.first and touched.last:
        machine_days_refresh(machine_ids=touched.machines, first=touched.first, last=touched.last)
    with connection.cursor() as cursor:
        cursor.execute(STATES, {"ids": list(touched.orders)})


STATES = """
WITH o AS (
    UPDATE production_order SET
        state = CASE WHEN first_activity_at IS NULL THEN 'cancelled'
                     WHEN firsts > 0 THEN 'done' ELSE 'in_progress' END,
        state_since = coalesce(last_activity_at, clock_timestamp())
    WHERE id = ANY(%(ids)s) AND is_history
    RETURNING id, state
)
UPDATE production_workorder w SET
    state = CASE WHEN o.state = 'cancelled' THEN 'cancelled'
                 WHEN o.state = 'done' THEN 'finished'
                 WHEN w.first_activity_at IS NULL THEN 'waiting' ELSE 'in_progress' END,
    state_since = coalesce(w.last_activity_at, clock_timestamp())
FROM o WHERE w.order_id = o.id
"""


# Labour and machine time apart: one interval of the person, one of the machine.
INTERVALS = """
INSERT INTO production_timeinterval
    (source, work_order_id, operator_id, machine_id, kind, started_at, ended_at, is_live)
SELECT b.id, b.work_order_id, who.operator_id, who.machine_id, b.kind, b.started_at, b.ended_at,
       false
FROM production_timebooking b
CROSS JOIN LATERAL (VALUES (b.operator_id, NULL), (NULL, b.machine_id))
    AS who (operator_id, machine_id)
WHERE b.id = ANY(%(ids)s) AND num_nonnulls(who.operator_id, who.machine_id) = 1
ORDER BY b.started_at, b.id
"""

BOOKING_COLUMNS = (
    "id", "entry_id", "work_order_id", "operator_id", "machine_id", "kind", "started_at",
    "ended_at",
)  # fmt: skip
REPORT_COLUMNS = (
    "id", "entry_id", "work_order_id", "operator_id", "machine_id", "at", "firsts", "seconds",
    "waste", "held", "is_rework", "scrap_reason_id",
)  # fmt: skip


def _booking_row(id_: UUID, entry_id: UUID, b: PastBooking) -> tuple[object, ...]:
    return (
        id_, entry_id, b.work_order_id, b.operator_id, b.machine_id, b.kind, b.started_at,
        b.ended_at,
    )  # fmt: skip


def _says_quantity(b: PastBooking) -> bool:
    return bool(b.firsts or b.waste or b.held or b.is_rework)


def _report_row(entry_id: UUID, b: PastBooking) -> tuple[object, ...]:
    return (
        uuid7(), entry_id, b.work_order_id, b.operator_id, b.machine_id, b.ended_at, b.firsts,
        0, b.waste, b.held, b.is_rework, b.scrap_reason_id,
    )  # fmt: skip
