"""What may be odd about a log: a code, how grave it is, and the sentence that says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from runwright.kernel.errors import Translate, gettext_noop


class Severity(StrEnum):
    """An error keeps the whole file out; a warning and a note are listed and kept."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One oddity at ``row`` (as a spreadsheet counts) and ``column`` (its header, or empty).

    ``found`` and ``other`` fill the places of the code's sentence.
    """

    code: str
    row: int
    column: str = ""
    found: str = ""
    other: str = ""

    @property
    def severity(self) -> Severity:
        return SENTENCES[self.code][0]

    def sentence(self, translate: Translate = gettext_noop) -> str:
        """The sentence with its facts, in the language of ``translate``."""
        return translate(SENTENCES[self.code][1]).format(
            row=self.row, column=self.column, found=self.found, other=self.other
        )


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

SENTENCES: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        "cells_surplus": (
            _E,
            gettext_noop("Row {row} has {found} cells; the first row names {other} columns."),
        ),
        "empty": (_E, gettext_noop("Row {row}, {column}: nothing stands here.")),
        "error_cell": (
            _E,
            gettext_noop("Row {row}, {column}: the cell holds an error of the spreadsheet."),
        ),
        "text_not_plain": (
            _E,
            gettext_noop("Row {row}, {column}: “{found}” has characters that cannot be seen."),
        ),
        "text_too_long": (
            _E,
            gettext_noop("Row {row}, {column}: the text is longer than {other} characters."),
        ),
        "not_a_time": (
            _E,
            gettext_noop(
                "Row {row}, {column}: “{found}” is no date with time, such as 2012-01-29 23:24."
            ),
        ),
        "time_out_of_range": (
            _E,
            gettext_noop("Row {row}, {column}: “{found}” is not between 1970 and 2100."),
        ),
        "time_missing": (
            _E,
            gettext_noop("Row {row}, {column}: “{found}” did not exist: the clocks went forward."),
        ),
        "not_a_number": (
            _E,
            gettext_noop(
                "Row {row}, {column}: “{found}” is no number such as 12 (decimals need a point)."
            ),
        ),
        "number_negative": (
            _E,
            gettext_noop("Row {row}, {column}: {found} is below zero."),
        ),
        "number_too_large": (
            _E,
            gettext_noop("Row {row}, {column}: “{found}” is larger than {other}."),
        ),
        "number_too_fine": (
            _E,
            gettext_noop("Row {row}, {column}: {found} has more than {other} decimals."),
        ),
        "report_type_unknown": (
            _E,
            gettext_noop(
                "Row {row}, {column}: the type of report “{found}” is unknown; known are {other}."
            ),
        ),
        "mark_unknown": (
            _E,
            gettext_noop("Row {row}, {column}: “{found}” is neither yes (Y) nor no (empty)."),
        ),
        "end_before_start": (
            _E,
            gettext_noop("Row {row}, {column}: the end {found} is before the start {other}."),
        ),
        "part_changes": (
            _E,
            gettext_noop("Row {row}, {column}: the part is {found}, but further up it is {other}."),
        ),
        "order_alive": (
            _E,
            gettext_noop("Row {row}: {found} is the number of an order that is no history."),
        ),
        "order_another": (
            _E,
            gettext_noop("Row {row}: order {found} was imported before for the part {other}."),
        ),
        "order_without_quantity": (
            _E,
            gettext_noop("Row {row}, {column}: an order of nothing cannot be."),
        ),
        "quantity_changes": (
            _W,
            gettext_noop(
                "Row {row}, {column}: the order's quantity is {found}, but further up {other}, "
                "which is kept."
            ),
        ),
        "duplicate_skipped": (
            _W,
            gettext_noop("Row {row} is the same as row {other} in every column: skipped."),
        ),
        "duplicate_kept": (
            _W,
            gettext_noop("Row {row} is the same as row {other} in every column: kept."),
        ),
        "zero_length": (_W, gettext_noop("Row {row}: the booking ends when it starts: kept.")),
        "overlap": (
            _W,
            gettext_noop("Row {row}: on {found} the booking of row {other} is not over yet: kept."),
        ),
        "span_is_date": (
            _W,
            gettext_noop("Row {row}, {column}: “{found}” is a date; the time stamps count."),
        ),
        "span_unreadable": (
            _W,
            gettext_noop("Row {row}, {column}: “{found}” is no duration; the time stamps count."),
        ),
        "span_disagrees": (
            _W,
            gettext_noop(
                "Row {row}, {column}: {found}, but the time stamps say {other}; these count."
            ),
        ),
        "time_doubled": (
            _W,
            gettext_noop(
                "Row {row}, {column}: “{found}” came twice as the clocks went back; "
                "the first is taken."
            ),
        ),
        "formula": (
            _W,
            gettext_noop("Row {row}, {column}: a formula; the result stored with it is taken."),
        ),
        "case_twin": (
            _W,
            gettext_noop("Row {row}, {column}: “{found}” differs from “{other}” only in writing."),
        ),
        "later_exceeds_earlier": (
            _W,
            gettext_noop("Row {row}: order {found} completed more at {other}."),
        ),
        "output_not_reached": (
            _W,
            gettext_noop("Row {row}: order {found} never reaches {other}."),
        ),
        "output_empty": (
            _W,
            gettext_noop("Row {row}: order {found} reaches {other} but completes nothing there."),
        ),
        "several_resources": (
            _W,
            gettext_noop("Row {row}: {found} is carried out on {other} too."),
        ),
        "repeated_operation": (
            _N,
            gettext_noop("Row {row}: order {found} comes back to {other}."),
        ),
        "partial_quantity": (
            _N,
            gettext_noop("Row {row}: order {found} reports its quantity in parts: {other}."),
        ),
        "known": (_N, gettext_noop("Row {row} has been imported before: left out.")),
    }
)
