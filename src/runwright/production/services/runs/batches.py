"""What people do with a batch beside scanning it: hold, release, note, delete."""

from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.rows import rows_update
from runwright.journal.services import Edit, entry_record
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_down
from runwright.people.actor import Actor
from runwright.production.errors import (
    BatchNotFound,
    NotDeletable,
    ReasonNeeded,
    RunNotFound,
    RunStarted,
)
from runwright.production.limits import require_batches
from runwright.production.models import Batch, BatchHold, BatchNote, Order, Run
from runwright.production.services.changes import order_edit
from runwright.production.services.lives import order_cancel
from runwright.production.services.orders import order_locked
from runwright.production.services.runs.codes import batch_subject
from runwright.production.services.runs.states import run_refresh, run_subject
from runwright.production.services.work import states_refresh
from runwright.production.states import (
    BATCH_LIFE,
    RUN_LIFE,
    RunStanding,
    nobody_holds_it,
    somebody_holds_it,
)


def batch_locked(batch_id: int) -> Batch:
    """A batch with its order locked. Raises ``BatchNotFound``."""
    order_ids = Batch.objects.filter(id=batch_id).values_list("order_id", flat=True)
    if not order_ids:
        raise BatchNotFound(key=batch_id)
    order = order_locked(order_ids[0])
    batch = Batch.objects.get(id=batch_id)
    batch.order = order
    return batch


@transaction.atomic
def batch_hold(*, batch_id: int, reason: str, actor: Actor) -> BatchHold:
    """Let nobody scan a batch. Raises ``AlreadyHeldBatch``, ``ReasonNeeded``, ``WrongState``."""
    actor.require("production.batch_hold")
    batch = batch_locked(batch_id)
    require_batches(actor, [batch_id])
    if not reason.strip():
        raise ReasonNeeded()
    nobody_holds_it(batch)
    BATCH_LIFE.step(batch, state=batch.state, verb="hold", label=batch.code)
    hold = BatchHold.objects.create(
        batch=batch, reason=reason[:200], placed_by=actor.label, placed_at=now()
    )
    entry_record(actor=actor, verb="batch.hold", subject=batch_subject(batch), reason=reason)
    return hold


@transaction.atomic
def batch_unhold(*, batch_id: int, actor: Actor, reason: str = "") -> Batch:
    """Let a batch be scanned again. Raises ``NotHeldBatch``."""
    actor.require("production.batch_hold")
    batch = batch_locked(batch_id)
    require_batches(actor, [batch_id])
    somebody_holds_it(batch)
    BATCH_LIFE.step(batch, state=batch.state, verb="unhold", label=batch.code)
    batch.holds.filter(released_at=None).update(released_at=now(), released_by=actor.label)
    entry_record(actor=actor, verb="batch.unhold", subject=batch_subject(batch), reason=reason)
    return batch


@transaction.atomic
def batch_note(
    *,
    batch_id: int,
    text: str,
    actor: Actor,
    picture: bytes | None = None,
    picture_name: str = "",
    picture_type: str = "",
) -> BatchNote:
    """Write something about a batch, with a picture or without. Raises ``BatchNotFound``."""
    actor.require("production.scan")
    batch = batch_locked(batch_id)
    require_batches(actor, [batch_id])
    if not text.strip() and not picture:
        raise ReasonNeeded()
    note = BatchNote.objects.create(
        batch=batch,
        at=now(),
        author=actor.label,
        text=text,
        picture=picture,
        picture_name=picture_name,
        picture_type=picture_type,
    )
    edit = Edit("note", "", text[:200] or picture_name)
    entry_record(actor=actor, verb="batch.note", subject=batch_subject(batch), edits=[edit])
    return note


@transaction.atomic
def batch_delete(*, batch_id: int, actor: Actor, reason: str = "") -> Batch:
    """Delete a batch before its first scan; its label is void, and its order makes that much less.

    Raises ``NotDeletable``.
    """
    batch = batch_locked(batch_id)
    step = BATCH_LIFE.find(batch.state, "delete")
    if step is None:
        raise NotDeletable(label=batch.code)
    actor.require(step.permission)
    _delete(batch, actor, reason)
    _order_follow(batch.order, batch.quantity, actor)
    run_refresh(run_id=batch.run_id, actor=actor)
    return batch


def _delete(batch: Batch, actor: Actor, reason: str) -> None:
    batch.state, batch.ending, batch.closed_at = "void", "deleted", now()
    batch.ending_reason = reason[:200]
    rows_update(Batch, [batch], ["state", "ending", "ending_reason", "closed_at"])
    entry_record(actor=actor, verb="batch.delete", subject=batch_subject(batch), reason=reason)


def _order_follow(order: Order, gone: Decimal, actor: Actor) -> None:
    """The order makes what the batches hold that it still has, also those that came of parts or of
    another order; without any it is worked without batches again."""
    before = order.batched or Decimal()
    left = before - gone
    has_any = order.batches.exclude(state="void").exists()
    order.batched = left if has_any else None
    rows_update(Order, [order], ["batched"])
    if not has_any:
        states_refresh(order=order)
        return
    share = Fraction(left) / Fraction(before)
    good = round_down(Fraction(order.quantity) * share, order.item.resolution)
    reason = f"{plain(before)} → {plain(left)}"
    order_edit(order_id=order.id, actor=actor, reason=reason, quantity=good)


def orders_of(run: Run) -> list[int]:
    """The orders of a run: those of its batches, and all that were made for its estimate."""
    orders = set(run.batches.values_list("order_id", flat=True))
    if run.sales_order:
        behind = Order.objects.filter(group=run.sales_order.group_id)
        orders |= set(behind.exclude(state__in=["done", "cancelled"]).values_list("id", flat=True))
    return sorted(orders)


@transaction.atomic
def run_delete(*, run_id: int, actor: Actor, reason: str = "") -> Run:
    """Delete a run of which nothing was scanned: its batches are void, and the orders it made are
    given up unless they have ended. Raises ``RunNotFound``, ``RunStarted`` and ``WrongState``."""
    actor.require("production.run_create")
    run = Run.objects.filter(id=run_id).first()
    if run is None:
        raise RunNotFound(key=run_id)
    if run.state != "cancelled" and RUN_LIFE.find(run.state, "delete") is None:
        raise RunStarted(record=run.number)
    RUN_LIFE.step(RunStanding(), state=run.state, verb="delete", label=run.number)
    for order_id in orders_of(run):
        order = order_locked(order_id)
        gone = _batches_delete(run, order, actor, reason)
        if order.state in ("done", "cancelled"):
            continue
        if run.makes_orders:
            order_cancel(order_id=order_id, reason=reason or run.number, actor=actor)
        elif gone and order.state in ("planned", "in_progress"):
            _order_follow(order, gone, actor)
    run = run_refresh(run_id=run_id, actor=actor)
    entry_record(actor=actor, verb="run.delete", subject=run_subject(run), reason=reason)
    return run


def _batches_delete(run: Run, order: Order, actor: Actor, reason: str) -> Decimal:
    """Delete the batches of an order in a run; how many pieces they were. Raises ``RunStarted``."""
    gone = Decimal()
    for batch in run.batches.filter(order=order).exclude(state="void"):
        if batch.state != "created":
            raise RunStarted(record=run.number)
        batch.order = order
        _delete(batch, actor, reason)
        gone += batch.quantity
    return gone
