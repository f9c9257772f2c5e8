"""Costs: what went into an order came out of it, to the cent."""

from runwright.journal.invariants import sql_invariant

NOTHING_LEFT_IN_PROCESS = """
SELECT o.number, 'nothing left in process', sum(c.amount)
FROM production_order o JOIN production_costfact c ON c.order_id = o.id
WHERE o.cost IS NOT NULL GROUP BY o.id HAVING sum(c.amount) <> 0
"""

COST_IS_SUM_OF_FACTS = """
SELECT o.number, coalesce(sum(c.amount) FILTER (WHERE c.amount > 0 AND c.kind IN
       ('material', 'labour', 'machine')), 0), coalesce(o.cost::text, 'not frozen')
FROM production_order o LEFT JOIN production_costfact c ON c.order_id = o.id
WHERE NOT o.is_history
GROUP BY o.id
HAVING (o.state IN ('done', 'cancelled')) <> (o.cost IS NOT NULL)
    OR o.cost <> coalesce(sum(c.amount) FILTER (WHERE c.kind IN
       ('material', 'labour', 'machine')), 0)
"""

MATERIAL_COST_IS_ISSUED = """
SELECT o.number, coalesce(i.value, 0), coalesce(c.amount, 0)
FROM production_order o
LEFT JOIN (
    SELECT x.order_id,
           sum(CASE WHEN m.reverses_id IS NULL THEN m.value ELSE -m.value END) AS value
    FROM production_materialissue x
    JOIN stock_move m ON m.id = x.move_id GROUP BY x.order_id
) i ON i.order_id = o.id
LEFT JOIN (
    SELECT order_id, sum(amount) AS amount FROM production_costfact
    WHERE kind = 'material' AND carried_id IS NULL GROUP BY order_id
) c ON c.order_id = o.id
WHERE o.cost IS NOT NULL AND coalesce(i.value, 0) <> coalesce(c.amount, 0)
"""

OUTPUT_COST_IS_RECEIVED = """
WITH posted AS (
    SELECT x.order_id, CASE WHEN m.reverses_id IS NULL THEN m.value ELSE -m.value END AS value
    FROM production_outputreceipt x JOIN stock_move m ON m.id = x.move_id
    UNION ALL
    SELECT x.order_id, v.amount
    FROM production_outputrevaluation x JOIN stock_revaluation v ON v.id = x.revaluation_id
)
SELECT o.number, coalesce(-c.amount, 0), coalesce(r.value, 0)
FROM production_order o
LEFT JOIN (SELECT order_id, sum(value) AS value FROM posted GROUP BY order_id) r
    ON r.order_id = o.id
LEFT JOIN (
    SELECT order_id, sum(amount) AS amount FROM production_costfact
    WHERE kind = 'output' GROUP BY order_id
) c ON c.order_id = o.id
WHERE o.cost IS NOT NULL AND coalesce(-c.amount, 0) <> coalesce(r.value, 0)
"""

INVARIANTS = (
    sql_invariant(
        "production.nothing_left_in_process",
        "All that went into a closed order came out of it, as output or as a variance.",
        NOTHING_LEFT_IN_PROCESS,
    ),
    sql_invariant(
        "production.cost_is_sum_of_facts",
        "The cost of a closed order is the sum of its material, labour and machine facts.",
        COST_IS_SUM_OF_FACTS,
    ),
    sql_invariant(
        "production.material_cost_is_issued",
        "The material cost of a closed order is what its issues were worth.",
        MATERIAL_COST_IS_ISSUED,
    ),
    sql_invariant(
        "production.output_cost_is_received",
        "The output of a closed order is in stock at the cost it carries, revaluations included.",
        OUTPUT_COST_IS_RECEIVED,
    ),
)
