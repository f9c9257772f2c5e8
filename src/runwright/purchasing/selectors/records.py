"""Reading requests, quotations, orders, receipts and terms, and which verbs are offered."""

from typing import Any

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from runwright.kernel.transitions import Life, OfferedVerb
from runwright.people.actor import Actor
from runwright.people.reach import having, within
from runwright.purchasing.conditions import Situation
from runwright.purchasing.errors import (
    PurchaseOrderNotFound,
    QuoteNotFound,
    RequestNotFound,
    RfqNotFound,
    TermNotFound,
)
from runwright.purchasing.models import (
    OrderedRequest,
    PurchaseLine,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    QuoteLine,
    ReceiptLine,
    RequestLine,
    RequestNeed,
    Rfq,
    RfqLine,
    SupplierItem,
)
from runwright.purchasing.selectors.situations import (
    order_situation,
    request_situation,
    rfq_situation,
)
from runwright.purchasing.states import (
    AUTOMATIC_VERBS,
    OPEN_REQUEST,
    ORDER_LIFE,
    REQUEST_LIFE,
    RFQ_LIFE,
)


def supplier_items_all(*, actor: Actor) -> QuerySet[SupplierItem]:
    """Every term of a supplier, by item and supplier."""
    actor.require("purchasing.view")
    return SupplierItem.objects.select_related("supplier", "item__unit", "unit").order_by(
        "item__code", "supplier__code"
    )


def supplier_item_get(*, supplier_item_id: int, actor: Actor) -> SupplierItem:
    """One term of a supplier. Raises ``TermNotFound``."""
    held = supplier_items_all(actor=actor).filter(id=supplier_item_id).first()
    if held is None:
        raise TermNotFound(key=supplier_item_id)
    return held


def requests_all(*, actor: Actor) -> QuerySet[PurchaseRequest]:
    """Every request, newest first, with ``lines_count``, ``required_by``, and whether an open one
    ``is_unneeded`` in part because needs it was made for are gone."""
    actor.require("purchasing.view")
    gone = RequestNeed.objects.filter(line__request=OuterRef("pk"), need__closed_at__isnull=False)
    is_open = Q(state__in=(*OPEN_REQUEST, "ordered"))
    lines = RequestLine.objects.all()
    requests = having(
        PurchaseRequest.objects.all(), actor.warehouses, lines, "warehouse", "request"
    )
    counted = requests.annotate(
        lines_count=Count("lines"),
        required_by=Min("lines__required_by"),
        is_unneeded=Case(When(is_open, then=Exists(gone)), default=Value(False)),
    )
    return counted.order_by("-created_at", "-id")


def request_get(*, request_id: int, actor: Actor) -> PurchaseRequest:
    """One request with its lines, the needs these are for, and the orders made from them.

    Raises ``RequestNotFound``.
    """
    needs = RequestNeed.objects.select_related("need").order_by("id")
    ordered = OrderedRequest.objects.select_related("line__order__supplier").order_by("id")
    asked = RfqLine.objects.select_related("rfq").order_by("id")
    lines = RequestLine.objects.select_related("item__unit", "unit", "warehouse").prefetch_related(
        Prefetch("needs", needs), Prefetch("ordered", ordered), Prefetch("asked", asked)
    )
    request = (
        requests_all(actor=actor)
        .prefetch_related(Prefetch("lines", lines), "mails")
        .filter(id=request_id)
        .first()
    )
    if request is None:
        raise RequestNotFound(key=request_id)
    return request


def rfqs_all(*, actor: Actor) -> QuerySet[Rfq]:
    """Every request for quotation, newest first, with how many are asked and have answered."""
    actor.require("purchasing.view")
    asked = Count("quotes", distinct=True)
    answered = Count("quotes__answered_at", distinct=True)
    lines, house = RfqLine.objects.all(), "request_line__warehouse"
    rfqs = having(Rfq.objects.all(), actor.warehouses, lines, house, "rfq")
    return rfqs.annotate(asked=asked, answered=answered).order_by("-created_at", "-id")


def rfq_get(*, rfq_id: int, actor: Actor) -> Rfq:
    """One request for quotation with its lines and every answer. Raises ``RfqNotFound``."""
    lines = RfqLine.objects.select_related("item__unit", "request_line__request")
    answers = QuoteLine.objects.select_related("line__item__unit")
    quotes = Quote.objects.select_related("supplier").prefetch_related(
        Prefetch("lines", answers), "mails"
    )
    rfq = (
        rfqs_all(actor=actor)
        .prefetch_related(Prefetch("lines", lines), Prefetch("quotes", quotes))
        .filter(id=rfq_id)
        .first()
    )
    if rfq is None:
        raise RfqNotFound(key=rfq_id)
    return rfq


def quote_get(*, quote_id: int, actor: Actor) -> Quote:
    """One supplier's part in a request for quotation. Raises ``QuoteNotFound``."""
    actor.require("purchasing.view")
    quotes = Quote.objects.select_related("supplier", "rfq").filter(id=quote_id)
    quote = quotes.filter(rfq__in=rfqs_all(actor=actor).order_by().values("id")).first()
    if quote is None:
        raise QuoteNotFound(key=quote_id)
    return quote


def purchase_orders_all(*, actor: Actor) -> QuerySet[PurchaseOrder]:
    """Every purchase order, newest first, with ``amount``, ``due_on`` and ``lines_count``."""
    actor.require("purchasing.view")
    worth = ExpressionWrapper(
        F("lines__unit_quantity") * F("lines__price"),
        output_field=DecimalField(max_digits=24, decimal_places=6),
    )
    orders, lines = PurchaseOrder.objects.select_related("supplier"), PurchaseLine.objects.all()
    return (
        having(orders, actor.warehouses, lines, "warehouse", "order")
        .annotate(amount=Sum(worth), due_on=Max("lines__due_on"), lines_count=Count("lines"))
        .order_by("-created_at", "-id")
    )


def purchase_order_get(*, order_id: int, actor: Actor) -> PurchaseOrder:
    """One purchase order with lines, receipts and the requests behind it.

    Raises ``PurchaseOrderNotFound``.
    """
    requested = OrderedRequest.objects.select_related("request_line__request").order_by("id")
    came = ReceiptLine.objects.select_related(
        "receipt", "move__lot", "move__target", "move__source", "entry"
    ).order_by("id")
    lines = PurchaseLine.objects.select_related("item__unit", "unit", "warehouse").prefetch_related(
        Prefetch("requested", requested), Prefetch("receipts", came)
    )
    order = (
        purchase_orders_all(actor=actor)
        .select_related("quote__rfq")
        .prefetch_related(Prefetch("lines", lines), "mails")
        .filter(id=order_id)
        .first()
    )
    if order is None:
        raise PurchaseOrderNotFound(key=order_id)
    return order


def receipt_lines_all(*, actor: Actor) -> QuerySet[ReceiptLine]:
    """Every receipt of ordered goods and every correction of one, newest first."""
    actor.require("purchasing.view")
    facts = ReceiptLine.objects.select_related(
        "receipt", "line__order__supplier", "move__item__unit", "move__lot", "move__target", "entry"
    )
    return within(facts, actor.warehouses, "line__warehouse").order_by("-id")


def request_verbs(*, request: PurchaseRequest, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a request now."""
    situation = request_situation(request=request, reason="given in time")
    return _offered(REQUEST_LIFE, request, situation, actor)


def rfq_verbs(*, rfq: Rfq, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a request for quotation now."""
    return _offered(RFQ_LIFE, rfq, rfq_situation(rfq=rfq), actor)


def purchase_order_verbs(*, order: PurchaseOrder, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a purchase order now."""
    situation = order_situation(order=order, reason="given in time")
    return _offered(ORDER_LIFE, order, situation, actor)


def _offered(
    life: Life[Situation], record: Any, situation: Situation, actor: Actor
) -> list[OfferedVerb]:
    """From the table; a reason, where one is needed, is asked for when the button is pressed."""
    return life.verbs(
        situation,
        state=record.state,
        permissions=actor.permissions,
        without=AUTOMATIC_VERBS[life.name],
    )
