"""What must always be true of stock."""

from runwright.journal.invariants import sql_invariant

BALANCE_IS_SUM_OF_MOVES = """
WITH signed AS (
    SELECT item_id, lot_id, grade, target_id AS place_id, quantity FROM stock_move
    UNION ALL
    SELECT item_id, lot_id, grade, source_id, -quantity FROM stock_move
), moved AS (
    SELECT item_id, lot_id, grade, place_id, sum(quantity) AS quantity
    FROM signed GROUP BY item_id, lot_id, grade, place_id
)
SELECT i.code || ' at ' || p.code, coalesce(m.quantity, 0), coalesce(b.quantity, 0)
FROM moved m
FULL JOIN stock_balance b
  ON b.item_id = m.item_id AND b.lot_id IS NOT DISTINCT FROM m.lot_id
 AND b.grade = m.grade AND b.place_id = m.place_id
JOIN catalog_item i ON i.id = coalesce(b.item_id, m.item_id)
JOIN stock_place p ON p.id = coalesce(b.place_id, m.place_id)
WHERE coalesce(m.quantity, 0) <> coalesce(b.quantity, 0)
"""

STORAGE_NOT_NEGATIVE = """
SELECT i.code || ' at ' || p.code, '0 or more', b.quantity
FROM stock_balance b
JOIN stock_place p ON p.id = b.place_id
JOIN catalog_item i ON i.id = b.item_id
WHERE p.kind = 'storage' AND b.quantity < 0
"""

STORAGE_MARK = """
SELECT p.code, p.kind = 'storage', b.is_storage
FROM stock_balance b JOIN stock_place p ON p.id = b.place_id
WHERE b.is_storage <> (p.kind = 'storage')
"""

CLAIMS_WITHIN_BALANCE = """
SELECT i.code || ' at ' || p.code, 'claims up to ' || b.quantity, sum(c.quantity)
FROM stock_claim c
JOIN stock_balance b ON b.id = c.balance_id
JOIN stock_place p ON p.id = b.place_id
JOIN catalog_item i ON i.id = b.item_id
GROUP BY b.id, i.code, p.code, b.quantity HAVING sum(c.quantity) > b.quantity
"""

CLAIMS_WITHIN_SUPPLY = """
SELECT s.cause || ' ' || i.code, 'claims up to ' || CASE WHEN s.closed_at IS NULL
       THEN greatest(s.quantity - s.received, 0) ELSE 0 END, sum(c.quantity)
FROM stock_claim c
JOIN stock_expectedsupply s ON s.id = c.supply_id
JOIN catalog_item i ON i.id = s.item_id
GROUP BY s.id, i.code
HAVING s.closed_at IS NOT NULL OR sum(c.quantity) > greatest(s.quantity - s.received, 0)
"""

CLAIMS_FIT_THEIR_NEED = """
SELECT n.cause || ' ' || i.code, 'a claim on the item, in the warehouse, of an open need',
       coalesce(b.item_id || ' at ' || p.code, s.item_id || ' from ' || s.cause)
FROM stock_claim c
JOIN stock_need n ON n.id = c.need_id
JOIN catalog_item i ON i.id = n.item_id
LEFT JOIN stock_balance b ON b.id = c.balance_id
LEFT JOIN stock_place p ON p.id = b.place_id
LEFT JOIN stock_expectedsupply s ON s.id = c.supply_id
WHERE coalesce(b.item_id, s.item_id) <> n.item_id OR b.grade <> 'firsts'
   OR coalesce(p.warehouse_id, s.warehouse_id) IS DISTINCT FROM n.warehouse_id
   OR n.closed_at IS NOT NULL
"""

UNDATED_CLAIMS_ARE_LINKED = """
SELECT n.cause, 'a link to ' || s.cause, 'a claim on a supply without a date'
FROM stock_claim c
JOIN stock_need n ON n.id = c.need_id
JOIN stock_expectedsupply s ON s.id = c.supply_id
WHERE s.due_at IS NULL AND NOT c.is_linked
"""

WAITING_MARKS = """
SELECT n.cause || ' ' || i.code,
       CASE WHEN lacks.quantity > 0 THEN 'waiting since some time' ELSE 'not waiting' END,
       coalesce(n.waiting_since::text, 'not waiting')
FROM stock_need n
JOIN catalog_item i ON i.id = n.item_id
CROSS JOIN LATERAL (
    SELECT n.quantity - n.served - coalesce(sum(c.quantity), 0) AS quantity
    FROM stock_claim c WHERE c.need_id = n.id AND c.balance_id IS NOT NULL
) lacks
WHERE n.closed_at IS NULL AND (lacks.quantity > 0) <> (n.waiting_since IS NOT NULL)
"""

CLAIMS_WITHIN_NEED = """
SELECT n.cause, 'claims up to ' || greatest(n.quantity - n.served, 0), sum(c.quantity)
FROM stock_claim c JOIN stock_need n ON n.id = c.need_id
GROUP BY n.id HAVING sum(c.quantity) > greatest(n.quantity - n.served, 0)
"""

REVERSALS_WITHIN_MOVE = """
SELECT m.id, 'undone up to ' || m.quantity, sum(r.quantity)
FROM stock_move m JOIN stock_move r ON r.reverses_id = m.id
GROUP BY m.id HAVING sum(r.quantity) > m.quantity
"""

REVERSALS_ARE_OPPOSITE = """
SELECT r.id, 'the opposite of ' || m.id, 'another item, lot, grade or way'
FROM stock_move r JOIN stock_move m ON m.id = r.reverses_id
WHERE (r.item_id, r.grade, r.source_id, r.target_id)
      <> (m.item_id, m.grade, m.target_id, m.source_id)
   OR r.lot_id IS DISTINCT FROM m.lot_id
"""

LOT_OF_THE_ITEM = """
SELECT b.id, 'a lot of item ' || b.item_id, 'of item ' || l.item_id
FROM stock_balance b JOIN stock_lot l ON l.id = b.lot_id WHERE l.item_id <> b.item_id
"""

VALUE_IS_SUM_OF_MOVES = """
WITH signed AS (
    SELECT m.item_id, m.lot_id, m.grade, p.warehouse_id, m.quantity, m.value
    FROM stock_move m JOIN stock_place p ON p.id = m.target_id WHERE p.warehouse_id IS NOT NULL
    UNION ALL
    SELECT m.item_id, m.lot_id, m.grade, p.warehouse_id, -m.quantity, -m.value
    FROM stock_move m JOIN stock_place p ON p.id = m.source_id WHERE p.warehouse_id IS NOT NULL
    UNION ALL
    SELECT item_id, lot_id, grade, warehouse_id, 0, amount FROM stock_revaluation
), moved AS (
    SELECT item_id, lot_id, grade, warehouse_id, sum(quantity) AS quantity, sum(value) AS value
    FROM signed GROUP BY item_id, lot_id, grade, warehouse_id
)
SELECT i.code, (coalesce(m.quantity, 0), coalesce(m.value, 0)),
       (coalesce(v.quantity, 0), coalesce(v.value, 0))
FROM moved m
FULL JOIN stock_stockvalue v
  ON v.item_id = m.item_id AND v.lot_id IS NOT DISTINCT FROM m.lot_id
 AND v.grade = m.grade AND v.warehouse_id = m.warehouse_id
JOIN catalog_item i ON i.id = coalesce(v.item_id, m.item_id)
WHERE (coalesce(m.quantity, 0), coalesce(m.value, 0))
      <> (coalesce(v.quantity, 0), coalesce(v.value, 0))
   OR (v.quantity = 0 AND v.value <> 0)
"""

COUNTED_IS_MOVED = """
SELECT c.number || ' ' || i.code,
       CASE WHEN c.state = 'posted' THEN coalesce(l.counted, l.expected) - l.expected ELSE 0 END,
       CASE WHEN m.id IS NULL THEN 0 WHEN p.kind = 'adjustment' THEN -m.quantity ELSE m.quantity END
FROM stock_countline l
JOIN stock_count c ON c.id = l.count_id
JOIN catalog_item i ON i.id = l.item_id
LEFT JOIN stock_move m ON m.id = l.move_id
LEFT JOIN stock_place p ON p.id = m.target_id
WHERE CASE WHEN c.state = 'posted' THEN coalesce(l.counted, l.expected) - l.expected ELSE 0 END
   <> CASE WHEN m.id IS NULL THEN 0 WHEN p.kind = 'adjustment' THEN -m.quantity ELSE m.quantity END
"""

HELD_LOTS_ARE_FREE = """
SELECT i.code || ' ' || l.number, 'no claim while on hold', sum(c.quantity)
FROM stock_lothold h
JOIN stock_lot l ON l.id = h.lot_id
JOIN catalog_item i ON i.id = l.item_id
JOIN stock_balance b ON b.lot_id = l.id
JOIN stock_claim c ON c.balance_id = b.id
WHERE h.released_at IS NULL GROUP BY i.code, l.number
"""

INVARIANTS = (
    sql_invariant(
        "stock.value_is_sum_of_moves",
        "What stock is worth is the sum of moves and revaluations; nothing is worth 0.",
        VALUE_IS_SUM_OF_MOVES,
    ),
    sql_invariant(
        "stock.balance_is_sum_of_moves",
        "A balance is the sum of its moves.",
        BALANCE_IS_SUM_OF_MOVES,
    ),
    sql_invariant(
        "stock.storage_not_negative", "No storage place is below zero.", STORAGE_NOT_NEGATIVE
    ),
    sql_invariant(
        "stock.storage_mark", "A balance knows whether its place is a storage.", STORAGE_MARK
    ),
    sql_invariant(
        "stock.claims_within_balance",
        "The claims on goods are no more than the goods.",
        CLAIMS_WITHIN_BALANCE,
    ),
    sql_invariant(
        "stock.claims_within_supply",
        "The claims on a supply are no more than is still to come.",
        CLAIMS_WITHIN_SUPPLY,
    ),
    sql_invariant(
        "stock.undated_claims_are_linked",
        "Only needs it was opened for hold a supply without a date.",
        UNDATED_CLAIMS_ARE_LINKED,
    ),
    sql_invariant(
        "stock.waiting_marks",
        "A need waits exactly while goods at hand do not cover it.",
        WAITING_MARKS,
    ),
    sql_invariant(
        "stock.claims_fit_their_need",
        "A claim holds firsts, or a supply, of the needed item in the warehouse of an open need.",
        CLAIMS_FIT_THEIR_NEED,
    ),
    sql_invariant(
        "stock.claims_within_need",
        "A need claims no more than it still lacks.",
        CLAIMS_WITHIN_NEED,
    ),
    sql_invariant(
        "stock.counted_is_moved",
        "A posted count has moved exactly the differences it found.",
        COUNTED_IS_MOVED,
    ),
    sql_invariant(
        "stock.held_lots_are_free", "Nobody holds goods of a lot on hold.", HELD_LOTS_ARE_FREE
    ),
    sql_invariant(
        "stock.reversals_within_move",
        "No more of a move is undone than was moved.",
        REVERSALS_WITHIN_MOVE,
    ),
    sql_invariant(
        "stock.reversals_are_opposite",
        "A reversal is the opposite of the move it names.",
        REVERSALS_ARE_OPPOSITE,
    ),
    sql_invariant(
        "stock.lot_of_the_item", "A lot belongs to the item it is kept as.", LOT_OF_THE_ITEM
    ),
)
