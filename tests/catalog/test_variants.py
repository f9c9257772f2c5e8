"""Variants made from attributes in one go, and what an item cannot be."""

from dataclasses import replace

import pytest

from runwright.catalog.errors import (
    BarcodeTaken,
    ItemRefused,
    LotSizeNeeded,
    NoValues,
    PatternAmbiguous,
    PatternUnknown,
    PictureNotFound,
    SerialNotWhole,
    TooManyVariants,
    VariantCodesTaken,
    VariantOfVariant,
)
from runwright.catalog.selectors import picture_of, values_of, variants_of
from runwright.catalog.services import (
    ValueDraft,
    attribute_create,
    attribute_values_add,
    item_picture_remove,
    item_picture_set,
    item_update,
    variants_create,
    variants_plan,
)
from runwright.kernel.files import FileNotTaken
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Plant:
    return empty_plant()


@pytest.fixture
def plant(ground: Plant) -> Plant:
    return replace(ground, items={})


@pytest.fixture
def matrix(plant: Plant) -> list[int]:
    """Sizes S and M, colours red and blue; a family of shirts."""
    plant.item("SHIRT", kind="product", supply="make", sales_price=D(20), safety_stock=D(5))
    size = attribute_create(
        code="size", name="Size", values=[ValueDraft("S", "small")], actor=plant.actor
    )
    attribute_values_add(
        attribute_id=size.id, values=[ValueDraft("M", "medium")], actor=plant.actor
    )
    colours = [ValueDraft("RED", "red"), ValueDraft("BLU", "blue")]
    colour = attribute_create(code="colour", name="Colour", values=colours, actor=plant.actor)
    return [value.id for one in (size, colour) for value in one.values.all()]


def test_a_matrix_is_made_in_one_go_and_filled_up_later(plant: Plant, matrix: list[int]) -> None:
    family = plant.items["SHIRT"].id
    made = variants_create(family_id=family, value_ids=matrix[:3], actor=plant.actor)
    assert [item.code for item in made] == ["SHIRT-S-RED", "SHIRT-M-RED"]
    assert (made[0].name, made[0].sales_price, made[0].supply) == ("Shirt, small red", 20, "make")
    plans = variants_plan(family_id=family, value_ids=matrix, actor=plant.actor)
    assert [(plan.code, plan.exists) for plan in plans] == [
        ("SHIRT-S-RED", True),
        ("SHIRT-S-BLU", False),
        ("SHIRT-M-RED", True),
        ("SHIRT-M-BLU", False),
    ]
    more = variants_create(
        family_id=family, value_ids=matrix, pattern="{colour}/{size}", actor=plant.actor
    )
    assert [item.code for item in more] == ["BLU/S", "BLU/M"]
    assert variants_of(family_id=family, actor=plant.actor).count() == 4
    assert len(values_of([made[0].id])[made[0].id]) == 2


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [("{family}-{weight}", PatternUnknown), ("{family}-{size}", PatternAmbiguous)],
)
def test_patterns_name_what_there_is(
    plant: Plant, matrix: list[int], pattern: str, kind: type
) -> None:
    with pytest.raises(kind):
        variants_plan(
            family_id=plant.items["SHIRT"].id,
            value_ids=matrix,
            pattern=pattern,
            actor=plant.actor,
        )


def test_what_makes_no_variants(plant: Plant, matrix: list[int]) -> None:
    family = plant.items["SHIRT"].id
    with pytest.raises(NoValues):
        variants_plan(family_id=family, value_ids=[], actor=plant.actor)
    plant.item("SHIRT-S-RED")
    with pytest.raises(VariantCodesTaken, match="SHIRT-S-RED"):
        variants_create(family_id=family, value_ids=matrix, actor=plant.actor)
    (one,) = variants_create(family_id=family, value_ids=[matrix[1]], actor=plant.actor)
    with pytest.raises(VariantOfVariant):
        variants_plan(family_id=one.id, value_ids=matrix, actor=plant.actor)
    for code in ("a", "b", "c"):
        values = [ValueDraft(str(n), str(n)) for n in range(8)]
        made = attribute_create(code=code, name=code, values=values, actor=plant.actor)
        matrix += [value.id for value in made.values.all()]
    with pytest.raises(TooManyVariants):
        variants_plan(family_id=family, value_ids=matrix, actor=plant.actor)


def test_what_an_item_cannot_be(plant: Plant) -> None:
    plant.item("KEY", barcode="123")
    plant.item("FLOUR", "kg", resolution=D("0.5"))
    flour = plant.items["FLOUR"].id
    for kind, fields in (
        (BarcodeTaken, {"barcode": "123"}),
        (LotSizeNeeded, {"lot_rule": "fixed"}),
        (SerialNotWhole, {"tracking": "serial"}),
    ):
        with pytest.raises(kind):
            item_update(item_id=flour, actor=plant.actor, **fields)
    with pytest.raises(ItemRefused) as refused:
        item_update(item_id=flour, actor=plant.actor, barcode="123", lot_rule="multiple")
    assert {reason.field for reason in refused.value.reasons} == {"barcode", "lot_size"}
    item_update(item_id=flour, actor=plant.actor, lot_rule="multiple", lot_size=D(25))


def test_a_picture_of_an_item(plant: Plant) -> None:
    lamp = plant.item("LAMP").id
    png = b"\x89PNG\r\n\x1a\n..."
    with pytest.raises(FileNotTaken):
        item_picture_set(item_id=lamp, name="a.pdf", content=b"%PDF-1", actor=plant.actor)
    item_picture_set(item_id=lamp, name="a.png", content=png, actor=plant.actor)
    assert bytes(picture_of(item_id=lamp, actor=plant.actor).content) == png
    item_picture_remove(item_id=lamp, actor=plant.actor)
    with pytest.raises(PictureNotFound):
        picture_of(item_id=lamp, actor=plant.actor)
