"""Batches of an order that is given up go on in another one, with what they have cost."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from runwright.journal.models import Entry
from runwright.journal.rows import rows_insert
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_down
from runwright.people.actor import Actor
from runwright.production.errors import NoHome
from runwright.production.models import Batch, CostFact, Order, WorkOrder
from runwright.production.selectors.costs import cost_lines
from runwright.production.services.changes import order_edit
from runwright.production.services.orders import order_locked
from runwright.production.services.runs.posting import Posting, scan_of
from runwright.production.services.runs.scenes import held_refuse
from runwright.production.services.runs.yields import Yield, told


def batches_rehome(*, order: Order, home_id: int, entry: Entry, actor: Actor) -> None:
    """Move what an order has on the floor into another one of the same item and operations, which
    is released in batches: each goes on there as a new batch that stands where it stood.

    What the order has cost so far goes along, as paired cost facts; for what was done before, the
    other order draws nothing. Its quantity follows, with a log entry. Both orders are locked.
    Raises ``NoHome`` and ``BatchOnHold``.
    """
    home = order_locked(home_id)
    batches = list(Batch.objects.filter(order=order, state="scanned").order_by("id"))
    _refuse_unlike(order, home, batches)
    before = home.batched or Decimal()
    run_id = home.batches.exclude(state="void").order_by("id").values_list("run_id", flat=True)[0]
    for batch in batches:
        batch.order = order
        _move(batch, home, run_id, actor, entry.reason)
    if batches:
        _cost_carry(order, home, entry)
        _follow(home, before, actor, order.number)


def _refuse_unlike(order: Order, home: Order, batches: Sequence[Batch]) -> None:
    is_open = home.state in ("planned", "in_progress") and home.batched
    if not is_open or home.item_id != order.item_id or home.id == order.id:
        raise NoHome(record=home.number, other=order.number)
    passed = frozenset[int]().union(*(batch.confirmed for batch in batches))
    if not _steps(order, passed) <= _steps(home, passed):
        raise NoHome(record=home.number, other=order.number)
    for batch in batches:
        held_refuse(batch, batch.hold)


def _steps(order: Order, sequences: frozenset[int]) -> set[tuple[int, int | None]]:
    works = WorkOrder.objects.filter(order=order, sequence__in=sequences)
    return set(works.values_list("sequence", "operation_id"))


def _move(batch: Batch, home: Order, run_id: int, actor: Actor, reason: str) -> None:
    """A batch ends, and a new one of the other order stands where it stood."""
    seconds = min(batch.seconds, batch.remaining)
    firsts = batch.remaining - seconds
    passed = sorted(batch.confirmed)
    posting = Posting(order=home, scan=scan_of("rehome", home), actor=actor)
    result = posting.born(like=Batch(run_id=run_id), firsts=firsts, seconds=seconds, passed=passed)
    for place, sequence in enumerate(passed):
        came = Yield(firsts, seconds, from_seconds=seconds if place else Decimal())
        posting.confirm(result, came, sequence=sequence)
    posting.scan.work_order = posting.rows[passed[-1]].work
    home.batched = (home.batched or Decimal()) + batch.remaining
    posting.lead(batch, result, "firsts", firsts)
    posting.lead(batch, result, "seconds", seconds)
    posting.close(batch, "consumed", reason)
    posting.post(result, edits=told(Yield(firsts, seconds)), reason=reason)


def _cost_carry(order: Order, home: Order, entry: Entry) -> None:
    """What went into the order goes to the other one: pieces that were lost cost what is good."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in cost_lines(order=order):
        sums[line.kind] += line.amount
    rows_insert(CostFact, [
        CostFact(entry=entry, order=one, carried=other, kind=kind, amount=sign * amount,
                 quantity=Decimal(), rate=Decimal())
        for kind, amount in sums.items() if amount
        for one, other, sign in ((order, home, -1), (home, order, 1))
    ])  # fmt: skip


def _follow(home: Order, before: Decimal, actor: Actor, reason: str) -> None:
    """The other order makes what its batches hold."""
    home.refresh_from_db()
    share = Fraction(home.batched or 0) / Fraction(before)
    good = round_down(Fraction(home.quantity) * share, home.item.resolution)
    told_why = f"{reason}: {plain(before)} → {plain(home.batched or Decimal())}"
    order_edit(order_id=home.id, actor=actor, reason=told_why, quantity=good)
