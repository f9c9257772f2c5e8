"""Manufacturing orders: what they are, what may be done with them, and every verb."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from runwright.api.doors import Door, Later
from runwright.api.lists import add_list
from runwright.api.ordered import Bar, BomBrief, Cost, Preview, Waterfall
from runwright.api.records import Material, OrderState, WorkOrder
from runwright.api.schemas import LEFT_OUT, Given, ItemBrief, Many, Named, Reasoned, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Instant, Key, Line, PathKey, Positive, Prose, Small
from runwright.api.verbs import Lively
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.production.selectors import availability_of, order_get, order_verbs
from runwright.production.selectors.changes import order_version
from runwright.production.selectors.costs import order_cost
from runwright.production.selectors.previews import order_preview
from runwright.production.selectors.variances import order_waterfall
from runwright.production.services import (
    OrderDraft,
    material_issue,
    materials_issue,
    order_cancel,
    order_confirm,
    order_create,
    order_edit,
    order_finish,
    order_plan,
    order_reopen,
    order_unplan,
    owed_issue,
)
from runwright.reports.lists.production import ORDERS
from runwright.stock.selectors import needs_cover

door = Door("Orders", __name__)
add_list(door, "/orders", ORDERS)


class Person(Shown):
    """A user in short."""

    id: Key
    full_name: str


class Order(Lively):
    """A manufacturing order; quantities in the item's base unit. ``version`` names what it was
    when it was read: sent with a change, it keeps two people from undoing each other's."""

    home = "/orders/{order_id}"
    id: Key
    number: str
    state: OrderState
    state_since: datetime
    item: ItemBrief
    quantity: Exact
    bom: BomBrief | None
    routing: Named | None
    components_warehouse: Named | None
    goods_warehouse: Named | None
    deadline: datetime | None
    planned_start: datetime | None
    planned_end: datetime | None
    responsible: Person | None
    priority: int
    note: str
    is_history: bool
    firsts: Exact
    seconds: Exact
    waste: Exact
    held: Exact
    rework_marks: int
    received: Exact
    first_activity_at: datetime | None
    last_activity_at: datetime | None
    created_at: datetime
    work_orders: Annotated[list[WorkOrder], Many]
    availability: str | None = None
    materials: Annotated[list[Material], Field(validation_alias="materials_covered")] = []
    version: UUID | None = None

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return order_verbs(order=record, actor=actor)


class NewOrder(Given):
    """An order to be made; what is left out gets its default: recipe, warehouses, dates."""

    item_id: Key
    quantity: Positive
    number: Annotated[str, Line(40)] = LEFT_OUT
    deadline: Instant = LEFT_OUT
    planned_start: Instant = LEFT_OUT
    bom_id: Key = LEFT_OUT
    components_warehouse_id: Key = LEFT_OUT
    goods_warehouse_id: Key = LEFT_OUT
    responsible_id: Key = LEFT_OUT
    priority: Small = LEFT_OUT
    note: Prose = LEFT_OUT


class Changing(Given):
    """Why something changes, and the version of the order it was decided on."""

    reason: Prose = ""
    version: UUID | None = None


class OrderChange(Given):
    """What may change: everything in a draft; later quantity, dates and who is responsible, as
    far as nothing reported or issued stands against it."""

    quantity: Positive = LEFT_OUT
    deadline: Instant = LEFT_OUT
    planned_start: Instant = LEFT_OUT
    bom_id: Key = LEFT_OUT
    components_warehouse_id: Key = LEFT_OUT
    goods_warehouse_id: Key = LEFT_OUT
    responsible_id: Key | None = LEFT_OUT
    priority: Small = LEFT_OUT
    note: Prose = LEFT_OUT
    reason: Prose = LEFT_OUT
    version: UUID = LEFT_OUT


class Planning(Given):
    """How to plan; ``override`` is the reason to plan in spite of a shortage."""

    override: Prose = ""


class ReturnedMaterial(Given):
    """What of a material line came back into stock."""

    line_id: Key
    quantity: Positive


class Cancellation(Reasoned):
    """Why an order is given up, the material that was physically returned, and the order in which
    the batches on the floor go on; without one they are scrapped."""

    returned: Annotated[list[ReturnedMaterial], Field(max_length=2000)] = []
    home_id: Key | None = None


class Issue(Given):
    """Material issued by hand, in the component's base unit."""

    quantity: Positive


def told(order_id: int, actor: Actor) -> Later:
    """The order as the caller may see it, when it is asked for."""
    return Later(order_id, lambda: _whole(order_id, actor))


def _whole(order_id: int, actor: Actor) -> Order:
    """The whole order, with what may be done now."""
    order = order_get(order_id=order_id, actor=actor)
    lines = list(order.materials.all())
    covers = needs_cover(needs=[line.need for line in lines])
    shown = Order.model_validate(order)
    shown.materials = [Material.of(line, covers[line.need_id]) for line in lines]
    shown.availability = availability_of([*covers.values()]) if covers else None
    shown.version = order_version(order_id=order_id)
    return shown.alive(order, actor)


@door.act("/orders/preview", permission="production.order_create", answer=Preview)
def preview(request: Call, given: NewOrder) -> object:
    """What an order would be: recipe, dates, cost and shortages. Nothing is kept."""
    found = order_preview(draft=OrderDraft(**given.sent()), actor=request.auth)
    shown = Preview.model_validate(found)
    shown.bom = BomBrief.model_validate(found.order.bom) if found.order.bom else None
    shown.deadline = found.order.deadline
    return shown


@door.read("/orders/{order_id}", permission="production.view", answer=Order)
def order(request: Call, order_id: PathKey) -> object:
    """One order with work orders, materials, and the verbs possible now."""
    return told(order_id, request.auth)


@door.read("/orders/{order_id}/cost", permission="production.view", answer=Cost)
def cost(request: Call, order_id: PathKey) -> object:
    """What an order was planned to cost, and costs."""
    record = order_get(order_id=order_id, actor=request.auth)
    shown = Cost.model_validate(order_cost(order=record, actor=request.auth))
    found = order_waterfall(order=record, actor=request.auth)
    if found:
        bars = [Bar(cause=cause, amount=amount) for cause, amount in found.bars]
        shown.waterfall = Waterfall(standard=found.standard, bars=bars, actual=found.actual)
    return shown


@door.create("/orders", permission="production.order_create", answer=Order, bulk=True)
def create_order(request: Call, given: NewOrder) -> object:
    """Make an order as a draft."""
    made = order_create(draft=OrderDraft(**given.sent()), actor=request.auth)
    return told(made.id, request.auth)


@door.change("/orders/{order_id}", permission="production.order_edit", answer=Order, bulk=True)
def change_order(request: Call, order_id: PathKey, given: OrderChange) -> object:
    """Change fields of an order."""
    order_edit(order_id=order_id, **given.sent(), actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/orders/{order_id}/confirmation",
    permission="production.order_confirm",
    answer=Order,
    verb="confirm",
)
def confirm_order(request: Call, order_id: PathKey) -> object:
    """Fix the material lines and claim what there is."""
    order_confirm(order_id=order_id, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/orders/{order_id}/reopening",
    permission="production.order_confirm",
    answer=Order,
    verb="reopen",
)
def reopen_order(request: Call, order_id: PathKey, given: Reasoned) -> object:
    """Turn a confirmed order back into a draft."""
    order_reopen(order_id=order_id, reason=given.reason, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/orders/{order_id}/planning", permission="production.order_plan", answer=Order, verb="plan"
)
def plan_order(request: Call, order_id: PathKey, given: Planning) -> object:
    """Make a work order per operation, each in the first free lane."""
    order_plan(order_id=order_id, override=given.override, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/orders/{order_id}/unplanning", permission="production.order_plan", answer=Order, verb="unplan"
)
def unplan_order(request: Call, order_id: PathKey, given: Reasoned) -> object:
    """Take the work orders back."""
    order_unplan(order_id=order_id, reason=given.reason, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/orders/{order_id}/finish", permission="production.order_finish", answer=Order, verb="finish"
)
def finish_order(request: Call, order_id: PathKey) -> object:
    """Receive the output and close the order."""
    order_finish(order_id=order_id, actor=request.auth)
    return told(order_id, request.auth)


@door.act(
    "/orders/{order_id}/cancellation",
    permission="production.order_cancel",
    answer=Order,
    verb="cancel",
)
def cancel_order(request: Call, order_id: PathKey, given: Cancellation) -> object:
    """Give an order up, with a reason, and with what material came back."""
    returned = {one.line_id: one.quantity for one in given.returned}
    order_cancel(
        order_id=order_id, reason=given.reason, returned=returned, home_id=given.home_id,
        actor=request.auth,
    )  # fmt: skip
    return told(order_id, request.auth)


@door.act("/orders/{order_id}/owed-issue", permission="production.work_report", answer=Order)
def issue_owed(request: Call, order_id: PathKey) -> object:
    """Issue what is owed, as far as it has arrived."""
    owed_issue(order_id=order_id, actor=request.auth)
    return told(order_id, request.auth)


@door.act("/orders/{order_id}/material-issue", permission="production.work_report", answer=Order)
def issue_materials(request: Call, order_id: PathKey) -> object:
    """Issue all that the order still needs, as far as it is there."""
    materials_issue(order_id=order_id, actor=request.auth)
    return told(order_id, request.auth)


@door.act("/materials/{line_id}/issues", permission="production.work_report", answer=Order)
def issue_material(request: Call, line_id: PathKey, given: Issue) -> object:
    """Issue material to a line of an order by hand."""
    line = material_issue(line_id=line_id, quantity=given.quantity, actor=request.auth)
    return told(line.order_id, request.auth)
