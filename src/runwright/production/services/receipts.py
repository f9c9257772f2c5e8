"""Output that comes into stock: in parts before the order is done, the rest when it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.costing.output import OutputValue, settle
from runwright.costing.valuation import CENT
from runwright.journal.models import Entry
from runwright.journal.rows import (
    fresh,
    rows_add,
    rows_insert,
    rows_update,
)
from runwright.journal.services import Edit, entry_record, request_accept
from runwright.kernel.ids import uuid7
from runwright.kernel.money import split
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.production.errors import (
    MoreThanMade,
    NotOpenForWork,
    OnlyByScan,
    ReasonNeeded,
    ReceiptNotFound,
    ReceivedLess,
)
from runwright.production.limits import require_order
from runwright.production.models import Order, OutputReceipt, OutputRevaluation
from runwright.production.selectors.costs import planned_cost
from runwright.production.selectors.receipts import Received, received_of
from runwright.production.services.by_products import by_products_of
from runwright.production.services.orders import order_locked, order_subject
from runwright.production.services.output_moves import Output, output_request
from runwright.stock.models import Grade, Move
from runwright.stock.services import (
    items_lock,
    moves_post,
    moves_reverse,
    stock_revalue,
    supply_receive,
    supply_unreceive,
    waiting_needs_serve,
)

OPEN_FOR_RECEIPT = ("in_progress",)


@transaction.atomic
def output_receive(
    *,
    order_id: int,
    quantity: Decimal,
    actor: Actor,
    grade: str = Grade.FIRSTS,
    id: UUID | None = None,
) -> OutputReceipt:
    """Receive a part of the output into the goods warehouse before the order is done, at planned
    unit cost; what it costs more or less in the end is shared when the order is done.

    The client may give the receipt its ``id``: a repeat returns the first one. Raises
    ``NotOpenForWork``, ``MoreThanMade`` and ``OutOfReach``.
    """
    actor.require("production.output_receive")
    move_id = id or uuid7()
    body = {"order": order_id, "quantity": quantity, "grade": grade}
    if request_accept(id=move_id, verb="order.receive", body=body, record_id=str(move_id)):
        return OutputReceipt.objects.get(move_id=move_id)
    order = _open(order_id, actor)
    quantity_check(item=order.item, quantity=quantity)
    items_lock(item_ids=[order.item_id])
    made = order.firsts if grade == Grade.FIRSTS else order.seconds
    there = made - sum((r.left for r in received_of(order=order, grade=grade)), Decimal())
    if quantity > there:
        raise MoreThanMade(quantity=plain(quantity), there=plain(there), item=order.item.code)
    told = [Edit(grade, "", plain(quantity))]
    subject = order_subject(order)
    entry = entry_record(actor=actor, verb="order.receive", subject=subject, edits=told)
    value = round_half_up(planned_unit_cost(order, grade) * Fraction(quantity), CENT)
    return output_post(order, entry, [Output(Grade(grade), quantity, value, move_id)])[0]


@transaction.atomic
def receipt_reverse(
    *, receipt_id: int, quantity: Decimal, reason: str, actor: Actor
) -> OutputReceipt:
    """Take a receipt back, whole or in part: the goods are on the floor again.

    Raises ``ReceivedLess`` for more than is left of it, ``NotEnoughStock`` when the goods have
    left or are reserved, ``NotOpenForWork`` once the order is done.
    """
    actor.require("production.work_correct")
    if not reason.strip():
        raise ReasonNeeded()
    receipts = OutputReceipt.objects.select_related(
        "move__item__unit", "move__lot", "move__source", "move__target"
    )
    receipt = receipts.filter(id=receipt_id, move__reverses=None).first()
    if receipt is None:
        raise ReceiptNotFound(key=receipt_id)
    order = _open(receipt.order_id, actor)
    if order.batched is not None:
        raise OnlyByScan(record=order.number)
    items_lock(item_ids=[order.item_id])
    quantity_check(item=order.item, quantity=quantity)
    left = {r.move_id: r.left for r in received_of(order=order, grade=receipt.move.grade)}
    if quantity > left.get(receipt.move_id, Decimal()):
        raise ReceivedLess(left=plain(left.get(receipt.move_id, Decimal())))
    entry = entry_record(
        actor=actor,
        verb="order.reverse_receipt",
        subject=order_subject(order),
        edits=[Edit(receipt.move.grade, "", plain(-quantity))],
        reason=reason,
    )
    return output_take_back(order, entry, [(receipt.move, quantity)])[0]


def output_take_back(
    order: Order, entry: Entry, parts: Sequence[tuple[Move, Decimal]]
) -> list[OutputReceipt]:
    """Take so much of each receipt out of the goods warehouse again. The item is locked.

    Raises ``NotEnoughStock`` when the goods have left or are reserved.
    """
    moves = moves_reverse(parts=parts, entry=entry)
    firsts = sum((move.quantity for move in moves if move.grade == Grade.FIRSTS), Decimal())
    if order.supply_id and firsts:
        supply_unreceive(supply_id=order.supply_id, quantity=firsts)
    order.received -= sum((move.quantity for move in moves), Decimal())
    rows_update(Order, [order], ["received"])
    return rows_insert(
        OutputReceipt, [fresh(OutputReceipt, move=move, order=order) for move in moves]
    )


def planned_unit_cost(order: Order, grade: str) -> Fraction:
    """What a piece is planned to cost, by-products aside; one of second quality, its share."""
    aside = sum((product.cost_share for product in by_products_of(order)), Decimal())
    planned = sum(planned_cost(order=order).values(), Decimal()) * (1 - aside)
    factor = order.item.seconds_value_factor if grade == Grade.SECONDS else 1
    return Fraction(planned) / Fraction(order.quantity) * Fraction(factor)


def output_post(order: Order, entry: Entry, outputs: Sequence[Output]) -> list[OutputReceipt]:
    """Bring output into the goods warehouse; who waits for it gets it. The item is locked."""
    moves = output_move(order, entry, outputs)
    return rows_insert(
        OutputReceipt, [fresh(OutputReceipt, move=move, order=order) for move in moves]
    )


def output_move(
    order: Order, entry: Entry, outputs: Sequence[Output], *, is_last: bool = False
) -> list[Move]:
    """The moves of output that is posted, for a caller who keeps the receipts.

    With the last of it the expected supply closes as well.
    """
    assert order.goods_warehouse_id
    moves = moves_post(requests=[output_request(order, output) for output in outputs], entry=entry)
    order.received += sum((move.quantity for move in moves), Decimal())
    rows_update(Order, [order], ["received"])
    expected = [move for move in moves if move.grade == Grade.FIRSTS] if order.supply_id else []
    for move in expected:
        assert order.supply_id
        order.supply = supply_receive(supply_id=order.supply_id, move=move, is_last=is_last)
    if not expected:  # to receive a supply serves whoever waits
        waiting_needs_serve(item_id=order.item_id, warehouse_id=order.goods_warehouse_id)
    return moves


@dataclass(frozen=True)
class GradeClose:
    """What becomes of the cost of one grade when the books close: what is received now, what the
    earlier receipts are worth more, and where that cannot reach the goods."""

    grade: Grade
    quantity: Decimal
    received: Decimal
    revalued: Decimal
    rest: Output | None

    @property
    def value(self) -> Decimal:
        """All that went out with this grade."""
        return self.received + self.revalued + (self.rest.value if self.rest else Decimal())


def output_close(order: Order, entry: Entry, worth: OutputValue) -> list[GradeClose]:
    """Receive what is not in stock yet at actual cost, and share the difference of what was
    received at planned cost: goods that are still there are worth it, the rest is a variance.
    """
    grades = ((Grade.FIRSTS, order.firsts, worth.firsts),
              (Grade.SECONDS, order.seconds, worth.seconds))  # fmt: skip
    closes = [_close(order, entry, *grade) for grade in grades if grade[1]]
    rest = [close.rest for close in closes if close.rest]
    moves = output_move(order, entry, rest, is_last=True)
    rows_add(OutputReceipt, [fresh(OutputReceipt, move=move, order=order) for move in moves])
    return closes


def _close(
    order: Order, entry: Entry, grade: Grade, quantity: Decimal, worth: Decimal
) -> GradeClose:
    receipts = received_of(order=order, grade=grade) if order.received else []
    early = [receipt for receipt in receipts if receipt.left]
    received = sum((r.left for r in early), Decimal())
    rest = quantity - received
    rest_worth, early_worth = split(worth, [rest, received], CENT)
    value = sum((r.value for r in early), Decimal())
    worths = split(early_worth, [r.left for r in early], CENT) if early else []
    shares = [worth - r.value for worth, r in zip(worths, early, strict=True)]
    revalued = goods_revalue(order, entry, early, shares)
    output = Output(grade, rest, rest_worth) if rest else None
    return GradeClose(grade, quantity, value, revalued, output)


def difference_share(
    order: Order, entry: Entry, early: Sequence[Received], difference: Decimal
) -> Decimal:
    """Let goods that are still there carry their share of a difference; return what they took."""
    if not early or not difference:
        return Decimal()
    shares = split(difference, [r.left for r in early], CENT)
    return goods_revalue(order, entry, early, shares)


def goods_revalue(
    order: Order, entry: Entry, early: Sequence[Received], shares: Sequence[Decimal]
) -> Decimal:
    """Let what was received be worth more by its share each, as far as it is still there; return
    what the goods took."""
    return sum(
        (
            _revalued(order, entry, pool, quantity, share)
            for pool, quantity, share in _by_pool(early, shares)
            if share
        ),
        Decimal(),
    )


Pool = tuple[int, int | None, str, int]


def _by_pool(
    early: Sequence[Received], shares: Sequence[Decimal]
) -> Iterator[tuple[Pool, Decimal, Decimal]]:
    pools: dict[Pool, tuple[Decimal, Decimal]] = {}
    for receipt, share in zip(early, shares, strict=True):
        quantity, amount = pools.get(receipt.pool, (Decimal(), Decimal()))
        pools[receipt.pool] = (quantity + receipt.left, amount + share)
    for pool, (quantity, amount) in pools.items():
        yield pool, quantity, amount


def _revalued(
    order: Order, entry: Entry, pool: Pool, received: Decimal, amount: Decimal
) -> Decimal:
    def share(on_hand: Decimal) -> Decimal:
        return settle(difference=amount, received=received, on_hand=on_hand).revaluation

    fact = stock_revalue(pool=pool, difference=share, entry=entry)
    if fact is None:
        return Decimal()
    OutputRevaluation.objects.create(revaluation=fact, order=order)
    return Decimal(fact.amount)


def _open(order_id: int, actor: Actor) -> Order:
    order = order_locked(order_id)
    require_order(actor, order_id)
    require_warehouse(actor, order.goods_warehouse_id)
    if order.state not in OPEN_FOR_RECEIPT or order.is_history:
        raise NotOpenForWork(record=order.number, state=order.state)
    return order
