"""States are what the facts and the transition tables say."""

from collections.abc import Iterator

from runwright.journal.invariants import Finding, Invariant, sql_invariant
from runwright.production.models import Order
from runwright.production.rules import standings
from runwright.production.services.work import order_steps
from runwright.production.states import ORDER_LIFE

_PAIRS = ", ".join(
    f"('order.{step.verb}', '{source}', '{step.target}')"
    for step in ORDER_LIFE.transitions
    for source in sorted(step.sources)
)

ONLY_TABLE_TRANSITIONS = f"""
SELECT e.record_label, 'a step of the table', e.verb || ': ' || c.old || ' → ' || c.new
FROM journal_change c JOIN journal_entry e ON e.id = c.entry_id
WHERE c.field = 'state' AND e.record_kind = 'order'
  AND (e.verb, c.old, c.new) NOT IN ({_PAIRS})
  AND e.verb NOT LIKE 'order.import%%'
"""

STATE_IS_THE_LAST_STEP = """
SELECT o.number, coalesce(last.new, 'draft'), o.state
FROM production_order o
LEFT JOIN LATERAL (
    SELECT c.new FROM journal_entry e JOIN journal_change c ON c.entry_id = e.id
    WHERE e.record_kind = 'order' AND e.record_id = o.id::text AND c.field = 'state'
    ORDER BY e.id DESC LIMIT 1
) last ON true
WHERE NOT o.is_history AND o.state <> coalesce(last.new, 'draft')
"""

IN_PROGRESS_HAS_FACTS = """
WITH fact AS (
    SELECT w.order_id FROM production_workorder w
    WHERE w.first_activity_at IS NOT NULL OR w.short_reason <> ''
)
SELECT o.number, CASE WHEN o.state = 'planned' THEN 'no floor facts' ELSE 'floor facts' END, o.state
FROM production_order o
WHERE NOT o.is_history
  AND ((o.state = 'in_progress' AND o.id NOT IN (SELECT order_id FROM fact))
    OR (o.state IN ('draft', 'confirmed', 'planned') AND o.id IN (SELECT order_id FROM fact)))
"""

WORK_ORDERS_ONLY_WHEN_PLANNED = """
SELECT o.number, CASE WHEN o.state IN ('draft', 'confirmed') THEN 'no work orders' ELSE
       'work orders' END, count(w.id)
FROM production_order o LEFT JOIN production_workorder w
  ON w.order_id = o.id AND w.state <> 'cancelled'
WHERE NOT o.is_history AND o.state <> 'cancelled'
GROUP BY o.id HAVING (o.state IN ('draft', 'confirmed')) <> (count(w.id) = 0)
"""

DONE_IS_FINISHED = """
SELECT o.number, 'every operation finished', w.name || ' ' || w.state
FROM production_order o JOIN production_workorder w ON w.order_id = o.id
WHERE o.state = 'done' AND NOT o.is_history AND w.state NOT IN ('finished', 'cancelled')
"""

NO_TIMER_AFTER_THE_END = """
SELECT o.number, 'no running timer', i.started_at
FROM production_timeinterval i
JOIN production_workorder w ON w.id = i.work_order_id
JOIN production_order o ON o.id = w.order_id
WHERE i.ended_at IS NULL AND o.state NOT IN ('planned', 'in_progress')
"""


def work_states_differ() -> Iterator[Finding]:
    """Operations of active orders whose state or release is not what the facts say, or that
    account for more than they received."""
    active = Order.objects.filter(state__in=["planned", "in_progress"], is_history=False)
    for order in active.iterator(chunk_size=500):
        rows = order_steps(order)
        found = standings([row.step for row in rows])
        for work, standing in zip([row.work for row in rows], found, strict=True):
            told = (standing.state, standing.released)
            if (work.state, work.released) != told or standing.in_process < 0:
                is_so = f"{work.state, work.released}"
                yield Finding(str(work), f"{told}, {work.accounted} accounted", is_so)


INVARIANTS = (
    sql_invariant(
        "production.only_table_transitions",
        "Only steps of the transition table appear in the journal.",
        ONLY_TABLE_TRANSITIONS,
    ),
    sql_invariant(
        "production.state_is_the_last_step",
        "An order is in the state its last step led to.",
        STATE_IS_THE_LAST_STEP,
    ),
    sql_invariant(
        "production.in_progress_has_facts",
        "An order is in progress exactly when work on it stands in the ledger.",
        IN_PROGRESS_HAS_FACTS,
    ),
    sql_invariant(
        "production.work_orders_only_when_planned",
        "An order has work orders from planning on.",
        WORK_ORDERS_ONLY_WHEN_PLANNED,
    ),
    sql_invariant(
        "production.done_is_finished",
        "Every operation of a done order is finished.",
        DONE_IS_FINISHED,
    ),
    sql_invariant(
        "production.no_timer_after_the_end",
        "No timer runs on an order that is not being worked on.",
        NO_TIMER_AFTER_THE_END,
    ),
    Invariant(
        "production.work_states",
        "The state and release of an operation are what its facts say.",
        work_states_differ,
    ),
)
