"""Schemas of records that several nouns show."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AliasPath, Field

from runwright.api.schemas import ItemBrief, Many, Named, Shown
from runwright.api.values import Exact, Key
from runwright.stock.selectors import NeedCover

OrderState = Literal["draft", "confirmed", "planned", "in_progress", "done", "cancelled"]
WorkState = Literal["waiting", "ready", "in_progress", "finished", "cancelled"]
BatchState = Literal["created", "scanned", "closed", "void"]
TimeKind = Literal["setup", "run", "rework", "disruption"]


class Assignment(Shown):
    """Somebody who shall do a work order."""

    operator: Named


class WorkOrder(Shown):
    """One operation of an order: its plan, its state, since when it waits for material (if it
    does), and the sums of what was reported."""

    id: Key
    order_id: Key
    sequence: int
    name: str
    work_centre: Named
    is_output: bool
    state: WorkState
    state_since: datetime
    material_since: datetime | None = None
    short_reason: str
    start_quantity: Exact
    released: Exact
    firsts: Exact
    seconds: Exact
    waste: Exact
    held: Exact
    rework_marks: int
    expected_minutes: Exact
    planned_start: datetime | None
    planned_end: datetime | None
    first_activity_at: datetime | None
    last_activity_at: datetime | None
    assignments: Annotated[list[Assignment], Many]


class Material(Shown):
    """A component of an order, and how its need is covered; in the component's base unit."""

    id: Key
    position: int
    item: ItemBrief
    operation: str | None
    mode: Literal["automatic", "manual", "semi_automatic"]
    need: Exact
    claimed: Exact
    expected: Exact
    expected_at: datetime | None
    short: Exact
    consumed: Exact
    owed: Exact

    @classmethod
    def of(cls, line: Any, cover: NeedCover) -> Self:
        """A material line with the cover of its need."""
        return cls(
            id=line.id,
            position=line.position,
            item=ItemBrief.model_validate(line.item),
            operation=line.operation.name if line.operation else None,
            mode=line.mode,
            need=cover.wanted,
            claimed=cover.claimed,
            expected=cover.expected,
            expected_at=cover.expected_at,
            short=cover.short,
            consumed=line.consumed,
            owed=line.owed,
        )


class Report(Shown):
    """What came off an operation; a reversal carries the opposite quantities."""

    id: UUID
    work_order_id: Key
    operator: Named | None
    machine: Named | None
    at: datetime
    firsts: Exact
    seconds: Exact
    waste: Exact
    held: Exact
    is_rework: bool
    scrap_reason_id: Key | None
    caused_by_id: Key | None
    reverses: Annotated[UUID | None, Field(validation_alias=AliasPath("reverses_id"))]


class Timer(Shown):
    """A running or stopped timer of an operator, a machine, or both."""

    id: UUID
    work_order_id: Key
    operator_id: Key | None
    machine_id: Key | None
    kind: TimeKind
    at: datetime


class TimerStop(Shown):
    """The end of a timer; the machine may run on."""

    id: UUID
    start_id: UUID
    at: datetime
    operator_ended: bool
    machine_ended: bool


class Booking(Shown):
    """A stretch of work entered as a whole."""

    id: UUID
    work_order_id: Key
    operator_id: Key | None
    machine_id: Key | None
    kind: TimeKind
    started_at: datetime
    ended_at: datetime


class Decision(Shown):
    """What became of pieces that were held for review."""

    id: UUID
    work_order_id: Key
    outcome: Literal["release", "downgrade", "rework", "scrap"]
    quantity: Exact
    at: datetime
