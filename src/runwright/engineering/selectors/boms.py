"""Reading bills of materials: one, all, the one to make by, where an item is used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F, Prefetch, Q, QuerySet

from runwright.catalog.errors import ItemNotFound
from runwright.catalog.models import Item
from runwright.engineering.comparison import (
    Difference,
    FieldDifference,
    differences,
    head_differences,
)
from runwright.engineering.errors import BomNotFound
from runwright.engineering.models import Bom, BomLine, BomState, ByProduct, Substitute
from runwright.engineering.rules import line_need_per_unit
from runwright.engineering.states import BOM_LIFE
from runwright.journal.rows import columns, instances
from runwright.kernel.transitions import OfferedVerb
from runwright.people.actor import Actor

LINES = Prefetch(
    "lines",
    BomLine.objects.select_related("item__unit", "unit", "operation").prefetch_related(
        "item__conversions__unit",
        "only_for__attribute",
        Prefetch("substitutes", Substitute.objects.select_related("item__unit")),
    ),
)
BY_PRODUCTS = Prefetch("by_products", ByProduct.objects.select_related("item__unit", "unit"))


def boms_whole() -> QuerySet[Bom]:
    """Every bill of materials with all that belongs to it."""
    return Bom.objects.select_related("item__unit", "routing").prefetch_related(LINES, BY_PRODUCTS)


def boms_listed(*, actor: Actor) -> QuerySet[Bom]:
    """Every bill of materials without its lines."""
    actor.require("engineering.view")
    return Bom.objects.select_related("item__unit", "routing")


def boms_all(*, actor: Actor) -> QuerySet[Bom]:
    """Every bill of materials with its lines, newest revision of a code first."""
    actor.require("engineering.view")
    return boms_whole().order_by("code", "-revision")


def bom_get(*, bom_id: int, actor: Actor) -> Bom:
    """One bill of materials with its lines. Raises ``BomNotFound``."""
    bom = boms_all(actor=actor).filter(id=bom_id).first()
    if bom is None:
        raise BomNotFound(key=bom_id)
    return bom


def bom_verbs(*, bom: Bom, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a bill of materials now."""
    return BOM_LIFE.verbs(bom, state=bom.state, permissions=actor.permissions)


def family_of(item_id: int) -> tuple[int, ...]:
    """The item, and the family whose recipes it may use if it is a variant."""
    family = Item.objects.filter(id=item_id).values_list("family_id", flat=True).first()
    return (item_id, family) if family else (item_id,)


def bom_of(*, item_id: int, actor: Actor) -> Bom | None:
    """The bill of materials to make an item by, without its lines: the item's own before its
    family's, validated before draft, newest first."""
    actor.require("engineering.view")
    found = instances([Bom], MAKER, {"item": item_id})
    return found[0][0] if found else None


MAKER = f"""
SELECT {columns(Bom, "b")} FROM catalog_item i
JOIN engineering_bom b ON b.item_id IN (i.id, i.family_id) AND b.state <> 'archived'
WHERE i.id = %(item)s
ORDER BY b.item_id = i.id DESC, b.state DESC, b.revision DESC, b.id DESC LIMIT 1
"""


def makers_of(item_ids: Iterable[int]) -> dict[int, int]:
    """By item: the bill of materials it is made by, where it has one."""
    wanted = Item.objects.filter(id__in=list(item_ids)).values_list("id", "family_id")
    families = dict(wanted)
    live = Bom.objects.exclude(state=BomState.ARCHIVED)
    ranked = live.filter(item__in={*families, *filter(None, families.values())}).order_by(
        "state", "revision", "id"
    )
    best = dict(ranked.values_list("item_id", "id"))  # the last one of an item stays
    found = {item: best.get(item) or best.get(family) for item, family in families.items()}
    return {item: bom for item, bom in found.items() if bom}


@dataclass(frozen=True)
class Comparison:
    """Two bills of materials, and what differs."""

    old: Bom
    new: Bom
    head: Sequence[FieldDifference]
    lines: Sequence[Difference]


def boms_compare(*, old_id: int, new_id: int, actor: Actor) -> Comparison:
    """What differs between two bills of materials. Raises ``BomNotFound``."""
    old, new = (bom_get(bom_id=key, actor=actor) for key in (old_id, new_id))
    return Comparison(old, new, head_differences(old=old, new=new), differences(old=old, new=new))


@dataclass(frozen=True)
class PlaceOfUse:
    """A bill of materials that takes an item, ``level`` steps above it.

    ``per_unit`` is what one unit takes on this way, in base units of the item asked about; nothing
    where the item only may stand in for another.
    """

    level: int
    bom: Bom
    through: Item
    per_unit: Fraction | None


def where_used(*, item_id: int, actor: Actor, levels: int = 100) -> list[PlaceOfUse]:
    """Every live bill of materials that takes an item, directly or through what it goes into.

    Each bill is told once, at the first level at which it is reached.
    """
    actor.require("engineering.view")
    if not Item.objects.filter(id=item_id).exists():
        raise ItemNotFound(key=item_id)
    found: list[PlaceOfUse] = []
    front: dict[int, Fraction | None] = {item_id: Fraction(1)}
    seen_items, seen_boms = {item_id}, set[int]()
    for level in range(1, levels + 1):
        uses = [use for use in _uses(level, front) if use.bom.id not in seen_boms]
        if not uses:
            break
        seen_boms |= {use.bom.id for use in uses}
        found += _once(uses)
        front = _above(uses, seen_items)
        seen_items |= front.keys()
    return found


def _uses(level: int, front: dict[int, Fraction | None]) -> list[PlaceOfUse]:
    lines = (
        BomLine.objects.exclude(bom__state=BomState.ARCHIVED)
        .filter(Q(item__in=front) | Q(substitutes__item__in=front))
        .distinct()
        .select_related("bom__item__unit", "item__unit", "unit")
        .prefetch_related("item__conversions__unit", "substitutes__item")
        .order_by("bom__item__code", F("bom__revision").desc(), "position")
    )
    return [_use(level, line, front) for line in lines]


def _use(level: int, line: BomLine, front: dict[int, Fraction | None]) -> PlaceOfUse:
    below = front.get(line.item_id)
    if line.item_id not in front:
        through = next(s.item for s in line.substitutes.all() if s.item_id in front)
        return PlaceOfUse(level, line.bom, through, None)
    per_unit = line_need_per_unit(line=line, bom_quantity=line.bom.quantity)
    return PlaceOfUse(level, line.bom, line.item, None if below is None else per_unit * below)


def _once(uses: Sequence[PlaceOfUse]) -> list[PlaceOfUse]:
    """One place of use for each bill: what its lines take together."""
    merged: dict[int, PlaceOfUse] = {}
    for use in uses:
        other = merged.get(use.bom.id)
        if other and other.per_unit is not None and use.per_unit is not None:
            total = other.per_unit + use.per_unit
            merged[use.bom.id] = PlaceOfUse(use.level, use.bom, use.through, total)
        elif other is None or other.per_unit is None:
            merged[use.bom.id] = use
    return list(merged.values())


def _above(uses: Sequence[PlaceOfUse], seen: set[int]) -> dict[int, Fraction | None]:
    made = {use.bom.item_id: use.per_unit for use in _once(uses)}
    variants = Item.objects.filter(family__in=made).values_list("id", "family_id")
    made |= {variant: made[family] for variant, family in variants if family}
    return {item: per_unit for item, per_unit in made.items() if item not in seen}
