"""Orders that belong together, output in parts, and newer revisions of a recipe."""

from collections.abc import Iterable
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AliasPath, Field

from runwright.api.doors import Door
from runwright.api.endpoints.orders import Changing, Order, told
from runwright.api.records import OrderState, TimeKind
from runwright.api.schemas import Given, ItemBrief, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Instant, Key, PathKey, Positive, Prose, Quantity, Small
from runwright.production.selectors import order_get
from runwright.production.selectors.by_products import order_by_products
from runwright.production.selectors.children import (
    children_of,
    coverable,
    parents_of,
    parts_of_split,
)
from runwright.production.selectors.receipts import order_receipts
from runwright.production.selectors.renewals import orders_on_older
from runwright.production.services import (
    Regrade,
    child_create,
    done_material_correct,
    done_output_correct,
    done_time_book,
    done_time_reverse,
    order_edit,
    order_recipe_renew,
    order_split,
    output_receive,
    receipt_reverse,
)
from runwright.production.services.bookings import Worked
from runwright.production.services.timers import Worker

door = Door("Orders", __name__)


class OrderBrief(Shown):
    """An order in short."""

    id: Key
    number: str
    state: OrderState
    item: ItemBrief
    quantity: Exact


class Family(Shown):
    """The orders that belong to one: made for it, for which it is made, parts of one whole.

    ``coverable`` is how much of it the material on hand is enough for.
    """

    children: list[OrderBrief]
    parents: list[OrderBrief]
    parts: list[OrderBrief]
    coverable: Exact


class Orders(Shown):
    """Orders in short."""

    items: list[OrderBrief]


class OutputReceipt(Shown):
    """A part of the output in stock; ``left`` of it was not taken back."""

    id: Annotated[Key, Field(validation_alias="receipt_id")]
    move_id: UUID
    grade: Annotated[str, Field(validation_alias=AliasPath("move", "grade"))]
    left: Exact
    value: Exact


class Receipts(Shown):
    """The receipts of an order's output."""

    items: list[OutputReceipt]


class OrderByProduct(Shown):
    """What else comes out of an order, in its base unit, and its share of the cost."""

    item: ItemBrief
    planned: Exact
    received: Exact
    cost_share: Exact


class ByProducts(Shown):
    """What else comes out of an order by its recipe."""

    items: list[OrderByProduct]


class Splitting(Changing):
    """What this order still makes; a new one makes the rest."""

    keep: Positive


class Renewal(Changing):
    """The revision to move over to."""

    bom_id: Key


class NewOutputReceipt(Changing):
    """A part of the output, in the item's base unit."""

    quantity: Positive
    grade: Literal["firsts", "seconds"] = "firsts"
    id: UUID | None = None


class TakenBack(Reasoned):
    """How much of a receipt is taken back."""

    quantity: Positive
    reason: Prose


class MaterialCorrection(Given):
    """So much more of a component was used, or below zero less, in its base unit."""

    quantity: Quantity
    reason: Prose


class OutputCorrection(Given):
    """So many pieces that were reported in one grade are of another (base unit)."""

    source: Literal["firsts", "seconds", "waste"]
    target: Literal["firsts", "seconds", "waste"]
    quantity: Positive
    reason: Prose


class TimeCorrection(Given):
    """A stretch of work that was forgotten."""

    operator_id: Key | None = None
    machine_id: Key | None = None
    kind: TimeKind = "run"
    started_at: Instant
    ended_at: Instant
    reason: Prose


class Expediting(Changing):
    """A priority: 0 is first, 100 is last."""

    priority: Small


@door.read("/orders/{order_id}/family", permission="production.view", answer=Family)
def family(request: Call, order_id: PathKey) -> object:
    """The orders that belong to an order."""
    order = order_get(order_id=order_id, actor=request.auth)
    return Family(
        children=_brief(children_of(order_id=order_id, actor=request.auth)),
        parents=_brief(parents_of(order_id=order_id, actor=request.auth)),
        parts=_brief(parts_of_split(order=order, actor=request.auth)),
        coverable=coverable(order=order),
    )


def _brief(orders: Iterable[object]) -> list[OrderBrief]:
    return [OrderBrief.model_validate(order) for order in orders]


@door.create("/materials/{line_id}/children", permission="production.order_create", answer=Order)
def make_child(request: Call, line_id: PathKey) -> object:
    """Make an order for what a line is short of."""
    child = child_create(line_id=line_id, actor=request.auth)
    return told(child.id, request.auth)


@door.create("/orders/{order_id}/splitting", permission="production.order_edit", answer=Order)
def split(request: Call, order_id: PathKey, given: Splitting) -> object:
    """Make the rest in an order of its own, which is answered."""
    part = order_split(order_id=order_id, **given.model_dump(), actor=request.auth)
    return told(part.id, request.auth)


@door.act("/orders/{order_id}/priority", permission="production.order_edit", answer=Order)
def expedite(request: Call, order_id: PathKey, given: Expediting) -> object:
    """Let an order go before others, or after them."""
    order_edit(order_id=order_id, **given.model_dump(), actor=request.auth)
    return told(order_id, request.auth)


@door.read("/boms/{bom_id}/older-orders", permission="production.view", answer=Orders)
def older_orders(request: Call, bom_id: PathKey) -> object:
    """The open orders that are made by an older revision."""
    return Orders(items=_brief(orders_on_older(bom_id=bom_id, actor=request.auth)))


@door.act("/orders/{order_id}/recipe", permission="production.order_edit", answer=Order)
def renew_recipe(request: Call, order_id: PathKey, given: Renewal) -> object:
    """Move an order over to another revision of its recipe."""
    order_recipe_renew(order_id=order_id, **given.model_dump(), actor=request.auth)
    return told(order_id, request.auth)


@door.act("/materials/{line_id}/corrections", permission="production.order_correct", answer=Order)
def correct_material(request: Call, line_id: PathKey, given: MaterialCorrection) -> object:
    """Issue more to a done order, or below zero take back; the difference in cost is posted."""
    line = done_material_correct(line_id=line_id, **given.model_dump(), actor=request.auth)
    return told(line.order_id, request.auth)


@door.act(
    "/work-orders/{work_order_id}/corrections",
    permission="production.order_correct",
    answer=Order,
    verb="correct_time",
)
def correct_time(request: Call, work_order_id: PathKey, given: TimeCorrection) -> object:
    """Book a stretch of work on a done order; the difference in cost is posted."""
    worker = Worker(given.operator_id, given.machine_id)
    worked = Worked(worker, given.started_at, given.ended_at, given.kind)
    booking = done_time_book(
        work_order_id=work_order_id, worked=worked, reason=given.reason, actor=request.auth
    )
    return told(booking.work_order.order_id, request.auth)


@door.act(
    "/work-orders/{work_order_id}/output-corrections",
    permission="production.order_correct",
    answer=Order,
)
def correct_output(request: Call, work_order_id: PathKey, given: OutputCorrection) -> object:
    """Count pieces of a done order in another grade; goods and their worth follow."""
    order = done_output_correct(
        work_order_id=work_order_id,
        regrade=Regrade(given.source, given.target, given.quantity),
        reason=given.reason,
        actor=request.auth,
    )
    return told(order.id, request.auth)


@door.act("/times/{source_id}/correction", permission="production.order_correct", answer=Order)
def correct_time_away(request: Call, source_id: UUID, given: Reasoned) -> object:
    """Take a timer or a booking of a done order back; the difference in cost is posted."""
    order = done_time_reverse(source_id=source_id, reason=given.reason, actor=request.auth)
    return told(order.id, request.auth)


@door.read("/orders/{order_id}/receipts", permission="production.view", answer=Receipts)
def receipts(request: Call, order_id: PathKey) -> object:
    """What of the output is in stock."""
    order = order_get(order_id=order_id, actor=request.auth)
    found = order_receipts(order=order, actor=request.auth)
    return Receipts(items=[OutputReceipt.model_validate(one) for one in found])


@door.read("/orders/{order_id}/by-products", permission="production.view", answer=ByProducts)
def by_products(request: Call, order_id: PathKey) -> object:
    """What else comes out, planned and received; it is received when the order is done."""
    order = order_get(order_id=order_id, actor=request.auth)
    found = order_by_products(order=order, actor=request.auth)
    return ByProducts(items=[OrderByProduct.model_validate(one) for one in found])


@door.create("/orders/{order_id}/receipts", permission="production.output_receive", answer=Order)
def receive(request: Call, order_id: PathKey, given: NewOutputReceipt) -> object:
    """Receive a part of the output before the order is done."""
    output_receive(
        order_id=order_id,
        quantity=given.quantity,
        grade=given.grade,
        id=given.id,
        actor=request.auth,
    )
    return told(order_id, request.auth)


@door.act("/receipts/{receipt_id}/reversal", permission="production.work_correct", answer=Order)
def take_back(request: Call, receipt_id: PathKey, given: TakenBack) -> object:
    """Take a receipt back, whole or in part."""
    receipt = receipt_reverse(
        receipt_id=receipt_id, quantity=given.quantity, reason=given.reason, actor=request.auth
    )
    return told(receipt.order_id, request.auth)
