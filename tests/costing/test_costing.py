"""Shared time, moving averages, output by grade and late differences."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from runwright.costing.attendance import Attendance, hours_by_key
from runwright.costing.output import Settlement, output_value, settle
from runwright.costing.valuation import Worth, part_value

MORNING = datetime(2026, 3, 2, 6, tzinfo=UTC)


def attended(key: str, start: int, end: int, *, shared: bool = True) -> Attendance[str]:
    minutes = [MORNING + timedelta(minutes=m) for m in (start, end)]
    return Attendance(key, minutes[0], minutes[1], shared)


def test_alone_counts_in_full() -> None:
    assert hours_by_key([attended("a", 0, 150)]) == {"a": Fraction(5, 2)}


def test_two_at_once_share_the_hour_they_overlap() -> None:
    found = hours_by_key([attended("a", 0, 120), attended("b", 60, 180)])
    assert found == {"a": Fraction(3, 2), "b": Fraction(3, 2)}


def test_bookings_count_as_booked() -> None:
    found = hours_by_key([attended("a", 0, 60, shared=False), attended("b", 0, 60)])
    assert found == {"a": Fraction(1), "b": Fraction(1)}


spans = st.tuples(st.integers(0, 600), st.integers(0, 600)).map(sorted)


@given(st.lists(st.tuples(st.sampled_from("abc"), spans), max_size=8))
def test_shared_hours_add_up_to_the_time_at_work(work: list[tuple[str, list[int]]]) -> None:
    found = hours_by_key([attended(key, start, end) for key, (start, end) in work])
    present = {minute for _, (start, end) in work for minute in range(start, end)}
    assert sum(found.values(), Fraction()) == Fraction(len(present), 60)


def test_the_average_moves_with_each_receipt() -> None:
    wheels = Worth(D(30), D(30) * D("21.00")).plus(D(40), D(40) * D("22.80"))
    assert round(wheels.average or 0, 4) == round(Fraction("22.0286"), 4)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 9999)), min_size=1, max_size=8))
def test_the_last_piece_takes_the_rest(receipts: list[tuple[int, int]]) -> None:
    store = Worth()
    for quantity, cents in receipts:
        store = store.plus(D(quantity), D(cents) / 100)
    while store.quantity:
        leaving = min(D(7), store.quantity)
        store = store.plus(-leaving, -store.value_of(leaving))
    assert store == Worth(D(0), D(0))


whens = st.lists(st.tuples(st.booleans(), st.integers(1, 40)), max_size=30)


@given(cents=st.integers(0, 9999), units=st.integers(1, 5), whole=st.integers(1, 90), days=whens)
def test_parts_add_up_to_the_whole_whatever_was_undone_between(
    cents: int, units: int, whole: int, days: list[tuple[bool, int]]
) -> None:
    terms = {"price": D(cents) / 100, "unit_quantity": D(units), "whole": D(whole)}
    stand: list[Worth] = []
    for is_undone, number in [*days, (False, whole)]:
        before = Worth(sum((w.quantity for w in stand), D()), sum((w.value for w in stand), D()))
        part = min(D(number), D(whole) - before.quantity)
        if is_undone and stand:
            stand.pop(number % len(stand))
        elif part:
            value = part_value(**terms, part=part, before=before)
            assert value >= 0
            stand.append(Worth(part, value))
    assert sum(w.quantity for w in stand) == D(whole)
    assert sum(w.value for w in stand) == D(cents) / 100 * units


def test_seconds_carry_their_factor() -> None:
    alike = output_value(cost=D("338.00"), firsts=D(112), seconds=D(5), seconds_factor=D(1))
    assert (alike.firsts, alike.seconds) == (D("323.56"), D("14.44"))
    half = output_value(cost=D("338.00"), firsts=D(112), seconds=D(5), seconds_factor=D("0.5"))
    assert (half.firsts, half.seconds) == (D("330.62"), D("7.38"))


def test_a_late_difference_revalues_what_is_still_there() -> None:
    assert settle(difference=D(56), received=D(70), on_hand=D(30)) == Settlement(D(24), D(32))
    assert settle(difference=D(56), received=D(0), on_hand=D(30)) == Settlement(D(0), D(56))
