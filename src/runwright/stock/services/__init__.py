"""Writing stock: places and lots, moves and balances, needs and claims."""

from runwright.stock.services.claims import claims_release, needs_claim, waiting_needs_serve
from runwright.stock.services.counts import (
    count_cancel,
    count_enter,
    count_find,
    count_open,
    count_post,
)
from runwright.stock.services.handling import (
    stock_adjust,
    stock_receive,
    stock_reverse,
    stock_transfer,
)
from runwright.stock.services.lots import expired_lots_free, lot_expiry_set, lot_hold, lot_release
from runwright.stock.services.moves import MoveRequest, items_lock, moves_post, moves_reverse
from runwright.stock.services.needs import (
    demand_group_create,
    demand_group_set,
    need_change,
    need_close,
    need_open,
    need_return,
    needs_part,
    needs_reopen,
)
from runwright.stock.services.places import (
    lot_named,
    place_create,
    place_update,
    places_archive,
    places_restore,
    storage_place,
    virtual_place,
)
from runwright.stock.services.revaluations import stock_revalue
from runwright.stock.services.supplies import (
    supply_change,
    supply_close,
    supply_open,
    supply_receive,
    supply_reopen,
    supply_unreceive,
)
from runwright.stock.services.takeovers import claim_take_over
from runwright.stock.services.warehouses import (
    warehouse_create,
    warehouse_update,
    warehouses_archive,
    warehouses_restore,
)

__all__ = [
    "MoveRequest",
    "claim_take_over",
    "claims_release",
    "count_cancel",
    "count_enter",
    "count_find",
    "count_open",
    "count_post",
    "demand_group_create",
    "demand_group_set",
    "expired_lots_free",
    "items_lock",
    "lot_expiry_set",
    "lot_hold",
    "lot_named",
    "lot_release",
    "moves_post",
    "moves_reverse",
    "need_change",
    "need_close",
    "need_open",
    "need_return",
    "needs_claim",
    "needs_part",
    "needs_reopen",
    "place_create",
    "place_update",
    "places_archive",
    "places_restore",
    "stock_adjust",
    "stock_receive",
    "stock_revalue",
    "stock_reverse",
    "stock_transfer",
    "storage_place",
    "supply_change",
    "supply_close",
    "supply_open",
    "supply_receive",
    "supply_reopen",
    "supply_unreceive",
    "virtual_place",
    "waiting_needs_serve",
    "warehouse_create",
    "warehouse_update",
    "warehouses_archive",
    "warehouses_restore",
]
