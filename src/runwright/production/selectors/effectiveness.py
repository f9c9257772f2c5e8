"""What effectiveness is made from: time machines lost by setting up, and what came off them.

Both are read in one statement each, whatever the shop holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from runwright.people.actor import Actor

MEMORY = "64MB"
"""What a year of a busy shop takes to be summed without files on the disk."""


@dataclass(frozen=True, slots=True)
class LostTime:
    """A stretch (seconds since the epoch) of set-up or disruption: of a machine with overlaps
    merged, or of one work order at a work centre without machines."""

    machine_id: int | None
    work_centre_id: int
    kind: str
    start: int
    end: int


LOST_TIME = """
WITH lost AS (
    SELECT i.machine_id, CASE WHEN i.machine_id IS NULL THEN i.work_order_id END AS work_order_id,
           i.kind, range_agg(tstzrange(greatest(i.started_at, %(start)s),
                                       least(coalesce(i.ended_at, %(now)s), %(end)s))) AS spans
    FROM production_timeinterval i
    WHERE i.kind IN ('setup', 'disruption') AND i.started_at < %(end)s
      AND coalesce(i.ended_at, %(now)s) > greatest(i.started_at, %(start)s)
    GROUP BY 1, 2, 3
)
SELECT l.machine_id, coalesce(m.work_centre_id, w.work_centre_id), l.kind,
       extract(epoch FROM lower(s))::bigint, extract(epoch FROM upper(s))::bigint
FROM lost l CROSS JOIN LATERAL unnest(l.spans) s
LEFT JOIN resources_machine m ON m.id = l.machine_id
LEFT JOIN production_workorder w ON w.id = l.work_order_id
WHERE l.machine_id IS NOT NULL OR NOT EXISTS (
    SELECT FROM resources_machine b WHERE b.work_centre_id = w.work_centre_id)
"""


def time_lost(*, start: datetime, end: datetime, now: datetime, actor: Actor) -> list[LostTime]:
    """Set-up and disruption between two instants; what is still open lasts until ``now``."""
    actor.require("production.view")
    given = {"start": start, "end": end, "now": now}
    return [LostTime(*row) for row in _rows(LOST_TIME, given)]


@dataclass(frozen=True, slots=True)
class MadeOnDay:
    """What one machine (or a work centre, by no machine of its own) made on a day of the plant.

    ``earned`` and ``good`` are seconds at the ideal cycle, of all pieces and of the good ones;
    quantities are in the reference unit of ``unit_category_id``, ``untimed`` being those whose
    operation has no cycle time.
    """

    machine_id: int | None
    work_centre_id: int
    day: date
    unit_category_id: int
    earned: Decimal
    good: Decimal
    quantity: Decimal
    bad: Decimal
    untimed: Decimal


# Pieces count where and when their operation was confirmed, a rework not again. What is bad counts
# at the operation that caused it: with batches where that confirmed the batch's ancestors, each
# with its share, else at the instant of the finding. A reversal counts where its original does.
# Batches that go on in another order count once: where they were worked.
MADE = """
WITH RECURSIVE moved AS MATERIALIZED (
    SELECT id FROM production_scan WHERE kind = 'rehome'
), counted AS MATERIALIZED (
    SELECT q.id, q.work_order_id, q.machine_id, q.at, q.caused_by_id, q.batch_id,
           CASE WHEN q.is_rework THEN 0 ELSE q.firsts + q.seconds + q.waste + q.held END AS pieces,
           q.seconds + q.waste - q.from_seconds AS bad
    FROM production_quantityreport q
    WHERE q.reverses_id IS NULL AND q.at >= %(start)s
      AND (q.scan_id IS NULL OR q.scan_id NOT IN (SELECT id FROM moved))
    UNION ALL
    SELECT o.id, o.work_order_id, o.machine_id, o.at, o.caused_by_id, o.batch_id,
           CASE WHEN o.is_rework THEN 0 ELSE q.firsts + q.seconds + q.waste + q.held END,
           q.seconds + q.waste - q.from_seconds
    FROM production_quantityreport q JOIN production_quantityreport o ON o.id = q.reverses_id
    WHERE q.reverses_id IS NOT NULL AND o.at >= %(start)s
      AND (o.scan_id IS NULL OR o.scan_id NOT IN (SELECT id FROM moved))
), far AS MATERIALIZED (
    SELECT id, caused_by_id, batch_id, at, sum(bad) AS bad FROM counted
    WHERE caused_by_id IS NOT NULL AND caused_by_id <> work_order_id
    GROUP BY 1, 2, 3, 4 HAVING sum(bad) <> 0
), up (id, batch_id) AS (
    SELECT id, batch_id FROM far WHERE batch_id IS NOT NULL
    UNION
    SELECT up.id, l.source_id FROM up JOIN production_batchlink l ON l.result_id = up.batch_id
    WHERE l.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM production_batchlink r WHERE r.reverses_id = l.id)
), origin AS (
    SELECT f.id, r.machine_id, r.at, r.firsts + r.seconds + r.waste + r.held AS weight
    FROM far f JOIN up ON up.id = f.id
    JOIN production_quantityreport r
        ON r.batch_id = up.batch_id AND r.work_order_id = f.caused_by_id
    WHERE r.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM production_quantityreport z WHERE z.reverses_id = r.id)
), placed AS (
    SELECT work_order_id, machine_id, at, pieces,
           CASE WHEN caused_by_id <> work_order_id THEN 0 ELSE bad END AS bad
    FROM counted
    UNION ALL
    SELECT f.caused_by_id, o.machine_id, coalesce(o.at, f.at), 0,
           f.bad * coalesce(o.weight / nullif(sum(o.weight) OVER (PARTITION BY f.id), 0), 1)
    FROM far f LEFT JOIN origin o ON o.id = f.id
    UNION ALL
    SELECT d.work_order_id, NULL, coalesce(o.at, d.at), 0, d.quantity
    FROM production_reviewdecision d
    LEFT JOIN production_reviewdecision o ON o.id = d.reverses_id
    WHERE d.outcome IN ('downgrade', 'scrap')
), summed AS MATERIALIZED (
    SELECT work_order_id, machine_id, (at AT TIME ZONE %(zone)s)::date AS day,
           sum(pieces) AS pieces, sum(bad) AS bad
    FROM placed WHERE at >= %(start)s AND at < %(end)s
    GROUP BY 1, 2, 3
), timed AS (
    SELECT w.work_centre_id, u.category_id, s.day, s.pieces, s.bad,
           coalesce(s.machine_id, (
               SELECT i.machine_id FROM production_timeinterval i
               WHERE i.work_order_id = s.work_order_id AND i.machine_id IS NOT NULL
                 AND i.started_at < (s.day + 1)::timestamp AT TIME ZONE %(zone)s
               ORDER BY i.started_at DESC LIMIT 1)) AS machine_id,
           u.numerator::numeric / u.denominator AS ratio,
           CASE WHEN p.is_external THEN NULL
                ELSE 60 * nullif(coalesce(t.cycle_minutes, p.cycle_minutes), 0)
                     / coalesce(t.units_per_cycle, p.units_per_cycle) END AS ideal
    FROM summed s
    JOIN production_workorder w ON w.id = s.work_order_id
    JOIN production_order o ON o.id = w.order_id
    JOIN catalog_item item ON item.id = o.item_id
    JOIN units_unit u ON u.id = item.unit_id
    LEFT JOIN engineering_operation p ON p.id = w.operation_id
    LEFT JOIN engineering_operationtimes t ON t.operation_id = p.id AND t.item_id = o.item_id
)
SELECT t.machine_id, coalesce(m.work_centre_id, t.work_centre_id), t.day, t.category_id,
       coalesce(sum(t.pieces * t.ideal), 0), coalesce(sum((t.pieces - t.bad) * t.ideal), 0),
       sum(t.pieces * t.ratio), sum(t.bad * t.ratio),
       coalesce(sum(t.pieces * t.ratio) FILTER (WHERE t.ideal IS NULL), 0)
FROM timed t LEFT JOIN resources_machine m ON m.id = t.machine_id
GROUP BY 1, 2, 3, 4
"""


def made_per_day(*, start: datetime, end: datetime, zone: str, actor: Actor) -> list[MadeOnDay]:
    """What came off between two instants, by machine or work centre and day of ``zone``."""
    actor.require("production.view")
    given = {"start": start, "end": end, "zone": zone}
    return [MadeOnDay(*row) for row in _rows(MADE, given)]


WORK_BEGAN = """
SELECT work_centre_id, min(first_activity_at) FROM production_workorder
WHERE first_activity_at IS NOT NULL GROUP BY 1
"""


def work_began(*, actor: Actor) -> dict[int, datetime]:
    """When something was first recorded at each work centre."""
    actor.require("production.view")
    return dict(_rows(WORK_BEGAN, {}))


def _rows(statement: str, given: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'; SET LOCAL jit = off")
        cursor.execute(statement, given)
        return cursor.fetchall()
