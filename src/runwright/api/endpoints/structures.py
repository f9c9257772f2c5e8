"""Product structures: explosion, where-used, roll-up, and what the stock is good for."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Self

from django.utils.translation import gettext
from ninja import Query
from pydantic import Field

from runwright.api.doors import Door
from runwright.api.errors import BadValue
from runwright.api.schemas import Given, ItemBrief, Named, Obstacle, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact, Key, PathKey, Positive
from runwright.costing.rollup import Cost
from runwright.engineering.selectors import (
    buildable_of,
    explosion_of,
    explosion_page,
    rollup_of,
    where_used,
)
from runwright.kernel.rounding import round_half_up

door = Door("Bills of materials", __name__)

MILLIONTH = Decimal("0.000001")
Start = Annotated[int, Field(ge=0, le=2**63 - 1)]
Count = Annotated[int, Field(ge=1, le=500)]


def _rounded(value: Fraction) -> Decimal:
    return round_half_up(value, MILLIONTH)


class StructureBom(Shown):
    """A bill of materials in short."""

    id: Key
    code: str
    revision: int
    item: ItemBrief


class Needed(Shown):
    """An item of an explosion: low-level code, whole need, and the bill it is made by."""

    item: ItemBrief
    level: int
    quantity: Exact
    bom_id: Key | None


class Explosion(Shown):
    """Everything that goes into a quantity, each item once."""

    bom: StructureBom
    item: ItemBrief
    quantity: Exact
    needs: list[Needed]


class Row(Shown):
    """A row of the indented explosion."""

    path: tuple[int, ...]
    level: int
    item: ItemBrief
    quantity: Exact
    is_phantom: bool
    rows_below: int
    bom_id: Key | None


class Indented(Shown):
    """A page of the indented explosion; ``rows`` counts all there are."""

    rows: int
    start: int
    found: list[Row]


class Money(Shown):
    """Money by its kind."""

    material: Exact
    labour: Exact
    machine: Exact
    outside: Exact
    total: Exact

    @classmethod
    def of(cls, cost: Cost) -> Self:
        """A cost to the millionth."""
        return cls(**{name: _rounded(getattr(cost, name)) for name in cls.model_fields})


class RolledItem(Shown):
    """An item: its whole need, what one costs, what that costs in all, minutes of its work."""

    item: ItemBrief
    level: int
    quantity: Exact
    each: Money
    whole: Money
    minutes: Exact


class RollUp(Shown):
    """Cost and duration of a quantity over all levels, and every rate and price that is zero."""

    bom: StructureBom
    quantity: Exact
    items: list[RolledItem]
    minutes: Exact
    warnings: list[Obstacle]


class Bottleneck(Shown):
    """What there is not enough of for one more."""

    item: ItemBrief
    free: Exact
    missing: Exact


class Buildable(Shown):
    """How many can be made from free stock: from the components alone, and in all."""

    bom: StructureBom
    item: ItemBrief
    at_once: Exact
    in_all: Exact
    bottlenecks: list[Bottleneck]


class Use(Shown):
    """A bill that takes an item, so many levels up; what one unit takes on the way there."""

    level: int
    bom: StructureBom
    through: Named
    per_unit: Exact | None


class Uses(Shown):
    """Where an item is used."""

    uses: list[Use]


class Asked(Given):
    """How much of what: by default the quantity of the bill; a variant where it is a family's."""

    quantity: Positive | None = None
    item_id: PathKey | None = None


class Page(Asked):
    """Which rows of the indented explosion."""

    start: Start = 0
    count: Count = 100


class Stocked(Given):
    """In which warehouse (by default in all), and of which variant."""

    warehouse_id: PathKey | None = None
    item_id: PathKey | None = None


def _given(request: Call, asked: Given) -> dict[str, Any]:
    """What was asked; a parameter that would be passed over in silence is refused."""
    for name in request.GET.keys() - type(asked).model_fields.keys():
        raise BadValue(field=name[:40], problem="there is no such parameter")
    return asked.model_dump()


@door.read("/boms/{bom_id}/explosion", permission="engineering.view", answer=Explosion)
def explode_bom(request: Call, bom_id: PathKey, asked: Query[Asked]) -> object:
    """Everything that goes into a quantity, summed over all levels."""
    return explosion_of(bom_id=bom_id, actor=request.auth, **_given(request, asked))


@door.read("/boms/{bom_id}/explosion/rows", permission="engineering.view", answer=Indented)
def explode_bom_indented(request: Call, bom_id: PathKey, asked: Query[Page]) -> object:
    """A page of the indented explosion, from any row on."""
    return explosion_page(bom_id=bom_id, actor=request.auth, **_given(request, asked))


@door.read("/boms/{bom_id}/roll-up", permission="engineering.view", answer=RollUp)
def roll_bom_up(request: Call, bom_id: PathKey, asked: Query[Asked]) -> object:
    """Cost and duration of a quantity, over all levels."""
    found = rollup_of(bom_id=bom_id, actor=request.auth, **_given(request, asked))
    return RollUp(
        bom=StructureBom.model_validate(found.bom),
        quantity=found.quantity,
        items=[_rolled(row) for row in found.rows],
        minutes=_rounded(found.minutes),
        warnings=[
            Obstacle(sentence=w.sentence(gettext), field=w.field or None, facts=w.facts)
            for w in found.warnings
        ],
    )


def _rolled(row: Any) -> RolledItem:
    return RolledItem(
        item=ItemBrief.model_validate(row.item),
        level=row.level,
        quantity=row.quantity,
        each=Money.of(row.each),
        whole=Money.of(row.whole),
        minutes=_rounded(row.minutes),
    )


@door.read("/boms/{bom_id}/buildable", permission="engineering.view", answer=Buildable)
def buildable(request: Call, bom_id: PathKey, asked: Query[Stocked]) -> object:
    """How many the free stock is good for, in one warehouse or in all."""
    return buildable_of(bom_id=bom_id, actor=request.auth, **_given(request, asked))


@door.read("/items/{item_id}/uses", permission="engineering.view", answer=Uses)
def item_uses(request: Call, item_id: PathKey) -> object:
    """Every bill of materials that takes an item, over all levels."""
    found = where_used(item_id=item_id, actor=request.auth)
    return Uses(
        uses=[
            Use(
                level=use.level,
                bom=StructureBom.model_validate(use.bom),
                through=Named.model_validate(use.through),
                per_unit=None if use.per_unit is None else _rounded(use.per_unit),
            )
            for use in found
        ]
    )
