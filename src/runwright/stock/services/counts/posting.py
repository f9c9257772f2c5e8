"""Making the books say what was counted, or putting the sheet away."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.models import Entry
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.kernel.transitions import Transition
from runwright.people.actor import Actor
from runwright.stock.models import Balance, Count, CountLine, PlaceKind
from runwright.stock.services.claims import waiting_needs_serve
from runwright.stock.services.counts.sheets import (
    books_of,
    count_locked,
    count_put,
    count_subject,
    goods_of,
    lines_of,
)
from runwright.stock.services.moves import MoveRequest, items_lock, moves_post
from runwright.stock.services.places import virtual_place
from runwright.stock.services.withdrawals import claims_withdraw
from runwright.stock.states import COUNT_LIFE, Sheet


@transaction.atomic
def count_post(*, count_id: int, actor: Actor, reason: str = "") -> Count:
    """Make the books say what was counted: each difference is a move, with a reason.

    Where less was found than is reserved, the least urgent lose their reservation. Raises
    ``WrongState``, and ``GuardFailed`` with everything that moved since it was counted.
    """
    count = count_locked(count_id, actor)
    lines = list(lines_of(count))
    items_lock(item_ids=[line.item_id for line in lines])
    sheet = sheet_of(lines=lines, reason=reason)
    step = COUNT_LIFE.step(sheet, state=count.state, verb="post", label=count.number)
    actor.require(step.permission)
    count.reason = reason
    edits = [
        Edit(str(line), plain(line.expected), plain(line.counted or Decimal()))
        for line in lines
        if line.difference
    ]
    entry = _close(count, step, actor, edits)
    _correct(count, [line for line in lines if line.difference], entry)
    return count


@transaction.atomic
def count_cancel(*, count_id: int, actor: Actor, reason: str = "") -> Count:
    """Put a sheet away; the books stay as they are. Raises ``WrongState``."""
    count = count_locked(count_id, actor)
    step = COUNT_LIFE.step(Sheet(), state=count.state, verb="cancel", label=count.number)
    actor.require(step.permission)
    count.reason = reason
    _close(count, step, actor)
    return count


def sheet_of(*, lines: Sequence[CountLine], reason: str = "") -> Sheet:
    """What the guards of a count ask about, as the books are now."""
    books = books_of(lines)
    counted = [line for line in lines if line.counted is not None]
    return Sheet(
        moved=tuple(str(ln) for ln in counted if books.get(goods_of(ln), 0) != ln.expected),
        uncounted=tuple(str(line) for line in lines if line.counted is None),
        differs=any(line.difference for line in counted),
        reason=reason,
    )


def _correct(count: Count, lines: Sequence[CountLine], entry: Entry) -> None:
    for line in lines:
        if line.difference < 0:
            claims_withdraw(on=_goods_locked(line), most=line.counted or Decimal())
    moves = moves_post(requests=[_request(count, line) for line in lines], entry=entry)
    for line, move in zip(lines, moves, strict=True):
        line.move = move
    CountLine.objects.bulk_update(lines, ["move"])
    for item_id in sorted({line.item_id for line in lines}):
        waiting_needs_serve(item_id=item_id, warehouse_id=count.warehouse_id)


def _goods_locked(line: CountLine) -> Balance:
    return Balance.objects.select_for_update().get(
        item=line.item_id, lot=line.lot_id, grade=line.grade, place=line.place_id
    )


def _request(count: Count, line: CountLine) -> MoveRequest:
    ends = [virtual_place(PlaceKind.ADJUSTMENT), line.place]
    source, target = ends if line.difference > 0 else reversed(ends)
    return MoveRequest(
        item=line.item,
        lot=line.lot,
        grade=line.grade,
        source=source,
        target=target,
        quantity=abs(line.difference),
        reference=count.number,
    )


def _close(
    count: Count, step: Transition[Sheet], actor: Actor, edits: Sequence[Edit] = ()
) -> Entry:
    count.closed_at = now()
    count_put(count, step.target)
    return entry_record(
        actor=actor,
        verb=f"count.{step.verb}",
        subject=count_subject(count),
        edits=edits,
        reason=count.reason,
    )
