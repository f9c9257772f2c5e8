"""Short ways to write recipes in tests."""

from dataclasses import replace
from typing import Any

from runwright.catalog.models import Attribute, AttributeValue, Item, VariantValue
from runwright.engineering.models import Bom
from runwright.engineering.selectors import bom_get
from runwright.engineering.services import BomDraft, LineDraft, bom_create
from runwright.units.selectors import unit_by_code
from tests.stories.plant import D, Plant


def line(plant: Plant, code: str, quantity: str = "1", unit: str = "pcs", **more: Any) -> LineDraft:
    """A line of an item, which is made when it is not there yet."""
    item = plant.items.get(code) or plant.item(code, unit)
    return LineDraft(item.id, unit_by_code(code=unit).id, D(quantity), **more)


def draft(plant: Plant, made: str, *lines: LineDraft, **more: Any) -> BomDraft:
    item = plant.items.get(made) or plant.item(made, kind="part", supply="make")
    return BomDraft(item.id, D(more.pop("quantity", 1)), list(lines), **more)


def bom(plant: Plant, made: str, *lines: LineDraft, **more: Any) -> Bom:
    return bom_create(draft=draft(plant, made, *lines, **more), actor=plant.actor)


def again(plant: Plant, record: Bom, *lines: LineDraft, **more: Any) -> BomDraft:
    """The draft that a record is, with other lines."""
    return replace(BomDraft.of(bom_get(bom_id=record.id, actor=plant.actor)), lines=lines, **more)


def variant(plant: Plant, family: str, code: str, **values: str) -> Item:
    """A variant with values written as ``colour="red"``."""
    item = plant.items.get(code) or plant.item(code, kind="part", supply="make")
    item.family = plant.items[family]
    item.save()
    for name, value in values.items():
        found = value_of(name, value)
        VariantValue.objects.create(item=item, attribute=found.attribute, value=found)
    return item


def value_of(name: str, value: str) -> AttributeValue:
    attribute, _ = Attribute.objects.get_or_create(code=name, defaults={"name": name})
    return AttributeValue.objects.get_or_create(
        attribute=attribute, code=value, defaults={"name": value}
    )[0]
