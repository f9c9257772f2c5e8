"""Unit categories and units: made, changed while nothing stands in them, archived."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.errors import GuardFailed, Invalid
from runwright.kernel.quantity import NotARatio, parse_ratio, plain_ratio
from runwright.units.errors import (
    FirstUnitIsReference,
    RatioNotPossible,
    ResolutionNotPositive,
    UnitCodeTaken,
    UnitInUse,
)
from runwright.units.models import Unit, UnitCategory
from runwright.units.selectors import unit_by_code, units_in_use
from runwright.units.services import (
    categories_archive,
    category_create,
    category_update,
    unit_create,
    unit_update,
    units_archive,
    units_restore,
)
from tests.stories.plant import Plant, empty_plant


@pytest.fixture
def plant(db: None) -> Plant:
    return empty_plant()


@pytest.fixture
def area(plant: Plant) -> UnitCategory:
    category = category_create(code="area", name="Area", actor=plant.actor)
    unit_create(
        category_id=category.id, code="m2", name="Square metre", symbol="m²", actor=plant.actor
    )
    return category


def are(plant: Plant, area: UnitCategory, **fields: object) -> Unit:
    given = {"code": "a", "name": "Are", "symbol": "a", "numerator": 100} | fields
    return unit_create(category_id=area.id, actor=plant.actor, **given)


def test_the_first_unit_of_a_category_is_its_reference(plant: Plant) -> None:
    category = category_create(code="area", name="Area", actor=plant.actor)
    with pytest.raises(FirstUnitIsReference):
        are(plant, category)
    assert are(plant, category, numerator=1).is_reference


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"numerator": 0}, RatioNotPossible),
        ({"denominator": -1}, RatioNotPossible),
        ({"resolution": D(0)}, ResolutionNotPositive),
    ],
)
def test_an_impossible_unit_is_refused(
    plant: Plant, area: UnitCategory, fields: dict[str, object], refusal: type[Invalid]
) -> None:
    with pytest.raises(refusal):
        are(plant, area, **fields)
    assert not Unit.objects.filter(code="a").exists()


def test_codes_are_unique(plant: Plant, area: UnitCategory) -> None:
    are(plant, area)
    with pytest.raises(UnitCodeTaken):
        are(plant, area)
    with pytest.raises(UnitCodeTaken):
        category_create(code="area", name="Other", actor=plant.actor)


def test_what_a_unit_is_worth_changes_while_nothing_stands_in_it(
    plant: Plant, area: UnitCategory
) -> None:
    unit = are(plant, area)
    unit_update(unit_id=unit.id, numerator=10_000, name="Hectare", actor=plant.actor)
    assert unit_by_code(code="a").ratio == 10_000
    plant.item("FIELD", "a")
    with pytest.raises(UnitInUse):
        unit_update(unit_id=unit.id, numerator=100, actor=plant.actor)
    unit_update(unit_id=unit.id, name="Are", symbol="are", actor=plant.actor)
    same = {"numerator": 20_000, "denominator": 2}
    unit_update(unit_id=unit.id, actor=plant.actor, **same)
    assert (unit_by_code(code="a").ratio, unit_by_code(code="a").name) == (10_000, "Are")


def test_the_reference_is_worth_one_and_stays_while_others_need_it(
    plant: Plant, area: UnitCategory
) -> None:
    reference, unit = unit_by_code(code="m2"), are(plant, area)
    with pytest.raises(RatioNotPossible):
        unit_update(unit_id=reference.id, numerator=2, actor=plant.actor)
    with pytest.raises(GuardFailed, match="stays"):
        units_archive(unit_ids=[reference.id], actor=plant.actor)
    with pytest.raises(GuardFailed, match="a, m2"):
        categories_archive(category_ids=[area.id], actor=plant.actor)
    units_archive(unit_ids=[reference.id, unit.id], actor=plant.actor)
    categories_archive(category_ids=[area.id], actor=plant.actor)
    assert not units_in_use(actor=plant.actor).filter(category=area).exists()
    units_restore(unit_ids=[unit.id], actor=plant.actor)
    assert units_in_use(actor=plant.actor).filter(category=area).count() == 1


def test_a_category_is_renamed(plant: Plant, area: UnitCategory) -> None:
    category_update(category_id=area.id, name="Surface", actor=plant.actor)
    area.refresh_from_db()
    assert area.name == "Surface"


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("25", 25), ("0.4536", Fraction(4536, 10_000)), ("1/3", Fraction(1, 3)), ("2.5/10", "1/4")],
)
def test_a_ratio_is_read_exactly(text: str, ratio: object) -> None:
    assert parse_ratio(text, field="ratio") == Fraction(ratio)


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "1/0", "1/-2", "1/2/3", "1e3", "NaN", "a", "\uff11", None, True, "9" * 20],
)
def test_what_is_no_ratio_is_refused(text: object) -> None:
    with pytest.raises(NotARatio):
        parse_ratio(text, field="ratio")


@given(st.fractions(min_value=Fraction(1, 10**6), max_value=10**9, max_denominator=10**6))
def test_a_ratio_is_written_as_it_is_read(ratio: Fraction) -> None:
    assert parse_ratio(plain_ratio(ratio), field="ratio") == ratio
