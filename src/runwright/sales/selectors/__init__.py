"""Reading sales: orders, lines, deliveries, and what was earned."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Sum,
    When,
)

from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.people.reach import within
from runwright.sales.errors import SalesLineNotFound, SalesOrderNotFound
from runwright.sales.models import DeliveryLine, SalesLine, SalesOrder
from runwright.sales.selectors.situations import order_situation
from runwright.sales.states import AUTOMATIC_VERBS, ORDER_LIFE

_MONEY = DecimalField(max_digits=24, decimal_places=6)
_SIGNED_REVENUE = Case(When(reverses=None, then=F("revenue")), default=-F("revenue"))
_SIGNED_COST = Case(When(reverses=None, then=F("move__value")), default=-F("move__value"))


def sales_orders_all(*, actor: Actor) -> QuerySet[SalesOrder]:
    """Every sales order, newest first, with ``amount`` and ``lines_count``."""
    actor.require("sales.view")
    worth = ExpressionWrapper(F("lines__unit_quantity") * F("lines__price"), output_field=_MONEY)
    orders = SalesOrder.objects.select_related("customer", "warehouse")
    told = within(orders, actor.warehouses, "warehouse").annotate(
        amount=Sum(worth), lines_count=Count("lines"), **_earned()
    )
    return told.order_by("-created_at", "-id")


def _earned() -> dict[str, Subquery]:
    """What was delivered of an order was sold for ``revenue`` and cost ``cost``."""
    facts = DeliveryLine.objects.filter(line__order=OuterRef("pk")).order_by()
    by_order = facts.values("line__order")
    return {
        "revenue": Subquery(by_order.annotate(sum=Sum(_SIGNED_REVENUE)).values("sum")),
        "cost": Subquery(by_order.annotate(sum=Sum(_SIGNED_COST)).values("sum")),
    }


def sales_order_get(*, order_id: int, actor: Actor) -> SalesOrder:
    """One sales order with its lines and deliveries. Raises ``SalesOrderNotFound``."""
    went = DeliveryLine.objects.select_related(
        "delivery", "move__lot", "move__source", "move__target", "entry"
    ).order_by("id")
    lines = SalesLine.objects.select_related("item__unit", "unit", "need").prefetch_related(
        Prefetch("deliveries", went)
    )
    order = (
        sales_orders_all(actor=actor)
        .prefetch_related(Prefetch("lines", lines))
        .filter(id=order_id)
        .first()
    )
    if order is None:
        raise SalesOrderNotFound(key=order_id)
    return order


def sales_line_get(*, line_id: int, actor: Actor) -> SalesLine:
    """One line with its order. Raises ``SalesLineNotFound``."""
    actor.require("sales.view")
    found = SalesLine.objects.select_related("order", "item__unit", "unit", "need")
    line = within(found, actor.warehouses, "order__warehouse").filter(id=line_id).first()
    if line is None:
        raise SalesLineNotFound(key=line_id)
    return line


def sales_order_verbs(*, order: SalesOrder, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a sales order now, from the transition table; a reason,
    where one is needed, is asked for when the button is pressed."""
    return ORDER_LIFE.verbs(
        order_situation(order=order, reason="given in time"),
        state=order.state,
        permissions=actor.permissions,
        without=AUTOMATIC_VERBS,
    )


@dataclass(frozen=True)
class Earned:
    """What was delivered of a line: sold for, cost, and what is left between the two."""

    revenue: Decimal = Decimal()
    cost: Decimal = Decimal()

    @property
    def margin(self) -> Decimal:
        """What it earned."""
        return self.revenue - self.cost


def earned_by_line(*, line_ids: Iterable[int], actor: Actor) -> dict[int, Earned]:
    """By line: what its deliveries earned so far; lines without deliveries are left out."""
    actor.require("sales.view")
    facts: QuerySet[Any] = DeliveryLine.objects.filter(line__in=list(line_ids))
    rows = facts.values_list("line_id").annotate(sold=Sum(_SIGNED_REVENUE), spent=Sum(_SIGNED_COST))
    return {line_id: Earned(revenue, cost) for line_id, revenue, cost in rows}
