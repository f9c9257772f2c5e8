"""On what terms suppliers sell."""

from typing import Annotated

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Done, Given, ItemBrief, Named, Reasoned
from runwright.api.sign_in import Call
from runwright.api.values import Amount, Exact, Flag, Key, Line, PathKey, Price, Whole
from runwright.api.verbs import Tabled
from runwright.purchasing.selectors import supplier_item_get
from runwright.purchasing.services import Terms, supplier_item_remove, supplier_item_set
from runwright.purchasing.states import TERM_LIFE
from runwright.reports.lists.purchasing import SUPPLIER_ITEMS

door = Door("Terms of suppliers", __name__)
add_list(door, "/supplier-items", SUPPLIER_ITEMS)


class SupplierItem(Tabled):
    """A supplier sells an item: price, smallest order and multiple per its unit."""

    home = "/supplier-items/{term_id}"
    life = TERM_LIFE
    id: Key
    supplier: Named
    item: ItemBrief
    unit: Brief
    price: Exact
    lead_time_days: int
    smallest_order: Exact
    multiple: Exact
    supplier_code: str
    is_preferred: bool


class NewTerms(Given):
    """Terms to be kept; those of the same supplier and item are replaced."""

    supplier_id: Key
    item_id: Key
    price: Price
    unit_id: Key | None = None
    lead_time_days: Whole = LEFT_OUT
    smallest_order: Amount = LEFT_OUT
    multiple: Amount = LEFT_OUT
    supplier_code: Annotated[str, Line(60)] = LEFT_OUT
    is_preferred: Flag = LEFT_OUT


@door.read("/supplier-items/{term_id}", permission="purchasing.view", answer=SupplierItem)
def supplier_item(request: Call, term_id: PathKey) -> object:
    """The terms of one supplier for one item."""
    return supplier_item_get(supplier_item_id=term_id, actor=request.auth)


@door.create(
    "/supplier-items", permission="purchasing.price_manage", answer=SupplierItem, bulk=True
)
def set_supplier_item(request: Call, given: NewTerms) -> object:
    """Keep the terms on which a supplier sells an item."""
    sent = given.sent()
    supplier_id, item_id = sent.pop("supplier_id"), sent.pop("item_id")
    held = supplier_item_set(
        supplier_id=supplier_id, item_id=item_id, terms=Terms(**sent), actor=request.auth
    )
    return supplier_item_get(supplier_item_id=held.id, actor=request.auth)


@door.act(
    "/supplier-items/{term_id}/removal",
    permission="purchasing.price_manage",
    answer=Done,
    verb="remove",
)
def remove_supplier_item(request: Call, term_id: PathKey, given: Reasoned) -> object:
    """The supplier does not sell the item any longer."""
    supplier_item_remove(supplier_item_id=term_id, reason=given.reason, actor=request.auth)
    return Done()
