"""Orders that belong together: made for one another, or parts of one."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet, Sum

from runwright.kernel.rounding import round_down
from runwright.people.actor import Actor
from runwright.production.limits import own_orders
from runwright.production.models import MaterialLine, Order, WorkOrder
from runwright.stock.models import Claim


def children_of(*, order_id: int, actor: Actor) -> QuerySet[Order]:
    """The orders whose output the lines of an order claim, by number."""
    actor.require("production.view")
    claims = Claim.objects.filter(need__in=_needs(order_id), supply__isnull=False)
    orders = own_orders(Order.objects.select_related("item__unit"), actor)
    return orders.filter(supply__in=claims.values("supply_id")).order_by("number")


def parents_of(*, order_id: int, actor: Actor) -> QuerySet[Order]:
    """The orders whose lines claim the output of an order, by number."""
    actor.require("production.view")
    supply = Order.objects.filter(id=order_id).values("supply_id")
    needs = Claim.objects.filter(supply__in=supply).values("need_id")
    lines = MaterialLine.objects.filter(need__in=needs)
    orders = own_orders(Order.objects.select_related("item__unit"), actor)
    return orders.filter(id__in=lines.values("order_id")).order_by("number")


def parts_of_split(*, order: Order, actor: Actor) -> list[Order]:
    """What an order was split from and into."""
    actor.require("production.view")
    whole = [order.split_from] if order.split_from else []
    return [*whole, *order.parts.select_related("item__unit").order_by("number")]


def _needs(order_id: int) -> QuerySet[MaterialLine, int]:
    return MaterialLine.objects.filter(order=order_id).values_list("need_id", flat=True)


def lacking_of(line: MaterialLine) -> Decimal:
    """What neither goods nor any expected supply, dated or not, cover of a line."""
    claimed = Claim.objects.filter(need=line.need_id).aggregate(sum=Sum("quantity"))["sum"]
    need = line.need
    return Decimal(need.quantity - need.served - (claimed or Decimal()))


def needed_at(line: MaterialLine) -> datetime | None:
    """When the operation of a line starts by plan, or its order."""
    works = WorkOrder.objects.filter(order=line.order_id, operation=line.operation_id)
    starts = works.exclude(state="cancelled").values_list("planned_start", flat=True)
    return starts.first() or line.order.planned_start


def coverable(*, order: Order) -> Decimal:
    """How much of an order the material that is issued or reserved on hand is enough for."""
    lines = list(MaterialLine.objects.filter(order=order).select_related("need"))
    goods = Claim.objects.filter(need__in=[ln.need_id for ln in lines], balance__isnull=False)
    claimed = dict(goods.values_list("need_id").annotate(Sum("quantity")))
    shares = [
        Fraction(line.need.served + claimed.get(line.need_id, Decimal()))
        / Fraction(line.need.quantity)
        for line in lines
        if line.need.quantity
    ]
    share = min([*shares, Fraction(1)])
    return round_down(share * Fraction(order.quantity), order.item.resolution)
