"""Rows of a log, read strictly: every cell is either understood or a finding says why not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from runwright.imports.log.columns import Booking, Field, LogMapping, columns_place
from runwright.imports.log.fields import READ, Moment, field_readers
from runwright.imports.log.findings import Finding, Severity
from runwright.imports.log.values import CellRefused, cell_text, shown, span_read
from runwright.imports.reading.tables import Row, Table

Report = Callable[[Finding], None]

MOST_KNOWN = 50_000


@dataclass(slots=True)
class LogRow:
    """One booking of the log. Times are whole seconds since 1970 in UTC.

    ``digest`` names what the row says, whatever the file's format or time zone; ``occurrence``
    counts equal digests in one file from 1 on. The pair is the row's identity across imports.
    """

    row: int
    order: str
    operation: str
    resource: str
    start: int
    end: int
    quantity: Decimal
    part: str
    worker: str
    kind: Booking
    completed: Decimal
    rejected: Decimal
    held: Decimal
    rework: bool
    digest: bytes
    occurrence: int = 1

    @property
    def minutes(self) -> int:
        """Whole minutes booked."""
        return (self.end - self.start) // 60


class RowReader:
    """Reads the cells of one row into a ``LogRow``; what it cannot read it reports.

    Logs repeat themselves: what a text was read as in a column is kept for the rows below.
    """

    def __init__(self, table: Table, mapping: LogMapping, zone: tzinfo, report: Report) -> None:
        self._places = columns_place(table.header, mapping.columns)
        self._header, self._marks = table.header, table.marks
        self._row, self._refused, self._width = 0, False, len(table.header)
        self._at = {field: self._places.get(field, self._width) for field in Field}
        self._read = field_readers(mapping, zone, self._places)
        self._known: dict[Field, dict[str, Any]] = {field: {} for field in Field}
        self._report = report
        self._cells: Row = []

    def read(self, row: int, cells: Row) -> LogRow | None:
        """The booking of this row, or nothing when at least one error was reported."""
        self._row, self._refused = row, False
        self._check_width(cells)
        self._cells = [*cells[: self._width], *[""] * (self._width - len(cells)), ""]
        if self._marks:
            self._check_marks()
        booking = self._booking()
        return None if self._refused else booking

    def _check_width(self, cells: Row) -> None:
        found, named = len(cells), self._width
        if found > named and any(cell != "" for cell in cells[named:]):
            self._say("cells_surplus", found=str(found), other=str(named))

    def _check_marks(self) -> None:
        for column in self._places.values():
            mark = self._marks.get((self._row, column + 1))
            if mark:
                name = self._header[column]
                self._say("error_cell" if mark == "error" else mark, column=name)

    def _booking(self) -> LogRow | None:
        values = {field: self._take(field) for field in READ}
        if self._refused:
            return None
        start, end = values[Field.START], values[Field.END]
        letters, kind = values[Field.REPORT_TYPE]
        booking = LogRow(
            self._row,
            values[Field.ORDER],
            values[Field.OPERATION],
            values[Field.RESOURCE],
            start.seconds,
            end.seconds,
            values[Field.QUANTITY],
            values[Field.PART],
            values[Field.WORKER],
            kind,
            values[Field.COMPLETED],
            values[Field.REJECTED],
            values[Field.HELD],
            values[Field.REWORK],
            b"",
        )
        self._check_times(booking, start, end)
        booking.digest = digest_of(booking, start.written, end.written, letters)
        return booking

    def _check_times(self, booking: LogRow, start: Moment, end: Moment) -> None:
        for field, moment in ((Field.START, start), (Field.END, end)):
            if moment.code:
                self._say(moment.code, field, shown(self._cell(field)))
        if booking.end < booking.start:
            ends, starts = self._cell(Field.END), self._cell(Field.START)
            self._say("end_before_start", Field.END, shown(ends), shown(starts))
        elif booking.end == booking.start:
            self._say("zero_length")
        if Field.SPAN in self._places:
            self._check_span(booking.end - booking.start)

    def _check_span(self, seconds: int) -> None:
        cell = self._cell(Field.SPAN)
        if cell == "":
            return
        try:
            logged = span_read(cell)
        except CellRefused as refused:
            self._say(refused.code, Field.SPAN, shown(cell))
            return
        if logged != timedelta(seconds=seconds):
            real = f"{seconds // 3600:03}:{seconds // 60 % 60:02}"
            self._say("span_disagrees", Field.SPAN, shown(cell), real)

    def _cell(self, field: Field) -> Any:
        """The cell of a field; a field without a column has the empty one past the last."""
        return self._cells[self._at[field]]

    def _take(self, field: Field) -> Any:
        """What the cell of a field says; nothing after reporting why it cannot be read."""
        cell = self._cells[self._at[field]]
        if cell.__class__ is not str:
            return self._try(field, cell)
        known = self._known[field]
        value = known.get(cell)
        if value is None:
            value = self._try(field, cell)
            if len(known) > MOST_KNOWN:
                known.clear()
            known[cell] = value
        return value

    def _try(self, field: Field, cell: Any) -> Any:
        try:
            return self._read[field](cell)
        except CellRefused as refused:
            self._say(refused.code, field, shown(cell), refused.other)
            return None

    def _say(
        self,
        code: str,
        field: Field | None = None,
        found: str = "",
        other: str = "",
        *,
        column: str = "",
    ) -> None:
        place = self._places.get(field) if field else None
        name = column if place is None else self._header[place]
        finding = Finding(code, self._row, name, found, other)
        self._refused |= finding.severity is Severity.ERROR
        self._report(finding)


def digest_of(row: LogRow, started: str, ended: str, letters: str) -> bytes:
    """Sixteen bytes that name what the row says, from the values that make a booking."""
    said = (
        row.order,
        row.operation,
        row.resource,
        started,
        ended,
        row.part,
        row.worker,
        letters,
        str(row.completed),
        str(row.rejected),
        str(row.held),
        str(row.rework),
    )
    return blake2b("\x1f".join(said).encode(), digest_size=16).digest()


def cells_digest(cells: Row) -> bytes:
    """Sixteen bytes that name a row's cells exactly, every column of the file included."""
    try:
        text = "\x1f".join(cells)  # type: ignore[arg-type]
    except TypeError:
        text = "\x1f".join(cell_text(cell) for cell in cells)
    return blake2b(text.encode(), digest_size=16).digest()


def log_rows(table: Table, mapping: LogMapping, zone: tzinfo, report: Report) -> Iterator[LogRow]:
    """Yield the bookings of a log that can be read, duplicates as the mapping says.

    ``report`` hears every finding about a cell or a row. ``zone`` is the plant's.
    """
    reader = RowReader(table, mapping, zone, report)
    firsts: dict[bytes, int] = {}
    seen: dict[bytes, int] = {}
    for number, cells in table.rows:
        first = firsts.setdefault(cells_digest(cells), number)
        if first != number:
            _say_duplicate(mapping, number, first, report)
            if not mapping.keep_duplicates:
                continue
        booking = reader.read(number, cells)
        if booking:
            booking.occurrence = seen[booking.digest] = seen.get(booking.digest, 0) + 1
            yield booking


def _say_duplicate(mapping: LogMapping, row: int, first: int, report: Report) -> None:
    code = "duplicate_kept" if mapping.keep_duplicates else "duplicate_skipped"
    report(Finding(code, row, other=str(first)))


def ignore(finding: Finding) -> None:
    """A report nobody reads, for a second pass over a log that has been checked."""
