"""Purchase orders: the page, its lines, what comes in, and corrections."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.journal.selectors import entries_of
from runwright.people.reach import is_own_warehouse
from runwright.purchasing.selectors import purchase_order_get, purchase_order_verbs
from runwright.purchasing.selectors.shortages import unblocked_by
from runwright.purchasing.services import (
    purchase_line_change,
    purchase_line_remove,
    purchase_order_create,
    receipt_line_reverse,
    receipt_record,
)
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.rows import GoodsInForm
from runwright.web.forms.trade import PurchaseLineForm, PurchaseOrderForm
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.trade import buttons_of
from runwright.web.views.editing import creation
from runwright.web.views.purchasing import RECENT, order_links
from runwright.web.views.trade import reversed_fact

EXPECTING = ("sent", "partly_received")

purchase_order_new = creation(
    PurchaseOrderForm, purchase_order_create, gettext_lazy("New purchase order"),
    "web:purchase_orders", "purchase_order",
)  # fmt: skip


@require_safe
def purchase_order(request: Request, record_id: int) -> HttpResponse:
    """One purchase order: its lines, what they are for, and what came."""
    order = purchase_order_get(order_id=record_id, actor=request.actor)
    served = unblocked_by(order=order, actor=request.actor)
    may = request.actor.can("purchasing.order_manage")
    receipts = [(line, came) for line in order.lines.all() for came in line.receipts.all()]
    words = {
        "record": order,
        "order": order,
        "kind": "purchase_order",
        "lines": [(line, _surplus(line)) for line in order.lines.all()],
        "receipts": receipts,
        "undone": {came.reverses_id for _line, came in receipts if came.reverses_id},
        "served": served,
        "causes": order_links(request, {need.cause for need in served}),
        "can_receive": order.state in EXPECTING and request.actor.can("purchasing.receive"),
        "can_edit": may and order.state == "draft",
        "can_date": may and order.state in ("draft", *EXPECTING),
        "entries": entries_of(kind="purchase_order", record_id=record_id)[:RECENT],
        **buttons_of(
            "purchase_order", order, purchase_order_verbs(order=order, actor=request.actor)
        ),
    }
    return page(request, "trade/purchase_order", words)


def _surplus(line: Any) -> Any:
    """What is ordered beyond what was requested (base unit), for lines made from requests."""
    requested = [link.quantity for link in line.requested.all()]
    return line.quantity - sum(requested) if requested else 0


@require_http_methods(["GET", "POST"])
def goods_in(request: Request, record_id: int) -> HttpResponse:
    """Write down what came of an order."""
    order = purchase_order_get(order_id=record_id, actor=request.actor)
    due = (line for line in order.lines.all() if line.outstanding)
    lines = [line for line in due if is_own_warehouse(request.actor, line.warehouse_id)]
    form = GoodsInForm(request.POST or None, request.actor, {"lines": lines})
    home = record_url("purchase_order", record_id)
    if form.is_valid():
        with at_fields(form):
            made = receipt_record(order_id=record_id, **form.given(), actor=request.actor)
            return done(request, home, _("{record} is received.").format(record=made))
    title = _("What came of {order}").format(order=order)
    return page(request, "trade/rows_form", {"form": form, "title": title, "home": home})


receipt_reversal = reversed_fact(
    receipt_line_reverse,
    "receipt_line_id",
    lambda receipt: record_url("purchase_order", receipt.order_id),
)


@require_http_methods(["GET", "POST"])
def purchase_line(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Change a line: everything in a draft, the day later."""
    order = purchase_order_get(order_id=record_id, actor=request.actor)
    held = {
        line.id: {"quantity": line.unit_quantity, "price": line.price, "due_on": line.due_on}
        for line in order.lines.all()
    }
    begun = held.get(line_id, {}) | {"only_day": order.state != "draft"}
    form = PurchaseLineForm(request.POST or None, request.actor, begun)
    home = record_url("purchase_order", record_id)
    if form.is_valid():
        with at_fields(form):
            purchase_line_change(line_id=line_id, **form.given(), actor=request.actor)
            return done(request, home, _("Saved."))
    return page(request, "form", {"form": form, "title": str(order), "home": home})


@require_POST
def purchase_line_removal(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Take a line off a draft."""
    reason = request.POST.get("reason", "")
    purchase_line_remove(line_id=line_id, reason=reason, actor=request.actor)
    return done(request, record_url("purchase_order", record_id), _("The line is taken off."))
