"""Which open orders are made by older revisions of a recipe."""

from django.db.models import QuerySet

from runwright.engineering.models import Bom
from runwright.people.actor import Actor
from runwright.production.limits import own_orders
from runwright.production.models import Order

OPEN = ("draft", "confirmed", "planned", "in_progress")


def orders_on_older(*, bom_id: int, actor: Actor) -> QuerySet[Order]:
    """The open orders that are made by an older revision of this recipe, by number."""
    actor.require("production.view")
    bom = Bom.objects.filter(id=bom_id).first()
    older = Bom.objects.none()
    if bom:
        older = Bom.objects.filter(code=bom.code, revision__lt=bom.revision)
    orders = Order.objects.filter(bom__in=older, state__in=OPEN, is_history=False)
    return own_orders(orders, actor).select_related("item__unit", "bom").order_by("number")
