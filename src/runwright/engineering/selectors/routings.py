"""Reading routings, their operations and what explains them."""

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from runwright.engineering.errors import AttachmentNotFound, RoutingNotFound
from runwright.engineering.models import Attachment, Operation, OperationTimes, Routing
from runwright.journal.rows import columns, instances
from runwright.people.actor import Actor
from runwright.resources.models import Department, WorkCentre, WorkSchedule

OPERATIONS = Prefetch(
    "operations",
    Operation.objects.select_related("work_centre", "supplier", "service").prefetch_related(
        "follows",
        "alternatives",
        "stations",
        "own_times__item__unit",
        Prefetch("attachments", Attachment.objects.defer("content")),
    ),
)


PLANNED_BY = (
    "follows",
    "own_times",
    "alternatives__schedule",
    "alternatives__department",
    "work_centre__alternatives__schedule",
    "work_centre__alternatives__department",
)
"""What a plan asks about an operation beside its centre; few operations have any of it."""

OF_ROUTING = f"""
SELECT {columns(Operation, "o")}, {columns(WorkCentre, "c")}, {columns(WorkSchedule, "s")},
       {columns(Department, "d")},
       EXISTS (SELECT FROM engineering_operation_follows f WHERE f.from_operation_id = o.id)
       OR EXISTS (SELECT FROM engineering_operationtimes t WHERE t.operation_id = o.id)
       OR EXISTS (SELECT FROM engineering_operation_alternatives a WHERE a.operation_id = o.id)
       OR EXISTS (SELECT FROM resources_workcentre_alternatives a WHERE a.from_workcentre_id = c.id)
FROM engineering_operation o
JOIN resources_workcentre c ON c.id = o.work_centre_id
LEFT JOIN resources_workschedule s ON s.id = c.schedule_id
LEFT JOIN resources_department d ON d.id = c.department_id
WHERE o.routing_id = %(routing)s ORDER BY o.sequence
"""


def operations_to_plan(*, routing_id: int) -> list[Operation]:
    """The operations of a routing in sequence, with all that planning and scheduling ask."""
    operations, linked = [], []
    models = [Operation, WorkCentre, WorkSchedule, Department]
    for operation, centre, schedule, department, is_linked in instances(
        models, OF_ROUTING, {"routing": routing_id}
    ):
        centre.schedule, centre.department = schedule, department
        operation.work_centre = centre
        operations.append(operation)
        if is_linked:
            linked.append(operation)
        else:
            operation._prefetched_objects_cache = {
                "follows": NO_OPERATION,
                "own_times": NO_TIMES,
                "alternatives": NO_CENTRE,
            }
            centre._prefetched_objects_cache = {"alternatives": NO_CENTRE}
    prefetch_related_objects(linked, *PLANNED_BY)
    return operations


NO_OPERATION, NO_TIMES = Operation.objects.none(), OperationTimes.objects.none()
NO_CENTRE = WorkCentre.objects.none()


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


def operations_in_use(*, actor: Actor, words: str = "") -> QuerySet[Operation]:
    """The operations of all routings in use, by item, routing and step; with ``words`` those whose
    name, routing or item holds them."""
    actor.require("engineering.view")
    rows = Operation.objects.filter(routing__archived_at=None)
    if words:
        named = Q(name__icontains=words) | Q(routing__code__icontains=words)
        item = Q(routing__item__code__icontains=words) | Q(routing__item__name__icontains=words)
        rows = rows.filter(named | item)
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
