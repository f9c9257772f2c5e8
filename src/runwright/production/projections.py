"""Sums of the floor facts, kept on work orders, orders and machine days.

Each statement computes a sum from the facts alone. Services run them for what they touched;
the doctor runs the same sums over everything and compares.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import connection

from runwright.company.selectors import plant_zone
from runwright.journal.rows import answer

# The facts are summed first and once: a planner that knows nothing of a fresh database yet would
# otherwise go through all of them for every work order.
WORK_SUMS = """
WITH undone AS MATERIALIZED (
    SELECT reverses_id AS id, sum(firsts + seconds + waste + held) AS quantity
    FROM production_quantityreport WHERE reverses_id IS NOT NULL AND {scope}
    GROUP BY reverses_id
), reported AS MATERIALIZED (
    SELECT work_order_id, sum(firsts) AS firsts, sum(seconds) AS seconds, sum(waste) AS waste,
           sum(held) AS held, sum(from_seconds) AS from_seconds,
           count(*) FILTER (WHERE is_rework AND counts) AS rework_marks,
           min(at) FILTER (WHERE counts) AS first_at,
           max(at) FILTER (WHERE counts) AS last_at
    FROM (
        SELECT q.*, q.reverses_id IS NULL AND (u.quantity IS NULL
                    OR u.quantity <> -(q.firsts + q.seconds + q.waste + q.held)) AS counts
        FROM production_quantityreport q LEFT JOIN undone u ON u.id = q.id WHERE {scope}
    ) q
    GROUP BY work_order_id
), decided AS MATERIALIZED (
    SELECT work_order_id, sum(quantity) AS held,
           coalesce(sum(quantity) FILTER (WHERE outcome = 'release'), 0) AS firsts,
           coalesce(sum(quantity) FILTER (WHERE outcome = 'downgrade'), 0) AS seconds,
           coalesce(sum(quantity) FILTER (WHERE outcome = 'scrap'), 0) AS waste
    FROM production_reviewdecision WHERE {scope}
    GROUP BY work_order_id
), timed AS MATERIALIZED (
    SELECT work_order_id, min(started_at) AS first_at,
           max(coalesce(ended_at, started_at)) AS last_at,
           range_agg(tstzrange(started_at, ended_at)) FILTER (WHERE ended_at > started_at) AS spans
    FROM production_timeinterval WHERE {scope}
    GROUP BY work_order_id
)
SELECT w.id,
       coalesce(r.firsts, 0) + coalesce(d.firsts, 0) AS firsts,
       coalesce(r.seconds, 0) + coalesce(d.seconds, 0) AS seconds,
       coalesce(r.waste, 0) + coalesce(d.waste, 0) AS waste,
       coalesce(r.held, 0) - coalesce(d.held, 0) AS held,
       coalesce(r.from_seconds, 0) AS from_seconds,
       coalesce(r.rework_marks, 0) AS rework_marks,
       least(i.first_at, r.first_at) AS first_activity_at,
       greatest(i.last_at, r.last_at) AS last_activity_at,
       coalesce((SELECT sum(extract(epoch FROM upper(s) - lower(s)))
                 FROM unnest(i.spans) AS s), 0)::bigint AS worked_seconds
FROM production_workorder w
LEFT JOIN reported r ON r.work_order_id = w.id
LEFT JOIN decided d ON d.work_order_id = w.id
LEFT JOIN timed i ON i.work_order_id = w.id
"""

WORK_UPDATE = (
    "WITH s AS ("
    + WORK_SUMS.format(scope="work_order_id = ANY(%(ids)s)")
    + """
WHERE w.id = ANY(%(ids)s))
UPDATE production_workorder w
SET firsts = s.firsts, seconds = s.seconds, waste = s.waste, held = s.held,
    from_seconds = s.from_seconds, rework_marks = s.rework_marks,
    first_activity_at = s.first_activity_at, last_activity_at = s.last_activity_at,
    worked_seconds = s.worked_seconds
FROM s WHERE s.id = w.id
"""
)

ORDER_SUMS = """
SELECT order_id AS id,
       coalesce(sum(firsts) FILTER (WHERE is_output), 0) AS firsts,
       coalesce(sum(seconds - from_seconds), 0) AS seconds,
       coalesce(sum(waste), 0) AS waste,
       coalesce(sum(held), 0) AS held,
       coalesce(sum(rework_marks), 0) AS rework_marks,
       min(first_activity_at) AS first_activity_at,
       max(last_activity_at) AS last_activity_at
FROM production_workorder
"""

ORDER_UPDATE = (
    "WITH s AS ("
    + ORDER_SUMS
    + """
WHERE order_id = ANY(%(orders)s) GROUP BY order_id)
UPDATE production_order o
SET firsts = s.firsts, seconds = s.seconds, waste = s.waste, held = s.held,
    rework_marks = s.rework_marks,
    first_activity_at = s.first_activity_at, last_activity_at = s.last_activity_at
FROM s WHERE s.id = o.id
"""
)

MACHINE_DAYS = """
WITH piece AS (
    SELECT i.machine_id, d.day::date AS day, i.kind,
           greatest(i.started_at, d.day AT TIME ZONE %(zone)s) AS starts,
           least(i.ended_at, (d.day + interval '1 day') AT TIME ZONE %(zone)s) AS ends,
           i.started_at >= d.day AT TIME ZONE %(zone)s AS begins
    FROM production_timeinterval i
    CROSS JOIN LATERAL generate_series(
        date_trunc('day', i.started_at AT TIME ZONE %(zone)s),
        i.ended_at AT TIME ZONE %(zone)s, interval '1 day') AS d(day)
    WHERE i.machine_id IS NOT NULL AND i.ended_at IS NOT NULL {scope}
), summed AS (
    SELECT machine_id, day,
           count(*) FILTER (WHERE begins) AS bookings,
           range_agg(tstzrange(starts, ends)) FILTER (WHERE ends > starts) AS busy,
           sum(extract(epoch FROM ends - starts)) AS booked_seconds,
           sum(extract(epoch FROM ends - starts)) FILTER (WHERE kind = 'setup') AS setup_seconds,
           sum(extract(epoch FROM ends - starts)) FILTER (WHERE kind = 'rework') AS rework_seconds,
           sum(extract(epoch FROM ends - starts)) FILTER (WHERE kind = 'disruption')
               AS disruption_seconds
    FROM piece WHERE ends > starts OR begins
    GROUP BY machine_id, day
)
SELECT machine_id, day, bookings,
       coalesce((SELECT sum(extract(epoch FROM upper(r) - lower(r)))
                 FROM unnest(busy) AS r), 0)::bigint AS busy_seconds,
       coalesce(booked_seconds, 0)::bigint AS booked_seconds,
       coalesce(setup_seconds, 0)::bigint AS setup_seconds,
       coalesce(rework_seconds, 0)::bigint AS rework_seconds,
       coalesce(disruption_seconds, 0)::bigint AS disruption_seconds
FROM summed
"""

MACHINE_DAYS_UPDATE = (
    """
INSERT INTO production_machineday (machine_id, day, bookings, busy_seconds, booked_seconds,
                                   setup_seconds, rework_seconds, disruption_seconds)
SELECT * FROM ("""
    + MACHINE_DAYS.format(
        scope="AND i.machine_id = ANY(%(machines)s)"
        " AND i.started_at < (%(last)s::date + 1)::timestamp AT TIME ZONE %(zone)s"
        " AND i.ended_at >= %(first)s::date::timestamp AT TIME ZONE %(zone)s"
    )
    + """) AS m WHERE day BETWEEN %(first)s AND %(last)s
"""
)

MACHINES_LOCK = """
SELECT id FROM resources_machine WHERE id = ANY(%(machines)s) ORDER BY id FOR NO KEY UPDATE
"""

MACHINE_DAYS_CLEAR = """
DELETE FROM production_machineday
WHERE machine_id = ANY(%(machines)s) AND day BETWEEN %(first)s AND %(last)s
"""


def sums_refresh(*, work_order_ids: Collection[int], order_ids: Collection[int]) -> None:
    """Bring the sums on work orders and orders up to their facts."""
    answer(WORK_UPDATE, {"ids": list(work_order_ids)})
    answer(ORDER_UPDATE, {"orders": list(order_ids)})


def machine_days_refresh(*, machine_ids: Iterable[int], first: datetime, last: datetime) -> None:
    """Sum the machine time again for the plant days from ``first`` to ``last``."""
    zone = plant_zone()
    machines = sorted(set(machine_ids))
    values: dict[str, list[int] | str | date] = {
        "machines": machines,
        "zone": str(zone),
        "first": first.astimezone(zone).date(),
        "last": last.astimezone(zone).date(),
    }
    if machines:
        with connection.cursor() as cursor:
            cursor.execute(MACHINES_LOCK, values)
            cursor.execute(MACHINE_DAYS_CLEAR, values)
            cursor.execute(MACHINE_DAYS_UPDATE, values)
