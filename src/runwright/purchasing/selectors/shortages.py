"""What is short, and what is on its way: needs beside requests and orders."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Greatest

from runwright.catalog.models import Supply
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.purchasing.models import (
    OrderedRequest,
    PurchaseOrder,
    PurchaseRequest,
    RequestLine,
    RequestNeed,
    SupplierItem,
)
from runwright.purchasing.selectors.situations import SENT
from runwright.purchasing.states import OPEN_REQUEST
from runwright.stock.models import Claim, Need

_AMOUNT = DecimalField(max_digits=24, decimal_places=9)
_ZERO = Value(Decimal(), output_field=_AMOUNT)


def lines_waiting() -> QuerySet[RequestLine]:
    """Lines of open requests that no sent order covers."""
    ordered = OrderedRequest.objects.filter(
        request_line=OuterRef("pk"), line__order__state__in=SENT
    )
    return RequestLine.objects.filter(
        ~Exists(ordered), request__state__in=OPEN_REQUEST
    ).select_related("request")


def requested_for(*, need_ids: Collection[int]) -> dict[int, Decimal]:
    """By need: how much of it is requested and not ordered yet (base unit)."""
    links = RequestNeed.objects.filter(need__in=need_ids, line__in=lines_waiting())
    return dict(links.values_list("need_id").annotate(Sum("quantity")))


def spare_lines(*, item_ids: Collection[int]) -> dict[RequestLine, Decimal]:
    """Lines of open requests that ask for more than open needs want, with the rest of each."""
    lines = lines_waiting().filter(item__in=item_ids).order_by("id")
    wanted: defaultdict[int, Decimal] = defaultdict(Decimal)
    links = RequestNeed.objects.filter(line__in=lines, need__closed_at=None)
    wanted |= dict(links.values_list("line_id").annotate(Sum("quantity")))
    return {line: line.quantity - wanted[line.id] for line in lines}


def _total(rows: QuerySet[Claim] | QuerySet[RequestNeed], by: str) -> Coalesce:
    sums = rows.order_by().values(by).annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(sums), _ZERO, output_field=_AMOUNT)


def shortages_all(*, actor: Actor) -> QuerySet[Need]:
    """Every open need of a bought item that goods at hand do not cover, by day.

    With ``claimed`` on hand, ``expected``, ``requested``, what is ``open`` (nothing of all that
    covers it), and the item's ``supplier``, preferred or else the cheapest.
    """
    actor.require("purchasing.view")
    claims = Claim.objects.filter(need=OuterRef("pk"))
    links = RequestNeed.objects.filter(need=OuterRef("pk"), line__in=lines_waiting())
    terms = SupplierItem.objects.filter(item=OuterRef("item")).order_by("-is_preferred", "price")
    short = Need.objects.filter(
        closed_at=None, item__supply=Supply.BUY, waiting_since__isnull=False
    )
    return (
        within(short, actor.warehouses, "warehouse")
        .select_related("item__unit", "warehouse")
        .annotate(
            claimed=_total(claims.filter(balance__isnull=False), "need"),
            expected=_total(claims.filter(supply__isnull=False), "need"),
            requested=_total(links, "need"),
            supplier=Subquery(terms.values("supplier__code")[:1]),
            supplier_id=Subquery(terms.values("supplier_id")[:1]),
        )
        .annotate(
            lacking=F("quantity") - F("served") - F("claimed"),
            open=Greatest(
                F("quantity") - F("served") - F("claimed") - F("expected") - F("requested"),
                _ZERO,
                output_field=_AMOUNT,
            ),
        )
        .filter(lacking__gt=0)
        .order_by(F("needed_by").asc(nulls_last=True), "id")
    )


@dataclass(frozen=True)
class NeedOnTheWay:
    """What is being done about a need: a line of a request or of an order, and how much."""

    need_id: int
    request: PurchaseRequest
    line: RequestLine
    quantity: Decimal
    orders: tuple[OrderedRequest, ...]


def on_the_way(*, need_ids: Iterable[int], actor: Actor) -> dict[int, list[NeedOnTheWay]]:
    """By need: the requests that serve it, and the orders made from these; newest first."""
    actor.require("purchasing.view")
    links = (
        RequestNeed.objects.filter(need__in=list(need_ids))
        .exclude(Q(line__request__state="cancelled") | Q(line__request__state="rejected"))
        .select_related("line__request", "line__item")
        .order_by("-id")
    )
    ordered: defaultdict[int, list[OrderedRequest]] = defaultdict(list)
    for one in OrderedRequest.objects.filter(
        request_line__in=[link.line_id for link in links]
    ).select_related("line__order__supplier"):
        if one.line.order.state != "cancelled":
            ordered[one.request_line_id].append(one)
    found: defaultdict[int, list[NeedOnTheWay]] = defaultdict(list)
    for link in links:
        orders = tuple(ordered[link.line_id])
        found[link.need_id].append(
            NeedOnTheWay(link.need_id, link.line.request, link.line, link.quantity, orders)
        )
    return found


def unblocked_by(*, order: PurchaseOrder, actor: Actor) -> list[Need]:
    """The open needs that a purchase order was made for, the most urgent first."""
    actor.require("purchasing.view")
    links = RequestNeed.objects.filter(line__ordered__line__order=order)
    needs = Need.objects.filter(id__in=links.values("need"), closed_at=None)
    by_urgency = ("priority", F("needed_by").asc(nulls_last=True), "id")
    return list(needs.select_related("item__unit").order_by(*by_urgency))
