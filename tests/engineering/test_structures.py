"""Explosion, roll-up and what the stock is good for, from recipes in the database."""

from dataclasses import replace
from fractions import Fraction as F
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.engineering.errors import RowNotFound
from runwright.engineering.models import Bom, BomLine
from runwright.engineering.selectors import (
    RollUp,
    buildable_of,
    explosion_below,
    explosion_of,
    explosion_page,
    rollup_of,
)
from runwright.engineering.services import ByProductDraft, OperationDraft, SubstituteDraft
from runwright.partners.services import supplier_create
from runwright.units.selectors import unit_by_code
from tests.engineering.recipes import bom, line, value_of, variant
from tests.planning.structures import Structure, dense
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Plant:
    return empty_plant()


@pytest.fixture
def plant(ground: Plant) -> Plant:
    return replace(ground, items={}, centres={}, boms={})


def needs(plant: Plant, record: Bom, quantity: str, item: str = "") -> dict[str, D]:
    item_id = plant.items[item].id if item else None
    found = explosion_of(bom_id=record.id, quantity=D(quantity), item_id=item_id, actor=plant.actor)
    return {need.item.code: need.quantity for need in found.needs}


def stored(plant: Plant, recipes: Structure) -> Bom:
    """A structure of the planning tests as records; the bill of item 0."""
    for item in range(26):
        plant.item(f"N{item}", kind="part", supply="make")
    unit = unit_by_code(code="pcs")
    boms = {
        item: Bom.objects.create(code=f"N{item}", item=plant.items[f"N{item}"]) for item in recipes
    }
    BomLine.objects.bulk_create(
        BomLine(bom=boms[item], position=n, item=plant.items[f"N{c.item}"], unit=unit, quantity=1)
        for item, recipe in recipes.items()
        for n, c in enumerate(recipe.components)
    )
    return boms[0]


def test_the_dense_structure_is_exploded_at_once(plant: Plant) -> None:
    """Worked example 12: 26 items, 169 lines, 16 781 312 ways down."""
    record = stored(plant, dense())
    assert needs(plant, record, "1")["N25"] == 2**23
    with CaptureQueriesContext(connection) as queries:
        begun = process_time()
        page = explosion_page(bom_id=record.id, start=16_781_310, actor=plant.actor)
        assert process_time() - begun < 1
    assert (page.rows, [row.item.code for row in page.found]) == (
        16_781_312,
        ["N24", "N25"][1:] * 2,
    )
    assert len(queries) <= 20


def test_the_rows_under_a_row(plant: Plant) -> None:
    bom(plant, "SEAT", line(plant, "FOAM", "2"))
    record = bom(plant, "SOFA", line(plant, "LEG", "4"), line(plant, "SEAT", "3"))
    ask = {"bom_id": record.id, "quantity": D(2), "actor": plant.actor}
    rows = explosion_below(path=(), **ask)
    assert [(r.way, r.item.code, r.quantity, r.rows_below) for r in rows] == [
        ("0", "LEG", 8, 0),
        ("1", "SEAT", 6, 1),
    ]
    (foam,) = explosion_below(path=(1,), **ask)
    assert (foam.way, foam.level, foam.quantity) == ("1.0", 2, 12)
    with pytest.raises(RowNotFound):
        explosion_below(path=(2,), **ask)


def test_different_bases(plant: Plant) -> None:
    """Worked example 2: step 1 per 100, step 2 per 1; 250 pieces: multipliers 2.5 and 250."""
    plant.item("DYE", "kg")
    bom(plant, "CLOTH", line(plant, "DYE", "4", "kg"), quantity=100)
    record = bom(plant, "FLAG", line(plant, "CLOTH"))
    assert needs(plant, record, "250") == {"CLOTH": 250, "DYE": 10}


def test_the_traps_of_units(plant: Plant) -> None:
    """Nothing is cut off: halves, small amounts, several units of one kind, no tonne for a few."""
    plant.item("OIL", "L")
    plant.item("SALT", "kg")
    plant.item("STEEL", "kg", resolution=D("0.01"))
    record = bom(
        plant,
        "TRAP",
        line(plant, "OIL", "0.2", "L"),
        line(plant, "SALT", "900", "g"),
        line(plant, "SALT", "0.1", "kg"),
        line(plant, "STEEL", "6.76", "kg"),
    )
    assert needs(plant, record, "1") == {"OIL": D("0.2"), "SALT": 1, "STEEL": D("6.76")}
    paint = plant.item("PAINT", "kg", resolution=D("0.5"))
    coat = bom(plant, "COAT", line(plant, paint.code, "0.5", "kg"))
    assert needs(plant, coat, "17105") == {"PAINT": D("8552.5")}


def test_boxes_are_whole(plant: Plant) -> None:
    record = bom(plant, "PAIR", line(plant, "BOX"), quantity=12)
    assert needs(plant, record, "112") == {"BOX": 10}


def test_packs_waste_and_what_is_taken_once(plant: Plant) -> None:
    sand = line(
        plant,
        "SAND",
        "2",
        "kg",
        waste_quantity=D("0.5"),
        waste_share=D("0.1"),
        fixed_quantity=D(3),
        rounding_multiple=D(25),
    )
    record = bom(plant, "MOULD", sand)
    assert needs(plant, record, "10") == {"SAND": 50}
    assert needs(plant, record, "8") == {"SAND": 25}


def test_variants_take_their_own_lines(plant: Plant) -> None:
    plant.item("SHOE", kind="part", supply="make")
    for size in ("big", "small"):
        variant(plant, "SHOE", f"SHOE-{size}", size=size)
    small = value_of("size", "small").id
    record = bom(plant, "SHOE", line(plant, "SOLE"), line(plant, "TAG", only_for=[small]))
    shelf = bom(plant, "SHELF", line(plant, "SHOE-big"), line(plant, "SHOE-small", "2"))
    assert needs(plant, record, "3", "SHOE-small") == {"SOLE": 3, "TAG": 3}
    assert needs(plant, shelf, "1")["SOLE"] == 3
    assert needs(plant, shelf, "1")["TAG"] == 2


def centre(plant: Plant, code: str, **fields: object) -> int:
    return plant.centre(code, machines=0, **fields).id


def rolled(plant: Plant, record: Bom, quantity: str) -> tuple[RollUp, dict[str, F]]:
    found = rollup_of(bom_id=record.id, quantity=D(quantity), actor=plant.actor)
    return found, {row.item.code: row.each.total for row in found.rows}


def test_cost_and_duration_over_two_levels(plant: Plant) -> None:
    """A frame: 2 kg at 4; cut 30 + 6 x 10 / 80 % = 105 min at 12/h for ten frames: 21; a bike
    takes one frame and 0.5 kg of paint at 10: ten take 80 + 21 + 50."""
    plant.item("TUBE", "kg", standard_cost=D(4))
    plant.item("PAINT", "kg", standard_cost=D(10))
    for code in ("FRAME", "BIKE"):
        plant.item(code, kind="part", supply="make")
    saw = centre(plant, "SAW", efficiency=D("0.8"), cost_per_hour=D(12))
    cut = plant.routing("FRAME", OperationDraft("Cut", saw, D(30), D(6)))
    bom(plant, "FRAME", line(plant, "TUBE", "2", "kg"), routing_id=cut.id)
    record = bom(plant, "BIKE", line(plant, "FRAME"), line(plant, "PAINT", "500", "g"))
    found, each = rolled(plant, record, "10")
    assert found.top.whole.total == 80 + 21 + 50
    assert (found.top.whole.material, found.top.whole.machine) == (130, 21)
    assert (each["FRAME"], each["BIKE"], found.minutes) == (F("10.1"), F("15.1"), 105)
    assert [w.sentence() for w in found.warnings] == [
        "Nobody has a labour rate at the work centre SAW."
    ]
    twenty, _ = rolled(plant, record, "20")
    assert twenty.minutes == 30 + 150  # set up once


def test_by_products_phantoms_and_work_outside(plant: Plant) -> None:
    """Ten beams of logs at 6, planed outside at 0.5 each, with a kit of 2 bands at 1: 6 + 0.5 + 2;
    dust carries a tenth away."""
    for code, cost in (("LOG", 6), ("BAND", 1), ("DUST", 0)):
        plant.item(code, standard_cost=D(cost))
    plant.item("BEAM", kind="part", supply="make")
    mill = supplier_create(code="MILL", name="Planing mill", actor=plant.actor)
    plane = OperationDraft(
        "Plane",
        centre(plant, "OUT"),
        is_external=True,
        supplier_id=mill.id,
        unit_price=D("0.5"),
    )
    routing = plant.routing("BEAM", plane)
    bom(plant, "KIT", line(plant, "BAND", "2"))
    dust = ByProductDraft(plant.items["DUST"].id, unit_by_code(code="pcs").id, D(1), D("0.1"))
    record = bom(
        plant,
        "BEAM",
        line(plant, "LOG"),
        line(plant, "KIT", is_phantom=True),
        routing_id=routing.id,
        by_products=[dust],
    )
    found, each = rolled(plant, record, "10")
    assert each["BEAM"] == F("8.5") * F(9, 10)
    assert found.top.whole.outside == F("4.5")
    assert "KIT" not in each


def test_rates_and_prices_of_zero_are_named(plant: Plant) -> None:
    plant.item("AIR")
    plant.item("BALL", kind="part", supply="make")
    routing = plant.routing("BALL", OperationDraft("Blow", centre(plant, "BLOW")))
    record = bom(plant, "BALL", line(plant, "AIR"), routing_id=routing.id)
    found, _ = rolled(plant, record, "1")
    assert [w.sentence() for w in found.warnings] == [
        "The work centre BLOW has no cost per hour.",
        "Nobody has a labour rate at the work centre BLOW.",
        "AIR has no cost: it is counted as 0.",
    ]


def test_how_many_the_stock_is_good_for(plant: Plant) -> None:
    """Wheels lie there for 3 bikes; rims for 4 wheels more, hubs for 9: 5 bikes in all."""
    bom(plant, "WHEEL", line(plant, "RIM"), line(plant, "HUB"))
    spare = SubstituteDraft(line(plant, "STOOL").item_id)
    record = bom(
        plant, "BIKE", line(plant, "WHEEL", "2"), line(plant, "SADDLE", substitutes=[spare])
    )
    for code, quantity in (("WHEEL", 7), ("RIM", 4), ("HUB", 9), ("SADDLE", 40)):
        plant.receive(code, D(quantity))
    found = buildable_of(bom_id=record.id, actor=plant.actor)
    assert (found.at_once, found.in_all) == (3, 5)
    assert [(b.item.code, b.free, b.missing) for b in found.bottlenecks] == [("RIM", 4, 1)]


def test_nothing_in_stock_makes_nothing(plant: Plant) -> None:
    record = bom(plant, "VASE", line(plant, "CLAY", "0.3", "kg"))
    found = buildable_of(bom_id=record.id, actor=plant.actor)
    assert (found.at_once, found.in_all) == (0, 0)
    assert [b.item.code for b in found.bottlenecks] == ["CLAY"]
