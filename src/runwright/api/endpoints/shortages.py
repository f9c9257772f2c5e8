"""Shortages explained, and the take-over of what a less urgent need holds."""

from datetime import date, datetime
from typing import Any, Literal

from runwright.api.doors import Door
from runwright.api.schemas import Given, ItemBrief, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, PathKey, Positive, Prose
from runwright.production.selectors import order_get
from runwright.stock.selectors import Shortage as Told
from runwright.stock.selectors import shortages_of
from runwright.stock.services import claim_take_over

door = Door("Stock", __name__)


class Need(Shown):
    """Something that wants goods: what for, how urgent, by when; waiting for goods since when."""

    id: Key
    cause: str
    priority: int
    needed_by: datetime | None
    waiting_since: datetime | None


class Holder(Shown):
    """Another need that holds goods; how much may be taken over, and what it lacks then."""

    need: Need
    quantity: Exact
    is_firm: bool
    may_give: Exact
    left_short: Exact


class Supply(Shown):
    """A quantity that will come, on a date if it is firm."""

    id: Key
    cause: str
    due_at: datetime | None
    outstanding: Exact


class Coming(Shown):
    """A supply on its way: what of it is for this need, and what for nobody yet."""

    supply: Supply
    mine: Exact
    free: Exact


class LotBrief(Shown):
    """A lot in short."""

    id: Key
    number: str
    expires_on: date | None


class Elsewhere(Shown):
    """Free goods at a place of another warehouse."""

    place: Named
    lot: LotBrief | None
    quantity: Exact


class Unusable(Shown):
    """Goods here that nobody may use, and why not."""

    place: Named
    lot: LotBrief
    quantity: Exact
    why: Literal["expired", "held"]


class Cover(Shown):
    """How a need is met: wanted, issued, reserved, expected (until when), and short."""

    wanted: Exact
    served: Exact
    claimed: Exact
    expected: Exact
    expected_at: datetime | None
    short: Exact


class Shortage(Shown):
    """One material line that goods at hand do not cover, explained; in the item's base unit."""

    line_id: Key
    item: ItemBrief
    need: Need
    cover: Cover
    holders: list[Holder]
    coming: list[Coming]
    elsewhere: list[Elsewhere]
    unusable: list[Unusable]


class Shortages(Shown):
    """The short lines of an order."""

    items: list[Shortage]


class TakeOver(Given):
    """What a need takes over from a less urgent one, and why."""

    from_need_id: Key
    quantity: Positive
    reason: Prose


@door.read("/orders/{order_id}/shortages", permission="production.view", answer=Shortages)
def shortages(request: Call, order_id: PathKey) -> object:
    """Every short line of an order, explained."""
    order = order_get(order_id=order_id, actor=request.auth)
    lines = {line.need_id: line for line in order.materials.all() if not line.need.closed_at}
    found = shortages_of(needs=[line.need for line in lines.values()], actor=request.auth)
    return {"items": [_shown(lines[key], shortage) for key, shortage in found.items()]}


def _shown(line: Any, told: Told) -> dict[str, object]:
    return {**vars(told), "line_id": line.id, "item": line.item}


@door.act("/needs/{need_id}/take-over", permission="stock.take_over", answer=Need)
def take_over(request: Call, need_id: PathKey, given: TakeOver) -> object:
    """Take over goods at hand that a less urgent need holds."""
    return claim_take_over(need_id=need_id, **given.model_dump(), actor=request.auth)
