"""Reading routings and bills of materials."""

from django.db.models import Prefetch, QuerySet

from runwright.engineering.errors import BomNotFound, RoutingNotFound
from runwright.engineering.models import Bom, BomLine, BomState, Operation, Routing
from runwright.people.actor import Actor

_LINES = Prefetch(
    "lines",
    BomLine.objects.select_related("item__unit", "unit", "operation").prefetch_related(
        "item__conversions__unit"
    ),
)
_OPERATIONS = Prefetch("operations", Operation.objects.select_related("work_centre"))


def routings_all(*, actor: Actor) -> QuerySet[Routing]:
    """Every routing with its operations, by code."""
    actor.require("engineering.view")
    return Routing.objects.select_related("item").prefetch_related(_OPERATIONS).order_by("code")


def routing_get(*, routing_id: int, actor: Actor) -> Routing:
    """One routing with its operations. Raises ``RoutingNotFound``."""
    routing = routings_all(actor=actor).filter(id=routing_id).first()
    if routing is None:
        raise RoutingNotFound(key=routing_id)
    return routing


def boms_all(*, actor: Actor) -> QuerySet[Bom]:
    """Every bill of materials with its lines, newest revision of a code first."""
    actor.require("engineering.view")
    return (
        Bom.objects.select_related("item__unit", "routing")
        .prefetch_related(_LINES)
        .order_by("code", "-revision")
    )


def bom_get(*, bom_id: int, actor: Actor) -> Bom:
    """One bill of materials with its lines. Raises ``BomNotFound``."""
    bom = boms_all(actor=actor).filter(id=bom_id).first()
    if bom is None:
        raise BomNotFound(key=bom_id)
    return bom


def bom_of(*, item_id: int, actor: Actor) -> Bom | None:
    """The bill of materials to make an item by, without its lines: validated before draft, newest
    first."""
    actor.require("engineering.view")
    candidates = Bom.objects.filter(item_id=item_id).exclude(state=BomState.ARCHIVED)
    return candidates.order_by("-state", "-revision", "-id").first()
