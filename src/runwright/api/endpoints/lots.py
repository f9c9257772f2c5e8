"""Lots: what there is of them, and whether they may be used."""

from datetime import date, datetime
from typing import Annotated, Literal

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, ItemBrief, Many, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Day, Exact, Key, PathKey, Prose
from runwright.api.verbs import Tabled
from runwright.reports.lists.stock import LOTS
from runwright.stock.selectors import lot_get
from runwright.stock.services import lot_expiry_set, lot_hold, lot_release
from runwright.stock.states.lots import LOT_LIFE

door = Door("Lots", __name__)
add_list(door, "/lots", LOTS)


class Hold(Shown):
    """A time in which nobody might use the lot."""

    reason: str
    placed_at: datetime
    placed_by: str
    released_at: datetime | None


class Lot(Tabled):
    """A quantity of one item that shares its origin; in the item's base unit."""

    home = "/lots/{lot_id}"
    life = LOT_LIFE
    id: Key
    number: str
    item: ItemBrief
    state: Literal["usable", "held", "expired"]
    on_hand: Exact
    reserved: Exact
    made_on: date | None
    expires_on: date | None
    supplier_lot: str
    holds: Annotated[list[Hold], Many]


class Expiry(Given):
    """The last day on which a lot may be used, or none; and why it is corrected."""

    expires_on: Day | None
    reason: Prose


@door.read("/lots/{lot_id}", permission="stock.view", answer=Lot)
def lot(request: Call, lot_id: PathKey) -> object:
    """One lot with its holds."""
    return lot_get(lot_id=lot_id, actor=request.auth)


@door.act("/lots/{lot_id}/hold", permission="stock.lot_hold", answer=Lot, verb="hold")
def hold(request: Call, lot_id: PathKey, given: Reasoned) -> object:
    """Let nobody use a lot; reservations of it are withdrawn."""
    lot_hold(lot_id=lot_id, reason=given.reason, actor=request.auth)
    return lot_get(lot_id=lot_id, actor=request.auth)


@door.act("/lots/{lot_id}/release", permission="stock.lot_hold", answer=Lot, verb="release")
def release(request: Call, lot_id: PathKey, given: Reasoned) -> object:
    """Let a held lot be used again."""
    lot_release(lot_id=lot_id, reason=given.reason, actor=request.auth)
    return lot_get(lot_id=lot_id, actor=request.auth)


@door.act("/lots/{lot_id}/expiry", permission="stock.adjust", answer=Lot, verb="set_expiry")
def set_expiry(request: Call, lot_id: PathKey, given: Expiry) -> object:
    """Correct when a lot expires."""
    lot_expiry_set(lot_id=lot_id, **given.model_dump(), actor=request.auth)
    return lot_get(lot_id=lot_id, actor=request.auth)
