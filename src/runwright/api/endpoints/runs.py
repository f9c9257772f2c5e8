"""Production runs: releases to the floor, how far each is, and their flow."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from runwright.api.doors import Door, Later
from runwright.api.lists import add_list
from runwright.api.records import BatchState
from runwright.api.schemas import LEFT_OUT, Given, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, Line, PathKey, Positive, Prose
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.production.selectors.estimates import estimate_preview
from runwright.production.selectors.genealogy import run_graph
from runwright.production.selectors.releases import release_preview
from runwright.production.selectors.runs import run_get, run_steps
from runwright.production.selectors.verbs import run_verbs
from runwright.production.services.runs.batches import run_delete
from runwright.production.services.runs.estimates import run_for_estimate
from runwright.production.services.runs.releases import (
    RunDraft,
    RunRow,
    order_release,
    run_create,
    run_extend,
)
from runwright.reports.lists.runs import RUNS

door = Door("Runs", __name__)
add_list(door, "/runs", RUNS)

Batches = Annotated[int, Field(ge=1, le=10_000)]


class RunStep(Shown):
    """An operation of an order in a run, and what of the run waits for it (base unit)."""

    order_id: Key
    order: str
    item: str
    unit: str
    work_order_id: Key
    operation: str
    state: str
    start: Exact
    firsts: Exact
    seconds: Exact
    waste: Exact
    waiting: int
    quantity: Exact
    oldest_at: datetime | None


class ProductionRun(Lively):
    """A release to the floor: its planned batches, how many were scanned, how many are finished
    with all that came of them, and how many batches are open and closed in all."""

    home = "/runs/{run_id}"
    id: Key
    number: str
    state: Literal["pending", "in_progress", "completed", "cancelled"]
    responsible_id: Key | None
    sales_order_id: Key | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    note: str
    batches_planned: int
    scanned: int
    finished: int
    open: int
    closed: int
    steps: list[RunStep]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return run_verbs(run=record, actor=actor)


class NewRunRow(Given):
    """So many batches of so much of an item (its base unit), to be worked at these machines."""

    item_id: Key
    quantity: Positive
    batches: Batches = 1
    machine_ids: list[Key] = Field(default=[], max_length=50)


class MoreBatches(Given):
    """Batches that are added to a run. With an ``id`` of one's own, a repeat adds nothing."""

    id: UUID | None = None
    rows: list[NewRunRow] = Field(min_length=1, max_length=500)


class RunHead(Given):
    """What a run is called and who answers for it."""

    responsible_id: Key | None = LEFT_OUT
    number: Annotated[str, Line(40)] = LEFT_OUT
    note: Prose = LEFT_OUT


class NewRun(RunHead):
    """A run made by hand. With an ``id`` of one's own, a repeat answers with the first."""

    id: UUID | None = None
    rows: list[NewRunRow] = Field(min_length=1, max_length=500)


class Release(RunHead):
    """An order in lots of so many pieces; into a run that is still open, if one is named."""

    lot: Positive
    run_id: Key | None = None
    machine_ids: list[Key] = Field(default=[], max_length=50)


class LotOfOneSize(Shown):
    """So many batches of one size (base unit)."""

    batches: int
    quantity: Exact


class Lots(Shown):
    """How an order would be divided, the full batches first."""

    total: Exact
    count: int
    sizes: list[LotOfOneSize]


class ToMake(Shown):
    """An item that an estimate takes through all levels: needed, free in stock, and left to make
    (base unit); a batch of its own where it is made directly of purchased materials."""

    item: Named
    gross: Exact
    available: Exact
    net: Exact
    is_batched: bool


class EstimatePreview(Shown):
    """What the run of an estimate would make, what is sold before its parts."""

    items: list[ToMake]


class FlowLot(Shown):
    """So much of a stock lot went into a batch."""

    lot_id: Key
    number: str
    item: str
    unit: str
    quantity: Exact


class FlowNode(Shown):
    """A batch in a flow; quantities in its item's base unit."""

    id: Key
    code: str
    run: str
    order: str
    item: str
    name: str
    unit: str
    firsts: Exact
    seconds: Exact
    waste: Exact
    remains: Exact
    state: BatchState
    held: bool
    stands_at: str
    station: str
    lot_id: Key | None
    lot: str
    created_at: datetime
    first_scan_at: datetime | None
    last_scan_at: datetime | None
    closed_at: datetime | None
    machines: list[str]
    used: list[FlowLot]
    hidden_before: int
    hidden_after: int


class FlowEdge(Shown):
    """So much of one batch went into another, as which grade."""

    source: Key
    result: Key
    grade: str
    quantity: Exact


class Flow(Shown):
    """Batches and what joins them."""

    nodes: list[FlowNode]
    edges: list[FlowEdge]


def shown(run_id: int, request: Call) -> ProductionRun:
    """A run as it is now."""
    run = run_get(run_id=run_id, actor=request.auth)
    run.__dict__["steps"] = run_steps(run_id=run_id, actor=request.auth)
    return ProductionRun.model_validate(run).alive(run, request.auth)


@door.read("/runs/{run_id}", permission="production.view", answer=ProductionRun)
def run(request: Call, run_id: PathKey) -> object:
    """One run, and where its batches are."""
    return shown(run_id, request)


@door.read("/runs/{run_id}/graph", permission="production.view", answer=Flow)
def graph(request: Call, run_id: PathKey) -> object:
    """The flow of a run: all of its batches, and those of others that they are joined to."""
    return run_graph(run_id=run_id, actor=request.auth)


@door.create("/runs", permission="production.run_create", answer=ProductionRun)
def create(request: Call, given: NewRun) -> object:
    """Make a run by hand: its orders are made, confirmed and planned behind it."""
    rows = _rows(given.rows)
    made = run_create(rows=rows, draft=_head(given), request_id=given.id, actor=request.auth)
    return Later(made.id, lambda: shown(made.id, request))


@door.act(
    "/runs/{run_id}/batches",
    permission="production.run_create",
    answer=ProductionRun,
    verb="extend",
)
def add_batches(request: Call, run_id: PathKey, given: MoreBatches) -> object:
    """Add batches to a run that is not completed, with orders of their own behind them."""
    rows = _rows(given.rows)
    run_extend(run_id=run_id, rows=rows, request_id=given.id, actor=request.auth)
    return shown(run_id, request)


def _rows(given: list[NewRunRow]) -> list[RunRow]:
    return [RunRow(row.item_id, row.quantity, row.batches, tuple(row.machine_ids)) for row in given]


@door.read("/orders/{order_id}/lots", permission="production.view", answer=Lots)
def lots(request: Call, order_id: PathKey, lot: Positive) -> object:
    """How releasing an order in lots would divide it; nothing is kept."""
    return release_preview(order_id=order_id, lot=lot, actor=request.auth)


@door.create("/orders/{order_id}/release", permission="production.run_create",
             answer=ProductionRun)  # fmt: skip
def release(request: Call, order_id: PathKey, given: Release) -> object:
    """Release an order in lots; it is confirmed and planned with it."""
    made = order_release(
        order_id=order_id, lot=given.lot, draft=_head(given), run_id=given.run_id,
        machine_ids=tuple(given.machine_ids), actor=request.auth,
    )  # fmt: skip
    return Later(made.id, lambda: shown(made.id, request))


@door.read("/sales-orders/{order_id}/run-preview", permission="sales.view", answer=EstimatePreview)
def estimate(request: Call, order_id: PathKey) -> object:
    """What the run of an estimate would make; nothing is kept."""
    return {"items": estimate_preview(sales_order_id=order_id, actor=request.auth)}


@door.create("/sales-orders/{order_id}/run", permission="production.run_create",
             answer=ProductionRun)  # fmt: skip
def make_for_estimate(request: Call, order_id: PathKey, given: RunHead) -> object:
    """Make the run of an estimate: an order for everything that is made, and the first batches."""
    made = run_for_estimate(sales_order_id=order_id, draft=_head(given), actor=request.auth)
    return Later(made.id, lambda: shown(made.id, request))


@door.act(
    "/runs/{run_id}/deletion",
    permission="production.run_create",
    answer=ProductionRun,
    verb="delete",
)
def delete(request: Call, run_id: PathKey, given: Reasoned) -> object:
    """Delete a run of which nothing was scanned; what was held for it is free."""
    run_delete(run_id=run_id, reason=given.reason, actor=request.auth)
    return shown(run_id, request)


def _head(given: RunHead) -> RunDraft:
    sent = given.sent()
    names = ("responsible_id", "number", "note")
    return RunDraft(**{name: sent[name] for name in names if name in sent})
