"""Releasing to the floor: runs of labelled batches, made by hand or of an order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from runwright.catalog.models import Item
from runwright.catalog.rules import quantity_check
from runwright.catalog.selectors import item_get
from runwright.company.models import Policy
from runwright.company.selectors import policies
from runwright.company.services import document_number
from runwright.engineering.selectors import bom_of
from runwright.journal.clock import now
from runwright.journal.rows import rows_insert, rows_update
from runwright.journal.services import Edit, entry_record, insert_unique, request_accept
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_down
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyReleased,
    AlreadyWorked,
    NothingToRelease,
    RunFixed,
    RunNotFound,
    RunNumberTaken,
    RunOwnsOrders,
    ShortAtRelease,
    TooManyBatches,
    WrongLot,
)
from runwright.production.models import Batch, Order, Run, WorkOrder
from runwright.production.reach import sizes
from runwright.production.selectors.situations import floor_facts, situation_of
from runwright.production.services.lives import order_confirm, order_plan
from runwright.production.services.orders import (
    OrderDraft,
    order_create,
    order_locked,
    order_subject,
)
from runwright.production.services.runs.codes import codes_draw
from runwright.production.services.runs.states import run_refresh, run_subject
from runwright.production.services.work import states_refresh
from runwright.production.states import RUN_LIFE

MOST = 10_000
"""Batches that are made in one go."""


@dataclass(frozen=True)
class RunRow:
    """A row of a run made by hand: so many batches of so much of an item (base unit)."""

    item_id: int
    quantity: Decimal
    batches: int = 1
    machine_ids: tuple[int, ...] = ()

    @property
    def total(self) -> Decimal:
        """All pieces of the row."""
        return self.quantity * self.batches


@dataclass(frozen=True)
class RunDraft:
    """What a run is called and who answers for it."""

    responsible_id: int | None = None
    note: str = ""
    number: str = ""


@transaction.atomic
def run_create(
    *,
    rows: Sequence[RunRow],
    actor: Actor,
    draft: RunDraft = RunDraft(),
    request_id: UUID | None = None,
) -> Run:
    """Make a run by hand: an order for each item behind it, confirmed and planned, and the batches.

    With a ``request_id`` a repeat returns the run made the first time. Raises
    ``NothingToRelease``, ``TooManyBatches``, ``RunNumberTaken``, ``ShortAtRelease`` and what
    making, confirming or planning an order refuses.
    """
    actor.require("production.run_create")
    _check_rows(rows)
    number = document_number(kind="run", given=draft.number)
    if request_id:
        body = {"rows": [asdict(row) for row in rows], **asdict(draft)}
        made = request_accept(id=request_id, verb="run.create", body=body, record_id=number)
        if made:
            return Run.objects.get(number=made)
    run = run_open(replace(draft, number=number), actor, makes_orders=True)
    for order, parts in _orders_for(rows, run.note, actor):
        batches_make(run, order, parts, actor)
    return run


@transaction.atomic
def run_extend(
    *, run_id: int, rows: Sequence[RunRow], actor: Actor, request_id: UUID | None = None
) -> Run:
    """Add batches to a run that is still open, with orders of their own behind them.

    With a ``request_id`` a repeat adds nothing. Raises ``RunFixed`` for a run that is completed
    or cancelled, ``RunNotFound``, and what making a run refuses.
    """
    actor.require("production.run_create")
    _check_rows(rows)
    run = _run_open(run_id)
    if request_id:
        body = {"run": run_id, "rows": [asdict(row) for row in rows]}
        if request_accept(id=request_id, verb="run.extend", body=body, record_id=run.number):
            return run
    made = [*_orders_for(rows, run.note, actor)]
    run = _run_to_join(run_id)
    for order, parts in made:
        batches_make(run, order, parts, actor)
    count = sum(row.batches for row in rows)
    edits = [Edit("batches", "", count)]
    entry_record(actor=actor, verb="run.extend", subject=run_subject(run), edits=edits)
    run.refresh_from_db()
    return run


def _orders_for(
    rows: Sequence[RunRow], note: str, actor: Actor
) -> Iterator[tuple[Order, "list[Part]"]]:
    """An order for each item of the rows, and the batches it is released in."""
    by_item: defaultdict[int, list[RunRow]] = defaultdict(list)
    for row in rows:
        by_item[row.item_id].append(row)
    for item_id, own in by_item.items():
        yield _order_for(item_id, own, note, actor), _parts(own)


def _check_rows(rows: Sequence[RunRow]) -> None:
    count = sum(row.batches for row in rows)
    if count <= 0 or any(row.batches <= 0 for row in rows):
        raise NothingToRelease()
    if count > MOST:
        raise TooManyBatches(count=count, most=MOST)


def run_open(draft: RunDraft, actor: Actor, *, makes_orders: bool) -> Run:
    """A run without batches yet. Raises ``RunNumberTaken``."""
    number = document_number(kind="run", given=draft.number)
    run = Run(
        number=number,
        responsible_id=draft.responsible_id or actor.user_id,
        note=draft.note,
        makes_orders=makes_orders,
        created_at=now(),
        state_since=now(),
    )
    insert_unique(record=run, otherwise=RunNumberTaken(number=number))
    entry_record(actor=actor, verb="run.create", subject=run_subject(run))
    return run


def _order_for(item_id: int, rows: Sequence[RunRow], note: str, actor: Actor) -> Order:
    """The order behind rows of one item: what is good of them after all losses."""
    item = item_get(item_id=item_id, actor=actor)
    for row in rows:
        quantity_check(item=item, quantity=row.quantity)
    total = sum((row.total for row in rows), Decimal())
    good = _good_of(item, total, actor)
    draft = OrderDraft(item_id=item_id, quantity=good, note=note)
    order = order_create(draft=draft, actor=actor)
    return released(order.id, actor)


def _good_of(item: Item, total: Decimal, actor: Actor) -> Decimal:
    """How many good pieces come of so many started, at least one step."""
    bom = bom_of(item_id=item.id, actor=actor)
    kept = Fraction(1)
    for operation in bom.routing.operations.all() if bom and bom.routing else ():
        kept *= 1 - Fraction(operation.loss)
    return max(round_down(Fraction(total) * kept, item.resolution), Decimal(item.resolution))


@dataclass(frozen=True)
class Part:
    """A batch to be made."""

    quantity: Decimal
    machine_ids: tuple[int, ...] = field(default=())


def _parts(rows: Sequence[RunRow]) -> list[Part]:
    return [Part(row.quantity, row.machine_ids) for row in rows for _ in range(row.batches)]


@transaction.atomic
def order_release(
    *,
    order_id: int,
    lot: Decimal,
    actor: Actor,
    draft: RunDraft = RunDraft(),
    run_id: int | None = None,
    machine_ids: tuple[int, ...] = (),
) -> Run:
    """Release an order as a run of batches of ``lot`` pieces, the last one with the rest.

    The order is confirmed and planned with it. Raises ``AlreadyReleased``, ``AlreadyWorked``,
    ``TooManyBatches``, ``RunFixed``, ``RunOwnsOrders``, ``ShortAtRelease`` and what confirming and
    planning refuse.
    """
    actor.require("production.run_create")
    order = order_locked(order_id)
    if order.batched is not None:
        raise AlreadyReleased(record=order.number)
    if floor_facts(order_id=order_id):
        raise AlreadyWorked(record=order.number)
    quantity_check(item=order.item, quantity=lot)
    order = released(order_id, actor)
    parts = [Part(size, machine_ids) for size in lots_of(start_of(order), lot, order.item)]
    run = _run_to_join(run_id) if run_id else None
    if run is None:
        run = run_open(draft, actor, makes_orders=False)
    elif run.makes_orders:  # its deletion would give up this order too
        raise RunOwnsOrders(record=run.number)
    batches_make(run, order, parts, actor)
    return run


def _run_to_join(run_id: int) -> Run:
    """An open run, locked: after orders and goods, as scans lock them."""
    Run.objects.select_for_update().filter(id=run_id).first()
    return _run_open(run_id)


def _run_open(run_id: int) -> Run:
    """A run that takes batches. Raises ``RunNotFound``, ``RunFixed``."""
    run = Run.objects.filter(id=run_id).first()
    if run is None:
        raise RunNotFound(key=run_id)
    if RUN_LIFE.find(run.state, "extend") is None:
        raise RunFixed(record=run.number, state=run.state)
    return run


def released(order_id: int, actor: Actor) -> Order:
    """Confirm and plan an order as far as it is not; a shortage follows the release policy.

    Raises ``ShortAtRelease``.
    """
    order = order_locked(order_id)
    if order.state == "draft":
        order = order_confirm(order_id=order_id, actor=actor)
    if order.state == "confirmed":
        short = situation_of(order=order).material().short
        if short and policies().shortage_release == Policy.BLOCK:
            raise ShortAtRelease(items=short)
        order = order_plan(order_id=order_id, actor=actor, override="released" if short else "")
    return order


def start_of(order: Order) -> Decimal:
    """What the first operation of a planned order starts with."""
    works = WorkOrder.objects.filter(order=order).exclude(state="cancelled").order_by("sequence")
    first = works.values_list("start_quantity", flat=True).first()
    return Decimal(order.quantity if first is None else first)


def lots_of(total: Decimal, lot: Decimal, item: Item) -> Iterator[Decimal]:
    """``total`` in lots: 370 at 60 are six of 60 and one of 10. Raises ``TooManyBatches``."""
    steps = [int(Fraction(value) / Fraction(item.resolution)) for value in (total, lot)]
    if steps[1] <= 0:
        raise WrongLot()
    if (count := -(-steps[0] // steps[1])) > MOST:
        raise TooManyBatches(count=count, most=MOST)
    return (size * item.resolution for size in sizes(total=steps[0], lot=steps[1]))


def batches_make(run: Run, order: Order, parts: Sequence[Part], actor: Actor) -> None:
    """Make the batches of a planned order in a run; from now on it is worked in batches."""
    codes = codes_draw(len(parts))
    at = now()
    batches = rows_insert(Batch, [
        Batch(code=code, run=run, order=order, is_planned=True, firsts=part.quantity, created_at=at)
        for code, part in zip(codes, parts, strict=True)
    ])  # fmt: skip
    _machines_set(batches, parts)
    order.batched = sum((part.quantity for part in parts), Decimal())
    rows_update(Order, [order], ["batched"])
    states_refresh(order=order)
    run_refresh(run_id=run.id, actor=actor)
    entry_record(
        actor=actor,
        verb="order.release",
        subject=order_subject(order),
        edits=[Edit("run", "", run.number), Edit("batches", "", len(parts)),
               Edit("quantity", "", plain(order.batched))],
    )  # fmt: skip


def _machines_set(batches: Sequence[Batch], parts: Sequence[Part]) -> None:
    through = Batch.machines.through
    through.objects.bulk_create(
        through(batch_id=batch.id, machine_id=machine_id)
        for batch, part in zip(batches, parts, strict=True)
        for machine_id in part.machine_ids
    )
