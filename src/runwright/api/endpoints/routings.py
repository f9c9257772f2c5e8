"""Routings with their operations."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Given, Many, Named, Reasoned, Shown
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
    Prose,
)
from runwright.engineering.selectors import routing_get, routings_all
from runwright.engineering.services import OperationDraft, routing_create, routings_archive
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Exactly, Search
from runwright.reports.lists.resources import ARCHIVED, IS_ARCHIVED

door = Door("Routings", __name__)

ROUTINGS = ListDefinition(
    name="routings",
    title=_("Routings"),
    permission="engineering.view",
    base=lambda actor: routings_all(actor=actor),
    columns=(
        Column("code", _("Code"), Kind.CODE),
        Column("name", _("Name")),
        Column("item", _("Item"), Kind.CODE, path="item__code", link=Link("item", "item_id")),
        ARCHIVED,
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "name", "item__code")),
        Exactly("item", _("Item"), path="item__code"),
        IS_ARCHIVED,
    ),
    sort=("code",),
)
add_list(door, "/routings", ROUTINGS)

Crew = Annotated[Decimal, Number(3, 3, gt=Decimal())]
Loss = Annotated[Decimal, Number(1, 6, ge=Decimal(), lt=Decimal(1))]


class Operation(Shown):
    """One step; times in minutes, a cycle makes ``units_per_cycle`` of the item."""

    id: Key
    sequence: int
    name: str
    work_centre: Named
    setup_minutes: Exact
    cycle_minutes: Exact
    cleanup_minutes: Exact
    units_per_cycle: Exact
    crew: Exact
    loss: Exact
    may_overlap: bool
    transfer_quantity: Exact
    instructions: str


class Routing(Shown):
    """The ordered operations by which an item is made."""

    id: Key
    code: str
    name: str
    item: Named
    operations: Annotated[list[Operation], Many]
    archived_at: datetime | None


class NewOperation(Given):
    """An operation to be made; what is left out is nothing, or one."""

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


class NewRouting(Given):
    """A routing to be made; the operations are numbered 10, 20, 30 … in their order."""

    item_id: Key
    name: Name
    code: Annotated[str, Line(40)] = ""
    operations: Annotated[list[NewOperation], Field(min_length=1, max_length=200)]


@door.read("/routings/{routing_id}", permission="engineering.view", answer=Routing)
def routing(request: Call, routing_id: PathKey) -> object:
    """One routing with its operations."""
    return routing_get(routing_id=routing_id, actor=request.auth)


@door.create("/routings", permission="engineering.manage", answer=Routing)
def create_routing(request: Call, given: NewRouting) -> object:
    """Make a routing."""
    made = routing_create(
        item_id=given.item_id,
        name=given.name,
        code=given.code,
        operations=[OperationDraft(**one.sent()) for one in given.operations],
        actor=request.auth,
    )
    return routing_get(routing_id=made.id, actor=request.auth)


@door.act("/routings/{routing_id}/archival", permission="engineering.manage", answer=Routing)
def archive_routing(request: Call, routing_id: PathKey, given: Reasoned) -> object:
    """Take a routing out of use."""
    routing_get(routing_id=routing_id, actor=request.auth)
    routings_archive(routing_ids=[routing_id], reason=given.reason, actor=request.auth)
    return routing_get(routing_id=routing_id, actor=request.auth)
