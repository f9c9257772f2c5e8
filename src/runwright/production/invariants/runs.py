"""Batches, links and runs say what the scans say; nothing is lost on the way."""

from runwright.journal.invariants import sql_invariant

TAKEN_IS_SUM_OF_LINKS = """
SELECT b.code, coalesce(l.quantity, 0), b.taken
FROM production_batch b
LEFT JOIN (SELECT source_id, sum(quantity) AS quantity FROM production_batchlink
           GROUP BY source_id) l ON l.source_id = b.id
WHERE coalesce(l.quantity, 0) <> b.taken
"""

BORN_OF_LINKS = """
WITH came AS (
    SELECT l.result_id, coalesce(sum(l.quantity) FILTER (WHERE l.grade = 'firsts'), 0) AS firsts,
           coalesce(sum(l.quantity) FILTER (WHERE l.grade = 'seconds'), 0) AS seconds
    FROM production_batchlink l
    JOIN production_batch s ON s.id = l.source_id JOIN production_batch r ON r.id = l.result_id
    WHERE s.order_id = r.order_id GROUP BY l.result_id
)
SELECT b.code, b.firsts || '/' || b.seconds, c.firsts || '/' || c.seconds
FROM production_batch b JOIN came c ON c.result_id = b.id
WHERE CASE WHEN b.ending = 'undone' THEN (c.firsts, c.seconds) <> (0, 0)
           ELSE (c.firsts, c.seconds) <> (b.firsts, b.seconds) END
"""

GAINED_IS_SUM_OF_GAINS = """
SELECT b.code, coalesce(g.quantity, 0), b.gained
FROM production_batch b
LEFT JOIN (SELECT q.batch_id, sum(n.quantity) AS quantity
           FROM production_gain n JOIN production_quantityreport q ON q.id = n.report_id
           GROUP BY q.batch_id) g ON g.batch_id = b.id
WHERE coalesce(g.quantity, 0) <> b.gained
"""

STATE_OF_ITS_SCANS = """
WITH live AS (
    SELECT s.batch_id, bool_or(s.kind = 'close') AS closed, bool_or(s.kind <> 'close') AS confirmed
    FROM production_scan s
    WHERE s.reverses_id IS NULL
      AND NOT EXISTS (SELECT FROM production_scan r WHERE r.reverses_id = s.id)
    GROUP BY s.batch_id
)
SELECT b.code, 'a state its scans have led to', b.state || ' ' || b.ending
FROM production_batch b LEFT JOIN live l ON l.batch_id = b.id
WHERE b.is_planned AND (b.state IN ('created', 'void')) = coalesce(l.confirmed, false)
   OR b.state = 'scanned' AND b.taken >= b.firsts + b.seconds + b.gained
   OR b.ending IN ('consumed', 'by_hand') AND b.taken <> b.firsts + b.seconds + b.gained
   OR b.ending = 'by_hand' AND NOT coalesce(l.closed, false)
   OR b.state IN ('created', 'void') AND (b.taken <> 0 OR b.is_planned AND b.passed <> '')
   OR b.state IN ('scanned', 'closed') AND b.passed = ''
"""

RUN_STATE = """
WITH counted AS (
    SELECT run_id, count(*) FILTER (WHERE state = 'created') AS created,
           count(*) FILTER (WHERE state IN ('scanned', 'closed')) AS scanned
    FROM production_batch b WHERE is_planned OR NOT EXISTS (
        SELECT FROM production_batch p WHERE p.run_id = b.run_id AND p.is_planned)
    GROUP BY run_id
), told AS (
    SELECT r.number, r.state, r.started_at, r.completed_at,
           CASE WHEN coalesce(c.scanned, 0) = 0
                THEN CASE WHEN coalesce(c.created, 0) = 0 THEN 'cancelled' ELSE 'pending' END
                WHEN c.created > 0 THEN 'in_progress' ELSE 'completed' END AS says
    FROM production_run r LEFT JOIN counted c ON c.run_id = r.id
)
SELECT number, says, state FROM told
WHERE state <> says AND NOT (state = 'completed' AND says = 'cancelled')
   OR (started_at IS NULL) <> (state IN ('pending', 'cancelled'))
   OR (completed_at IS NULL) <> (state <> 'completed')
"""

BATCHED_IS_RELEASED = """
WITH came AS (
    SELECT b.order_id, sum(b.firsts + b.seconds) AS quantity FROM production_batch b
    WHERE b.state <> 'void' AND (b.is_planned OR EXISTS (
        SELECT FROM production_batchlink l JOIN production_batch s ON s.id = l.source_id
        WHERE l.result_id = b.id AND s.order_id <> b.order_id) OR NOT EXISTS (
        SELECT FROM production_batchlink l WHERE l.result_id = b.id))
    GROUP BY b.order_id
)
SELECT o.number, c.quantity, o.batched
FROM production_order o LEFT JOIN came c ON c.order_id = o.id
WHERE o.state <> 'cancelled' AND o.batched IS DISTINCT FROM c.quantity
"""

NOTHING_LOST_BETWEEN = """
WITH step AS (
    SELECT w.order_id, w.id, w.name, w.firsts + w.seconds + w.waste + w.held - w.gained AS came,
           lag(w.id) OVER way AS before_id,
           coalesce(lag(w.firsts + CASE WHEN i.seconds_go_on THEN w.seconds ELSE 0 END) OVER way,
                    o.batched) AS had, o.number
    FROM production_workorder w
    JOIN production_order o ON o.id = w.order_id JOIN catalog_item i ON i.id = o.item_id
    WHERE o.batched IS NOT NULL AND o.state IN ('planned', 'in_progress', 'done')
      AND w.state <> 'cancelled' AND NOT EXISTS (
          SELECT FROM production_workorder x JOIN engineering_operation p ON p.id = x.operation_id
          WHERE x.order_id = o.id AND (p.starts_branch OR EXISTS (
              SELECT FROM engineering_operation_follows f WHERE f.from_operation_id = p.id)))
    WINDOW way AS (PARTITION BY w.order_id ORDER BY w.sequence)
), waiting AS (
    SELECT order_id, stands_at_id, sum(firsts + seconds + gained - taken) AS quantity
    FROM production_batch WHERE state IN ('created', 'scanned') GROUP BY order_id, stands_at_id
)
SELECT s.number || ' before ' || s.name, s.had - s.came, coalesce(t.quantity, 0)
FROM step s LEFT JOIN waiting t
     ON t.order_id = s.order_id AND t.stands_at_id IS NOT DISTINCT FROM s.before_id
WHERE s.had - s.came <> coalesce(t.quantity, 0)
"""

FINISHED_IS_RECEIVED = """
WITH received AS (
    SELECT r.order_id, split_part(l.number, '-', 1) AS code,
           sum(CASE WHEN m.reverses_id IS NULL THEN m.quantity ELSE -m.quantity END) AS quantity
    FROM production_outputreceipt r
    JOIN stock_move m ON m.id = r.move_id JOIN stock_lot l ON l.id = m.lot_id
    GROUP BY r.order_id, split_part(l.number, '-', 1)
), regraded AS (
    SELECT l.source_id, sum(l.quantity) AS quantity
    FROM production_batchlink l JOIN production_scan s ON s.id = l.scan_id
    WHERE s.kind = 'grade' GROUP BY l.source_id
)
SELECT b.code, h.quantity, coalesce(r.quantity, 0)
FROM production_batch b LEFT JOIN received r ON r.order_id = b.order_id AND r.code = b.code
LEFT JOIN regraded g ON g.source_id = b.id
CROSS JOIN LATERAL (SELECT CASE WHEN b.ending = 'finished'
                    THEN b.firsts + b.seconds + b.gained - coalesce(g.quantity, 0)
                    ELSE 0 END AS quantity) h
WHERE h.quantity <> coalesce(r.quantity, 0)
"""

NONE_OPEN_WHEN_DONE = """
SELECT o.number, 'no open batch', b.code || ' ' || b.state
FROM production_batch b JOIN production_order o ON o.id = b.order_id
WHERE b.state IN ('created', 'scanned') AND o.state NOT IN ('planned', 'in_progress')
"""

REVERSED_WHOLE = """
SELECT l.id, 'undone as a whole or not at all', sum(o.quantity)
FROM production_batchlink l JOIN production_batchlink o ON o.reverses_id = l.id
GROUP BY l.id, l.quantity HAVING l.quantity + sum(o.quantity) <> 0
"""

INVARIANTS = (
    sql_invariant(
        "production.batch_taken",
        "What left a batch is the sum of its links.",
        TAKEN_IS_SUM_OF_LINKS,
    ),
    sql_invariant(
        "production.batch_born",
        "A batch that came out of others holds what they gave.",
        BORN_OF_LINKS,
    ),
    sql_invariant(
        "production.batch_gained",
        "What was found beyond a batch is the sum of its gains.",
        GAINED_IS_SUM_OF_GAINS,
    ),
    sql_invariant(
        "production.batch_state",
        "A batch is in the state its scans have led to.",
        STATE_OF_ITS_SCANS,
    ),
    sql_invariant("production.run_state", "A run is what its planned batches are.", RUN_STATE),
    sql_invariant(
        "production.batched_is_released",
        "What batches brought to an order is what was released and made of parts.",
        BATCHED_IS_RELEASED,
    ),
    sql_invariant(
        "production.nothing_lost_between",
        "What passed an operation came to the next or waits for it in open batches.",
        NOTHING_LOST_BETWEEN,
    ),
    sql_invariant(
        "production.finished_is_received",
        "A finished batch is in stock under its label, once.",
        FINISHED_IS_RECEIVED,
    ),
    sql_invariant(
        "production.no_batch_open_when_done",
        "An order that is over has no open batch.",
        NONE_OPEN_WHEN_DONE,
    ),
    sql_invariant(
        "production.links_reversed_whole",
        "A link is undone as a whole.",
        REVERSED_WHOLE,
    ),
)
