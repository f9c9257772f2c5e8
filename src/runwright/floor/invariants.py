"""What must always be true of downtime, and of scans that waited."""

from runwright.journal.invariants import sql_invariant

DOWNTIMES_ARE_FACTS = """
WITH expected AS (
    SELECT s.id AS source, s.machine_id, s.work_centre_id, s.reason_id, s.started_at,
           coalesce(s.ended_at, (SELECT min(e.at) FROM floor_downtimeend e
                                 WHERE e.start_id = s.id)) AS ended_at
    FROM floor_downtimestart s
    WHERE s.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM floor_downtimestart r WHERE r.reverses_id = s.id)
), stored AS (
    SELECT source, machine_id, work_centre_id, reason_id, started_at, ended_at FROM floor_downtime
)
SELECT source, 'as started and ended', 'missing'
FROM (SELECT * FROM expected EXCEPT ALL SELECT * FROM stored)
UNION ALL
SELECT source, 'no such stop', started_at::text
FROM (SELECT * FROM stored EXCEPT ALL SELECT * FROM expected)
"""

PARKED_ARE_DECIDED = """
SELECT p.id, 'a scan', 'none'
FROM floor_parkedscan p
WHERE p.state = 'applied' AND NOT EXISTS (SELECT FROM production_scan s WHERE s.id = p.id)
UNION ALL
SELECT p.id, 'no scan while ' || p.state, s.id::text
FROM floor_parkedscan p JOIN production_scan s ON s.id = p.id
WHERE p.state <> 'applied'
"""

INVARIANTS = (
    sql_invariant(
        "floor.downtimes_are_facts",
        "Every downtime runs from its start to its end as the facts say, and no others exist.",
        DOWNTIMES_ARE_FACTS,
    ),
    sql_invariant(
        "floor.parked_are_decided",
        "A scan that waited is posted once it is applied, and not before.",
        PARKED_ARE_DECIDED,
    ),
)
