"""What effectiveness is made from: time machines lost by setting up, and what came off them.

Both are read from the stored sums of days, and from the facts where these do not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from runwright.people.actor import Actor
from runwright.production.day_sums import LOST_SUM, MADE_SUM, days_between

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


LOST_TIME = f"""
WITH lost AS (
    SELECT machine_id, work_order_id, kind, range_agg(tstzrange(starts, ends)) AS stretches
    FROM (
        SELECT machine_id, work_order_id, kind, starts, ends FROM ({LOST_SUM.rows}) stored
        UNION ALL
        SELECT machine_id, CASE WHEN machine_id IS NULL THEN work_order_id END, kind,
               greatest(started_at, %(start)s), least(%(now)s, %(end)s)
        FROM production_timeinterval
        WHERE ended_at IS NULL AND kind IN ('setup', 'disruption')
          AND started_at < least(%(now)s, %(end)s) AND %(now)s > %(start)s
    ) stretch
    GROUP BY 1, 2, 3
), placed AS (
    SELECT l.*, CASE WHEN l.machine_id IS NULL
        THEN (SELECT work_centre_id FROM production_workorder WHERE id = l.work_order_id)
        ELSE (SELECT work_centre_id FROM resources_machine WHERE id = l.machine_id)
        END AS work_centre_id
    FROM lost l
)
SELECT p.machine_id, p.work_centre_id, p.kind,
       extract(epoch FROM lower(s))::bigint, extract(epoch FROM upper(s))::bigint
FROM placed p CROSS JOIN LATERAL unnest(p.stretches) s
WHERE p.machine_id IS NOT NULL
   OR p.work_centre_id NOT IN (SELECT work_centre_id FROM resources_machine)
"""


def time_lost(*, start: datetime, end: datetime, now: datetime, actor: Actor) -> list[LostTime]:
    """Set-up and disruption between two instants; what is still open lasts until ``now``."""
    actor.require("production.view")
    given = days_between(start, end).given | {"start": start, "end": end, "now": now}
    return [LostTime(*row) for row in _rows(LOST_TIME, given)]


@dataclass(frozen=True, slots=True)
class MadeOnDay:
    """What one machine (or a work centre, by no machine of its own) made on a day of the plant, or
    in the week that began on that Monday.

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


MADE_PER_DAY = f"""
WITH summed AS MATERIALIZED (
    SELECT date_trunc(%(unit)s, d.day::timestamp)::date AS day, d.machine_id, d.work_centre_id,
           d.operation_id, d.item_id, sum(d.pieces) AS pieces, sum(d.bad) AS bad
    FROM ({MADE_SUM.rows}) d GROUP BY 1, 2, 3, 4, 5
), timed AS (
    SELECT made.day, made.machine_id, made.work_centre_id, u.category_id, made.pieces, made.bad,
           u.numerator::numeric / u.denominator AS ratio,
           CASE WHEN p.is_external THEN NULL
                ELSE 60 * nullif(coalesce(t.cycle_minutes, p.cycle_minutes), 0)
                     / coalesce(t.units_per_cycle, p.units_per_cycle) END AS ideal
    FROM summed made
    JOIN catalog_item item ON item.id = made.item_id
    JOIN units_unit u ON u.id = item.unit_id
    LEFT JOIN engineering_operation p ON p.id = made.operation_id
    LEFT JOIN engineering_operationtimes t
        ON t.operation_id = p.id AND t.item_id = made.item_id
)
SELECT t.machine_id, coalesce(m.work_centre_id, t.work_centre_id), t.day, t.category_id,
       coalesce(sum(t.pieces * t.ideal), 0), coalesce(sum((t.pieces - t.bad) * t.ideal), 0),
       sum(t.pieces * t.ratio), sum(t.bad * t.ratio),
       coalesce(sum(t.pieces * t.ratio) FILTER (WHERE t.ideal IS NULL), 0)
FROM timed t LEFT JOIN resources_machine m ON m.id = t.machine_id
GROUP BY 1, 2, 3, 4
"""


def made_per_day(
    *, start: datetime, end: datetime, actor: Actor, unit: str = "day"
) -> list[MadeOnDay]:
    """What came off between two instants, by machine or work centre and day (or ``week``)."""
    actor.require("production.view")
    given = days_between(start, end).given | {"unit": unit}
    return [MadeOnDay(*row) for row in _rows(MADE_PER_DAY, given)]


WORK_BEGAN = """
SELECT c.id, (SELECT min(w.first_activity_at) FROM production_workorder w
              WHERE w.work_centre_id = c.id) FROM resources_workcentre c
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
