"""Files that are not what they should be: one sentence each, saying where and what."""

import csv
import resource
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from runwright.imports import errors
from runwright.imports.reading.archive import MOST_UNPACKED
from runwright.imports.reading.tables import table_open
from tests.imports.lookalike import HEADER, Lookalike
from tests.imports.reading import read_log

MEGABYTE = 1024 * 1024


def refusal_of(path: Path) -> errors.FileRefused:
    """Read the file to its end and return what was raised."""
    with pytest.raises(errors.FileRefused) as caught:
        read_log(path)
    assert "{" not in caught.value.message()
    return caught.value


def named(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "expected", "word"),
    [
        (b"", errors.FileEmpty, "empty"),
        (b" \r\n ", errors.FileEmpty, "empty"),
        (b"%PDF-1.7 ...", errors.FileKindUnknown, "PDF"),
        (b'{"a": 1}', errors.FileKindUnknown, "JSON"),
        (b"<html><table>", errors.FileKindUnknown, "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", errors.FileKindUnknown, "Office"),
        ("Case ID,Activity".encode("utf-16"), errors.EncodingRefused, "UTF-16"),
        ("Case ID,Activity".encode("utf-16-le"), errors.EncodingRefused, "UTF-16"),
        ("Case ID,Activity".encode("utf-32"), errors.EncodingRefused, "UTF-32"),
        (b"just words", errors.HeaderMissing, "Row 1"),
        ("Case ID,Activity\nx,y\n", errors.ColumnsMissing, "Start"),
        (",".join(f"c{n}" for n in range(10_000)), errors.ColumnsTooMany, "10000"),
        ("a,b,a\n1,2,3", errors.ColumnTwice, "column 3"),
        (b"a,b\n1,2\n3,\xe9t\xe9\n", errors.TextBroken, "Row 3, character 3"),
        (b"a" * 1_200_000, errors.LineTooLong, "Row 1"),
    ],
)
def test_a_wrong_file_is_named(
    tmp_path: Path, content: bytes | str, expected: type[errors.FileRefused], word: str
):
    refusal = refusal_of(named(tmp_path / "log.csv", content))
    assert type(refusal) is expected
    assert word in refusal.message()


def log_of(tmp_path: Path, *rows: str) -> Path:
    return named(tmp_path / "log.csv", "\n".join([",".join(HEADER), *rows]))


GOOD = "C1,Turning,L1,2031-03-03 06:00,2031-03-03 07:00,001:00,10,Pin,W1,D,5,0,0,"


def test_a_nul_character_is_named(tmp_path: Path):
    refusal = refusal_of(log_of(tmp_path, GOOD, GOOD.replace("Pin", "P\0in")))
    assert (type(refusal), refusal.facts["row"]) == (errors.ControlCharacter, 3)


def test_an_open_quotation_mark_is_named(tmp_path: Path):
    refusal = refusal_of(log_of(tmp_path, GOOD, 'C1,"' + "x" * 40_000))
    assert (type(refusal), refusal.facts["row"]) == (errors.CellTooLong, 3)
    refusal = refusal_of(log_of(tmp_path, GOOD, 'C1,"Turning'))
    assert (type(refusal), refusal.facts["row"]) == (errors.QuoteBroken, 3)


@pytest.mark.parametrize(
    ("was", "becomes", "code", "column"),
    [
        ("2031-03-03 06:00", "yesterday", "not_a_time", "Start Timestamp"),
        ("2031-03-03 06:00", "2031-02-29 06:00", "not_a_time", "Start Timestamp"),
        ("2031-03-03 06:00", "2031-03-03 24:00", "not_a_time", "Start Timestamp"),
        ("2031-03-03 06:00", "0001-03-03 06:00", "time_out_of_range", "Start Timestamp"),
        ("2031-03-03 07:00", "9999-12-31 23:59", "time_out_of_range", "Complete Timestamp"),
        ("2031-03-03 07:00", "2031-03-03 05:59", "end_before_start", "Complete Timestamp"),
        ("2031-03-03 07:00", "", "empty", "Complete Timestamp"),
        (",10,", ",,", "empty", "Work Order Qty"),
        (",10,", ",NaN,", "not_a_number", "Work Order Qty"),
        (",10,", ",Infinity,", "not_a_number", "Work Order Qty"),
        (",10,", ",1e15,", "not_a_number", "Work Order Qty"),
        (",10,", ",１０,", "not_a_number", "Work Order Qty"),
        (",10,", ',"1,5",', "not_a_number", "Work Order Qty"),
        (",10,", ",1.5,", "number_too_fine", "Work Order Qty"),
        (",10,", ",-1,", "number_negative", "Work Order Qty"),
        (",10,", ",9999999999999,", "number_too_large", "Work Order Qty"),
        (",10,", f",{'9' * 10_000},", "number_too_large", "Work Order Qty"),
        (",D,", ",Q,", "report_type_unknown", "Report Type"),
        (",0,0,", ",0,0,maybe", "mark_unknown", "Rework"),
        ("Pin", "", "empty", "Part Desc."),
        ("Pin", "P\u202ein", "text_not_plain", "Part Desc."),
        ("Pin", "x" * 121, "text_too_long", "Part Desc."),
        (",0,0,", ",0,0,,surplus", "cells_surplus", ""),
    ],
)
def test_a_wrong_cell_is_named_with_row_and_column(
    tmp_path: Path, was: str, becomes: str, code: str, column: str
):
    read = read_log(log_of(tmp_path, GOOD, GOOD.replace(was, becomes, 1)))
    assert [row.row for row in read.rows] == [2]
    finding = read.first(code)
    assert (finding.row, finding.column, finding.severity) == (3, column, "error")
    assert "{" not in finding.sentence()


def test_orders_that_change_between_rows_are_named(tmp_path: Path):
    other = GOOD.replace(",10,Pin", ",12,Nut").replace("06:00", "06:30")
    read = read_log(log_of(tmp_path, GOOD, other))
    assert read.first("part_changes").sentence() == (
        "Row 3, Part Desc.: the part is Nut, but further up it is Pin."
    )
    assert read.first("quantity_changes").other == "10"


def test_names_that_differ_only_in_writing_are_named(tmp_path: Path):
    read = read_log(log_of(tmp_path, GOOD, GOOD.replace("L1", "l 1").replace("W1", "w1")))
    assert {(f.found, f.other) for f in read.findings if f.code == "case_twin"} == {
        ("l 1", "L1"),
        ("w1", "W1"),
    }


@pytest.mark.parametrize(
    ("moment", "code"), [("2031-03-30 03:30", "time_missing"), ("2031-10-26 03:30", "time_doubled")]
)
def test_hours_of_the_clock_change_are_named(tmp_path: Path, moment: str, code: str):
    row = GOOD.replace("2031-03-03 06:00", moment).replace("2031-03-03 07", "2031-11-03 07")
    path = log_of(tmp_path, row)
    assert read_log(path, clock="switching").codes[code] == 1
    assert read_log(path, clock="standard").codes[code] == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiter_and_byte_order_mark_make_no_difference(
    made_up: Lookalike, made_up_file: Path, tmp_path: Path, delimiter: str, mark: str
):
    path = tmp_path / "other.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        stream.write(mark)
        csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(
            [HEADER, *made_up.rows]
        )
    assert read_log(path).survey.figures() == read_log(made_up_file).survey.figures()


def test_a_quoted_newline_is_one_row(tmp_path: Path):
    read = read_log(log_of(tmp_path, GOOD.replace("Turning", '"Turning\nfine"'), GOOD))
    assert [(row.row, row.operation) for row in read.rows] == [(2, "Turning fine"), (3, "Turning")]


def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook, object], None]) -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"})
    fill(book, book.add_worksheet("Log"))
    book.close()
    return path


def write_log(book: xlsxwriter.Workbook, sheet: object, rows: list[list[str]]) -> None:
    """As a person keeps it: numbers as numbers, times as times, durations as durations."""
    span = book.add_format({"num_format": "[h]:mm"})
    sheet.write_row(0, 0, HEADER)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
        for place in (3, 4):
            sheet.write_datetime(number, place, datetime.fromisoformat(row[place]))
        for place in (6, 10, 11, 12):
            sheet.write_number(number, place, int(row[place]))
        if row[5].startswith("0"):
            hours, minutes = row[5].split(":")
            length = timedelta(hours=int(hours), minutes=int(minutes))
            sheet.write_datetime(number, 5, length, span)


def test_a_workbook_says_the_same_as_the_text(
    made_up: Lookalike, made_up_file: Path, tmp_path: Path
):
    path = workbook(tmp_path / "log.xlsx", lambda b, s: write_log(b, s, made_up.rows))
    book, text = read_log(path), read_log(made_up_file)
    assert book.survey.figures() == text.survey.figures()
    assert [row.digest for row in book.rows] == [row.digest for row in text.rows]
    assert book.codes == text.codes


def test_error_and_formula_cells_are_named(tmp_path: Path, made_up: Lookalike):
    def fill(book: xlsxwriter.Workbook, sheet: object) -> None:
        write_log(book, sheet, made_up.rows[:3])
        sheet.write_formula(1, 6, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 10, "=1+1", None, 2)

    read = read_log(workbook(tmp_path / "log.xlsx", fill))
    error, formula = read.first("error_cell"), read.first("formula")
    assert (error.row, error.column) == (2, "Work Order Qty")
    assert (formula.row, formula.column) == (3, "Qty Completed")
    assert [(row.row, row.completed) for row in read.rows if row.row == 3] == [(3, 2)]


def test_macros_are_refused(tmp_path: Path, made_up: Lookalike):
    path = workbook(tmp_path / "log.xlsm", lambda b, s: write_log(b, s, made_up.rows[:3]))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00" * 10)
    assert isinstance(refusal_of(path), errors.WorkbookHasMacros)


def test_two_cells_far_apart_are_refused(tmp_path: Path):
    def fill(_: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write(0, 0, "Case ID")
        sheet.write(1_048_575, 16_383, "x")

    refusal = refusal_of(workbook(tmp_path / "log.xlsx", fill))
    assert isinstance(refusal, errors.WorkbookTooLarge)
    assert (refusal.facts["row"], refusal.facts["column"]) == (1_048_576, 16_384)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path):
    path = tmp_path / "log.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert isinstance(refusal_of(path), errors.FileKindUnknown)


def test_a_damaged_workbook_is_refused(tmp_path: Path, made_up: Lookalike):
    path = workbook(tmp_path / "log.xlsx", lambda b, s: write_log(b, s, made_up.rows[:30]))
    whole = path.read_bytes()
    assert isinstance(refusal_of(named(path, whole[: len(whole) // 2])), errors.WorkbookBroken)
    place = whole.index(b"sheet1.xml") + 60
    broken = whole[:place] + bytes(40) + whole[place + 40 :]
    assert isinstance(refusal_of(named(path, broken)), errors.WorkbookBroken)


def bomb(path: Path, size: int, declared: int | None = None) -> Path:
    """A workbook whose sheet unpacks to ``size`` bytes, whatever its directory declares."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(b"<worksheet>")
            for _ in range(size // MEGABYTE):
                part.write(b" " * MEGABYTE)
    if declared is not None:
        _lie(path, declared)
    return path


def _lie(path: Path, declared: int) -> None:
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", declared)
    path.write_bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize("declared", [None, 1000])
def test_an_archive_bomb_is_not_unpacked(tmp_path: Path, declared: int | None):
    path = bomb(tmp_path / "log.xlsx", MOST_UNPACKED + MEGABYTE, declared)
    assert path.stat().st_size < 2 * MEGABYTE
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refusal = refusal_of(path)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert isinstance(refusal, errors.ArchiveBomb)
    assert after - before < 40 * 1024


def test_entities_are_refused(tmp_path: Path):
    path = tmp_path / "log.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.xml",
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>',
        )
    assert isinstance(refusal_of(path), errors.WorkbookBroken)


@pytest.mark.slow
def test_a_million_rows_stay_small_in_memory(tmp_path: Path):
    path = tmp_path / "log.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(",".join(HEADER) + "\n")
        for _ in range(1_000):
            stream.write((GOOD + "\n") * 1_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in table_open(path).rows) == 1_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 * 1024
