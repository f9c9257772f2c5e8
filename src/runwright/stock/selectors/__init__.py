"""Reading stock: places, goods, needs and how they are met."""

from runwright.stock.selectors.availability import (
    IS_BELOW,
    Availability,
    items_available,
    items_stocked,
)
from runwright.stock.selectors.counts import count_get, count_verbs, counts_all
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
from runwright.stock.selectors.ledgers import item_ledger, moves_reversible
from runwright.stock.selectors.lots import lot_claims, lot_get, lots_all
from runwright.stock.selectors.needs import NeedCover, needs_cover
from runwright.stock.selectors.places import (
    default_warehouses,
    place_get,
    storage_places,
    warehouse_get,
    warehouse_refuse_archived,
    warehouses_all,
)
from runwright.stock.selectors.shortages import Shortage, shortages_of

__all__ = [
    "IS_BELOW",
    "Availability",
    "NeedCover",
    "Shortage",
    "balances_all",
    "count_get",
    "count_verbs",
    "counts_all",
    "default_warehouses",
    "free_quantities",
    "item_ledger",
    "items_available",
    "items_stocked",
    "lot_claims",
    "lot_get",
    "lots_all",
    "lots_in_stock",
    "lots_of",
    "move_get",
    "moves_all",
    "moves_reversible",
    "needs_cover",
    "on_hand_of",
    "place_get",
    "shortages_of",
    "storage_places",
    "unit_costs",
    "warehouse_get",
    "warehouse_refuse_archived",
    "warehouses_all",
]
