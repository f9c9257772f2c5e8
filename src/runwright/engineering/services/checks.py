"""What is asked of the lines of a bill of materials before they are kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from runwright.catalog.errors import ItemNotFound
from runwright.catalog.models import AttributeValue, Item, Tracking
from runwright.engineering.errors import (
    ByProductOfItself,
    MultipleOffStep,
    RecipeRefused,
    SharesTooLarge,
    StepNotFound,
    SubstituteOfItself,
    UnitDoesNotFit,
    ValueNotFound,
    WholeNumbersOnly,
)
from runwright.engineering.models import Operation, Routing
from runwright.engineering.rules import unit_factor
from runwright.engineering.services.drafts import BomDraft, LineDraft
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_up
from runwright.units.errors import UnitNotFound
from runwright.units.models import Unit


@dataclass(frozen=True)
class Ground:
    """The records that a draft names."""

    items: Mapping[int, Item]
    units: Mapping[int, Unit]
    steps: Mapping[int, Operation]
    routing: str


def ground_of(draft: BomDraft, routing: Routing | None) -> Ground:
    """Read what the draft names. Raises ``ItemNotFound``, ``UnitNotFound``, ``ValueNotFound``."""
    named = {draft.item_id}
    units, values = set[int](), set[int]()
    for line in draft.lines:
        named |= {line.item_id, *(one.item_id for one in line.substitutes)}
        units.add(line.unit_id)
        values |= set(line.only_for)
    for by_product in draft.by_products:
        named.add(by_product.item_id)
        units.add(by_product.unit_id)
    items = Item.objects.select_related("unit").prefetch_related("conversions__unit")
    ground = Ground(
        items=items.in_bulk(named),
        units=Unit.objects.in_bulk(units),
        steps={o.sequence: o for o in routing.operations.all()} if routing else {},
        routing=routing.code if routing else "",
    )
    _refuse_missing(named - ground.items.keys(), ItemNotFound)
    _refuse_missing(units - ground.units.keys(), UnitNotFound)
    _refuse_missing(values - AttributeValue.objects.in_bulk(values).keys(), ValueNotFound)
    return ground


def _refuse_missing(missing: set[int], refusal: type[Refusal]) -> None:
    if missing:
        raise refusal(key=min(missing))


def bom_check(*, draft: BomDraft, ground: Ground) -> None:
    """Refuse what cannot be kept, every reason at once, each at its field.

    A single reason is raised as what it is, several as ``RecipeRefused``.
    """
    found = [
        refusal
        for place, line in enumerate(draft.lines)
        for refusal in _line_faults(f"lines.{place}", line, ground)
    ]
    found += _by_product_faults(draft, ground)
    if len(found) == 1:
        raise found[0]
    if found:
        raise RecipeRefused(reasons=tuple(reason for one in found for reason in one.reasons))


def _line_faults(field: str, line: LineDraft, ground: Ground) -> Iterator[Refusal]:
    item = ground.items[line.item_id]
    if line.step and line.step not in ground.steps:
        yield StepNotFound(step=line.step, routing=ground.routing, field=f"{field}.step")
    factor = _factor(item, ground.units[line.unit_id])
    if factor is None:
        yield _misfit(item, ground.units[line.unit_id], field)
        return
    yield from _number_faults(field, line, item, factor)
    if any(one.item_id == line.item_id for one in line.substitutes):
        yield SubstituteOfItself(item=item.code, field=f"{field}.substitutes")


def _number_faults(field: str, line: LineDraft, item: Item, factor: Fraction) -> Iterator[Refusal]:
    amounts = (line.quantity, line.waste_quantity, line.fixed_quantity)
    if item.tracking == Tracking.SERIAL:
        for amount in amounts:
            if (Fraction(amount) * factor).denominator != 1:
                yield WholeNumbersOnly(
                    item=item.code, quantity=plain(amount), field=f"{field}.quantity"
                )
    multiple = Fraction(line.rounding_multiple) * factor
    if multiple and round_up(multiple, item.resolution) != multiple:
        yield MultipleOffStep(
            item=item.code,
            multiple=plain(line.rounding_multiple),
            resolution=plain(item.resolution),
            field=f"{field}.rounding_multiple",
        )


def _by_product_faults(draft: BomDraft, ground: Ground) -> Iterator[Refusal]:
    for place, one in enumerate(draft.by_products):
        item, field = ground.items[one.item_id], f"by_products.{place}"
        if one.item_id == draft.item_id:
            yield ByProductOfItself(item=item.code, field=f"{field}.item_id")
        if _factor(item, ground.units[one.unit_id]) is None:
            yield _misfit(item, ground.units[one.unit_id], field)
    share = sum((one.cost_share for one in draft.by_products), Decimal())
    if share >= 1:
        yield SharesTooLarge(share=plain(share), field="by_products")


def _factor(item: Item, unit: Unit) -> Fraction | None:
    try:
        return unit_factor(item=item, unit=unit)
    except UnitDoesNotFit:
        return None


def _misfit(item: Item, unit: Unit, field: str) -> Refusal:
    return UnitDoesNotFit(
        item=item.code, item_unit=item.unit.symbol, unit=unit.symbol, field=f"{field}.unit_id"
    )
