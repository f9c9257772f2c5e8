"""A run for an estimate: orders for everything that is made, with claims others may still take."""

from collections.abc import Sequence

from django.db import transaction

from runwright.catalog.models import Supply
from runwright.journal.rows import rows_update
from runwright.journal.services import Edit, entry_record
from runwright.people.actor import Actor
from runwright.production.errors import NothingToRelease, OnlyForEstimates, RunExists
from runwright.production.models import MaterialLine, Order, Run, SalesLink
from runwright.production.selectors.estimates import ToMake, estimate_preview
from runwright.production.services.lives import order_confirm
from runwright.production.services.orders import OrderDraft, order_create
from runwright.production.services.outputs import supply_announce
from runwright.production.services.runs.releases import (
    Part,
    RunDraft,
    batches_make,
    released,
    run_open,
    start_of,
)
from runwright.production.services.runs.states import run_subject
from runwright.sales.models import SalesOrder
from runwright.sales.services.orders import needed_by, sales_order_locked
from runwright.stock.models import Need, Strength
from runwright.stock.services import demand_group_set, needs_part


@transaction.atomic
def run_for_estimate(*, sales_order_id: int, actor: Actor, draft: RunDraft | None = None) -> Run:
    """Make the one run of an estimate: an order for every made item net of stock, and a batch of
    each that is made directly of purchased materials, sized for all lines that need it.

    What the orders claim is planned: confirmed orders may take it, until the estimate is
    confirmed or work begins. Raises ``OnlyForEstimates``, ``RunExists``, ``NothingToRelease``.
    """
    actor.require("production.run_create")
    sale = sales_order_locked(sales_order_id)
    if sale.state != "estimate":
        raise OnlyForEstimates(record=sale.number, state=sale.state)
    live = Run.objects.filter(sales_order=sale).exclude(state="cancelled").first()
    if live:
        raise RunExists(record=sale.number, run=live.number)
    wanted = [one for one in estimate_preview(sales_order_id=sale.id, actor=actor) if one.net]
    if not wanted:
        raise NothingToRelease()
    run = run_open(draft or RunDraft(), actor, makes_orders=True)
    run.sales_order = sale
    rows_update(Run, [run], ["sales_order"])
    orders = [_order(one, sale, actor) for one in wanted]
    _sales_link(sale, orders)
    for order in orders:
        _supply(order, orders)
    for order, one in reversed([*zip(orders, wanted, strict=True)]):
        planned = released(order.id, actor)
        if one.is_batched:
            batches_make(run, planned, [Part(start_of(planned))], actor)
    edits = [Edit("run", "", run.number)]
    entry_record(actor=actor, verb="run.for_estimate", subject=run_subject(run), edits=edits)
    run.refresh_from_db()
    return run


def _order(one: ToMake, sale: SalesOrder, actor: Actor) -> Order:
    """An order that belongs to the estimate's demand; its material is claimed, but not firmly."""
    draft = OrderDraft(
        item_id=one.item.id,
        quantity=one.net,
        deadline=needed_by(sale),
        goods_warehouse_id=sale.warehouse_id,
        priority=sale.priority,
        note=sale.number,
    )
    order = order_create(draft=draft, actor=actor)
    order.group_id = sale.group_id
    rows_update(Order, [order], ["group"])
    return order_confirm(order_id=order.id, actor=actor)


def _supply(order: Order, orders: Sequence[Order]) -> None:
    """What an order makes goes to the lines of the others that take it."""
    lines = MaterialLine.objects.filter(order__in=orders, item=order.item_id)
    needs = [line.need for line in lines.select_related("need").order_by("id")]
    supply_announce(order=order, for_needs=needs)


def _sales_link(sale: SalesOrder, orders: Sequence[Order]) -> None:
    """What is made for which line, as far as the orders go."""
    left = {order.item_id: order.quantity for order in orders}
    by_item = {order.item_id: order for order in orders}
    for line in sale.lines.filter(item__supply=Supply.MAKE).order_by("id"):
        if quantity := min(line.quantity - line.given_up, left.get(line.item_id, 0)):
            left[line.item_id] -= quantity
            order = by_item[line.item_id]
            SalesLink.objects.create(order=order, line=line, quantity=quantity)


def group_firm(order: Order) -> None:
    """Work has begun: what an estimate's orders have claimed is firm from now on."""
    if order.group and order.group.strength != Strength.FIRM:
        demand_group_set(group=order.group, strength=Strength.FIRM)


def lost_estimates_detach(*, actor: Actor) -> int:
    """Runs of lost estimates on which work has begun make to stock: their links go, and what they
    have claimed stays. A run nobody has begun waits to be deleted. Returns how many."""
    lost = Run.objects.filter(sales_order__state="lost", state__in=["in_progress", "completed"])
    runs = list(lost.select_related("sales_order"))
    for run in runs:
        number = run.sales_order.number if run.sales_order else ""
        SalesLink.objects.filter(line__order=run.sales_order_id).delete()
        _firm_alone(run)
        run.sales_order = None
        rows_update(Run, [run], ["sales_order"])
        edits = [Edit("sales_order", number, "")]
        entry_record(actor=actor, verb="run.detach", subject=run_subject(run), edits=edits)
    return len(runs)


def _firm_alone(run: Run) -> None:
    """What the run's orders want is firm on its own, whatever becomes of the estimate's demand."""
    assert run.sales_order
    orders = Order.objects.filter(group=run.sales_order.group_id)
    needs_part(needs=Need.objects.filter(id__in=MaterialLine.objects.filter(
        order__in=orders).values("need_id")))  # fmt: skip
    orders.update(group=None)
