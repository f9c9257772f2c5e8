"""What the guards of a sales order ask about."""

from runwright.sales.models import SalesLine, SalesOrder
from runwright.sales.states import Situation


def order_situation(*, order: SalesOrder, reason: str = "") -> Situation:
    """Read everything the guards of an order's next steps need."""
    lines: list[SalesLine] = list(order.lines.select_related("item"))
    return Situation(
        lines=len(lines),
        reason=reason,
        is_dated=order.promised_on is not None,
        unpriced=tuple(line.item.code for line in lines if line.price is None),
        outstanding=tuple(line.item.code for line in lines if line.outstanding),
        delivered=sum(1 for line in lines if line.delivered),
    )
