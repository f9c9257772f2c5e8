"""Entering what was found."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from runwright.catalog.models import Tracking
from runwright.catalog.rules import quantity_check
from runwright.catalog.selectors import item_get
from runwright.journal.clock import now
from runwright.journal.services import entry_record
from runwright.people.actor import Actor
from runwright.stock.errors import (
    CountLineNotFound,
    LotMissing,
    PlaceNotFound,
)
from runwright.stock.models import (
    Count,
    CountLine,
    Grade,
)
from runwright.stock.services.counts.opening import place_of
from runwright.stock.services.counts.sheets import (
    Goods,
    books_of,
    count_locked,
    count_put,
    count_subject,
    goods_of,
    lines_of,
)
from runwright.stock.services.moves import items_lock
from runwright.stock.services.places import lot_named
from runwright.stock.states import COUNT_LIFE, Sheet


@transaction.atomic
def count_enter(*, count_id: int, counted: Mapping[int, Decimal | None], actor: Actor) -> Count:
    """Enter what was found, by the id of the line; ``None`` takes an entry back.

    From now on a line stands against what the books say at this moment. Raises ``WrongState``,
    ``CountLineNotFound``, ``FinerThanResolution``.
    """
    count = count_locked(count_id, actor)
    lines = {line.id: line for line in lines_of(count).filter(id__in=list(counted))}
    _enter(count, actor)
    items_lock(item_ids=[line.item_id for line in lines.values()])
    books = books_of(lines.values())
    for line_id, quantity in counted.items():
        if line_id not in lines:
            raise CountLineNotFound(key=line_id)
        _count(lines[line_id], quantity, books, actor)
    _save(list(lines.values()))
    return count


@transaction.atomic
def count_find(
    *,
    count_id: int,
    item_id: int,
    quantity: Decimal,
    actor: Actor,
    place_id: int | None = None,
    lot_number: str = "",
    grade: str = Grade.FIRSTS,
) -> CountLine:
    """Enter goods that were found where the books know of none. Raises ``LotMissing``."""
    count = count_locked(count_id, actor)
    _enter(count, actor)
    item = item_get(item_id=item_id, actor=actor)
    if item.tracking != Tracking.NONE and not lot_number:
        raise LotMissing(item=item.code)
    place = place_of(count.warehouse_id, count.place_id or place_id)
    if place is None:
        raise PlaceNotFound(key="–")
    items_lock(item_ids=[item.id])
    lot = lot_named(item_id=item.id, number=lot_number) if lot_number else None
    line, _ = CountLine.objects.get_or_create(
        count=count, item=item, lot=lot, grade=grade, place=place, defaults={"expected": 0}
    )
    _count(line, quantity, books_of([line]), actor)
    _save([line])
    return line


def _enter(count: Count, actor: Actor) -> None:
    step = COUNT_LIFE.step(Sheet(), state=count.state, verb="enter", label=count.number)
    actor.require(step.permission)
    if count.state != step.target:
        count_put(count, step.target)
        entry_record(actor=actor, verb="count.enter", subject=count_subject(count))


def _count(
    line: CountLine, quantity: Decimal | None, books: Mapping[Goods, Decimal], actor: Actor
) -> None:
    if quantity is not None:
        quantity_check(item=line.item, quantity=quantity, zero=True)
    line.expected = books.get(goods_of(line), Decimal())
    line.counted = quantity
    line.counted_at = None if quantity is None else now()
    line.counted_by = "" if quantity is None else actor.label


def _save(lines: Sequence[CountLine]) -> None:
    CountLine.objects.bulk_update(lines, ["expected", "counted", "counted_at", "counted_by"])
