"""Whether the batches of an order and its work orders say the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum

from runwright.journal.rows import answer
from runwright.people.actor import Actor
from runwright.production.models import Batch, Order, WorkOrder
from runwright.production.selectors.genealogy import STANDS

REPORTED = """
SELECT w.id, coalesce(sum(q.firsts + q.seconds + q.waste + q.held), 0)
FROM production_workorder w LEFT JOIN production_quantityreport q ON q.work_order_id = w.id
WHERE w.order_id = %(order)s AND w.state <> 'cancelled' GROUP BY w.id
"""

BROKEN = f"""
SELECT b.id, b.code, b.firsts + b.seconds + b.gained, b.taken, coalesce(x.quantity, 0)
FROM production_batch b LEFT JOIN (
    SELECT l.source_id, sum(l.quantity) AS quantity FROM production_batchlink l
    WHERE l.reverses_id IS NULL AND {STANDS} GROUP BY l.source_id
) x ON x.source_id = b.id
WHERE b.order_id = %(order)s AND b.taken <> coalesce(x.quantity, 0) ORDER BY b.id
"""


@dataclass(frozen=True)
class StepBalance:
    """One operation: what came to it, let through or not yet; what came off it as reported; and
    what the batches that wait for it hold (the item's base unit)."""

    work: WorkOrder
    received: Decimal
    reported: Decimal
    in_batches: Decimal

    @property
    def in_process(self) -> Decimal:
        """What the work order still has to report."""
        return self.received - self.reported

    @property
    def difference(self) -> Decimal:
        """What the batches hold beyond that; nothing when both say the same."""
        return self.in_batches - self.in_process


@dataclass(frozen=True)
class BatchBalance:
    """A batch of which more or less is noted as taken than its links say."""

    id: int
    code: str
    quantity: Decimal
    taken: Decimal
    linked: Decimal


@dataclass(frozen=True)
class Conservation:
    """The proof for one order."""

    steps: tuple[StepBalance, ...]
    batches: tuple[BatchBalance, ...]

    @property
    def holds(self) -> bool:
        """Nothing is lost and nothing counted twice."""
        return not self.batches and not any(step.difference for step in self.steps)


def order_conservation(*, order: Order, actor: Actor) -> Conservation:
    """Received = reported + in process at every operation, by batches as by work orders; and no
    batch gives more or less than its links say."""
    actor.require("production.view")
    given = {"order": order.id}
    reported: dict[int, Decimal] = dict(answer(REPORTED, given))
    works = _works(order)
    before = _forerunners(works)
    came, waiting = _came(order, works, before), _waiting(order, before)
    steps = tuple(
        StepBalance(work, came[work.sequence], reported[work.id], waiting.get(work.sequence, ZERO))
        for work in works
    )
    return Conservation(steps, tuple(BatchBalance(*row) for row in answer(BROKEN, given)))


ZERO = Decimal()


def _works(order: Order) -> list[WorkOrder]:
    return list(
        order.work_orders.exclude(state="cancelled")
        .select_related("operation").prefetch_related("operation__follows")
        .order_by("sequence")
    )  # fmt: skip


def _came(
    order: Order, works: Sequence[WorkOrder], before: Mapping[int, set[int]]
) -> dict[int, Decimal]:
    """What came to each operation by its sequence number: what all its forerunners passed on, and
    what was gained there. A batch waits for an operation before the overlap lets it through."""
    seconds_go_on = order.item.seconds_go_on
    passed = {w.sequence: w.firsts + (w.seconds if seconds_go_on else ZERO) for w in works}
    first = order.batched or ZERO
    return {
        work.sequence: min((passed[one] for one in before[work.sequence]), default=first)
        + work.gained
        for work in works
    }


def _waiting(order: Order, before: Mapping[int, set[int]]) -> Mapping[int, Decimal]:
    """What open batches hold, by the sequence numbers of the operations they wait for: those whose
    forerunners they have passed."""
    rest = F("firsts") + F("seconds") + F("gained") - F("taken")
    open_batches = Batch.objects.filter(order=order, state__in=["created", "scanned"])
    sums: defaultdict[int, Decimal] = defaultdict(Decimal)
    for passed, quantity in open_batches.values_list("passed").annotate(rest=Sum(rest)):
        done = {*map(int, passed.split())}
        for sequence, wanted in before.items():
            if sequence not in done and wanted <= done:
                sums[sequence] += quantity
    return sums


def _forerunners(works: Sequence[WorkOrder]) -> dict[int, set[int]]:
    """The operations that each one follows: as the routing says, else the one before it."""
    numbers = {work.operation_id: work.sequence for work in works if work.operation_id}
    found: dict[int, set[int]] = {}
    for place, work in enumerate(works):
        named = list(work.operation.follows.all()) if work.operation else []
        follows = {numbers[one.id] for one in named if one.id in numbers}
        found[work.sequence] = follows or {one.sequence for one in works[max(place - 1, 0) : place]}
    return found
