from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.money import Currency, MixedCurrencies, Money, NothingToShareBy, split

EURO, YEN, DINAR = Currency("EUR"), Currency("JPY", Decimal(1)), Currency("KWD", Decimal("0.001"))
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
WEIGHTS = st.lists(st.decimals(min_value=0, max_value=10**6, places=3), min_size=1, max_size=12)


def euro(amount: str) -> Money:
    return Money(Decimal(amount), EURO)


def test_money_lies_on_the_currencys_step() -> None:
    assert euro("1.005").amount == Decimal("1.01")
    assert Money(Decimal("1.5"), YEN).amount == 2
    assert Money(Decimal("1.0005"), DINAR).amount == Decimal("1.001")


def test_sums_differences_and_multiples() -> None:
    assert euro("105.00") + euro("45.00") + euro("30.00") == euro("180")
    assert euro("1.00") - euro("1.01") == euro("-0.01")
    assert euro("4.00") * Decimal("26.25") == euro("105.00")
    assert euro("1.00") * Fraction(1, 3) == euro("0.33")


def test_mixing_currencies_is_refused() -> None:
    with pytest.raises(MixedCurrencies) as refused:
        euro("1") + Money(Decimal(1), YEN)
    assert refused.value.facts == {"one": "EUR", "other": "JPY"}


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        ("338.00", ["112", "5"], ["323.56", "14.44"]),
        ("338.00", ["112", "2.5"], ["330.62", "7.38"]),
        ("14.44", ["3", "2"], ["8.66", "5.78"]),
        ("100.00", ["1", "1", "1"], ["33.34", "33.33", "33.33"]),
        ("0.02", ["1", "1", "1", "1"], ["0.02", "0.00", "0.00", "0.00"]),
        ("-10.00", ["1", "2"], ["-3.33", "-6.67"]),
    ],
)
def test_splits_of_the_worked_examples(amount: str, weights: list[str], parts: list[str]) -> None:
    shares = [Decimal(weight) for weight in weights]
    assert split(Decimal(amount), shares, Decimal("0.01")) == [Decimal(part) for part in parts]


@given(AMOUNTS, WEIGHTS.filter(any))
def test_parts_add_up_exactly_and_never_turn_their_sign(
    amount: Decimal, weights: list[Decimal]
) -> None:
    parts = split(amount, weights, Decimal("0.01"))
    assert sum(map(Fraction, parts)) == Fraction(amount)
    assert all(part * amount >= 0 for part in parts)


@given(AMOUNTS, WEIGHTS.filter(any))
def test_only_the_largest_part_carries_the_residue(amount: Decimal, weights: list[Decimal]) -> None:
    parts = split(amount, weights, Decimal("0.01"))
    whole = sum(map(Fraction, weights))
    largest = weights.index(max(weights))
    for index, (part, weight) in enumerate(zip(parts, weights, strict=True)):
        exact = Fraction(amount) * Fraction(weight) / whole
        cents = 1 if index != largest else len(weights)
        assert abs(Fraction(part) - exact) <= Fraction(cents, 100)


def test_an_amount_finer_than_the_step_still_adds_up() -> None:
    parts = split(Decimal("0.1"), [1, 1], Decimal("0.25"))
    assert sum(parts) == Decimal("0.1")


def test_money_is_shared_in_its_currency() -> None:
    assert Money(Decimal(100), YEN).shared([1, 1, 1]) == [
        Money(Decimal(amount), YEN) for amount in (34, 33, 33)
    ]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_that_say_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(NothingToShareBy):
        split(Decimal(1), weights, Decimal("0.01"))
