from contextlib import suppress
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.quantity import (
    DifferentCategories,
    Equivalence,
    NotANumber,
    Quantity,
    Unit,
    consumption_rounded,
    convert,
    output_rounded,
    parse_decimal,
    plain,
)
from runwright.kernel.rounding import round_half_up

KILOGRAM = Unit("kg", "mass", Fraction(1))
GRAM = Unit("g", "mass", Fraction(1, 1000))
TONNE = Unit("t", "mass", Fraction(1000))
POUND = Unit("lb", "mass", Fraction("0.45359237"))
METRE = Unit("m", "length", Fraction(1))
FOOT = Unit("ft", "length", Fraction("0.3048"))
PIECE = Unit("pcs", "count", Fraction(1))
DOZEN = Unit("dz", "count", Fraction(12))
ROLL = Unit("roll", "packing", Fraction(1))
LITRE = Unit("L", "volume", Fraction(1))

MASSES = st.sampled_from([KILOGRAM, GRAM, TONNE, POUND])
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=6)
ROLL_OF_25_M = Equivalence(Quantity.of(1, ROLL), Quantity.of(25, METRE))
PIECE_OF_1250_G = Equivalence(Quantity.of(1, PIECE), Quantity.of(Decimal("1.25"), KILOGRAM))


class TestTraps:
    """The four of the design, each once a real loss in some other system."""

    def test_8552_5_does_not_become_8000(self) -> None:
        made = Quantity.of(Decimal("8552.5"), KILOGRAM)
        assert output_rounded(made, Decimal("0.5")) == Decimal("8552.5")
        assert output_rounded(convert(made, TONNE), Decimal("0.0001")) == Decimal("8.5525")

    def test_a_fifth_of_a_litre_does_not_become_nothing(self) -> None:
        drawn = Quantity.of(Decimal("0.2"), LITRE)
        assert consumption_rounded(drawn, Decimal("0.1")) == Decimal("0.2")
        assert output_rounded(drawn, Decimal("0.1")) == Decimal("0.2")
        assert consumption_rounded(drawn, Decimal(1)) == 1

    def test_900_g_and_a_tenth_of_a_kilogram_are_one_kilogram(self) -> None:
        together = Quantity.of(900, GRAM) + Quantity.of(Decimal("0.1"), KILOGRAM)
        assert together == Quantity.of(1, KILOGRAM)
        assert str(together) == "1000 g"

    def test_1000_kg_are_not_issued_where_6_76_are_needed(self) -> None:
        need = convert(Quantity.of(Decimal("6.76"), KILOGRAM), TONNE)
        issued = Quantity.of(consumption_rounded(need, Decimal("0.00001")), TONNE)
        assert convert(issued, KILOGRAM).amount == Fraction("6.76")


class TestConversion:
    @given(AMOUNTS, MASSES, MASSES)
    def test_there_and_back_is_the_start(self, amount: Decimal, a: Unit, b: Unit) -> None:
        start = Quantity.of(amount, a)
        assert convert(convert(start, b), a).amount == start.amount

    @given(AMOUNTS, MASSES, MASSES)
    def test_there_and_back_through_written_decimals_is_within_the_resolution(
        self, amount: Decimal, a: Unit, b: Unit
    ) -> None:
        finer = Decimal("0.000001") * min(
            Decimal(1), Decimal(a.ratio.numerator) / a.ratio.denominator
        )
        written = round_half_up(convert(Quantity.of(amount, a), b).amount, finer / 1000)
        back = convert(Quantity.of(written, b), a)
        assert round_half_up(back.amount, Decimal("0.000001")) == amount

    def test_across_categories_only_with_the_items_own_conversion(self) -> None:
        with pytest.raises(DifferentCategories) as refused:
            convert(Quantity.of(1, ROLL), METRE)
        assert refused.value.facts == {"source": "roll", "target": "m"}
        assert convert(Quantity.of(3, ROLL), METRE, item_ratios=[ROLL_OF_25_M]).amount == 75
        assert convert(Quantity.of(75, METRE), ROLL, item_ratios=[ROLL_OF_25_M]).amount == 3

    def test_units_on_both_sides_of_an_items_conversion_are_converted(self) -> None:
        dozens = Quantity.of(2, DOZEN)
        assert convert(dozens, GRAM, item_ratios=[PIECE_OF_1250_G]).amount == 30_000
        feet = convert(Quantity.of(1, ROLL), FOOT, item_ratios=[ROLL_OF_25_M])
        assert feet.amount == Fraction(25) / Fraction("0.3048")

    def test_several_conversions_are_followed_in_a_row(self) -> None:
        metre_of_pieces = Equivalence(Quantity.of(1, METRE), Quantity.of(4, PIECE))
        ratios = [PIECE_OF_1250_G, metre_of_pieces, ROLL_OF_25_M]
        assert convert(Quantity.of(1, ROLL), KILOGRAM, item_ratios=ratios).amount == 125

    def test_a_conversion_that_leads_elsewhere_is_no_help(self) -> None:
        with pytest.raises(DifferentCategories):
            convert(Quantity.of(1, ROLL), LITRE, item_ratios=[ROLL_OF_25_M, PIECE_OF_1250_G])

    def test_sums_and_comparisons_across_categories_are_refused(self) -> None:
        for together in (
            lambda: Quantity.of(1, KILOGRAM) + Quantity.of(1, PIECE),
            lambda: Quantity.of(1, KILOGRAM) - Quantity.of(1, PIECE),
            lambda: Quantity.of(1, KILOGRAM) < Quantity.of(1, PIECE),
            lambda: Quantity.of(1, KILOGRAM) <= Quantity.of(1, PIECE),
        ):
            with pytest.raises(DifferentCategories):
                together()
        assert Quantity.of(1, KILOGRAM) != Quantity.of(1, PIECE)

    def test_a_ratio_is_positive(self) -> None:
        with pytest.raises(ValueError):
            Unit("x", "mass", Fraction(0))
        with pytest.raises(ValueError):
            Equivalence(Quantity.of(0, ROLL), Quantity.of(25, METRE))


class TestArithmetic:
    @given(AMOUNTS, MASSES, AMOUNTS, MASSES)
    def test_a_sum_less_one_part_is_the_other(
        self, x: Decimal, a: Unit, y: Decimal, b: Unit
    ) -> None:
        one, other = Quantity.of(x, a), Quantity.of(y, b)
        assert one + other - other == one
        assert one + other == other + one
        assert hash(one + other) == hash(other + one)

    @given(AMOUNTS, MASSES, AMOUNTS, MASSES)
    def test_order_is_the_order_in_the_reference_unit(
        self, x: Decimal, a: Unit, y: Decimal, b: Unit
    ) -> None:
        one, other = Quantity.of(x, a), Quantity.of(y, b)
        in_kg = Fraction(x) * a.ratio, Fraction(y) * b.ratio
        assert (one < other) == (in_kg[0] < in_kg[1])
        assert (one <= other) == (in_kg[0] <= in_kg[1])
        assert (one == other) == (in_kg[0] == in_kg[1])

    @given(AMOUNTS, st.integers(1, 50), st.sampled_from([Decimal("0.01"), Decimal(1)]))
    def test_taking_rounds_up_and_making_rounds_down(
        self, amount: Decimal, parts: int, resolution: Decimal
    ) -> None:
        exact = Quantity(Fraction(amount) / parts, KILOGRAM)
        taken, made = consumption_rounded(exact, resolution), output_rounded(exact, resolution)
        assert made <= taken <= made + resolution
        assert Fraction(made) <= exact.amount <= Fraction(taken)


class TestParsing:
    @pytest.mark.parametrize(
        ("written", "read"),
        [("12.5", "12.5"), (" 7 ", "7"), ("+3", "3"), ("-1.50", "-1.50"), ("0012", "12")],
    )
    def test_plain_numbers_are_read(self, written: str, read: str) -> None:
        assert str(parse_decimal(written, field="quantity")) == read

    def test_integers_and_decimals_are_taken_as_they_are(self) -> None:
        assert parse_decimal(5, field="quantity") == 5
        assert parse_decimal(Decimal("1E+3"), field="quantity") == 1000

    @pytest.mark.parametrize("zero", ["-0", "0.000", "-0.0", Decimal("-0"), 0])
    def test_minus_zero_is_zero(self, zero: object) -> None:
        assert str(parse_decimal(zero, field="quantity")) == "0"

    @pytest.mark.parametrize(
        "bad",
        [
            *("NaN", "nan", "sNaN", "Infinity", "-inf", "1e400", "1E5", "1e-9", "9" * 10_000),
            *("0." + "1" * 10_000, "1234567890123456", "0.1234567891", "１２", "١٢", "1,5"),
            *("1_000", "1 000", "", " ", "+", "-", ".5", "5.", "0x1F", "--1", "true", "null"),
            *("12\x00", "1\u202e2", True, False, None, [], {}, 1.5, Decimal("NaN")),
            *(Decimal("Infinity"), Decimal("1E+999999"), Decimal("1E-999999"), 10**10_000),
        ],
        ids=lambda bad: repr(bad)[:20] if not isinstance(bad, int) else "int",
    )
    def test_everything_else_is_refused_with_the_fields_name(self, bad: object) -> None:
        with pytest.raises(NotANumber) as refused:
            parse_decimal(bad, field="waste")
        assert refused.value.reasons[0].field == "waste"
        assert len(refused.value.message()) < 200

    @given(st.decimals(min_value=-(10**12), max_value=10**12, places=9))
    def test_what_is_accepted_reads_back_identical(self, value: Decimal) -> None:
        assert parse_decimal(plain(value), field="quantity") == value

    @given(st.text(max_size=30))
    def test_any_text_is_a_number_or_a_named_refusal(self, text: str) -> None:
        with suppress(NotANumber):
            assert parse_decimal(text, field="quantity").is_finite()


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1000"), ("1.500", "1.5"), ("100", "100"), ("-0.0", "0"), ("0.000001", "0.000001")],
)
def test_plain_has_no_exponent_and_no_trailing_zeros(value: str, text: str) -> None:
    with localcontext() as context:
        context.prec = 1
        assert plain(Decimal(value)) == text
