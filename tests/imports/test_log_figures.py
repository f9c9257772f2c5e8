"""The figures of a log, against a count made in another way, and against the real file."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.imports.lookalike import Lookalike
from tests.imports.reading import read_log

REAL_FINDINGS = {
    "duplicate_skipped": 16,
    "zero_length": 7,
    "span_is_date": 1,
    "later_exceeds_earlier": 40,
    "output_not_reached": 7,
    "output_empty": 1,
    "several_resources": 1,
}


@pytest.mark.parametrize("keep", [False, True])
def test_figures_of_the_lookalike(made_up: Lookalike, made_up_file: Path, keep: bool):
    read, expected = (
        read_log(made_up_file, keep_duplicates=keep),
        made_up.reference(keep_duplicates=keep),
    )
    figures = read.survey.figures()
    assert figures.bookings == expected.events == len(read.rows)
    assert (figures.orders, figures.ordered) == (made_up.cases, expected.ordered)
    assert (figures.output, figures.output_orders) == (expected.packed, expected.packed_orders)
    assert (figures.rejected, figures.held) == (expected.rejected, expected.held)
    assert figures.rework == expected.rework > 0
    assert (figures.booked_minutes, figures.setup_minutes) == (expected.booked, expected.setup)
    assert figures.busy_minutes == expected.busy < expected.booked
    assert figures.median_minutes == Decimal(str(expected.median_minutes))


def test_minutes_of_each_resource_of_the_lookalike(made_up: Lookalike, made_up_file: Path):
    resources = read_log(made_up_file, keep_duplicates=True).survey.resources
    expected = made_up.reference(keep_duplicates=True).resources
    assert set(resources) == set(expected)
    for name, figures in expected.items():
        assert resources[name].booked == figures.booked * 60, name
        assert resources[name].setup == figures.setup * 60, name
        assert resources[name].merged() == len(figures.busy) * 60, name


def test_every_planted_defect_is_listed(made_up: Lookalike, made_up_file: Path):
    codes, planted = read_log(made_up_file).codes, made_up.defects
    assert codes["duplicate_skipped"] == planted["duplicates"] == 4
    for code in ("zero_length", "output_not_reached", "output_empty", "span_is_date"):
        assert codes[code] == planted[code] > 0, code
    assert codes["span_disagrees"] == planted["span_disagrees"]
    for code in ("later_exceeds_earlier", "repeated_operation"):
        assert codes[code] >= planted[code] > 0, code
    assert codes["several_resources"] == 1
    assert codes["overlap"] and codes["partial_quantity"]


def test_a_finding_says_where_and_what(made_up_file: Path):
    finding = read_log(made_up_file).first("span_is_date")
    assert finding.column == "Span"
    assert finding.sentence().startswith(f"Row {finding.row}, Span: “1899/12/31 01:49:00”")


@pytest.mark.parametrize(
    ("keep", "bookings", "booked", "setup"),
    [(False, 2734, 494_868, 73_177), (True, 2750, 496_091, 73_252)],
)
def test_figures_of_the_real_log(
    real_log: Path, keep: bool, bookings: int, booked: int, setup: int
):
    figures = read_log(real_log, keep_duplicates=keep).survey.figures()
    assert (figures.orders, figures.bookings, figures.rework) == (113, bookings, 25)
    assert (figures.ordered, figures.output, figures.output_orders) == (9_656, 6_968, 105)
    assert (figures.rejected, figures.held) == (369, 105)
    assert (figures.booked_minutes, figures.setup_minutes) == (booked, setup)
    assert (figures.busy_minutes, figures.median_minutes) == (416_808, 30_121)


def test_findings_of_the_real_log(real_log: Path):
    codes = read_log(real_log).codes
    assert {code: codes[code] for code in REAL_FINDINGS} == REAL_FINDINGS
    assert codes["overlap"] and codes["repeated_operation"] and codes["span_disagrees"]


def test_resources_of_the_real_log(real_log: Path):
    read = read_log(real_log, keep_duplicates=True)
    reference = json.loads((real_log.parent / "eventlog_part1_reference.json").read_text())
    expected = reference["summary"]["resources"]
    assert len(expected) == 31
    for name, figures in expected.items():
        rows = [row for row in read.rows if row.resource == name]
        assert len(rows) == figures["events"]
        assert sum(row.minutes for row in rows) == figures["busy_min"]
        for letter, kind in (("S", "setup"), ("D", "run"), ("B", "disruption")):
            minutes = sum(row.minutes for row in rows if row.kind == kind)
            assert minutes == figures[f"{letter}_min"]
        assert sum(row.rejected for row in rows) == figures["rejected"]
