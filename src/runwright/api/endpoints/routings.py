"""Routings with their operations."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.endpoints.boms import Copying
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, ItemBrief, Many, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import (
    Exact,
    Flag,
    Key,
    Line,
    Minutes,
    Name,
    Number,
    PathKey,
    Positive,
    Price,
    Prose,
    Small,
)
from runwright.api.verbs import Tabled
from runwright.engineering.selectors import routing_get
from runwright.engineering.services import (
    OperationDraft,
    TimesDraft,
    routing_copy,
    routing_create,
    routing_revise,
    routing_update,
    routings_archive,
    routings_restore,
)
from runwright.engineering.states import ROUTING_LIFE
from runwright.reports.lists.recipes import ROUTINGS

door = Door("Routings", __name__)
add_list(door, "/routings", ROUTINGS)

Crew = Annotated[Decimal, Number(3, 3, gt=Decimal())]
Loss = Annotated[Decimal, Number(1, 6, ge=Decimal(), lt=Decimal(1))]


class StepBrief(Shown):
    """Another operation of the routing in short."""

    id: Key
    sequence: int
    name: str


class OwnTimes(Shown):
    """The times of an operation for one item, in minutes."""

    item: ItemBrief
    setup_minutes: Exact
    cycle_minutes: Exact
    cleanup_minutes: Exact
    units_per_cycle: Exact


class AttachmentBrief(Shown):
    """A picture or paper of an operation; its content has an address of its own."""

    id: Key
    name: str
    media_type: str
    size: int


class Operation(Shown):
    """One step; times in minutes, a cycle makes ``units_per_cycle`` of the item.

    It follows the operations in ``follows``; without any the one before it, unless
    ``starts_branch``. External work is done by a supplier in ``lead_time_days``;
    orders request the ``service`` that is bought for it.
    """

    id: Key
    sequence: int
    name: str
    work_centre: Named
    alternatives: Annotated[list[Named], Many]
    setup_minutes: Exact
    cycle_minutes: Exact
    cleanup_minutes: Exact
    units_per_cycle: Exact
    own_times: Annotated[list[OwnTimes], Many]
    crew: Exact
    loss: Exact
    may_overlap: bool
    transfer_quantity: Exact
    starts_branch: bool
    follows: Annotated[list[StepBrief], Many]
    is_external: bool
    supplier: Named | None
    service: Named | None
    lead_time_days: int
    unit_price: Exact
    instructions: str
    attachments: Annotated[list[AttachmentBrief], Many]
    stations: Annotated[list[Brief], Many]


class Routing(Tabled):
    """The operations by which an item is made; ``used_at`` says since when orders follow it."""

    home = "/routings/{routing_id}"
    life = ROUTING_LIFE
    id: Key
    code: str
    version: int
    name: str
    item: Named
    operations: Annotated[list[Operation], Many]
    used_at: datetime | None
    archived_at: datetime | None


class NewTimes(Given):
    """Times of their own for an item, in minutes."""

    item_id: Key
    setup_minutes: Minutes = LEFT_OUT
    cycle_minutes: Minutes = LEFT_OUT
    cleanup_minutes: Minutes = LEFT_OUT
    units_per_cycle: Positive = LEFT_OUT


class NewOperation(Given):
    """An operation to be made; what is left out is nothing, or one.

    ``follows`` are sequence numbers (10, 20, 30 … in the order sent). ``id`` names the operation
    that is changed, where a routing is.
    """

    name: Name
    work_centre_id: Key
    setup_minutes: Minutes = LEFT_OUT
    cycle_minutes: Minutes = LEFT_OUT
    cleanup_minutes: Minutes = LEFT_OUT
    units_per_cycle: Positive = LEFT_OUT
    crew: Crew = LEFT_OUT
    loss: Loss = LEFT_OUT
    may_overlap: Flag = False
    transfer_quantity: Positive = LEFT_OUT
    instructions: Prose = ""
    starts_branch: Flag = LEFT_OUT
    follows: Annotated[list[Small], Field(max_length=100)] = LEFT_OUT
    alternative_ids: Annotated[list[Key], Field(max_length=50)] = LEFT_OUT
    is_external: Flag = LEFT_OUT
    supplier_id: Key | None = LEFT_OUT
    service_id: Key | None = LEFT_OUT
    lead_time_days: Small = LEFT_OUT
    unit_price: Price = LEFT_OUT
    own_times: Annotated[list[NewTimes], Field(max_length=500)] = LEFT_OUT
    station_ids: Annotated[list[Key], Field(max_length=100)] = LEFT_OUT
    id: Key | None = LEFT_OUT

    def drafted(self) -> OperationDraft:
        """The operation as a service takes it."""
        sent: dict[str, Any] = self.sent()
        if "own_times" in sent:
            sent["own_times"] = [TimesDraft(**times) for times in sent["own_times"]]
        return OperationDraft(**sent)


Operations = Annotated[list[NewOperation], Field(min_length=1, max_length=200)]


class NewRouting(Given):
    """A routing to be made; the operations are numbered 10, 20, 30 … in their order."""

    item_id: Key
    name: Name
    code: Annotated[str, Line(40)] = ""
    operations: Operations


class RoutingChange(Given):
    """What shall change about a routing that no order has used; operations replace all there
    are, those with an ``id`` stay the same."""

    name: Name = LEFT_OUT
    operations: Operations = LEFT_OUT


@door.read("/routings/{routing_id}", permission="engineering.view", answer=Routing)
def routing(request: Call, routing_id: PathKey) -> object:
    """One routing with its operations."""
    return routing_get(routing_id=routing_id, actor=request.auth)


@door.create("/routings", permission="engineering.manage", answer=Routing, bulk=True)
def create_routing(request: Call, given: NewRouting) -> object:
    """Make a routing."""
    made = routing_create(
        item_id=given.item_id,
        name=given.name,
        code=given.code,
        operations=[one.drafted() for one in given.operations],
        actor=request.auth,
    )
    return routing_get(routing_id=made.id, actor=request.auth)


@door.change("/routings/{routing_id}", permission="engineering.manage", answer=Routing, verb="edit")
def change_routing(request: Call, routing_id: PathKey, given: RoutingChange) -> object:
    """Change a routing that no order has used."""
    old, sent = routing_get(routing_id=routing_id, actor=request.auth), given.sent()
    operations = [OperationDraft.of(operation) for operation in old.operations.all()]
    if "operations" in sent:
        operations = [one.drafted() for one in given.operations]
    name = sent.get("name", old.name)
    routing_update(routing_id=routing_id, name=name, operations=operations, actor=request.auth)
    return routing_get(routing_id=routing_id, actor=request.auth)


@door.create(
    "/routings/{routing_id}/versions",
    permission="engineering.manage",
    answer=Routing,
    verb="revise",
)
def revise_routing(request: Call, routing_id: PathKey) -> object:
    """Make the next version, with the same operations."""
    made = routing_revise(routing_id=routing_id, actor=request.auth)
    return routing_get(routing_id=made.id, actor=request.auth)


@door.create(
    "/routings/{routing_id}/copies", permission="engineering.manage", answer=Routing, verb="copy"
)
def copy_routing(request: Call, routing_id: PathKey, given: Copying) -> object:
    """Make a routing of its own with the same operations."""
    made = routing_copy(routing_id=routing_id, actor=request.auth, **given.sent())
    return routing_get(routing_id=made.id, actor=request.auth)


add_archive(door, routing, Routing, archive=routings_archive, restore=routings_restore)
