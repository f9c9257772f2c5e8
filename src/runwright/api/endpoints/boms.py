"""Bills of materials."""

from datetime import datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, ItemBrief, Many, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Amount, Exact, Key, Line, PathKey, Positive, Share, Small
from runwright.engineering.selectors import bom_get, boms_all
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    bom_archive,
    bom_create,
    bom_validate,
)
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Choice, Exactly, Search

door = Door("Bills of materials", __name__)

STATES = {"draft": _("Draft"), "validated": _("Validated"), "archived": _("Archived")}
BOMS = ListDefinition(
    name="boms",
    title=_("Bills of materials"),
    permission="engineering.view",
    base=lambda actor: boms_all(actor=actor),
    columns=(
        Column("code", _("Code"), Kind.CODE),
        Column("revision", _("Revision"), Kind.COUNT),
        Column("state", _("State"), Kind.STATE, words=STATES),
        Column("item", _("Item"), Kind.CODE, path="item__code", link=Link("item", "item_id")),
        Column("quantity", _("Quantity"), Kind.QUANTITY, unit="item__unit__symbol"),
    ),
    filters=(
        Search("q", _("Search"), paths=("code", "item__code", "item__name")),
        Choice("state", _("State"), words=STATES),
        Exactly("item", _("Item"), path="item__code"),
    ),
    sort=("code", "-revision"),
)
add_list(door, "/boms", BOMS)

Mode = Literal["automatic", "manual", "semi_automatic"]


class UnitOfLine(Shown):
    """The unit a line is written in."""

    id: Key
    code: str
    symbol: str


class BomLine(Shown):
    """A component, per quantity of the bill: ``(quantity + waste) × (1 + waste share)``."""

    id: Key
    position: int
    item: ItemBrief
    unit: UnitOfLine
    quantity: Exact
    waste_quantity: Exact
    waste_share: Exact
    fixed_quantity: Exact
    operation: Brief | None
    mode: str


class Bom(Shown):
    """What goes into ``quantity`` of an item."""

    id: Key
    code: str
    revision: int
    state: Literal["draft", "validated", "archived"]
    item: ItemBrief
    quantity: Exact
    routing: Named | None
    mode: Mode
    validated_by: str
    validated_at: datetime | None
    lines: Annotated[list[BomLine], Many]


class NewBomLine(Given):
    """A component; ``step`` is the number of the operation it is used at, by default the first."""

    item_id: Key
    unit_id: Key
    quantity: Amount
    waste_quantity: Amount = LEFT_OUT
    waste_share: Share = LEFT_OUT
    fixed_quantity: Amount = LEFT_OUT
    step: Small | None = None
    mode: Mode = LEFT_OUT


class NewBom(Given):
    """A bill of materials to be made as a draft; an existing code gets its next revision."""

    item_id: Key
    quantity: Positive
    code: Annotated[str, Line(40)] = ""
    routing_id: Key | None = None
    mode: Mode = LEFT_OUT
    lines: Annotated[list[NewBomLine], Field(max_length=10_000)]


@door.read("/boms/{bom_id}", permission="engineering.view", answer=Bom)
def bom(request: Call, bom_id: PathKey) -> object:
    """One bill of materials with its lines."""
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.create("/boms", permission="engineering.manage", answer=Bom)
def create_bom(request: Call, given: NewBom) -> object:
    """Make a bill of materials, or the next revision of one."""
    lines = [LineDraft(**line.sent()) for line in given.lines]
    made = bom_create(draft=BomDraft(**given.sent() | {"lines": lines}), actor=request.auth)
    return bom_get(bom_id=made.id, actor=request.auth)


@door.act("/boms/{bom_id}/validation", permission="engineering.validate", answer=Bom)
def validate_bom(request: Call, bom_id: PathKey) -> object:
    """Vouch for a bill of materials."""
    bom_validate(bom_id=bom_id, actor=request.auth)
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.act("/boms/{bom_id}/archival", permission="engineering.manage", answer=Bom)
def archive_bom(request: Call, bom_id: PathKey) -> object:
    """Take a bill of materials out of use."""
    bom_archive(bom_id=bom_id, actor=request.auth)
    return bom_get(bom_id=bom_id, actor=request.auth)
