"""Places, lots, moves and balances; needs, supplies and the claims that join them."""

from runwright.stock.models.counts import Count, CountLine
from runwright.stock.models.demand import Claim, DemandGroup, ExpectedSupply, Need, Strength
from runwright.stock.models.goods import Balance, Grade, Lot, LotHold, Move, StockValue
from runwright.stock.models.places import Place, PlaceKind, Warehouse
from runwright.stock.models.revaluations import Revaluation

__all__ = [
    "Balance",
    "Claim",
    "Count",
    "CountLine",
    "DemandGroup",
    "ExpectedSupply",
    "Grade",
    "Lot",
    "LotHold",
    "Move",
    "Need",
    "Place",
    "PlaceKind",
    "Revaluation",
    "StockValue",
    "Strength",
    "Warehouse",
]
