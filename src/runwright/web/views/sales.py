"""Sales orders: the page with what is made for each line, deliveries, and corrections."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.journal.selectors import entries_of
from runwright.production.selectors.runs import run_of_sale
from runwright.production.selectors.sales import sales_progress
from runwright.production.services.sales import order_create_for_sales
from runwright.sales.selectors import earned_by_line, sales_order_get, sales_order_verbs
from runwright.sales.services import (
    delivery_line_reverse,
    delivery_record,
    sales_line_add,
    sales_line_change,
    sales_line_remove,
    sales_order_create,
    sales_order_edit,
)
from runwright.stock.selectors import needs_cover
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.rows import GoodsOutForm
from runwright.web.forms.trade import (
    LineForm,
    SalesLineForm,
    SalesOrderEditForm,
    SalesOrderForm,
)
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.trade import buttons_of
from runwright.web.views.editing import creation, edition
from runwright.web.views.trade import pressed, reversed_fact

RECENT = 15
OPEN = ("estimate", "confirmed")

sales_order_new = creation(
    SalesOrderForm, sales_order_create, gettext_lazy("New sales order"), "web:sales_orders",
    "sales_order",
)  # fmt: skip
sales_order_change = edition(
    SalesOrderEditForm, sales_order_get, sales_order_edit, "sales_order", "order_id"
)


@require_safe
def sales_order(request: Request, record_id: int) -> HttpResponse:
    """One sales order: each line with what is made for it, how far, and what it earned."""
    order = sales_order_get(order_id=record_id, actor=request.actor)
    lines = list(order.lines.all())
    ids = [line.id for line in lines]
    covers = needs_cover(needs=[line.need for line in lines if line.need])
    earned = earned_by_line(line_ids=ids, actor=request.actor)
    made = sales_progress(line_ids=ids, actor=request.actor)
    may = request.actor.can("sales.order_manage")
    went = [(line, one) for line in lines for one in line.deliveries.all()]
    words = {
        "record": order,
        "order": order,
        "kind": "sales_order",
        "lines": [
            (line, covers.get(line.need_id or 0), made[line.id], earned.get(line.id))
            for line in lines
        ],
        "deliveries": went,
        "undone": {one.reverses_id for _line, one in went if one.reverses_id},
        "can_deliver": order.state == "confirmed" and request.actor.can("sales.deliver"),
        "can_make": order.state == "confirmed" and request.actor.can("production.order_create"),
        "run": run_of_sale(sales_order_id=record_id, actor=request.actor),
        "can_run": order.state == "estimate" and request.actor.can("production.run_create"),
        "can_edit": may and order.state in OPEN,
        "can_compose": may and order.state == "estimate",
        "line_form": SalesLineForm(None, request.actor),
        "entries": entries_of(kind="sales_order", record_id=record_id)[:RECENT],
        **buttons_of("sales_order", order, sales_order_verbs(order=order, actor=request.actor)),
    }
    return page(request, "trade/sales_order", words)


sales_line_new = pressed(
    SalesLineForm, sales_line_add, "order_id", "sales_order", gettext_lazy("The line is added.")
)


@require_http_methods(["GET", "POST"])
def sales_line(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Change the quantity or the price of a line."""
    order = sales_order_get(order_id=record_id, actor=request.actor)
    held = {
        line.id: {"quantity": line.unit_quantity, "price": line.price} for line in order.lines.all()
    }
    form = LineForm(request.POST or None, request.actor, held.get(line_id))
    home = record_url("sales_order", record_id)
    if form.is_valid():
        with at_fields(form):
            sales_line_change(line_id=line_id, **form.given(), actor=request.actor)
            return done(request, home, _("Saved."))
    return page(request, "form", {"form": form, "title": str(order), "home": home})


@require_POST
def sales_line_removal(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Take a line off an estimate."""
    sales_line_remove(line_id=line_id, actor=request.actor)
    return done(request, record_url("sales_order", record_id), _("The line is taken off."))


@require_http_methods(["GET", "POST"])
def goods_out(request: Request, record_id: int) -> HttpResponse:
    """Write down what goes to the customer."""
    order = sales_order_get(order_id=record_id, actor=request.actor)
    lines: list[Any] = [line for line in order.lines.all() if line.outstanding]
    form = GoodsOutForm(request.POST or None, request.actor, {"lines": lines})
    home = record_url("sales_order", record_id)
    if form.is_valid():
        with at_fields(form):
            made = delivery_record(order_id=record_id, **form.given(), actor=request.actor)
            return done(request, home, _("{record} is delivered.").format(record=made))
    title = _("What is delivered of {order}").format(order=order)
    return page(request, "trade/rows_form", {"form": form, "title": title, "home": home})


delivery_reversal = reversed_fact(
    delivery_line_reverse,
    "delivery_line_id",
    lambda delivery: record_url("sales_order", delivery.order_id),
)


@require_POST
def sales_line_making(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Make a manufacturing order for what is not made for a line yet."""
    made = order_create_for_sales(line_id=line_id, actor=request.actor)
    told = _("{record} is made as a draft. Confirm it to reserve its material.")
    return done(request, record_url("order", made.id), told.format(record=made))
