"""Recipes: circles are refused with the way round, however deep; revisions, units, routings."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest

from runwright.engineering.errors import (
    BomCycle,
    RoutingOfAnotherItem,
    StepNotFound,
    UnitDoesNotFit,
)
from runwright.engineering.models import Bom
from runwright.engineering.rules import find_cycle
from runwright.engineering.selectors import bom_of
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    bom_archive,
    bom_create,
    bom_validate,
)
from runwright.kernel.transitions import WrongState
from runwright.units.selectors import unit_by_code
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ground(once: None) -> Plant:
    return empty_plant()


@pytest.fixture
def plant(ground: Plant) -> Plant:
    return replace(ground, items={})


def made_of(plant: Plant, item: str, *parts: str, unit: str = "pcs", **more: object) -> Bom:
    """A recipe by which one ``item`` is made of one of each of ``parts``."""
    for code in (item, *parts):
        if code not in plant.items:
            plant.item(code)
    step = more.pop("step", None)
    unit_id = unit_by_code(code=unit).id
    lines = [LineDraft(plant.items[part].id, unit_id, D(1), step=step) for part in parts]
    draft = BomDraft(plant.items[item].id, D(1), lines, **more)
    return bom_create(draft=draft, actor=plant.actor)


@pytest.mark.parametrize("length", [1, 2, 50])
def test_a_circle_is_refused_and_the_way_round_is_named(plant: Plant, length: int) -> None:
    codes = [f"L{length}-{n}" for n in range(length)]
    for parent, child in pairwise(codes):
        made_of(plant, parent, child)
    with pytest.raises(BomCycle) as refused:
        made_of(plant, codes[-1], codes[0])
    assert refused.value.facts["path"] == " → ".join([codes[-1], *codes])


def test_an_archived_recipe_closes_no_circle(plant: Plant) -> None:
    bom_archive(bom_id=made_of(plant, "OLD", "NEW").id, actor=plant.actor)
    made_of(plant, "NEW", "OLD")


class Diamond:
    """Thirty levels of two items, each made of both below: 2 to the 30th ways lead down."""

    def __init__(self) -> None:
        self.parts = {n: {n // 2 * 2 + 2, n // 2 * 2 + 3} for n in range(60)}
        self.asked = 0

    def made_of(self, items: Iterable[int]) -> dict[int, set[int]]:
        self.asked += 1
        return {item: self.parts[item] for item in items if item in self.parts}

    def cycle(self) -> list[int]:
        return find_cycle(start=-1, components=[0, 1], made_of=self.made_of)


def test_a_diamond_of_thirty_levels_is_searched_at_once() -> None:
    diamond, began = Diamond(), perf_counter()
    assert diamond.cycle() == []
    assert (diamond.asked <= 31, perf_counter() - began < 0.1) == (True, True)


def test_a_circle_at_the_bottom_of_the_diamond_is_found() -> None:
    diamond = Diamond()
    diamond.parts[61] = {-1}
    path = diamond.cycle()
    assert (path[0], path[-1], len(path)) == (-1, -1, 33)


def test_revisions_count_up_and_the_validated_newest_is_taken(plant: Plant) -> None:
    first, second = (made_of(plant, "TABLE", "LEG", code="TBL") for _ in range(2))
    assert (first.revision, second.revision) == (1, 2)
    item = plant.items["TABLE"]
    assert bom_of(item_id=item.id, actor=plant.actor) == second
    bom_validate(bom_id=first.id, actor=plant.actor)
    assert bom_of(item_id=item.id, actor=plant.actor) == first


def test_a_recipe_is_validated_once_and_archived_for_good(plant: Plant) -> None:
    bom = made_of(plant, "CHAIR", "LEG")
    bom_validate(bom_id=bom.id, actor=plant.actor)
    with pytest.raises(WrongState):
        bom_validate(bom_id=bom.id, actor=plant.actor)
    bom_archive(bom_id=bom.id, actor=plant.actor)
    for verb in (bom_validate, bom_archive):
        with pytest.raises(WrongState):
            verb(bom_id=bom.id, actor=plant.actor)


def test_lines_are_counted_in_units_that_fit(plant: Plant) -> None:
    plant.item("GLUE", "kg")
    with pytest.raises(UnitDoesNotFit):
        made_of(plant, "SHELF", "GLUE", unit="m")


def test_a_routing_makes_one_item(plant: Plant) -> None:
    plant.item("SOFA")
    with pytest.raises(RoutingOfAnotherItem):
        made_of(plant, "BED", "LEG", routing_id=plant.routing("SOFA").id)


def test_a_line_names_a_step_that_exists(plant: Plant) -> None:
    """A wrong step number once put the material silently at the first operation."""
    plant.item("DESK")
    routing = plant.routing("DESK", OperationDraft("Saw", plant.centre("SAW").id))
    with pytest.raises(StepNotFound, match="no operation 15"):
        made_of(plant, "DESK", "TOP", routing_id=routing.id, step=15)
    made_of(plant, "DESK", "TOP", routing_id=routing.id, step=10)
