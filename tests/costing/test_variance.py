"""The waterfall: each cause where it belongs, and always the whole difference to the cent."""

from decimal import Decimal as D
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from runwright.costing.variance import Cause, MaterialUse, TimeUse, waterfall
from runwright.kernel.rounding import round_half_up


def bars(*uses, standard, planned, actual):
    found = waterfall(standard=standard, planned=planned, actual=actual, uses=uses)
    return {cause: amount for cause, amount in found.bars if amount}


def test_material_by_cause():
    # Planned 10 at 4.00 for 10 pieces; 9 good of 12 worked; 13 taken, worth 54.60.
    use = MaterialUse(F(10), F(9), F(12), F(13), F(4), F(546, 10))
    found = bars(use, standard=D(40), planned=D(40), actual=D("54.60"))
    assert found == {
        Cause.QUANTITY: D(-4),
        Cause.SCRAP: D(12),
        Cause.USAGE: D(4),
        Cause.PRICE: D("2.60"),
    }


def test_time_by_cause():
    # Planned 2 h and 0.5 h of setup at 18; worked for 2.4 h; booked 3 h and 1 h at 20.
    use = TimeUse(F(2), F(1, 2), F(2), F(24, 10), F(3), F(1), F(18), F(80))
    found = bars(use, standard=D(45), planned=D(45), actual=D(80))
    assert found == {
        Cause.SCRAP: D("7.20"),
        Cause.EFFICIENCY: D("10.80"),
        Cause.SETUP: D(9),
        Cause.RATE: D(8),
    }


def test_setting_up_that_nobody_booked_is_not_told_apart():
    use = TimeUse(F(2), F(1, 2), F(2), F(2), F(3), F(0), F(18), F(54))
    found = bars(use, standard=D(45), planned=D(45), actual=D(54))
    assert found == {Cause.EFFICIENCY: D(9)}


def test_what_was_changed_on_the_way_is_told_first():
    use = MaterialUse(F(5), F(5), F(5), F(5), F(4), F(20))
    assert bars(use, standard=D(40), planned=D(20), actual=D(20)) == {Cause.CHANGES: D(-20)}


amounts = st.fractions(min_value=0, max_value=10_000, max_denominator=997)
cents = st.integers(-1_000_000, 1_000_000).map(lambda n: D(n) / 100)
materials = st.builds(MaterialUse, *[amounts] * 6)
times = st.builds(TimeUse, *[amounts] * 8)


@given(st.lists(st.one_of(materials, times), max_size=12), cents)
def test_the_bars_always_add_up_to_the_cent(uses, standard):
    def planned_of(use):
        if isinstance(use, MaterialUse):
            return use.planned * use.unit_cost
        return (use.planned_run + use.planned_setup) * use.rate

    def actual_of(use):
        return use.value if isinstance(use, MaterialUse) else use.amount

    plan, whole = sum(map(planned_of, uses), F()), sum(map(actual_of, uses), F())
    planned, actual = round_half_up(plan, D("0.01")), round_half_up(whole, D("0.01"))
    found = waterfall(standard=standard, planned=planned, actual=actual, uses=uses)
    assert sum((amount for _, amount in found.bars), D()) == actual - standard
    total = sum((amount for use in uses for amount in use.bars().values()), F())
    assert total == whole - plan
