"""What else comes out of an order beside its item, planned and received."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, Sum, When

from runwright.catalog.models import Item
from runwright.people.actor import Actor
from runwright.production.models import Order, OutputReceipt
from runwright.production.services.by_products import by_product_made, by_products_of


@dataclass(frozen=True)
class AlsoMade:
    """A by-product of an order, in its base unit: what its good pieces were to bring, what was
    received, and the share of the cost that it carries."""

    item: Item
    planned: Decimal
    received: Decimal
    cost_share: Decimal


def order_by_products(*, order: Order, actor: Actor) -> Sequence[AlsoMade]:
    """What else comes out of an order by its recipe; it is received when the order is done."""
    actor.require("production.view")
    products = by_products_of(order)
    received = _received(order) if products else {}
    return [
        AlsoMade(
            product.item,
            by_product_made(order, product, order.quantity),
            received.get(product.item_id, Decimal()),
            product.cost_share,
        )
        for product in products
    ]


def _received(order: Order) -> dict[int, Decimal]:
    """By item: what came into stock, less what was taken back."""
    signed = Case(When(move__reverses=None, then=F("move__quantity")), default=-F("move__quantity"))
    receipts = OutputReceipt.objects.filter(order=order).exclude(move__item=order.item_id)
    return dict(receipts.values_list("move__item_id").annotate(total=Sum(signed)))
