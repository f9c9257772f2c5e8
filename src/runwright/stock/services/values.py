"""Keeping what stock is worth: a moving average per item, lot, grade and warehouse."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from runwright.costing.valuation import CENT, Worth
from runwright.journal.rows import columns, fresh, instances, rows_ensure, rows_write
from runwright.kernel.rounding import round_half_up
from runwright.stock.models import Move, StockValue

Pool = tuple[int, int | None, str, int]
"""Item, lot, grade and warehouse."""


def moves_value(*, moves: Sequence[Move], given: Sequence[Decimal | None]) -> None:
    """Give each move its value, and bring the value of the warehouses along.

    What leaves a store takes the average with it; what comes from outside brings what it was
    ``given``, or the standard cost, which is marked as an estimate. A reversal carries the value
    of what it reverses.
    """
    pools = _locked(moves)
    for move, value in zip(moves, given, strict=True):
        source, target = (
            _pool(move, move.source.warehouse_id),
            _pool(move, move.target.warehouse_id),
        )
        if source:
            move.value = _leaving(move, pools[source])
            _add(pools[source], -move.quantity, -move.value)
        else:
            move.value, move.is_estimated = _arriving(move, value)
        if target:
            _add(pools[target], move.quantity, move.value)
    rows_write(StockValue, pools.values(), ["quantity", "value"])


def _pool(move: Move, warehouse_id: int | None) -> Pool | None:
    return (move.item_id, move.lot_id, move.grade, warehouse_id) if warehouse_id else None


def _locked(moves: Sequence[Move]) -> dict[Pool, StockValue]:
    ends = [(move, place) for move in moves for place in (move.source, move.target)]
    wanted = {pool for move, place in ends if (pool := _pool(move, place.warehouse_id))}
    new = {move.lot_id for move in moves if move.lot and move.lot.is_new}
    found = {pool: _empty(pool) for pool in wanted if pool[1] in new}
    found |= _read_locked(wanted - found.keys())
    if unknown := wanted - found.keys():
        found |= _by_pool(rows_ensure(StockValue, map(_empty, unknown)))
    return found if len(found) == len(wanted) else found | _read_locked(wanted - found.keys())


def _empty(pool: Pool) -> StockValue:
    names = ("item_id", "lot_id", "grade", "warehouse_id")
    return fresh(StockValue, **dict(zip(names, pool, strict=True)))


def _read_locked(pools: Collection[Pool]) -> dict[Pool, StockValue]:
    if not pools:
        return {}
    names = ("items", "lots", "grades", "warehouses")
    wanted = [[*row] for row in zip(*pools, strict=True)]
    rows = instances([StockValue], VALUES_LOCK, dict(zip(names, wanted, strict=True)))
    return _by_pool(value for (value,) in rows)


def _by_pool(values: Iterable[StockValue]) -> dict[Pool, StockValue]:
    return {(v.item_id, v.lot_id, v.grade, v.warehouse_id): v for v in values}


VALUES_LOCK = f"""
WITH w AS MATERIALIZED (SELECT * FROM unnest(
    %(items)s::bigint[], %(lots)s::bigint[], %(grades)s::text[], %(warehouses)s::bigint[])
    AS w(item, lot, grade, warehouse))
SELECT {columns(StockValue, "v")} FROM stock_stockvalue v WHERE v.id = ANY(ARRAY(
    SELECT k.id FROM w JOIN stock_stockvalue k ON k.item_id = w.item AND k.lot_id = w.lot
                                          AND k.grade = w.grade AND k.warehouse_id = w.warehouse
    UNION ALL
    SELECT k.id FROM w JOIN stock_stockvalue k ON k.item_id = w.item AND k.lot_id IS NULL
                                          AND k.grade = w.grade AND k.warehouse_id = w.warehouse
    WHERE w.lot IS NULL))
ORDER BY v.id FOR UPDATE OF v
"""


def _add(stored: StockValue, quantity: Decimal, value: Decimal) -> None:
    stored.quantity += quantity
    stored.value += value


def _leaving(move: Move, stored: StockValue) -> Decimal:
    worth = Worth(stored.quantity, stored.value)
    undone = _undone_by(move)
    if undone is None or move.quantity == stored.quantity:
        return worth.value_of(move.quantity)
    part = _part_of(undone, move.quantity)
    return part if part < stored.value else Decimal(stored.value)


def _arriving(move: Move, given: Decimal | None) -> tuple[Decimal, bool]:
    undone = _undone_by(move)
    if undone:
        return _part_of(undone, move.quantity), undone.is_estimated
    if given is not None:
        return given, False
    standard = move.item.standard_cost or Decimal()
    return round_half_up(standard * move.quantity, CENT), True


def _undone_by(move: Move) -> Move | None:
    return Move.objects.get(id=move.reverses_id) if move.reverses_id else None


def _part_of(move: Move, quantity: Decimal) -> Decimal:
    return Worth(move.quantity, move.value).value_of(quantity)
