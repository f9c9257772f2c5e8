"""Codes that people read aloud: back to the same number, and wrong ones found."""

from hypothesis import given
from hypothesis import strategies as st

from runwright.kernel.codes import DIGITS, code_of, number_of

NUMBERS = st.integers(min_value=1, max_value=2**63 - 1)


@given(NUMBERS)
def test_a_code_leads_back_to_its_number(number: int) -> None:
    assert number_of(code_of(number)) == number
    assert number_of(f" {code_of(number).lower()} ") == number


@given(NUMBERS, st.data())
def test_a_mistyped_character_is_found(number: int, data: st.DataObject) -> None:
    code = code_of(number)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(DIGITS))
    if other != code[place] and {other, code[place]} != {"0", "Z"}:
        assert number_of(code[:place] + other + code[place + 1 :]) is None


@given(NUMBERS, st.data())
def test_swapped_characters_are_found(number: int, data: st.DataObject) -> None:
    code = code_of(number)
    place = data.draw(st.integers(0, len(code) - 3))
    first, second = code[place], code[place + 1]
    if first != second and {first, second} != {"0", "Z"}:
        assert number_of(code[:place] + second + first + code[place + 2 :]) is None


def test_what_is_no_code() -> None:
    for text in ("", "1", "UUUUU", "12345678901234567890", "-1234", "0000" + DIGITS[0]):
        assert number_of(text) is None


def test_codes_are_short() -> None:
    assert len(code_of(1)) == 5
    assert len(code_of(1_000_000)) == 5
    assert len(code_of(10**9)) == 7
