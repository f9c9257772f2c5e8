"""Arithmetic of items: quantities in their own unit and resolution."""

from decimal import Decimal

from runwright.catalog.errors import FinerThanResolution, QuantityNotPositive
from runwright.catalog.models import Item
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_down


def quantity_check(*, item: Item, quantity: Decimal, zero: bool = False) -> None:
    """Refuse a quantity that is negative, zero (unless allowed), or finer than the resolution."""
    if quantity < 0 or (quantity == 0 and not zero):
        raise QuantityNotPositive(quantity=plain(quantity))
    if round_down(quantity, item.resolution) != quantity:
        raise FinerThanResolution(
            quantity=plain(quantity), item=item.code, resolution=plain(item.resolution)
        )
