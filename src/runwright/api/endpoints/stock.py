"""What is on hand, and the moves that made it so."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AliasPath, Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import Given, ItemBrief, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Day, Exact, Key, Line, PathKey, Positive, Price, Prose, Quantity
from runwright.api.verbs import Tabled
from runwright.catalog.selectors import item_get
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.reports.lists.goods import BALANCES, MOVES
from runwright.reports.lists.stock import STOCKED
from runwright.stock.limits import is_own_move
from runwright.stock.selectors import item_ledger, move_get
from runwright.stock.services import stock_adjust, stock_receive, stock_reverse, stock_transfer
from runwright.stock.states.moves import MOVE_LIFE

door = Door("Stock", __name__)
add_list(door, "/balances", BALANCES)
add_list(door, "/moves", MOVES, key=UUID)
add_list(door, "/stock/items", STOCKED)


class MovedLot(Shown):
    """A quantity of one item that shares its origin."""

    id: Key
    number: str


class Move(Tabled):
    """A quantity worth ``value`` went from one place to another; ``reverses`` names the move it
    takes back."""

    home = "/moves/{move_id}"
    life = MOVE_LIFE
    id: UUID
    item: ItemBrief
    lot: MovedLot | None
    grade: Literal["firsts", "seconds"]
    source: Named
    target: Named
    quantity: Exact
    value: Exact
    at: datetime
    reference: str
    reverses: Annotated[UUID | None, Field(validation_alias=AliasPath("reverses_id"))]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        """Nothing to whoever may see one end of it alone."""
        return super().offered(record, actor) if is_own_move(record, actor) else []


class Receipt(Given):
    """Goods arrived; the cost is per base unit, the standard cost unless given."""

    item_id: Key
    place_id: Key
    quantity: Positive
    unit_cost: Price | None = None
    lot_number: Annotated[str, Line(60)] = ""
    expires_on: Day | None = None
    reference: Annotated[str, Line(80)] = ""


class Transfer(Given):
    """Goods are carried from one storage place to another, for a need first if one is named."""

    item_id: Key
    source_id: Key
    target_id: Key
    quantity: Positive
    lot_id: Key | None = None
    for_need_id: Key | None = None


class Adjustment(Given):
    """What is on hand is corrected by a difference, more or less."""

    item_id: Key
    place_id: Key
    difference: Quantity
    reason: Prose
    lot_id: Key | None = None


class LedgerLine(Shown):
    """A move with what there was before and after it; ``change`` is 0 for goods only carried."""

    id: UUID
    at: datetime
    reference: str
    lot: MovedLot | None
    grade: Literal["firsts", "seconds"]
    source: Named
    target: Named
    before: Exact
    change: Exact
    after: Exact


class Ledger(Shown):
    """The newest moves of an item, in its base unit."""

    items: list[LedgerLine]


NEWEST = 500


@door.read("/items/{item_id}/ledger", permission="stock.view", answer=Ledger)
def ledger(request: Call, item_id: PathKey) -> object:
    """The newest 500 moves of an item with what there was before and after each."""
    item_get(item_id=item_id, actor=request.auth)
    return {"items": list(item_ledger(item_id=item_id, actor=request.auth)[:NEWEST])}


@door.read("/moves/{move_id}", permission="stock.view", answer=Move)
def move(request: Call, move_id: UUID) -> object:
    """One stock move."""
    return move_get(move_id=move_id, actor=request.auth)


@door.create("/stock/receipts", permission="stock.move", answer=Move, bulk=True)
def receive(request: Call, given: Receipt) -> object:
    """Receive goods from a supplier."""
    made = stock_receive(**given.model_dump(), actor=request.auth)
    return move_get(move_id=made.id, actor=request.auth)


@door.create("/stock/transfers", permission="stock.move", answer=Move, bulk=True)
def transfer(request: Call, given: Transfer) -> object:
    """Carry goods to another place."""
    made = stock_transfer(**given.model_dump(), actor=request.auth)
    return move_get(move_id=made.id, actor=request.auth)


@door.create("/stock/adjustments", permission="stock.adjust", answer=Move, bulk=True)
def adjust(request: Call, given: Adjustment) -> object:
    """Correct what is on hand."""
    made = stock_adjust(**given.model_dump(), actor=request.auth)
    return move_get(move_id=made.id, actor=request.auth)


@door.create("/moves/{move_id}/reversal", permission="stock.adjust", answer=Move, verb="reverse")
def reverse(request: Call, move_id: UUID, given: Reasoned) -> object:
    """Take a receipt, transfer or adjustment back by its opposite."""
    made = stock_reverse(move_id=move_id, reason=given.reason, actor=request.auth)
    return move_get(move_id=made.id, actor=request.auth)
