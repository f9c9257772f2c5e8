"""Time intervals are what timers and bookings say."""

from runwright.journal.invariants import sql_invariant

_STANDS = """reverses_id IS NULL
  AND NOT EXISTS (SELECT FROM {table} r WHERE r.reverses_id = {alias}.id)"""

BOOKED_INTERVALS = f"""
WITH booking AS (
    SELECT * FROM production_timebooking b
    WHERE b.{_STANDS.format(table="production_timebooking", alias="b")}
), expected AS (
    SELECT id AS source, work_order_id, operator_id, NULL::bigint AS machine_id, kind,
           started_at, ended_at, labour_rate, machine_rate
    FROM booking WHERE operator_id IS NOT NULL
    UNION ALL
    SELECT id, work_order_id, NULL, machine_id, kind, started_at, ended_at,
           labour_rate, machine_rate
    FROM booking WHERE machine_id IS NOT NULL
), stored AS (
    SELECT source, work_order_id, operator_id, machine_id, kind, started_at, ended_at,
           labour_rate, machine_rate
    FROM production_timeinterval WHERE NOT is_live
)
SELECT source, 'as booked', 'missing' FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM stored)
UNION ALL
SELECT source, 'no such booking', started_at::text
FROM (SELECT * FROM stored EXCEPT ALL SELECT * FROM expected)
"""

TIMED_PEOPLE = f"""
WITH started AS (
    SELECT s.id AS source, s.work_order_id, s.operator_id, s.kind, s.at AS started_at,
           (SELECT min(e.at) FROM production_timerstop e
            WHERE e.start_id = s.id AND e.operator_ended) AS ended_at,
           s.labour_rate, s.machine_rate
    FROM production_timerstart s
    WHERE s.operator_id IS NOT NULL
      AND s.{_STANDS.format(table="production_timerstart", alias="s")}
), stored AS (
    SELECT source, work_order_id, operator_id, kind, started_at, ended_at,
           labour_rate, machine_rate
    FROM production_timeinterval WHERE is_live AND operator_id IS NOT NULL
)
SELECT source, 'as started and stopped', 'missing'
FROM (SELECT * FROM started EXCEPT ALL SELECT * FROM stored)
UNION ALL
SELECT source, 'no such timer', started_at::text
FROM (SELECT * FROM stored EXCEPT ALL SELECT * FROM started)
"""

TIMED_MACHINES = f"""
WITH started AS (
    SELECT * FROM production_timerstart s
    WHERE s.machine_id IS NOT NULL
      AND s.{_STANDS.format(table="production_timerstart", alias="s")}
), stored AS (
    SELECT * FROM production_timeinterval WHERE is_live AND machine_id IS NOT NULL
), stopped AS (
    SELECT start_id, min(at) AS at FROM production_timerstop
    WHERE machine_ended GROUP BY start_id
)
SELECT s.id::text, 'an interval of its machine', 'none'
FROM started s
WHERE NOT EXISTS (
    SELECT FROM stored i
    WHERE i.work_order_id = s.work_order_id AND i.machine_id = s.machine_id
      AND i.started_at <= s.at AND coalesce(i.ended_at, 'infinity') >= s.at)
UNION ALL
SELECT i.source::text, 'a timer of this machine', i.started_at::text
FROM stored i
WHERE NOT EXISTS (
    SELECT FROM started s
    WHERE s.id = i.source AND s.machine_id = i.machine_id AND s.at = i.started_at
      AND s.work_order_id = i.work_order_id AND s.kind = i.kind
      AND s.machine_rate IS NOT DISTINCT FROM i.machine_rate)
UNION ALL
SELECT i.source::text, coalesce(stop.at::text, 'still running'),
       coalesce(i.ended_at::text, 'running')
FROM stored i
LEFT JOIN stopped stop ON stop.start_id = i.source
WHERE i.ended_at IS DISTINCT FROM stop.at
"""

INVARIANTS = (
    sql_invariant(
        "production.booked_intervals",
        "Every booking that stands has its intervals, and no others exist.",
        BOOKED_INTERVALS,
    ),
    sql_invariant(
        "production.timed_people",
        "Every timer of a person has its interval from start to stop, and no others exist.",
        TIMED_PEOPLE,
    ),
    sql_invariant(
        "production.timed_machines",
        "A machine's interval runs from the first timer on it to the stop that ended it.",
        TIMED_MACHINES,
    ),
)
