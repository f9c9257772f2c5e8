"""Counts: a sheet, what was found, and the correction of the books."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, ItemBrief, Many, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, Line, PathKey, Quantity
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.reports.lists.stock import COUNTS
from runwright.stock.selectors import count_get, count_verbs
from runwright.stock.services import (
    count_cancel,
    count_enter,
    count_find,
    count_open,
    count_post,
)

door = Door("Counts", __name__)
add_list(door, "/counts", COUNTS)


Printed = BeforeValidator(lambda value: None if value is None else str(value))
"""Beside a text: a record by what it is called."""


class CountLine(Shown):
    """Goods on a sheet: expected by the books, and counted; in the item's base unit."""

    id: Key
    item: ItemBrief
    lot: Annotated[str | None, Printed]
    grade: Literal["firsts", "seconds"]
    place: Named
    expected: Exact
    counted: Exact | None
    difference: Exact
    counted_at: datetime | None
    counted_by: str


class Count(Lively):
    """A sheet to count by."""

    home = "/counts/{count_id}"
    id: Key
    number: str
    state: Literal["open", "counting", "posted", "cancelled"]
    warehouse: Named
    place: Named | None
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    reason: str
    lines: Annotated[list[CountLine], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return count_verbs(count=record, actor=actor)


class NewCount(Given):
    """A sheet for one place, or for items wherever they lie in the warehouse."""

    warehouse_id: Key
    place_id: Key | None = None
    item_ids: list[Key] = []


class Entered(Given):
    """What was found of one line; null takes the entry back."""

    line_id: Key
    counted: Quantity | None


class Entries(Given):
    """What was found."""

    entries: list[Entered]


class Found(Given):
    """Goods found where the books know of none."""

    item_id: Key
    quantity: Quantity
    place_id: Key | None = None
    lot_number: Annotated[str, Line(60)] = ""
    grade: Literal["firsts", "seconds"] = "firsts"


@door.read("/counts/{count_id}", permission="stock.view", answer=Count)
def count(request: Call, count_id: PathKey) -> object:
    """One sheet with its lines."""
    return count_get(count_id=count_id, actor=request.auth)


@door.create("/counts", permission="stock.count", answer=Count)
def open_count(request: Call, given: NewCount) -> object:
    """Open a sheet."""
    made = count_open(**given.model_dump(), actor=request.auth)
    return count_get(count_id=made.id, actor=request.auth)


@door.act("/counts/{count_id}/entries", permission="stock.count", answer=Count, verb="enter")
def enter(request: Call, count_id: PathKey, given: Entries) -> object:
    """Enter what was found."""
    counted = {entry.line_id: entry.counted for entry in given.entries}
    count_enter(count_id=count_id, counted=counted, actor=request.auth)
    return count_get(count_id=count_id, actor=request.auth)


@door.act("/counts/{count_id}/finds", permission="stock.count", answer=Count)
def find(request: Call, count_id: PathKey, given: Found) -> object:
    """Enter goods that were found where the books know of none."""
    count_find(count_id=count_id, **given.model_dump(), actor=request.auth)
    return count_get(count_id=count_id, actor=request.auth)


@door.act("/counts/{count_id}/posting", permission="stock.adjust", answer=Count, verb="post")
def post(request: Call, count_id: PathKey, given: Reasoned) -> object:
    """Make the books say what was counted."""
    count_post(count_id=count_id, reason=given.reason, actor=request.auth)
    return count_get(count_id=count_id, actor=request.auth)


@door.act("/counts/{count_id}/cancellation", permission="stock.count", answer=Count, verb="cancel")
def cancel(request: Call, count_id: PathKey, given: Reasoned) -> object:
    """Put a sheet away; the books stay as they are."""
    count_cancel(count_id=count_id, reason=given.reason, actor=request.auth)
    return count_get(count_id=count_id, actor=request.auth)
