"""Reading routings, their operations and what explains them."""

from django.db.models import Prefetch, QuerySet

from runwright.engineering.errors import AttachmentNotFound, RoutingNotFound
from runwright.engineering.models import Attachment, Operation, Routing
from runwright.people.actor import Actor

OPERATIONS = Prefetch(
    "operations",
    Operation.objects.select_related("work_centre", "supplier").prefetch_related(
        "follows",
        "alternatives",
        "stations",
        "own_times__item__unit",
        Prefetch("attachments", Attachment.objects.defer("content")),
    ),
)


def routings_whole() -> QuerySet[Routing]:
    """Every routing with all that belongs to its operations."""
    return Routing.objects.select_related("item__unit").prefetch_related(OPERATIONS)


def routings_listed(*, actor: Actor) -> QuerySet[Routing]:
    """Every routing without its operations."""
    actor.require("engineering.view")
    return Routing.objects.select_related("item")


def routings_all(*, actor: Actor) -> QuerySet[Routing]:
    """Every routing with its operations, by code and version."""
    actor.require("engineering.view")
    return routings_whole().order_by("code", "version")


def routing_get(*, routing_id: int, actor: Actor) -> Routing:
    """One routing with its operations. Raises ``RoutingNotFound``."""
    routing = routings_all(actor=actor).filter(id=routing_id).first()
    if routing is None:
        raise RoutingNotFound(key=routing_id)
    return routing


def operations_served(*, station_id: int, actor: Actor) -> QuerySet[Operation]:
    """The operations of routings in use that a station serves, with their routings."""
    return operations_in_use(actor=actor).filter(stations=station_id)


def operations_in_use(*, actor: Actor) -> QuerySet[Operation]:
    """The operations of all routings in use, by item, routing and step."""
    actor.require("engineering.view")
    rows = Operation.objects.filter(routing__archived_at=None)
    return rows.select_related("routing__item", "work_centre").order_by(
        "routing__item__code", "routing__code", "routing__version", "sequence"
    )


def attachment_get(*, attachment_id: int, actor: Actor) -> Attachment:
    """A picture or paper with its content. Raises ``AttachmentNotFound``."""
    actor.require("engineering.view")
    found = Attachment.objects.filter(id=attachment_id).first()
    if found is None:
        raise AttachmentNotFound(key=attachment_id)
    return found
