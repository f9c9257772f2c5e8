"""Schemas of the lines of a bill of materials: as they are, as they are sent, as they differ."""

from typing import Annotated, Any, Literal

from pydantic import Field

from runwright.api.schemas import LEFT_OUT, Brief, Given, ItemBrief, Many, Named, Shown
from runwright.api.values import Amount, Exact, Flag, Key, Positive, Share, Small
from runwright.engineering.services import SubstituteDraft

LineMode = Literal["", "automatic", "manual", "semi_automatic"]


class UnitOfLine(Shown):
    """The unit a line is written in."""

    id: Key
    code: str
    symbol: str


class VariantValue(Shown):
    """A value of an attribute of variants."""

    id: Key
    code: str
    name: str


class Substitute(Shown):
    """What may stand in for a line's item: ``factor`` base units of it for one; lowest first."""

    item: ItemBrief
    factor: Exact
    priority: int


class BomLine(Shown):
    """A component, per quantity of the bill: ``(quantity + waste) × (1 + waste share)``, raised to
    ``rounding_multiple``. A phantom gives way to its own lines; ``only_for`` names the values that
    a variant must have."""

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
    rounding_multiple: Exact
    is_phantom: bool
    only_for: Annotated[list[VariantValue], Many]
    substitutes: Annotated[list[Substitute], Many]


class ByProduct(Shown):
    """What else comes out of the quantity of the bill, carrying a share of its cost."""

    position: int
    item: ItemBrief
    unit: UnitOfLine
    quantity: Exact
    cost_share: Exact


class NewSubstitute(Given):
    """What may stand in for the item of a line."""

    item_id: Key
    factor: Positive = LEFT_OUT
    priority: Small = LEFT_OUT


class LineFields(Given):
    """The fields of a line that may be left out."""

    waste_quantity: Amount = LEFT_OUT
    waste_share: Share = LEFT_OUT
    fixed_quantity: Amount = LEFT_OUT
    step: Small | None = LEFT_OUT
    mode: LineMode = LEFT_OUT
    rounding_multiple: Amount = LEFT_OUT
    is_phantom: Flag = LEFT_OUT
    only_for: Annotated[list[Key], Field(max_length=200)] = LEFT_OUT
    substitutes: Annotated[list[NewSubstitute], Field(max_length=50)] = LEFT_OUT

    def drafted(self) -> dict[str, Any]:
        """The fields as a service takes them."""
        sent = self.sent()
        if "substitutes" in sent:
            sent["substitutes"] = tuple(SubstituteDraft(**one) for one in sent["substitutes"])
        return sent


class NewBomLine(LineFields):
    """A component; ``step`` is the number of the operation it is used at, by default the first."""

    item_id: Key
    unit_id: Key
    quantity: Amount


class LineChange(LineFields):
    """What shall change about a line; what is left out stays."""

    item_id: Key = LEFT_OUT
    unit_id: Key = LEFT_OUT
    quantity: Amount = LEFT_OUT


class NewByProduct(Given):
    """What else comes out; the cost shares of all must stay below 1."""

    item_id: Key
    unit_id: Key
    quantity: Positive
    cost_share: Share = LEFT_OUT


class FieldDifference(Shown):
    """One field before and after, in words."""

    field: str
    old: str
    new: str


class Difference(Shown):
    """A line or by-product that was added, removed or changed."""

    kind: Literal["added", "removed", "changed"]
    item: Named
    is_by_product: bool
    fields: list[FieldDifference]


class Comparison(Shown):
    """What differs between two bills of materials."""

    head: list[FieldDifference]
    lines: list[Difference]
