"""Reading runs: how far each is, as its batches say."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Case, DecimalField, F, IntegerField, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Cast

from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.production.errors import RunNotFound
from runwright.production.limits import own_runs
from runwright.production.models import Run

PLANNED = """(
    SELECT count(*) FROM production_batch b
    WHERE b.run_id = production_run.id AND b.is_planned AND b.state <> 'void')"""

SCANNED = """(
    SELECT count(*) FROM production_batch b
    WHERE b.run_id = production_run.id AND b.is_planned AND b.state IN ('scanned', 'closed'))"""

CLOSED = """(
    SELECT count(*) FROM production_batch b
    WHERE b.run_id = production_run.id AND b.state = 'closed')"""

OPEN = """(
    SELECT count(*) FROM production_batch b
    WHERE b.run_id = production_run.id AND b.state IN ('created', 'scanned'))"""

ITEMS = """(
    SELECT string_agg(DISTINCT i.code, ', ' ORDER BY i.code) FROM production_batch b
    JOIN production_order o ON o.id = b.order_id JOIN catalog_item i ON i.id = o.item_id
    WHERE b.run_id = production_run.id AND b.is_planned AND b.state <> 'void')"""

# A planned batch is finished when it and everything that came out of it within its order is
# closed: whatever leads back from an open batch is not. Nothing leads to one that was not begun.
# The offsets keep the planner, which expects far more batches on the way than there are and links
# that reverse others everywhere, from reading all links there are.
UNFINISHED = """(
    WITH RECURSIVE back(id, order_id, is_planned) AS (
        SELECT b.id, b.order_id, b.is_planned FROM production_batch b
        WHERE b.run_id = production_run.id AND b.state = 'scanned'
        UNION
        SELECT s.id, s.order_id, s.is_planned FROM back f CROSS JOIN LATERAL (
            SELECT b.id, b.order_id, b.is_planned
            FROM (SELECT * FROM production_batchlink WHERE result_id = f.id OFFSET 0) l
            JOIN production_batch b ON b.id = l.source_id
            WHERE l.reverses_id IS NULL AND b.order_id = f.order_id
              AND NOT EXISTS (SELECT FROM production_batchlink o WHERE o.reverses_id = l.id)
            OFFSET 0
        ) s
    )
    SELECT (SELECT count(*) FROM back WHERE is_planned) + (
        SELECT count(*) FROM production_batch b
        WHERE b.run_id = production_run.id AND b.is_planned AND b.state = 'created'))"""


def runs_all(*, actor: Actor) -> QuerySet[Run]:
    """Every run, newest first, with how many ``batches`` were planned, how many of them are
    ``scanned`` and ``finished``, the shares of these, how many batches are ``open`` and ``closed``
    in all, and the codes of the ``items`` that are made."""
    actor.require("production.view")
    runs = own_runs(Run.objects.select_related("responsible", "sales_order"), actor)
    runs = runs.annotate(
        batches_planned=_count(PLANNED),
        scanned=_count(SCANNED),
        open=_count(OPEN),
        closed=_count(CLOSED),
        items=RawSQL(ITEMS, (), output_field=TextField()),
    ).annotate(finished=F("batches_planned") - _count(UNFINISHED))
    return runs.annotate(
        scanned_share=_share("scanned"), finished_share=_share("finished")
    ).order_by("-created_at", "-id")


def run_get(*, run_id: int, actor: Actor) -> Run:
    """One run with its figures. Raises ``RunNotFound``."""
    run = runs_all(actor=actor).filter(id=run_id).first()
    if run is None:
        raise RunNotFound(key=run_id)
    return run


def _count(statement: str) -> RawSQL:
    return RawSQL(statement, (), output_field=IntegerField())


def _share(part: str) -> Combinable:
    """A part of the planned batches, from 0 to 1; nothing where there are none."""
    exact = DecimalField(max_digits=9, decimal_places=4)
    share = Cast(F(part), exact) / Cast(F("batches_planned"), exact)
    return Case(When(batches_planned__gt=0, then=share), default=Value(None), output_field=exact)


@dataclass(frozen=True)
class RunStep:
    """An operation of an order in a run: what came off it, and what of the run waits for it
    (quantities in the item's base unit)."""

    order_id: int
    order: str
    item: str
    name: str
    unit: str
    work_order_id: int
    operation: str
    state: str
    start: Decimal
    firsts: Decimal
    seconds: Decimal
    waste: Decimal
    waiting: int
    quantity: Decimal
    oldest_at: datetime | None

    @property
    def done(self) -> Decimal:
        """All that came off it."""
        return self.firsts + self.seconds + self.waste


STEPS = """
WITH open AS (
    SELECT b.firsts + b.seconds + b.gained - b.taken AS remains,
           coalesce(b.last_scan_at, b.created_at) AS since,
           (SELECT w.id FROM production_workorder w
            WHERE w.order_id = b.order_id AND w.state <> 'cancelled'
              AND w.sequence::text <> ALL (string_to_array(b.passed, ' '))
            ORDER BY w.sequence LIMIT 1) AS awaited
    FROM production_batch b WHERE b.run_id = %(run)s AND b.state IN ('created', 'scanned')
), queue AS (
    SELECT awaited, count(*) AS batches, sum(remains) AS quantity, min(since) AS oldest_at
    FROM open GROUP BY awaited
)
SELECT o.id, o.number, i.code, i.name, u.symbol, w.id, w.name, w.state, w.start_quantity,
       w.firsts, w.seconds, w.waste, coalesce(q.batches, 0), coalesce(q.quantity, 0), q.oldest_at
FROM production_workorder w JOIN production_order o ON o.id = w.order_id
JOIN catalog_item i ON i.id = o.item_id JOIN units_unit u ON u.id = i.unit_id
LEFT JOIN queue q ON q.awaited = w.id
WHERE w.state <> 'cancelled'
  AND w.order_id IN (SELECT order_id FROM production_batch WHERE run_id = %(run)s)
ORDER BY o.number, w.sequence
"""


def run_steps(*, run_id: int, actor: Actor) -> list[RunStep]:
    """The operations of a run's orders in their sequence."""
    actor.require("production.view")
    return [RunStep(*row) for row in answer(STEPS, {"run": run_id})]


def run_of_sale(*, sales_order_id: int, actor: Actor) -> Run | None:
    """The run that was made of an estimate, if it has one that lives."""
    actor.require("production.view")
    live = Run.objects.filter(sales_order=sales_order_id).exclude(state="cancelled")
    return own_runs(live, actor).first()
