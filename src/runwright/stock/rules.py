"""Who comes first, and how it is said that goods are short."""

from datetime import datetime
from decimal import Decimal

from runwright.catalog.models import Item
from runwright.kernel.errors import Reason
from runwright.kernel.quantity import plain
from runwright.stock.errors import NotEnoughStock
from runwright.stock.models import Need, Place, Strength


def is_firm(need: Need) -> bool:
    """Whether what the need holds is out of reach for others."""
    return need.group is None or need.group.strength == Strength.FIRM


def urgency(need: Need) -> tuple[bool, int, bool, datetime | None, int]:
    """Sorts needs, the first to be served first: firm, priority, needed by, number."""
    return (
        not is_firm(need),
        need.priority,
        need.needed_by is None,
        need.needed_by,
        need.id,
    )


def shortage(
    item: Item, place: Place, wanted: Decimal, *, there: Decimal, claimed: Decimal
) -> Reason:
    """That less lies free at a place than is wanted of an item, in its base unit."""
    facts: dict[str, object] = {
        "item": item.code,
        "unit": item.unit.symbol,
        "place": place.code,
        "wanted": plain(wanted),
        "available": plain(there - claimed),
        "reserved": plain(claimed),
    }
    return Reason(NotEnoughStock.template, facts, "quantity")
