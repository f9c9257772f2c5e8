"""Correcting the output of a done order: pieces that were counted in the wrong grade."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from runwright.catalog.rules import quantity_check
from runwright.costing.output import output_value
from runwright.costing.valuation import CENT
from runwright.journal.models import Entry
from runwright.journal.rows import rows_insert
from runwright.journal.services import Edit, entry_record
from runwright.kernel.ids import uuid7
from runwright.kernel.money import split
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import NothingReported, ReportedLess
from runwright.production.models import CostFact, CostKind, Order, QuantityReport, WorkOrder
from runwright.production.projections import sums_refresh
from runwright.production.selectors.receipts import received_of
from runwright.production.services.corrections import correctable
from runwright.production.services.costs import output_fact, variance_fact
from runwright.production.services.orders import order_subject
from runwright.production.services.output_moves import Output
from runwright.production.services.receipts import (
    difference_share,
    output_post,
    output_take_back,
)
from runwright.production.services.work import states_refresh, work_order_locked
from runwright.production.states import not_in_batches
from runwright.stock.models import Grade, Move
from runwright.stock.services import items_lock


@dataclass(frozen=True)
class Regrade:
    """So many pieces that were reported as ``source`` are ``target``: firsts, seconds or waste."""

    source: str
    target: str
    quantity: Decimal


@transaction.atomic
def done_output_correct(
    *, work_order_id: int, regrade: Regrade, reason: str, actor: Actor
) -> Order:
    """Count pieces that an operation of a done order reported in another grade.

    The reports are taken back in part and written anew, goods of the old grade leave the stock,
    goods of the new one come, and what the order cost is shared over its output again: goods that
    are still there carry the difference as far as they can, the rest is a variance. What the
    order cost, the material it drew and its by-products stay.

    Raises ``NotDone``, ``ReasonNeeded``, ``OnlyByScan``, ``NothingReported``, ``ReportedLess``,
    ``PassedOn`` where a later operation worked on the pieces, and ``NotEnoughStock`` when the
    goods have left or are reserved.
    """
    work_order = work_order_locked(work_order_id)
    order = correctable(work_order.order, reason, actor)
    not_in_batches(order)
    items_lock(item_ids=[order.item_id])
    quantity_check(item=order.item, quantity=regrade.quantity)
    if regrade.source == regrade.target:
        raise NothingReported()
    before = _output(order)
    entry = entry_record(
        actor=actor, verb="order.correct", subject=order_subject(order),
        edits=_told(work_order, regrade), reason=reason,
    )  # fmt: skip
    _reports_rewrite(work_order, regrade, entry)
    sums_refresh(work_order_ids=[work_order.id], order_ids=[order.id])
    states_refresh(order=order)
    order.refresh_from_db(fields=["firsts", "seconds", "waste"])
    _goods_follow(order, before, _output(order), entry)
    return order


def _told(work_order: WorkOrder, regrade: Regrade) -> list[Edit]:
    was = {name: getattr(work_order, name) for name in (regrade.source, regrade.target)}
    now = {
        regrade.source: was[regrade.source] - regrade.quantity,
        regrade.target: was[regrade.target] + regrade.quantity,
    }
    return [Edit(name, plain(was[name]), plain(now[name])) for name in was]


def _reports_rewrite(work_order: WorkOrder, regrade: Regrade, entry: Entry) -> None:
    """Opposites of the newest reports that hold the pieces, and each anew in the other grade: by
    the same person, at the same time."""
    rows = []
    for report, quantity in _reported(work_order, regrade):
        same = {
            name: getattr(report, name)
            for name in ("work_order_id", "operator_id", "machine_id", "at", "is_rework")
        }
        opposite = {regrade.source: -quantity, "reverses": report}
        rows += [
            QuantityReport(id=uuid7(), entry=entry, **same, **opposite),
            QuantityReport(id=uuid7(), entry=entry, **same, **{regrade.target: quantity}),
        ]
    QuantityReport.objects.bulk_create(rows)


def _reported(work_order: WorkOrder, regrade: Regrade) -> Iterator[tuple[QuantityReport, Decimal]]:
    """Reports with pieces of the grade, newest first, that make up the quantity.

    Raises ``ReportedLess``.
    """
    reports = QuantityReport.objects.filter(work_order=work_order, reverses=None)
    left = reports.annotate(undone=Sum(f"reversals__{regrade.source}", default=Decimal()))
    missing = regrade.quantity
    for report in left.order_by("-at", "-id"):
        part = min(getattr(report, regrade.source) + report.undone, missing)
        if part > 0:
            missing -= part
            yield report, part
    if missing:
        raise ReportedLess(left=plain(regrade.quantity - missing), field=regrade.source)


@dataclass(frozen=True)
class GradeOutput:
    """How much came out in a grade, and what part of the cost it is to carry."""

    quantity: Decimal
    worth: Decimal


def _output(order: Order) -> dict[Grade, GradeOutput]:
    """The output of a done order by grade, its cost less that of by-products shared over it."""
    made = CostFact.objects.filter(order=order, kind=CostKind.OUTPUT)
    aside = made.exclude(item=order.item_id).aggregate(amount=Sum("amount"))["amount"] or Decimal()
    worth = output_value(
        cost=(order.cost or Decimal()) + aside,
        firsts=order.firsts,
        seconds=order.seconds,
        seconds_factor=order.item.seconds_value_factor,
    )
    return {
        Grade.FIRSTS: GradeOutput(order.firsts, worth.firsts),
        Grade.SECONDS: GradeOutput(order.seconds, worth.seconds),
    }


def _goods_follow(
    order: Order,
    before: Mapping[Grade, GradeOutput],
    after: Mapping[Grade, GradeOutput],
    entry: Entry,
) -> None:
    """Goods of the grades leave and come, and those that stay carry the difference.

    The facts add up to nothing: what does not lie on goods any more is a variance.
    """
    facts = []
    for grade, was in before.items():
        now = after[grade]
        moved = _moved(order, grade, now, now.quantity - was.quantity, entry)
        rest = now.worth - was.worth - moved
        there = [r for r in received_of(order=order, grade=grade) if r.left]
        carried = difference_share(order, entry, there, rest)
        if moved or carried or now.quantity != was.quantity:
            quantity = now.quantity - was.quantity
            facts.append(output_fact(order, entry, grade, quantity, moved + carried))
    if left := sum((fact.amount for fact in facts), Decimal()):
        facts.append(variance_fact(order, entry, left))
    rows_insert(CostFact, facts)


def _moved(order: Order, grade: Grade, now: GradeOutput, change: Decimal, entry: Entry) -> Decimal:
    """Bring so much more of a grade into stock, or take it out; return the value that moved."""
    if change > 0:
        value, _ = split(now.worth, [change, now.quantity - change], CENT)
        output_post(order, entry, [Output(grade, change, value)])
        return value
    if change < 0:
        receipts = output_take_back(order, entry, _received(order, grade, -change))
        return -sum((receipt.move.value for receipt in receipts), Decimal())
    return Decimal()


def _received(order: Order, grade: Grade, quantity: Decimal) -> list[tuple[Move, Decimal]]:
    """The newest receipts of a grade that make up the quantity."""
    parts = []
    for receipt in reversed(received_of(order=order, grade=grade)):
        part = min(receipt.left, quantity)
        if part > 0:
            parts.append((receipt.move, part))
            quantity -= part
    return parts
