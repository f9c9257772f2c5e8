"""Which records of the past somebody still needs."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from runwright.engineering.models import Bom, BomLine
from runwright.people.actor import Actor
from runwright.production.models import Order, TimeInterval, WorkOrder
from runwright.stock.models import Move


@dataclass(frozen=True)
class Uses:
    """Ids of records that live orders, recipes, stock or recorded time still need."""

    items: frozenset[int]
    machines: frozenset[int]
    operators: frozenset[int]
    work_centres: frozenset[int]
    routings: frozenset[int]


def history_uses(
    *,
    items: Collection[int],
    machines: Collection[int],
    operators: Collection[int],
    work_centres: Collection[int],
    routings: Collection[int],
    actor: Actor,
) -> Uses:
    """Of the given records, those that are in use; a cancelled order uses nothing."""
    actor.require("production.view")
    orders = Order.objects.exclude(state="cancelled")
    works = WorkOrder.objects.exclude(order__state="cancelled")
    time = TimeInterval.objects.order_by()
    return Uses(
        items=_used(orders, "item", items)
        | _used(Bom.objects.all(), "item", items)
        | _used(BomLine.objects.all(), "item", items)
        | _used(Move.objects.all(), "item", items),
        machines=_used(time, "machine", machines),
        operators=_used(time, "operator", operators),
        work_centres=_used(works, "work_centre", work_centres),
        routings=_used(orders, "routing", routings) | _used(Bom.objects.all(), "routing", routings),
    )


def _used(records: QuerySet[Any], key: str, ids: Collection[int]) -> frozenset[int]:
    wanted = records.filter(**{f"{key}__in": ids}).order_by()
    return frozenset(wanted.values_list(f"{key}_id", flat=True).distinct())
