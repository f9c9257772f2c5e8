"""Manufacturing orders for sales lines: by a button, or by themselves where the company says so."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from runwright.catalog.models import Supply
from runwright.company.selectors import policies
from runwright.journal.clock import now
from runwright.journal.readers import cursor_move, newest_unread
from runwright.journal.services import Edit, entry_record
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import NothingToMake, NotPromised
from runwright.production.models import Order, SalesLink
from runwright.production.selectors.sales import sales_progress
from runwright.production.services.orders import OrderDraft, order_create, order_subject
from runwright.production.services.outputs import supply_announce
from runwright.production.services.runs.estimates import lost_estimates_detach
from runwright.sales.models import SalesLine
from runwright.sales.selectors import sales_line_get
from runwright.sales.services.orders import needed_by, sales_order_locked

READER = "production.sales"


@transaction.atomic
def order_create_for_sales(*, line_id: int, actor: Actor, quantity: Decimal | None = None) -> Order:
    """Make an order for what of a confirmed sales line is not made yet, or for ``quantity`` (base
    unit) of it; it is due on the promised day, and its output goes to the line.

    Raises ``NotPromised``, ``NothingToMake``.
    """
    actor.require("production.order_create")
    line = sales_line_get(line_id=line_id, actor=actor)
    sale = sales_order_locked(line.order_id)
    if sale.state != "confirmed":
        raise NotPromised(record=sale.number, state=sale.state)
    proposed = sales_progress(line_ids=[line.id], actor=actor)[line.id].proposed
    wanted = proposed if quantity is None else quantity
    if wanted <= 0 or wanted > proposed:
        raise NothingToMake(item=line.item.code, left=plain(proposed))
    draft = OrderDraft(
        item_id=line.item_id,
        quantity=wanted,
        deadline=_deadline(needed_by(sale)),
        goods_warehouse_id=sale.warehouse_id,
        priority=sale.priority,
    )
    order = order_create(draft=draft, actor=actor)
    _link(order, line, wanted, actor)
    supply_announce(order=order, for_needs=[line.need] if line.need else [])
    return order


def links_divide(*, order: Order, part: Order, actor: Actor) -> None:
    """What of an order's links goes beyond what it still makes is made by its part instead, as far
    as that goes."""
    kept, left = order.quantity, part.quantity
    for link in order.sales_links.select_related("line__order").order_by("id"):
        stays = min(link.quantity, kept)
        goes = min(link.quantity - stays, left)
        kept, left = kept - stays, left - goes
        if stays != link.quantity:
            _link_lower(link, stays)
        if goes:
            _link(part, link.line, goes, actor)


def _link(order: Order, line: SalesLine, quantity: Decimal, actor: Actor) -> None:
    SalesLink.objects.create(order=order, line=line, quantity=quantity)
    edits = [Edit("sales_order", "", f"{line.order.number}: {plain(quantity)}")]
    entry_record(actor=actor, verb="order.link_sale", subject=order_subject(order), edits=edits)


def _link_lower(link: SalesLink, quantity: Decimal) -> None:
    if not quantity:
        link.delete()
        return
    link.quantity = quantity
    link.save(update_fields=["quantity"])


def _deadline(promised: datetime | None) -> datetime | None:
    """The promised day; one that has passed is due tomorrow, and late from the start."""
    return max(promised, now() + timedelta(days=1)) if promised else None


def sales_read(*, actor: Actor) -> int:
    """Where the company's rule says so, make orders for what confirmed sales orders lack; returns
    how many. Runs of lost estimates make to stock. Reads the journal with a cursor of its own, and
    may run twice."""
    newest = newest_unread(reader=READER)
    if newest is None:
        return 0
    lost_estimates_detach(actor=actor)
    made = sum(_make(key, actor) for key in _open_lines()) if policies().orders_from_sales else 0
    cursor_move(reader=READER, at=newest)
    return made


def _open_lines() -> list[int]:
    """Lines of made items of confirmed orders, the first promised first."""
    lines = SalesLine.objects.filter(order__state="confirmed", item__supply=Supply.MAKE)
    return list(lines.order_by("order__promised_on", "id").values_list("id", flat=True))


def _make(line_id: int, actor: Actor) -> bool:
    try:
        order_create_for_sales(line_id=line_id, actor=actor)
    except Refusal:
        return False
    return True
