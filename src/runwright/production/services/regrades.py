"""Correcting the output of a done order: pieces that were counted in the wrong grade."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum

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
from runwright.production.models import (
    Batch,
    CostFact,
    CostKind,
    Order,
    QuantityReport,
    Scan,
    WorkOrder,
)
from runwright.production.projections import sums_refresh
from runwright.production.selectors.receipts import Received, received_of
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
    before = output_by_grade(order)
    entry = entry_record(
        actor=actor, verb="order.correct", subject=order_subject(order),
        edits=_told(work_order, regrade), reason=reason,
    )  # fmt: skip
    reports = QuantityReport.objects.filter(work_order=work_order)
    reports_rewrite(reports=reports, regrade=regrade, entry=entry)
    regrade_settle(work_order=work_order, before=before, goods=Goods(order), entry=entry)
    return order


def regrade_settle(
    *, work_order: WorkOrder, before: "OutputByGrade", goods: "Goods", entry: Entry
) -> None:
    """Sums, states, goods and their worth follow the reports that were written anew.

    Raises ``PassedOn``, ``ReportedLess`` and ``NotEnoughStock``.
    """
    order = goods.order
    sums_refresh(work_order_ids=[work_order.id], order_ids=[order.id])
    states_refresh(order=order)
    order.refresh_from_db(fields=["firsts", "seconds", "waste"])
    _goods_follow(goods, before, output_by_grade(order), entry)


def _told(work_order: WorkOrder, regrade: Regrade) -> list[Edit]:
    was = {name: getattr(work_order, name) for name in (regrade.source, regrade.target)}
    now = {
        regrade.source: was[regrade.source] - regrade.quantity,
        regrade.target: was[regrade.target] + regrade.quantity,
    }
    return [Edit(name, plain(was[name]), plain(now[name])) for name in was]


def reports_rewrite(
    *, reports: QuerySet[QuantityReport], regrade: Regrade, entry: Entry,
    scan: Scan | None = None, batch: Batch | None = None,
) -> None:  # fmt: skip
    """Opposites of the newest of these reports that hold the pieces, and each anew in the other
    grade: by the same person, at the same time; by a ``scan``, if any, and of that ``batch``.

    Raises ``ReportedLess``.
    """
    rows = []
    for report, quantity in _reported(reports, regrade):
        same = {
            name: getattr(report, name)
            for name in ("work_order_id", "operator_id", "machine_id", "at", "is_rework")
        }
        same |= {"entry": entry, "scan": scan}
        opposite = {regrade.source: -quantity, "reverses": report, "batch_id": report.batch_id}
        rows += [
            QuantityReport(id=uuid7(), **same, **opposite),
            QuantityReport(id=uuid7(), **same, **{regrade.target: quantity}, batch=batch),
        ]
    QuantityReport.objects.bulk_create(rows)


def _reported(
    reports: QuerySet[QuantityReport], regrade: Regrade
) -> Iterator[tuple[QuantityReport, Decimal]]:
    """Reports with pieces of the grade, newest first, that make up the quantity.

    Raises ``ReportedLess``.
    """
    left = reports.filter(reverses=None).annotate(
        undone=Sum(f"reversals__{regrade.source}", default=Decimal())
    )
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


OutputByGrade = Mapping[Grade, GradeOutput]


def output_by_grade(order: Order) -> OutputByGrade:
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


@dataclass(frozen=True)
class Goods:
    """The goods of an order that leave and come: out of which receipts, and as what."""

    order: Order

    def received(self, grade: Grade) -> list[Received]:
        """The receipts of a grade, in the order they came."""
        return received_of(order=self.order, grade=grade)

    def outputs(self, grade: Grade, quantity: Decimal, value: Decimal) -> list[Output]:
        """As what so many pieces come in."""
        return [Output(grade, quantity, value)]


def _goods_follow(goods: Goods, before: OutputByGrade, after: OutputByGrade, entry: Entry) -> None:
    """Goods of the grades leave and come, and those that stay carry the difference.

    The facts add up to nothing: what does not lie on goods any more is a variance.
    """
    order, facts = goods.order, []
    for grade, was in before.items():
        now = after[grade]
        moved = _moved(goods, grade, now, now.quantity - was.quantity, entry)
        rest = now.worth - was.worth - moved
        there = [r for r in received_of(order=order, grade=grade) if r.left]
        carried = difference_share(order, entry, there, rest)
        if moved or carried or now.quantity != was.quantity:
            quantity = now.quantity - was.quantity
            facts.append(output_fact(order, entry, grade, quantity, moved + carried))
    if left := sum((fact.amount for fact in facts), Decimal()):
        facts.append(variance_fact(order, entry, left))
    rows_insert(CostFact, facts)


def _moved(goods: Goods, grade: Grade, now: GradeOutput, change: Decimal, entry: Entry) -> Decimal:
    """Bring so much more of a grade into stock, or take it out; return the value that moved."""
    if change > 0:
        value, _ = split(now.worth, [change, now.quantity - change], CENT)
        output_post(goods.order, entry, goods.outputs(grade, change, value))
        return value
    if change < 0:
        receipts = output_take_back(goods.order, entry, _parts(goods.received(grade), -change))
        return -sum((receipt.move.value for receipt in receipts), Decimal())
    return Decimal()


def _parts(receipts: Sequence[Received], quantity: Decimal) -> list[tuple[Move, Decimal]]:
    """The newest receipts that make up the quantity. Raises ``ReportedLess``."""
    parts, missing = [], quantity
    for receipt in reversed(receipts):
        part = min(receipt.left, missing)
        if part > 0:
            parts.append((receipt.move, part))
            missing -= part
    if missing:
        raise ReportedLess(left=plain(quantity - missing))
    return parts
