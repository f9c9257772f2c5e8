"""Bills of materials: made, edited while they are drafts, revised, compared."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.recipes import (
    BomLine,
    ByProduct,
    Comparison,
    LineChange,
    NewBomLine,
    NewByProduct,
)
from runwright.api.schemas import LEFT_OUT, Done, Given, ItemBrief, Many, Named, Reasoned
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, Line, PathKey, Positive
from runwright.api.verbs import Lively
from runwright.engineering.selectors import bom_get, bom_verbs, boms_compare
from runwright.engineering.services import (
    BomDraft,
    ByProductDraft,
    LineDraft,
    bom_archive,
    bom_change,
    bom_copy,
    bom_create,
    bom_delete,
    bom_line_add,
    bom_line_change,
    bom_line_remove,
    bom_revise,
    bom_validate,
)
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor
from runwright.reports.lists.recipes import BOMS

door = Door("Bills of materials", __name__)
add_list(door, "/boms", BOMS)

Mode = Literal["automatic", "manual", "semi_automatic"]


class Bom(Lively):
    """What goes into ``quantity`` of an item; ``used_at`` says since when orders follow it."""

    home = "/boms/{bom_id}"
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
    used_at: datetime | None
    lines: Annotated[list[BomLine], Many]
    by_products: Annotated[list[ByProduct], Many]

    @classmethod
    def offered(cls, record: Any, actor: Actor) -> list[OfferedVerb]:
        return bom_verbs(bom=record, actor=actor)


class BomFields(Given):
    """What may be said of a bill of materials beside its item."""

    routing_id: Key | None = LEFT_OUT
    mode: Mode = LEFT_OUT
    by_products: Annotated[list[NewByProduct], Field(max_length=100)] = LEFT_OUT

    def drafted(self) -> dict[str, Any]:
        """The fields as a draft takes them."""
        sent = self.sent()
        lines = getattr(self, "lines", None)
        if "lines" in sent and lines is not None:
            sent["lines"] = [LineDraft(**line.drafted()) for line in lines]
        if "by_products" in sent:
            sent["by_products"] = [ByProductDraft(**one) for one in sent["by_products"]]
        return sent


Lines = Annotated[list[NewBomLine], Field(max_length=10_000)]


class NewBom(BomFields):
    """A bill of materials to be made as a draft; an existing code gets its next revision."""

    item_id: Key
    quantity: Positive
    code: Annotated[str, Line(40)] = ""
    lines: Lines


class BomChange(BomFields):
    """What shall change about a draft; lines that are sent replace all there are."""

    quantity: Positive = LEFT_OUT
    lines: Lines = LEFT_OUT


class Copying(Given):
    """A copy may be for another item and have a code of its own."""

    item_id: Key | None = None
    code: Annotated[str, Line(40)] = ""


@door.read("/boms/{bom_id}", permission="engineering.view", answer=Bom)
def bom(request: Call, bom_id: PathKey) -> object:
    """One bill of materials with its lines."""
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.create("/boms", permission="engineering.manage", answer=Bom, bulk=True)
def create_bom(request: Call, given: NewBom) -> object:
    """Make a bill of materials, or the next revision of one."""
    made = bom_create(draft=BomDraft(**given.drafted()), actor=request.auth)
    return bom_get(bom_id=made.id, actor=request.auth)


@door.change("/boms/{bom_id}", permission="engineering.manage", answer=Bom, verb="edit")
def change_bom(request: Call, bom_id: PathKey, given: BomChange) -> object:
    """Change a draft that no order has used."""
    bom_change(bom_id=bom_id, **given.drafted(), actor=request.auth)
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.act("/boms/{bom_id}/lines", permission="engineering.manage", answer=Bom)
def add_bom_line(request: Call, bom_id: PathKey, given: NewBomLine) -> object:
    """Add a line at the end of a draft."""
    bom_line_add(bom_id=bom_id, line=LineDraft(**given.drafted()), actor=request.auth)
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.change("/boms/{bom_id}/lines/{position}", permission="engineering.manage", answer=Bom)
def change_bom_line(request: Call, bom_id: PathKey, position: PathKey, given: LineChange) -> object:
    """Change the line at a position of a draft."""
    bom_line_change(bom_id=bom_id, position=position, actor=request.auth, **given.drafted())
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.act("/boms/{bom_id}/lines/{position}/removal", permission="engineering.manage", answer=Bom)
def remove_bom_line(request: Call, bom_id: PathKey, position: PathKey) -> object:
    """Take the line at a position out of a draft."""
    bom_line_remove(bom_id=bom_id, position=position, actor=request.auth)
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.create("/boms/{bom_id}/revisions", permission="engineering.manage", answer=Bom, verb="revise")
def revise_bom(request: Call, bom_id: PathKey) -> object:
    """Make the next revision, a draft with the same lines."""
    made = bom_revise(bom_id=bom_id, actor=request.auth)
    return bom_get(bom_id=made.id, actor=request.auth)


@door.create("/boms/{bom_id}/copies", permission="engineering.manage", answer=Bom, verb="copy")
def copy_bom(request: Call, bom_id: PathKey, given: Copying) -> object:
    """Make a draft of its own with the same lines."""
    made = bom_copy(bom_id=bom_id, actor=request.auth, **given.sent())
    return bom_get(bom_id=made.id, actor=request.auth)


@door.act(
    "/boms/{bom_id}/validation", permission="engineering.validate", answer=Bom, verb="validate"
)
def validate_bom(request: Call, bom_id: PathKey) -> object:
    """Vouch for a bill of materials."""
    bom_validate(bom_id=bom_id, actor=request.auth)
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.act("/boms/{bom_id}/archival", permission="engineering.manage", answer=Bom, verb="archive")
def archive_bom(request: Call, bom_id: PathKey) -> object:
    """Take a bill of materials out of use."""
    bom_archive(bom_id=bom_id, actor=request.auth)
    return bom_get(bom_id=bom_id, actor=request.auth)


@door.act("/boms/{bom_id}/removal", permission="engineering.manage", answer=Done, verb="remove")
def remove_bom(request: Call, bom_id: PathKey, given: Reasoned) -> object:
    """Remove a draft that nothing has used."""
    bom_delete(bom_id=bom_id, actor=request.auth, reason=given.reason)
    return Done()


@door.read("/boms/{bom_id}/comparison/{other_id}", permission="engineering.view", answer=Comparison)
def compare_boms(request: Call, bom_id: PathKey, other_id: PathKey) -> object:
    """What ``bom_id`` has otherwise than ``other_id``."""
    return boms_compare(old_id=other_id, new_id=bom_id, actor=request.auth)
