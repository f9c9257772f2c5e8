"""What a day of the plant holds, computed from the facts: the statements behind ``day_sums``.

Each takes arrays of instants, ``starts`` and ``ends``, between which it looks, and the ``zone`` in
which days begin. The database cannot know how little lies between two instants: ``OFFSET 0`` keeps
it from reading whole tables instead of looking up the few rows that belong to what it found.
"""

SPAN = """span AS MATERIALIZED (
    SELECT * FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) AS s (starts, ends)
)"""

# Pieces count where and when their operation was confirmed, a rework not again. What is bad counts
# at the operation that caused it: with batches where that confirmed the batch's ancestors, each
# with its share, else at the instant of the finding. A reversal counts where its original does.
# Batches that go on in another order count once: where they were worked.
MADE = f"""
WITH RECURSIVE {SPAN}, moved AS MATERIALIZED (
    SELECT id FROM production_scan WHERE kind = 'rehome'
), inside AS MATERIALIZED (
    SELECT q.id, q.work_order_id, q.machine_id, q.at, q.caused_by_id, q.is_rework,
           q.firsts + q.seconds + q.waste + q.held AS pieces,
           q.seconds + q.waste - q.from_seconds AS bad
    FROM span s JOIN production_quantityreport q ON q.at >= s.starts AND q.at < s.ends
    WHERE q.reverses_id IS NULL
      AND (q.scan_id IS NULL OR q.scan_id NOT IN (SELECT id FROM moved))
), counted AS (
    SELECT work_order_id, machine_id, at, caused_by_id, is_rework, pieces, bad FROM inside
    UNION ALL
    SELECT o.work_order_id, o.machine_id, o.at, o.caused_by_id, o.is_rework,
           q.firsts + q.seconds + q.waste + q.held, q.seconds + q.waste - q.from_seconds
    FROM inside o CROSS JOIN LATERAL (
        SELECT * FROM production_quantityreport r WHERE r.reverses_id = o.id OFFSET 0) q
), far AS MATERIALIZED (
    SELECT f.id, f.caused_by_id, f.batch_id, f.at, f.seconds + f.waste - f.from_seconds + coalesce((
               SELECT sum(z.seconds + z.waste - z.from_seconds)
               FROM production_quantityreport z WHERE z.reverses_id = f.id), 0) AS bad
    FROM production_quantityreport f
    WHERE f.caused_by_id <> f.work_order_id AND f.reverses_id IS NULL
      AND (f.scan_id IS NULL OR f.scan_id NOT IN (SELECT id FROM moved))
      AND (f.id IN (SELECT id FROM inside)
           OR f.caused_by_id IN (SELECT work_order_id FROM inside))
), up (id, batch_id) AS (
    SELECT id, batch_id FROM far WHERE batch_id IS NOT NULL AND bad <> 0
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
), elsewhere AS (
    SELECT f.caused_by_id AS work_order_id, o.machine_id, coalesce(o.at, f.at) AS at, 0 AS pieces,
           f.bad * coalesce(o.weight / nullif(sum(o.weight) OVER (PARTITION BY f.id), 0), 1) AS bad
    FROM far f LEFT JOIN origin o ON o.id = f.id
    WHERE f.bad <> 0
    UNION ALL
    SELECT d.work_order_id, NULL, coalesce(o.at, d.at), 0, d.quantity
    FROM production_reviewdecision d
    LEFT JOIN production_reviewdecision o ON o.id = d.reverses_id
    WHERE d.outcome IN ('downgrade', 'scrap')
), placed AS (
    SELECT work_order_id, machine_id, at, CASE WHEN is_rework THEN 0 ELSE pieces END AS pieces,
           CASE WHEN caused_by_id <> work_order_id THEN 0 ELSE bad END AS bad
    FROM counted
    UNION ALL
    SELECT e.* FROM elsewhere e JOIN span s ON e.at >= s.starts AND e.at < s.ends
), summed AS MATERIALIZED (
    SELECT work_order_id, machine_id, (at AT TIME ZONE %(zone)s)::date AS day,
           sum(pieces) AS pieces, sum(bad) AS bad
    FROM placed GROUP BY 1, 2, 3
)
SELECT s.day,
       coalesce(s.machine_id, (
           SELECT i.machine_id FROM production_timeinterval i
           WHERE i.work_order_id = s.work_order_id AND i.machine_id IS NOT NULL
             AND i.started_at < (s.day + 1)::timestamp AT TIME ZONE %(zone)s
           ORDER BY i.started_at DESC, i.id DESC LIMIT 1)) AS machine_id,
       w.work_centre_id, w.operation_id, w.item_id,
       round(sum(s.pieces), 9) AS pieces, round(sum(s.bad), 9) AS bad
FROM summed s CROSS JOIN LATERAL (
    SELECT w.work_centre_id, w.operation_id, o.item_id
    FROM production_workorder w JOIN production_order o ON o.id = w.order_id
    WHERE w.id = s.work_order_id OFFSET 0) w
GROUP BY 1, 2, 3, 4, 5
"""

LOST = f"""
WITH {SPAN}, piece AS (
    SELECT d.day::date AS day, i.machine_id,
           CASE WHEN i.machine_id IS NULL THEN i.work_order_id END AS work_order_id, i.kind,
           tstzrange(greatest(i.started_at, s.starts, d.day AT TIME ZONE %(zone)s),
                     least(i.ended_at, s.ends,
                           (d.day + interval '1 day') AT TIME ZONE %(zone)s)) AS stretch
    FROM span s
    JOIN production_timeinterval i
        ON i.ended_at > s.starts AND (i.started_at < s.ends) IS TRUE  -- by one index, not by two
    CROSS JOIN LATERAL generate_series(
        date_trunc('day', greatest(i.started_at, s.starts) AT TIME ZONE %(zone)s),
        least(i.ended_at, s.ends) AT TIME ZONE %(zone)s - interval '1 microsecond',
        interval '1 day') AS d (day)
    WHERE i.kind IN ('setup', 'disruption') AND i.ended_at > i.started_at
      AND (i.machine_id IS NOT NULL OR (
          SELECT w.work_centre_id FROM production_workorder w WHERE w.id = i.work_order_id
          ) NOT IN (SELECT work_centre_id FROM resources_machine))
), merged AS (
    SELECT day, machine_id, work_order_id, kind, range_agg(stretch) AS stretches
    FROM piece GROUP BY 1, 2, 3, 4
)
SELECT day, machine_id, work_order_id, kind, lower(r) AS starts, upper(r) AS ends
FROM merged CROSS JOIN LATERAL unnest(stretches) AS r
"""

COSTS = f"""
WITH {SPAN}
SELECT (o.state_since AT TIME ZONE %(zone)s)::date AS day, f.kind, w.work_centre_id,
       CASE WHEN f.kind <> 'output' THEN ''
            WHEN f.item_id = o.item_id THEN f.grade ELSE 'by_product' END AS grade,
       sum(f.amount) AS amount
FROM span s
JOIN production_order o
    ON o.state = 'done' AND o.state_since >= s.starts AND o.state_since < s.ends
CROSS JOIN LATERAL (
    SELECT * FROM production_costfact c WHERE c.order_id = o.id OFFSET 0) f
LEFT JOIN LATERAL (
    SELECT * FROM production_workorder o WHERE o.id = f.work_order_id OFFSET 0) w ON true
GROUP BY 1, 2, 3, 4
"""

# What an order that ended says of itself. ``planned`` and ``compared`` are standard and cost of
# those with both; ``differed`` is by how much, whichever way.
ENDED = f"""
WITH {SPAN}
SELECT (o.state_since AT TIME ZONE %(zone)s)::date AS day, o.item_id,
       (count(*) FILTER (WHERE d.done))::int AS done,
       (count(*) FILTER (WHERE NOT d.done))::int AS cancelled,
       (count(*) FILTER (WHERE d.done AND o.state_since <= o.deadline))::int AS on_time,
       (count(*) FILTER (WHERE d.done AND o.state_since > o.deadline))::int AS overran,
       (count(*) FILTER (WHERE d.costed))::int AS costed,
       coalesce(sum(o.quantity) FILTER (WHERE d.done), 0) AS ordered,
       coalesce(sum(o.firsts) FILTER (WHERE d.done), 0) AS firsts,
       coalesce(sum(o.seconds) FILTER (WHERE d.done), 0) AS seconds,
       coalesce(sum(o.waste) FILTER (WHERE d.done), 0) AS waste,
       coalesce(sum(o.firsts) FILTER (WHERE d.costed), 0) AS costed_firsts,
       coalesce(sum(o.seconds) FILTER (WHERE d.costed), 0) AS costed_seconds,
       coalesce(sum(o.cost) FILTER (WHERE d.costed), 0) AS money,
       coalesce(sum(o.cost) FILTER (WHERE NOT d.done), 0) AS lost,
       coalesce(sum(d.standard), 0) AS planned,
       coalesce(sum(o.cost) FILTER (WHERE d.standard IS NOT NULL), 0) AS compared,
       coalesce(sum(abs(o.cost - d.standard)), 0) AS differed
FROM span s
JOIN production_order o
    ON o.state IN ('done', 'cancelled') AND o.state_since >= s.starts AND o.state_since < s.ends
CROSS JOIN LATERAL (
    SELECT o.state = 'done' AS done, o.state = 'done' AND o.cost IS NOT NULL AS costed,
           CASE WHEN o.state = 'done' AND o.cost IS NOT NULL
                THEN o.standard_material + o.standard_work END AS standard) d
WHERE d.done OR NOT o.is_history
GROUP BY 1, 2
"""

# ``again`` is what became good only when it was worked again.
FINISHED = f"""
WITH {SPAN}
SELECT (w.state_since AT TIME ZONE %(zone)s)::date AS day, w.work_centre_id, w.name, o.item_id,
       count(*)::int AS works, (count(*) FILTER (WHERE w.expected_minutes > 0))::int AS estimated,
       sum(w.expected_minutes) AS expected, sum(w.worked_seconds) AS worked,
       coalesce(sum(w.worked_seconds) FILTER (WHERE w.expected_minutes > 0), 0) AS compared,
       sum(w.firsts) AS firsts, sum(w.seconds) AS seconds, sum(w.waste) AS waste,
       sum(w.held) AS held,
       coalesce(sum(CASE WHEN w.rework_marks > 0 THEN (
           SELECT sum(q.firsts) FROM production_quantityreport q
           WHERE q.work_order_id = w.id AND q.is_rework) END), 0) AS again
FROM span s
JOIN production_workorder w
    ON w.state = 'finished' AND w.state_since >= s.starts AND w.state_since < s.ends
CROSS JOIN LATERAL (
    SELECT o.item_id FROM production_order o WHERE o.id = w.order_id OFFSET 0) o
GROUP BY 1, 2, 3, 4
"""

# What came of orders: firsts of their last operation, all else of every operation, whenever it was
# reported, taken back or decided. A mark of rework counts at its report, unless all of that is
# taken back. Orders of an import that was undone count nowhere.
OUTCOMES = f"""
WITH {SPAN}, fact AS (
    SELECT q.at, q.work_order_id, q.firsts, q.seconds - q.from_seconds AS seconds, q.waste, q.held,
           (q.is_rework AND q.reverses_id IS NULL AND NOT coalesce((
               SELECT sum(z.firsts + z.seconds + z.waste + z.held)
                   = -(q.firsts + q.seconds + q.waste + q.held)
               FROM production_quantityreport z WHERE z.reverses_id = q.id), false))::int AS rework
    FROM span s JOIN production_quantityreport q ON q.at >= s.starts AND q.at < s.ends
    UNION ALL
    SELECT d.at, d.work_order_id,
           CASE d.outcome WHEN 'release' THEN d.quantity ELSE 0 END,
           CASE d.outcome WHEN 'downgrade' THEN d.quantity ELSE 0 END,
           CASE d.outcome WHEN 'scrap' THEN d.quantity ELSE 0 END, -d.quantity, 0
    FROM span s JOIN production_reviewdecision d ON d.at >= s.starts AND d.at < s.ends
)
SELECT (f.at AT TIME ZONE %(zone)s)::date AS day, o.item_id,
       coalesce(sum(f.firsts) FILTER (WHERE o.is_output), 0) AS firsts, sum(f.seconds) AS seconds,
       sum(f.waste) AS waste, sum(f.held) AS held, sum(f.rework)::int AS rework
FROM fact f
CROSS JOIN LATERAL (
    SELECT o.item_id, w.is_output
    FROM production_workorder w JOIN production_order o ON o.id = w.order_id
    WHERE w.id = f.work_order_id AND NOT (o.is_history AND o.state = 'cancelled') OFFSET 0) o
GROUP BY 1, 2
"""

# Reports count when they were made, decisions when they were taken.
FLAWS = f"""
WITH {SPAN}, flaw AS (
    SELECT q.at, q.work_order_id, q.scrap_reason_id, 1 AS reports, q.waste AS lost,
           q.seconds AS lesser
    FROM span s JOIN production_quantityreport q ON q.at >= s.starts AND q.at < s.ends
    WHERE q.waste <> 0 OR q.seconds <> 0
    UNION ALL
    SELECT d.at, d.work_order_id, d.scrap_reason_id, 0,
           CASE d.outcome WHEN 'scrap' THEN d.quantity ELSE 0 END,
           CASE d.outcome WHEN 'scrap' THEN 0 ELSE d.quantity END
    FROM span s JOIN production_reviewdecision d ON d.at >= s.starts AND d.at < s.ends
    WHERE d.outcome IN ('scrap', 'downgrade')
)
SELECT (f.at AT TIME ZONE %(zone)s)::date AS day, f.scrap_reason_id, o.item_id,
       sum(f.reports)::int AS reports, sum(f.lost) AS lost, sum(f.lesser) AS lesser
FROM flaw f
CROSS JOIN LATERAL (
    SELECT o.item_id FROM production_workorder w JOIN production_order o ON o.id = w.order_id
    WHERE w.id = f.work_order_id OFFSET 0) o
GROUP BY 1, 2, 3
"""
