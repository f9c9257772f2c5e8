"""Every list: its page, its export, and the views people keep of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_stubs_ext import StrPromise

from runwright.people.actor import Actor
from runwright.reports.selectors import list_export, list_page, views_of
from runwright.reports.services import view_delete, view_save
from runwright.web.actors import Request
from runwright.web.answers import done, page, sent
from runwright.web.lists import ListView

Given = Mapping[str, list[str]]


@dataclass(frozen=True)
class Primary:
    """The one primary button of a list."""

    title: StrPromise
    icon: str
    route: str
    permission: str

    @property
    def url(self) -> str:
        return reverse(self.route)

    @property
    def is_made(self) -> bool:
        """Whether it writes something, and does not only lead to another page."""
        return self.icon != "hourglass"


PRIMARIES = {
    "orders": Primary(
        gettext_lazy("New order"), "plus", "web:order_new", "production.order_create"
    ),
    "runs": Primary(gettext_lazy("New run"), "plus", "web:run_new", "production.run_create"),
    "batches": Primary(
        gettext_lazy("Where they wait"), "hourglass", "web:waiting", "production.view"
    ),
    "items": Primary(gettext_lazy("New item"), "plus", "web:item_new", "catalog.manage"),
    "routings": Primary(
        gettext_lazy("New routing"), "plus", "web:routing_new", "engineering.manage"
    ),
    "boms": Primary(
        gettext_lazy("New bill of materials"), "plus", "web:bom_new", "engineering.manage"
    ),
    "operators": Primary(
        gettext_lazy("New operator"), "plus", "web:operator_new", "people.operator_manage"
    ),
    "work_centres": Primary(
        gettext_lazy("New work centre"), "plus", "web:work_centre_new", "resources.manage"
    ),
    "balances": Primary(gettext_lazy("Receive goods"), "plus", "web:goods_receive", "stock.move"),
    "counts": Primary(gettext_lazy("Open a count"), "plus", "web:count_new", "stock.count"),
    "warehouses": Primary(
        gettext_lazy("New warehouse"), "plus", "web:warehouse_new", "stock.adjust"
    ),
    "moves": Primary(gettext_lazy("Carry goods"), "transfer", "web:goods_transfer", "stock.move"),
    "shortages": Primary(
        gettext_lazy("Request what is short"),
        "plus",
        "web:shortage_request",
        "purchasing.request_create",
    ),
    "requests": Primary(
        gettext_lazy("New request"), "plus", "web:request_new", "purchasing.request_create"
    ),
    "purchase_orders": Primary(
        gettext_lazy("New purchase order"),
        "plus",
        "web:purchase_order_new",
        "purchasing.order_manage",
    ),
    "supplier_items": Primary(
        gettext_lazy("New price"), "plus", "web:terms_new", "purchasing.price_manage"
    ),
    "sales_orders": Primary(
        gettext_lazy("New sales order"), "plus", "web:sales_order_new", "sales.order_manage"
    ),
    "customers": Primary(
        gettext_lazy("New customer"), "plus", "web:customer_new", "partners.manage"
    ),
    "suppliers": Primary(
        gettext_lazy("New supplier"), "plus", "web:supplier_new", "partners.manage"
    ),
    "departments": Primary(
        gettext_lazy("New department"), "plus", "web:department_new", "resources.manage"
    ),
    "downtimes": Primary(
        gettext_lazy("Enter a stop"), "plus", "web:downtime_new", "floor.downtime_report"
    ),
    "machines": Primary(gettext_lazy("New machine"), "plus", "web:machine_new", "resources.manage"),
    "stations": Primary(gettext_lazy("New station"), "plus", "web:station_new", "resources.manage"),
}
HINTS = {
    "orders": gettext_lazy("Make a new order, or import a log of your shop."),
    "runs": gettext_lazy("Release an order in lots, or make a run by hand."),
    "batches": gettext_lazy("Batches appear when an order is released in lots."),
    "work_orders": gettext_lazy("Work orders appear when an order is planned."),
    "items": gettext_lazy("Items are what you buy, make and sell. Add the first one."),
    "work_centres": gettext_lazy("A work centre is where orders are worked on. Add the first one."),
    "boms": gettext_lazy("A bill of materials says what goes into an item. Make the first one."),
    "routings": gettext_lazy("A routing says by which operations an item is made."),
    "machines": gettext_lazy("Machines belong to work centres. Add the first one."),
    "operators": gettext_lazy("Operators are those who work on the floor. Add the first one."),
    "departments": gettext_lazy("A department gives a rate to people who have none of their own."),
    "downtimes": gettext_lazy("Stops appear when a problem is reported, or entered afterwards."),
    "journal": gettext_lazy("Everything that is done is written down here."),
    "shortages": gettext_lazy("Nothing is short: every order has its material."),
    "requests": gettext_lazy("Requests are made from shortages, or by hand."),
    "rfqs": gettext_lazy("Ask for quotations from an approved purchase request."),
    "purchase_orders": gettext_lazy("Order what was approved, or write an order by hand."),
    "sales_orders": gettext_lazy("Write down what a customer wants."),
    "supplier_items": gettext_lazy("What suppliers ask for items, and how soon they deliver."),
    "receipts": gettext_lazy("Receipts appear when ordered goods come in."),
    "lots": gettext_lazy("Lots appear when goods followed by lot arrive or are made."),
    "counts": gettext_lazy("A count compares a place with the books. Open the first one."),
    "warehouses": gettext_lazy("A warehouse is where goods are kept. Add the first one."),
    "balances": gettext_lazy("Stock appears with the first move."),
    "stocked": gettext_lazy("Items that are kept in stock appear here with their amounts."),
    "moves": gettext_lazy("Every receipt, issue, transfer and correction is a move."),
    "customers": gettext_lazy("Customers are those you sell to. Add the first one."),
    "suppliers": gettext_lazy("Suppliers are those you buy from. Add the first one."),
    "stations": gettext_lazy("A station is where batches are scanned. Add the first one."),
    "devices": gettext_lazy("A tablet or terminal becomes a device on the page of its station."),
    "intervals": gettext_lazy("Time appears when a timer is started or time is booked."),
    "reports": gettext_lazy("Quantities appear when work is reported or a batch is scanned."),
    "print_jobs": gettext_lazy("Labels that go to a printer appear here until they are printed."),
    "webhook_messages": gettext_lazy("What webhooks were told, and what they answered."),
    "parked_scans": gettext_lazy("Scans that stations queued and that cannot be posted come here."),
}


def show(name: str) -> Callable[[Request], HttpResponse]:
    """The view of one list's page."""

    @require_safe
    def view(request: Request) -> HttpResponse:
        return page(request, "list", words_of(request, name))

    return view


def words_of(request: Request, name: str) -> dict[str, object]:
    """What the list template needs to show a list for this request."""
    shown = list_page(name=name, given=_given(request), actor=request.actor)
    return {
        "view": ListView(shown, request.actor),
        "views": views_of(list_name=name, actor=request.actor),
        "primary": _primary(name, request.actor),
        "empty_hint": HINTS.get(name, ""),
    }


def _given(request: Request) -> Given:
    return {name: values for name, values in request.GET.lists() if any(values)}


def _primary(name: str, actor: Actor) -> Primary | None:
    primary = PRIMARIES.get(name)
    return primary if primary and actor.can(primary.permission) else None


@require_safe
def export(request: Request, name: str, format: str) -> StreamingHttpResponse:
    """All rows that the list shows, as CSV or XLSX."""
    return sent(list_export(name=name, given=_given(request), format=format, actor=request.actor))


@require_POST
def views(request: Request, name: str) -> HttpResponse:
    """Keep the list as it is shown, under a name."""
    kept = view_save(
        list_name=name,
        name=request.POST.get("name", ""),
        query=request.POST.get("query", ""),
        actor=request.actor,
    )
    return done(request, f"{_home(name)}?{kept.query}", _("The view is saved."))


@require_POST
def view_removal(request: Request, name: str, view_id: int) -> HttpResponse:
    """Drop a saved view."""
    view_delete(view_id=view_id, actor=request.actor)
    return done(request, _home(name), _("The view is removed."))


def _home(name: str) -> str:
    return reverse(f"web:{name}")
