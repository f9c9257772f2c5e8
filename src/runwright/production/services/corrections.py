"""Correcting a done order by opposite facts: time and material booked late, or taken back.

The cost of the order stays frozen as it was; what the correction changes is posted as a
difference, which goods that are still there carry as far as they can.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.costing.output import output_value
from runwright.journal.models import Entry
from runwright.journal.rows import rows_insert, rows_update
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import (
    LineNotFound,
    NotEnoughMaterial,
    NotIssued,
    ReasonNeeded,
)
from runwright.production.models import (
    CostFact,
    CostKind,
    MaterialIssue,
    MaterialLine,
    Order,
    TimeBooking,
)
from runwright.production.selectors.cost_times import CostLine
from runwright.production.selectors.costs import cost_lines, frozen_lines
from runwright.production.selectors.receipts import received_of
from runwright.production.services.bookings import Worked, time_fact, time_take_back, times_post
from runwright.production.services.costs import output_fact, variance_fact
from runwright.production.services.draws import lines_issue, lines_return, parts_of, spare_of
from runwright.production.services.needs import lines_of
from runwright.production.services.orders import order_locked, order_subject
from runwright.production.services.receipts import difference_share
from runwright.production.services.work import work_order_locked
from runwright.production.states import done_for_correction
from runwright.stock.models import Grade
from runwright.stock.services import claims_release, items_lock, waiting_needs_serve

INPUTS = (CostKind.MATERIAL, CostKind.LABOUR, CostKind.MACHINE)


@transaction.atomic
def done_time_book(*, work_order_id: int, worked: Worked, reason: str, actor: Actor) -> TimeBooking:
    """Book a stretch of work on a done order; its cost is posted as a difference.

    Raises ``NotDone``, ``ReasonNeeded``, and what booking time raises.
    """
    work_order = work_order_locked(work_order_id)
    order = correctable(work_order.order, reason, actor)
    items_lock(item_ids=[order.item_id])
    (booking,) = times_post(work_order, [worked], actor=actor, reason=reason)
    cost_correct(order=order, entry=booking.entry)
    return booking


@transaction.atomic
def done_time_reverse(*, source_id: UUID, reason: str, actor: Actor) -> Order:
    """Take a timer or a booking of a done order back; what it cost is posted as a difference.

    Raises ``NotDone``, ``ReasonNeeded``, and what taking time back raises.
    """
    fact = time_fact(source_id)
    work_order = work_order_locked(fact.work_order_id)
    order = correctable(work_order.order, reason, actor)
    items_lock(item_ids=[order.item_id])
    entry = time_take_back(fact, work_order, reason=reason, actor=actor)
    cost_correct(order=order, entry=entry)
    return order


@transaction.atomic
def done_material_correct(
    *, line_id: int, quantity: Decimal, reason: str, actor: Actor
) -> MaterialLine:
    """Issue more of a component to a done order, or with a quantity below zero take back what was
    issued by hand, in base units; the difference is posted.

    Raises ``NotDone``, ``ReasonNeeded``, ``NotEnoughMaterial``, ``NotIssued``.
    """
    order_id = MaterialLine.objects.filter(id=line_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise LineNotFound(key=line_id)
    order = correctable(order_locked(order_id), reason, actor)
    line = next(line for line in lines_of(order) if line.id == line_id)
    items_lock(item_ids=[order.item_id, line.item_id])
    quantity_check(item=line.item, quantity=abs(quantity))
    entry = entry_record(
        actor=actor,
        verb="order.correct",
        subject=order_subject(order),
        edits=[Edit(line.item.code, plain(line.consumed), plain(line.consumed + quantity))],
        reason=reason,
    )
    if quantity > 0:
        _issue(line, quantity, entry)
    else:
        _take_back(line, -quantity, entry)
    rows_update(MaterialLine, [line], ["consumed"])
    cost_correct(order=order, entry=entry)
    return line


def _issue(line: MaterialLine, quantity: Decimal, entry: Entry) -> None:
    lines_issue([(line, quantity)], entry, by_hand=True)
    if line.owed:
        raise NotEnoughMaterial(
            item=line.item.code, wanted=plain(quantity), missing=plain(line.owed)
        )


def _take_back(line: MaterialLine, quantity: Decimal, entry: Entry) -> None:
    parts = parts_of(MaterialIssue.objects.filter(line=line, by_hand=True), quantity)
    there = min(sum((part for _, part in parts), Decimal()), spare_of(line))
    if there < quantity:
        raise NotIssued(item=line.item.code, issued=plain(there))
    lines_return(line=line, parts=parts, entry=entry)
    claims_release(needs=[line.need])
    waiting_needs_serve(item_id=line.item_id, warehouse_id=line.need.warehouse_id)


def cost_correct(*, order: Order, entry: Entry) -> None:
    """Post what a done order costs more or less than its facts say: as inputs, as a revaluation
    of output that is still there, and as a variance of the rest. The goods are locked."""
    facts = [_fact(order, entry, line) for line in _differences(order)]
    total = sum((fact.amount for fact in facts), Decimal())
    outputs = _outputs(order, entry, total)
    rest = total + sum((fact.amount for fact in outputs), Decimal())
    if rest:
        outputs.append(variance_fact(order, entry, rest))
    rows_insert(CostFact, [*facts, *outputs])
    order.cost = (order.cost or Decimal()) + total
    rows_update(Order, [order], ["cost"])


def _differences(order: Order) -> list[CostLine]:
    """What the inputs are now less what was frozen, line by line."""
    now, before = _by_key(cost_lines(order=order)), _by_key(frozen_lines(order=order))
    found = []
    for key in [*now, *(key for key in before if key not in now)]:
        old_quantity, old_amount, line = before.get(key, (Decimal(), Decimal(), None))
        quantity, amount, fresh = now.get(key, (Decimal(), Decimal(), None))
        model = fresh or line
        if model and (amount != old_amount or quantity != old_quantity):
            found.append(
                CostLine(
                    kind=model.kind,
                    label=model.label,
                    quantity=quantity - old_quantity,
                    rate=model.rate,
                    amount=amount - old_amount,
                    work_order_id=model.work_order_id,
                    item_id=model.item_id,
                    operator_id=model.operator_id,
                    machine_id=model.machine_id,
                )
            )
    return found


Key = tuple[str, int | None, int | None, int | None, int | None]


def _by_key(lines: Iterable[CostLine]) -> dict[Key, tuple[Decimal, Decimal, CostLine]]:
    sums: defaultdict[Key, list[Decimal]] = defaultdict(lambda: [Decimal(), Decimal()])
    models: dict[Key, CostLine] = {}
    for line in lines:
        key = (line.kind, line.work_order_id, line.item_id, line.operator_id, line.machine_id)
        sums[key][0] += line.quantity
        sums[key][1] += line.amount
        models[key] = line
    return {key: (*pair, models[key]) for key, pair in sums.items()}  # type: ignore[misc]


def _fact(order: Order, entry: Entry, line: CostLine) -> CostFact:
    return CostFact(
        entry=entry,
        order=order,
        kind=line.kind,
        work_order_id=line.work_order_id,
        item_id=line.item_id,
        operator_id=line.operator_id,
        machine_id=line.machine_id,
        quantity=line.quantity,
        rate=line.rate,
        amount=line.amount,
    )


def _outputs(order: Order, entry: Entry, total: Decimal) -> list[CostFact]:
    """The part of a difference that output of each grade carries where it still lies."""
    worth = output_value(
        cost=total,
        firsts=order.firsts,
        seconds=order.seconds,
        seconds_factor=order.item.seconds_value_factor,
    )
    facts = []
    for grade, amount in ((Grade.FIRSTS, worth.firsts), (Grade.SECONDS, worth.seconds)):
        there = [r for r in received_of(order=order, grade=grade) if r.left]
        if carried := difference_share(order, entry, there, amount):
            facts.append(output_fact(order, entry, grade, Decimal(), carried))
    return facts


def correctable(order: Order, reason: str, actor: Actor) -> Order:
    """The order, if it is done and this person may correct it with this reason.

    Raises ``Forbidden``, ``ReasonNeeded``, ``NotDone``.
    """
    actor.require("production.order_correct")
    if not reason.strip():
        raise ReasonNeeded()
    done_for_correction(order)
    return order
