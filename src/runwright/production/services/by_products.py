"""What else comes out of an order by its recipe."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from runwright.costing.valuation import CENT
from runwright.engineering.models import ByProduct
from runwright.engineering.rules import unit_factor
from runwright.journal.models import Entry
from runwright.journal.rows import fresh, rows_insert, rows_of
from runwright.kernel.rounding import round_down, round_half_up
from runwright.production.models import Order, OutputReceipt
from runwright.production.services.output_moves import Output, output_request
from runwright.stock.models import Grade, Move
from runwright.stock.services import moves_post, waiting_needs_serve


def by_products_of(order: Order) -> list[ByProduct]:
    """What else comes out by the recipe of an order."""
    if not (order.bom_id and rows_of(ByProduct, bom_id=order.bom_id)):
        return []
    found = ByProduct.objects.filter(bom=order.bom_id).select_related("item__unit", "unit")
    return list(found.prefetch_related("item__conversions__unit"))


def by_products_post(
    order: Order, entry: Entry, products: Sequence[ByProduct], cost: Decimal
) -> list[Move]:
    """Receive what else came out, rounded down, at its share of the cost. Items are locked."""
    assert order.goods_warehouse_id
    good = order.firsts + order.seconds
    outputs = [(product.item, made, round_half_up(Fraction(cost) * Fraction(product.cost_share),
                                                  CENT))
               for product in products
               if (made := by_product_made(order, product, good))]  # fmt: skip
    requests = [
        output_request(order, Output(Grade.FIRSTS, quantity, value), item)
        for item, quantity, value in outputs
    ]
    moves = moves_post(requests=requests, entry=entry)
    rows_insert(OutputReceipt, [fresh(OutputReceipt, move=move, order=order) for move in moves])
    for item, _quantity, _value in outputs:
        waiting_needs_serve(item_id=item.id, warehouse_id=order.goods_warehouse_id)
    return moves


def by_product_made(order: Order, product: ByProduct, good: Decimal) -> Decimal:
    """Base units of a by-product that come with so many good pieces of an order."""
    assert order.bom
    share = Fraction(good) / Fraction(order.bom.quantity)
    exact = share * Fraction(product.quantity) * unit_factor(item=product.item, unit=product.unit)
    return round_down(exact, product.item.resolution)
