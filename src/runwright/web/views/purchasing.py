"""Shortages, purchase requests and requests for quotation."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.journal.selectors import entries_of
from runwright.production.selectors import order_get, orders_all
from runwright.purchasing.selectors import (
    quote_get,
    request_get,
    request_verbs,
    rfq_get,
    rfq_verbs,
)
from runwright.purchasing.services import (
    purchase_order_from_requests,
    quote_accept,
    quote_answer,
    request_create,
    request_for_shortage,
    request_line_change,
    request_line_remove,
    rfq_ask,
    rfq_create,
    supplier_item_remove,
    supplier_item_set,
)
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.rows import AnswerForm
from runwright.web.forms.trade import (
    LineForm,
    RequestForm,
    ShortageForm,
    SupplierForm,
    SuppliersForm,
    TermsForm,
)
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.trade import buttons_of
from runwright.web.views.editing import creation
from runwright.web.views.trade import pressed

RECENT = 15

request_new = creation(
    RequestForm, request_create, gettext_lazy("New purchase request"), "web:requests",
    "purchase_request",
)  # fmt: skip
terms_new = creation(
    TermsForm, supplier_item_set, gettext_lazy("What a supplier asks for an item"),
    "web:supplier_items",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def shortage_request(request: Request) -> HttpResponse:
    """Request what is short, of any number of orders at once."""
    form = ShortageForm(request.POST or None, request.actor)
    if form.is_valid():
        with at_fields(form):
            made = request_for_shortage(**form.given(), actor=request.actor)
            return _requested(request, made)
    words = {"form": form, "title": _("Request what is short"), "home": reverse("web:shortages")}
    return page(request, "form", words)


@require_POST
def order_request(request: Request, order_id: int) -> HttpResponse:
    """Request what one manufacturing order is short of."""
    order = order_get(order_id=order_id, actor=request.actor)
    needs = [line.need_id for line in order.materials.all()]
    chosen = request.POST.get("need_id", "")
    wanted = [need for need in needs if str(need) == chosen] or needs
    return _requested(request, request_for_shortage(need_ids=wanted, actor=request.actor))


def _requested(request: Request, made: Any) -> HttpResponse:
    told = _("{record} asks for exactly what is short.").format(record=made)
    return done(request, record_url("purchase_request", made.id), told)


@require_safe
def request_page(request: Request, record_id: int) -> HttpResponse:
    """One purchase request: its lines, what they are for, and what became of them."""
    record = request_get(request_id=record_id, actor=request.actor)
    lines = list(record.lines.all())
    causes = {link.need.cause for line in lines for link in line.needs.all()}
    words = {
        "record": record,
        "order": record,
        "kind": "purchase_request",
        "lines": [(line, _unneeded(line)) for line in lines],
        "causes": order_links(request, causes),
        "supplier_form": SupplierForm(None, request.actor),
        "suppliers_form": SuppliersForm(None, request.actor),
        "can_order": record.state == "approved" and request.actor.can("purchasing.order_manage"),
        "can_edit": record.state == "draft" and request.actor.can("purchasing.request_create"),
        "entries": entries_of(kind="purchase_request", record_id=record_id)[:RECENT],
        **buttons_of(
            "purchase_request", record, request_verbs(request=record, actor=request.actor)
        ),
    }
    return page(request, "trade/request", words)


def _unneeded(line: Any) -> Decimal:
    """How much of what was asked for needs nobody needs any longer."""
    kept = [link.quantity for link in line.needs.all() if link.need.closed_at is None]
    return max(line.for_needs - sum(kept, Decimal()), Decimal())


def order_links(request: Request, causes: set[str]) -> dict[str, str]:
    """The page of each manufacturing order by its number; other causes have none."""
    if not request.actor.can("production.view"):
        return {}
    found = orders_all(actor=request.actor).filter(number__in=causes)
    return {order.number: record_url("order", order.id) for order in found}


@require_POST
def request_order(request: Request, record_id: int) -> HttpResponse:
    """Order everything of an approved request from one supplier."""
    given = SupplierForm(request.POST, request.actor).demanded()
    order = purchase_order_from_requests(request_ids=[record_id], **given, actor=request.actor)
    told = _("{record} is made as a draft. Check prices and days, then order.")
    return done(request, record_url("purchase_order", order.id), told.format(record=order))


@require_POST
def request_quotation(request: Request, record_id: int) -> HttpResponse:
    """Ask several suppliers for everything of an approved request."""
    given = SuppliersForm(request.POST, request.actor).demanded()
    rfq = rfq_create(request_ids=[record_id], **given, actor=request.actor)
    told = _("{record} is made as a draft.").format(record=rfq)
    return done(request, record_url("rfq", rfq.id), told)


@require_http_methods(["GET", "POST"])
def request_line(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Ask for more or less of a line."""
    record = request_get(request_id=record_id, actor=request.actor)
    held = {one.id: {"quantity": one.unit_quantity} for one in record.lines.all()}
    form = LineForm(request.POST or None, request.actor, held.get(line_id))
    del form.fields["price"]
    home = record_url("purchase_request", record_id)
    if form.is_valid():
        with at_fields(form):
            request_line_change(line_id=line_id, **form.given(), actor=request.actor)
            return done(request, home, _("Saved."))
    return page(request, "form", {"form": form, "title": str(record), "home": home})


@require_POST
def request_line_removal(request: Request, record_id: int, line_id: int) -> HttpResponse:
    """Take a line off a draft."""
    reason = request.POST.get("reason", "")
    request_line_remove(line_id=line_id, reason=reason, actor=request.actor)
    return done(request, record_url("purchase_request", record_id), _("The line is taken off."))


@require_POST
def terms_removal(request: Request, record_id: int) -> HttpResponse:
    """A supplier does not sell an item any longer."""
    reason = request.POST.get("reason", "")[:200]
    supplier_item_remove(supplier_item_id=record_id, reason=reason, actor=request.actor)
    return done(request, reverse("web:supplier_items"), _("The price is removed."))


@require_safe
def rfq_page(request: Request, record_id: int) -> HttpResponse:
    """One request for quotation, its answers side by side."""
    rfq = rfq_get(rfq_id=record_id, actor=request.actor)
    lines, quotes = list(rfq.lines.all()), list(rfq.quotes.all())
    may = request.actor.can("purchasing.order_manage")
    words = {
        "record": rfq,
        "order": rfq,
        "kind": "rfq",
        "quotes": quotes,
        "rows": [(line, [_offer(line, quote, quotes) for quote in quotes]) for line in lines],
        "totals": [_total(quote) for quote in quotes],
        "can_answer": may and rfq.state == "sent",
        "can_ask": may and rfq.state in ("draft", "sent"),
        "supplier_form": SupplierForm(None, request.actor),
        "entries": entries_of(kind="rfq", record_id=record_id)[:RECENT],
        **buttons_of("rfq", rfq, rfq_verbs(rfq=rfq, actor=request.actor)),
    }
    return page(request, "trade/rfq", words)


def _offer(line: Any, quote: Any, quotes: list[Any]) -> tuple[Any, bool]:
    """What a supplier offers for a line, and whether nobody offers it cheaper."""
    offers = {one.id: _answer_of(one, line) for one in quotes}
    mine = offers[quote.id]
    prices = [one.price for one in offers.values() if one]
    return mine, bool(mine and len(prices) > 1 and mine.price == min(prices))


def _answer_of(quote: Any, line: Any) -> Any:
    return next((one for one in quote.lines.all() if one.line_id == line.id), None)


def _total(quote: Any) -> Decimal | None:
    """What all that a supplier offers would cost."""
    offers = list(quote.lines.all())
    return sum((one.quantity * one.price for one in offers), Decimal()) if offers else None


rfq_supplier = pressed(
    SupplierForm, rfq_ask, "rfq_id", "rfq", gettext_lazy("One more supplier is asked.")
)


@require_http_methods(["GET", "POST"])
def quote_page(request: Request, record_id: int) -> HttpResponse:
    """Write down what a supplier answered."""
    quote = quote_get(quote_id=record_id, actor=request.actor)
    rfq = rfq_get(rfq_id=quote.rfq_id, actor=request.actor)
    form = AnswerForm(
        request.POST or None, request.actor, AnswerForm.held_by_quote(quote, rfq.lines.all())
    )
    home = record_url("rfq", quote.rfq_id)
    if form.is_valid():
        with at_fields(form):
            quote_answer(quote_id=record_id, **form.given(), actor=request.actor)
            return done(request, home, _("The answer is written down."))
    title = _("What {supplier} answered").format(supplier=quote.supplier.name)
    return page(request, "trade/rows_form", {"form": form, "title": title, "home": home})


@require_POST
def quote_acceptance(request: Request, record_id: int) -> HttpResponse:
    """Take an answer: it becomes a purchase order."""
    order = quote_accept(quote_id=record_id, actor=request.actor)
    told = _("{record} is made as a draft. Check prices and days, then order.")
    return done(request, record_url("purchase_order", order.id), told.format(record=order))
