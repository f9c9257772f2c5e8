"""The sheet itself: finding it, and what the books say about its lines."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import QuerySet

from runwright.journal.services import Subject
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.stock.errors import (
    CountNotFound,
)
from runwright.stock.models import (
    Balance,
    Count,
    CountLine,
)

Goods = tuple[int, int | None, str, int]
"""Item, lot, grade and place."""


def count_put(count: Count, state: str) -> None:
    count.state = state
    count.save(update_fields=["state", "closed_at", "reason"])


def count_locked(count_id: int, actor: Actor) -> Count:
    """The sheet, locked until the transaction ends. Raises ``CountNotFound``, ``OutOfReach``."""
    count = Count.objects.select_for_update().filter(id=count_id).first()
    if count is None:
        raise CountNotFound(key=count_id)
    require_warehouse(actor, count.warehouse_id)
    return count


def count_subject(count: Count) -> Subject:
    """How the journal names a count."""
    return Subject("count", str(count.id), count.number)


def lines_of(count: Count) -> QuerySet[CountLine]:
    return count.lines.select_related("item__unit", "lot", "place")


def goods_of(line: CountLine | Balance) -> Goods:
    return line.item_id, line.lot_id, line.grade, line.place_id


def books_of(lines: Collection[CountLine]) -> dict[Goods, Decimal]:
    """What the books say about the goods of these lines now."""
    places = {line.place_id for line in lines}
    items = {line.item_id for line in lines}
    stored = Balance.objects.filter(place__in=places, item__in=items)
    return {goods_of(balance): balance.quantity for balance in stored}
