"""Parsing of single cells: what is accepted reads back the same, anything else has a name."""

# ruff: noqa: DTZ001 - times as a log writes them have no zone

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwright.imports.log.columns import FIELDS, Field, columns_guess, columns_place, plain
from runwright.imports.log.findings import SENTENCES
from runwright.imports.log.values import (
    CellRefused,
    cell_text,
    instant_maker,
    mark_read,
    moment_read,
    name_read,
    number_read,
    span_read,
)

MINUTES = st.datetimes(datetime(1970, 1, 2), datetime(2099, 12, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}[ T]?[0-9]{0,2}:?[0-9]{0,2}"),
    st.from_regex(r"[+-]?[0-9]{0,20}[.,]?[0-9]{0,9}"),
)


@given(CELLS)
def test_any_cell_is_read_or_refused_by_name(cell: object):
    for read in (name_read, number_read, mark_read, moment_read, span_read):
        try:
            read(cell)
        except CellRefused as refused:
            assert refused.code in SENTENCES


@given(
    MINUTES,
    st.sampled_from(
        [
            "%Y-%m-%d %H:%M",
            "%Y-%m-%dT%H:%M:%S",
            "%Y/%m/%d %H:%M",
            "%d.%m.%Y %H:%M",
            "%d/%m/%Y %H:%M",
            "%d/%m/%Y %I:%M %p",
        ]
    ),
)
def test_a_moment_reads_back_the_same(moment: datetime, shape: str):
    assert moment_read(moment.strftime(shape)) == moment


@given(MINUTES)
def test_the_day_number_of_a_spreadsheet_is_the_same_moment(moment: datetime):
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert moment_read(serial) == moment_read(repr(serial)) == moment


def test_day_and_month_as_chosen():
    assert moment_read("03/04/2031 06:00", True) == datetime(2031, 4, 3, 6)
    assert moment_read("03/04/2031 06:00", False) == datetime(2031, 3, 4, 6)
    assert moment_read("03.04.2031 06:00", False) == datetime(2031, 4, 3, 6)


@pytest.mark.parametrize(
    "text", ["", "12", "2031-13-01 00:00", "24:00", "03/04/31 06:00", "２０３１-03-03 06:00", "x"]
)
def test_what_is_no_moment(text: str):
    with pytest.raises(CellRefused):
        moment_read(text)


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_a_number_reads_back_the_same(units: int, decimals: int):
    number = Decimal(units).scaleb(-decimals)
    assert number_read(f"{number:f}", decimals) == number


@pytest.mark.parametrize("cell", ["1e3", "NaN", "-0.5", "1,5", "0x10", "١", True, "1_000", " - "])
def test_what_is_no_number(cell: object):
    with pytest.raises(CellRefused):
        number_read(cell)


def test_zeros_and_whole_floats_are_whole_numbers():
    assert [str(number_read(cell)) for cell in ("-0", "007", "10.0", 10.0, 1)] == [
        "0", "7", "10", "10", "1",
    ]  # fmt: skip


@given(st.integers(0, 9_999), st.integers(0, 59))
def test_a_span_reads_back_the_same(hours: int, minutes: int):
    length = timedelta(hours=hours, minutes=minutes)
    assert span_read(f"{hours:03}:{minutes:02}") == span_read(length) == length


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1899/12/31 01:49:00", "span_is_date"),
        (datetime(1899, 12, 31, 1, 49), "span_is_date"),
        (date(2031, 1, 1), "span_is_date"),
        ("1:75", "span_unreadable"),
        ("soon", "span_unreadable"),
        (-1, "span_unreadable"),
    ],
)
def test_what_is_no_span(cell: object, code: str):
    with pytest.raises(CellRefused) as caught:
        span_read(cell)
    assert caught.value.code == code


def test_spans_of_spreadsheets():
    assert span_read(time(3, 4)) == timedelta(hours=3, minutes=4)
    assert span_read(1.25) == timedelta(hours=30)


def test_names_are_tidied_and_normal():
    assert name_read("  Cable \n Head ") == "Cable Head"
    assert name_read("Cafe\u0301") == name_read("Café") == "Café"
    assert cell_text(10.0) == "10"


def test_a_shop_clock_without_summer_time_keeps_minutes():
    zone = ZoneInfo("Europe/Bucharest")
    before, after = datetime(2031, 3, 30, 2), datetime(2031, 3, 30, 5)
    steady, switching = instant_maker(zone, False), instant_maker(zone, True)
    assert steady(after)[0] - steady(before)[0] == timedelta(hours=3)
    assert switching(after)[0] - switching(before)[0] == timedelta(hours=2)
    assert steady(before)[0] == datetime(2031, 3, 30, 0, tzinfo=UTC)
    assert steady(datetime(2031, 3, 30, 2, tzinfo=UTC))[0].hour == 2


def test_columns_are_guessed_in_any_writing():
    header = ["CASE_ID", "activity ", "Machine", "Start-Time", "End time", "Qty.", "Item", "note"]
    guess = columns_guess(header)
    assert guess[Field.ORDER] == "CASE_ID"
    assert guess[Field.QUANTITY] == "Qty."
    assert "note" not in guess.values()
    assert columns_place(header, guess)[Field.END] == 4


def test_synonyms_name_one_field_each():
    names = [plain(s) for words in FIELDS.values() for s in words.synonyms]
    assert len(names) == len(set(names))
