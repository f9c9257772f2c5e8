"""What the guards of purchasing ask about."""

from collections.abc import Iterable

from runwright.company.selectors import plant_today
from runwright.purchasing.conditions import Situation
from runwright.purchasing.models import (
    OrderedRequest,
    PurchaseLine,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    ReceiptLine,
    Rfq,
    RfqLine,
)
from runwright.purchasing.states import EXPECTING, LIVE_ORDER

SENT = (*EXPECTING, "received")


def request_situation(*, request: PurchaseRequest, reason: str = "") -> Situation:
    """Read what the guards of a request's next steps need."""
    lines = list(request.lines.select_related("item"))
    ordered = OrderedRequest.objects.filter(
        request_line__request=request, line__order__state__in=LIVE_ORDER
    ).select_related("line__order", "line__item")
    links = list(ordered)
    sent = {link.request_line_id for link in links if link.line.order.state in SENT}
    asked = RfqLine.objects.filter(
        request_line__request=request, rfq__state__in=["draft", "sent"]
    ).values_list("rfq__number", flat=True)
    return Situation(
        lines=len(lines),
        reason=reason,
        unordered=_codes(line.item.code for line in lines if line.id not in sent),
        committed=_codes([*(link.line.order.number for link in links), *asked]),
        outstanding=_codes(link.line.item.code for link in links if link.line.outstanding),
    )


def rfq_situation(*, rfq: Rfq, quote: Quote | None = None, reason: str = "") -> Situation:
    """Read what the guards of a request for quotation need; ``quote`` is to be accepted."""
    lines = list(rfq.lines.select_related("item"))
    answered = quote.lines.exists() if quote else False
    until = quote.valid_until if quote else None
    return Situation(
        lines=len(lines),
        reason=reason,
        suppliers=rfq.quotes.count(),
        answer_gaps=() if answered else _codes(line.item.code for line in lines),
        answer_expired=str(until) if until and until < plant_today() else "",
    )


def order_situation(*, order: PurchaseOrder, reason: str = "") -> Situation:
    """Read what the guards of a purchase order's next steps need."""
    lines: list[PurchaseLine] = list(order.lines.select_related("item"))
    return Situation(
        lines=len(lines),
        reason=reason,
        unpriced=_codes(line.item.code for line in lines if line.price is None),
        undated=_codes(line.item.code for line in lines if line.due_on is None),
        outstanding=_codes(line.item.code for line in lines if line.outstanding),
        receipts=_standing(order),
    )


def _standing(order: PurchaseOrder) -> int:
    """How many receipts of an order brought something that is still here."""
    kept = ReceiptLine.objects.filter(receipt__order=order, reverses=None, line__received__gt=0)
    return kept.values("receipt").distinct().count()


def _codes(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
