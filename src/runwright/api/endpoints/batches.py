"""Batches: what each is and where, what people do with it, its flow and its trace."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AliasPath, Field

from runwright.api.doors import Door
from runwright.api.endpoints.runs import Flow
from runwright.api.lists import add_list
from runwright.api.records import BatchState
from runwright.api.schemas import Brief, Given, ItemBrief, Many, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.traced import BatchTrace
from runwright.api.values import Exact, Key, Line, PathKey, Positive, Prose
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.production.selectors.batches import batch_get, batches_waiting
from runwright.production.selectors.genealogy import batch_graph
from runwright.production.selectors.traces import batch_trace, lot_trace, supplier_lot_trace
from runwright.production.selectors.verbs import batch_verbs
from runwright.production.services import Regrade
from runwright.production.services.runs.batches import (
    batch_delete,
    batch_hold,
    batch_note,
    batch_unhold,
)
from runwright.production.services.runs.endings import batch_close
from runwright.production.services.runs.recalls import trace_hold
from runwright.production.services.runs.regrading import done_batch_correct
from runwright.reports.lists.runs import BATCHES

door = Door("Batches", __name__)
add_list(door, "/batches", BATCHES)

Levels = Annotated[int, Field(ge=0, le=100)]


class BatchMachine(Shown):
    """A machine in short."""

    id: Key
    code: str


class BatchHold(Shown):
    """A time in which nobody might scan the batch."""

    reason: str
    placed_at: datetime
    placed_by: str
    released_at: datetime | None
    released_by: str


class BatchNote(Shown):
    """What somebody wrote about a batch."""

    id: Key
    at: datetime
    author: str
    text: str
    picture_name: str


class ProductionBatch(Lively):
    """A labelled lot on the floor; quantities in its item's base unit."""

    home = "/batches/{batch_id}"
    id: Key
    code: str
    state: BatchState
    ending: str
    ending_reason: str
    item: Annotated[ItemBrief, Field(validation_alias=AliasPath("order", "item"))]
    run_id: Key
    order_id: Key
    is_planned: bool
    firsts: Exact
    seconds: Exact
    gained: Exact
    taken: Exact
    remaining: Exact
    stands_at: Brief | None
    awaited: str | None
    station: Brief | None
    lot_id: Key | None
    machines: Annotated[list[BatchMachine], Many]
    holds: Annotated[list[BatchHold], Many]
    notes: Annotated[list[BatchNote], Many]
    created_at: datetime
    first_scan_at: datetime | None
    last_scan_at: datetime | None
    closed_at: datetime | None

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return batch_verbs(batch=record, actor=actor)


class BatchCorrection(Given):
    """So many pieces of a batch that were counted in one grade are of another (base unit)."""

    source: Literal["firsts", "seconds", "waste"]
    target: Literal["firsts", "seconds", "waste"]
    quantity: Positive
    reason: Prose


class NewBatchNote(Given):
    """What somebody writes about a batch."""

    text: Prose


class BatchQueue(Shown):
    """Batches that wait for one operation; quantity in the item's base unit."""

    operation: str
    centre: str
    department: str
    item: str
    unit: str
    batches: int
    held: int
    quantity: Exact
    oldest_at: datetime
    oldest_id: Key
    oldest_code: str


class Queues(Shown):
    """The queues of the floor, the longest first."""

    items: list[BatchQueue]


class Recall(Reasoned):
    """What is recalled, one of the three, and why: everything ahead of it is put on hold."""

    batch_id: Key | None = None
    lot_id: Key | None = None
    supplier_lot: Annotated[str, Line(60)] = ""


class Recalled(Shown):
    """How many were put on hold."""

    lots: int
    batches: int


@door.read("/batches/waiting", permission="production.view", answer=Queues)
def waiting(request: Call) -> object:
    """Where batches on the floor wait, the longest queues first."""
    return {"items": batches_waiting(actor=request.auth)}


@door.read("/batches/{batch_id}", permission="production.view", answer=ProductionBatch)
def batch(request: Call, batch_id: PathKey) -> object:
    """One batch with its holds and notes."""
    return batch_get(batch_id=batch_id, actor=request.auth)


@door.read("/batches/{batch_id}/graph", permission="production.view", answer=Flow)
def graph(request: Call, batch_id: PathKey, levels: Levels | None = None) -> object:
    """The flow around a batch, so many levels to either side; all of it without a limit."""
    return batch_graph(batch_id=batch_id, levels=levels, actor=request.auth)


@door.read("/batches/{batch_id}/trace", permission="production.view", answer=BatchTrace)
def trace(request: Call, batch_id: PathKey) -> object:
    """Where a batch came from and where it went."""
    return batch_trace(batch_id=batch_id, actor=request.auth)


@door.read("/lots/{lot_id}/trace", permission="production.view", answer=BatchTrace)
def trace_lot(request: Call, lot_id: PathKey) -> object:
    """Where a lot came from and where it went."""
    return lot_trace(lot_id=lot_id, actor=request.auth)


@door.read("/supplier-lots/{supplier_lot}/trace", permission="production.view", answer=BatchTrace)
def trace_supplier_lot(request: Call, supplier_lot: str) -> object:
    """What became of everything that came under a supplier's lot number."""
    return supplier_lot_trace(supplier_lot=supplier_lot, actor=request.auth)


@door.act("/recalls", permission="production.batch_hold", answer=Recalled)
def recall(request: Call, given: Recall) -> object:
    """Put everything ahead of a batch, a lot or a supplier's lot on hold, all or nothing."""
    if given.batch_id:
        found = batch_trace(batch_id=given.batch_id, actor=request.auth)
    elif given.lot_id:
        found = lot_trace(lot_id=given.lot_id, actor=request.auth)
    else:
        found = supplier_lot_trace(supplier_lot=given.supplier_lot, actor=request.auth)
    return trace_hold(trace=found, reason=given.reason, actor=request.auth)


@door.act(
    "/batches/{batch_id}/hold",
    permission="production.batch_hold",
    answer=ProductionBatch,
    verb="hold",
)
def hold(request: Call, batch_id: PathKey, given: Reasoned) -> object:
    """Let nobody scan a batch."""
    batch_hold(batch_id=batch_id, reason=given.reason, actor=request.auth)
    return batch_get(batch_id=batch_id, actor=request.auth)


@door.act("/batches/{batch_id}/release", permission="production.batch_hold",
          answer=ProductionBatch, verb="unhold")  # fmt: skip
def unhold(request: Call, batch_id: PathKey, given: Reasoned) -> object:
    """Let a held batch be scanned again."""
    batch_unhold(batch_id=batch_id, reason=given.reason, actor=request.auth)
    return batch_get(batch_id=batch_id, actor=request.auth)


@door.act("/batches/{batch_id}/closing", permission="production.batch_close",
          answer=ProductionBatch, verb="close")  # fmt: skip
def close(request: Call, batch_id: PathKey, given: Reasoned) -> object:
    """Close a batch on the floor by hand; what remains is lost."""
    batch_close(batch_id=batch_id, reason=given.reason, actor=request.auth)
    return batch_get(batch_id=batch_id, actor=request.auth)


@door.act("/batches/{batch_id}/output-corrections", permission="production.order_correct",
          answer=ProductionBatch)  # fmt: skip
def correct_output(request: Call, batch_id: PathKey, given: BatchCorrection) -> object:
    """Count pieces of a batch of a done order in another grade. They leave its label; the batch of
    their new one is answered, or the same one where they are waste."""
    regrade = Regrade(given.source, given.target, given.quantity)
    made = done_batch_correct(
        batch_id=batch_id, regrade=regrade, reason=given.reason, actor=request.auth
    )
    return batch_get(batch_id=made.id, actor=request.auth)


@door.act("/batches/{batch_id}/deletion", permission="production.run_create",
          answer=ProductionBatch, verb="delete")  # fmt: skip
def delete(request: Call, batch_id: PathKey, given: Reasoned) -> object:
    """Delete a batch before its first scan."""
    batch_delete(batch_id=batch_id, reason=given.reason, actor=request.auth)
    return batch_get(batch_id=batch_id, actor=request.auth)


@door.act("/batches/{batch_id}/notes", permission="production.scan", answer=ProductionBatch)
def note(request: Call, batch_id: PathKey, given: NewBatchNote) -> object:
    """Write something about a batch."""
    batch_note(batch_id=batch_id, text=given.text, actor=request.auth)
    return batch_get(batch_id=batch_id, actor=request.auth)
