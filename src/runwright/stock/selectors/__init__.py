"""Reading stock: places, goods, needs and how they are met."""

from runwright.stock.selectors.goods import (
    balances_all,
    free_quantities,
    lots_in_stock,
    lots_of,
    move_get,
    moves_all,
    on_hand_of,
    unit_costs,
)
from runwright.stock.selectors.needs import NeedCover, needs_cover
from runwright.stock.selectors.places import (
    default_warehouses,
    storage_places,
    warehouse_get,
    warehouses_all,
)
from runwright.stock.selectors.shortages import Shortage, shortages_of

__all__ = [
    "NeedCover",
    "Shortage",
    "balances_all",
    "default_warehouses",
    "free_quantities",
    "lots_in_stock",
    "lots_of",
    "move_get",
    "moves_all",
    "needs_cover",
    "on_hand_of",
    "shortages_of",
    "storage_places",
    "unit_costs",
    "warehouse_get",
    "warehouses_all",
]
