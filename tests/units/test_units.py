"""Units convert exactly, and never from one kind of measure to another unless the item says so."""

from fractions import Fraction

import pytest

from runwright.catalog.services import conversion_set
from runwright.engineering.errors import UnitDoesNotFit
from runwright.engineering.rules import unit_factor
from runwright.units.errors import UnitCodeTaken
from runwright.units.models import Unit, UnitCategory
from runwright.units.selectors import unit_by_code
from runwright.units.services import standard_units_create, unit_create
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def plant(once: None) -> Plant:
    return empty_plant()


@pytest.mark.parametrize(
    ("base", "unit", "worth"),
    [
        ("kg", "g", Fraction(1, 1000)),
        ("g", "t", Fraction(1_000_000)),
        ("pair", "pcs", Fraction(1, 2)),
        ("pair", "dozen", Fraction(6)),
        ("L", "mL", Fraction(1, 1000)),
        ("h", "min", Fraction(1, 60)),
    ],
)
def test_a_unit_is_worth_exactly_so_much_of_another(
    plant: Plant, base: str, unit: str, worth: Fraction
) -> None:
    item, other = plant.item("THING", base), plant.item("OTHER", unit)
    assert unit_factor(item=item, unit=unit_by_code(code=unit)) == worth
    assert unit_factor(item=other, unit=unit_by_code(code=base)) == 1 / worth


def test_mass_is_not_length_unless_the_item_says_so(plant: Plant) -> None:
    cloth = plant.item("CLOTH", "kg")
    metre, centimetre = (unit_by_code(code=code) for code in ("m", "cm"))
    with pytest.raises(UnitDoesNotFit, match="CLOTH is counted in kg"):
        unit_factor(item=cloth, unit=metre)
    conversion_set(
        item_id=cloth.id, unit_id=metre.id, numerator=5, denominator=4, actor=plant.actor
    )
    assert unit_factor(item=cloth, unit=metre) == Fraction(5, 4)
    assert unit_factor(item=cloth, unit=centimetre) == Fraction(1, 80)


def test_a_third_stays_a_third(plant: Plant) -> None:
    count = UnitCategory.objects.get(code="count")
    third = unit_create(
        category_id=count.id,
        code="third",
        name="Third",
        symbol="⅓",
        numerator=1,
        denominator=3,
        actor=plant.actor,
    )
    assert 3 * unit_factor(item=plant.item("CAKE"), unit=third) == 1


def test_codes_of_units_are_unique(plant: Plant) -> None:
    count = UnitCategory.objects.get(code="count")
    with pytest.raises(UnitCodeTaken):
        unit_create(category_id=count.id, code="pcs", name="P", symbol="p", actor=plant.actor)


def test_the_standard_units_are_made_once(plant: Plant) -> None:
    before = Unit.objects.count()
    standard_units_create(actor=plant.actor)
    assert Unit.objects.count() == before
    assert Unit.objects.filter(is_reference=True).count() == UnitCategory.objects.count()
