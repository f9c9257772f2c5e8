"""Rows of a log, read strictly: every cell is either understood or a finding says why not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from runwright.imports.log.columns import Booking, Clock, Field, LogMapping, columns_place
from runwright.imports.log.findings import Finding, Severity
from runwright.imports.log.values import (
    CellRefused,
    cell_text,
    instant_maker,
    mark_read,
    moment_read,
    name_read,
    number_read,
    shown,
    span_read,
)
from runwright.imports.reading.tables import Row, Table

Report = Callable[[Finding], None]

_NOTHING = Decimal(0)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


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
    """Reads the cells of one row into a ``LogRow``; what it cannot read it reports."""

    def __init__(self, table: Table, mapping: LogMapping, zone: tzinfo, report: Report) -> None:
        self._places = columns_place(table.header, mapping.columns)
        self._at = {field: self._places.get(field, len(table.header)) for field in Field}
        self._header, self._marks = table.header, table.marks
        self._mapping, self._report = mapping, report
        self._instant = instant_maker(zone, mapping.clock == Clock.SWITCHING)
        self._row, self._refused, self._width = 0, False, len(table.header)
        self._cells: Row = []
        self._seconds_of = lru_cache(maxsize=50_000, typed=True)(self._read_moment)

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
        start, started = self._moment(Field.START)
        end, ended = self._moment(Field.END)
        letters = cell_text(self._cell(Field.REPORT_TYPE)).upper()
        worker = self._worker()
        amounts = [self._amount(f) for f in (Field.COMPLETED, Field.REJECTED, Field.HELD)]
        rework = bool(self._take(Field.REWORK, mark_read, False))
        booking = LogRow(
            row=self._row,
            order=self._name(Field.ORDER),
            operation=self._name(Field.OPERATION),
            resource=self._name(Field.RESOURCE),
            start=start,
            end=end,
            quantity=self._number(Field.QUANTITY),
            part=self._name(Field.PART),
            worker=worker,
            kind=self._kind(letters),
            completed=amounts[0],
            rejected=amounts[1],
            held=amounts[2],
            rework=rework,
            digest=b"",
        )
        if self._refused:
            return None
        if not booking.quantity:
            self._say("order_without_quantity", Field.QUANTITY)
        self._check_times(booking)
        booking.digest = digest_of(booking, started, ended, letters)
        return booking

    def _check_times(self, booking: LogRow) -> None:
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

    def _take(self, field: Field, read: Callable[..., Any], instead: Any, *more: Any) -> Any:
        """The value of a field, or ``instead`` after reporting why there is none."""
        cell = self._cell(field)
        try:
            return read(cell, *more)
        except CellRefused as refused:
            self._say(refused.code, field, shown(cell), refused.other)
            return instead

    def _name(self, field: Field) -> str:
        return str(self._take(field, name_read, ""))

    def _worker(self) -> str:
        return self._name(Field.WORKER) if cell_text(self._cell(Field.WORKER)) else ""

    def _number(self, field: Field) -> Decimal:
        if self._cell(field) == "":
            self._say("empty", field)
            return _NOTHING
        number: Decimal = self._take(field, number_read, _NOTHING, self._mapping.decimals)
        return number

    def _amount(self, field: Field) -> Decimal:
        """A reported quantity: an empty cell, or no such column, means none."""
        return _NOTHING if self._cell(field) == "" else self._number(field)

    def _kind(self, letters: str) -> Booking:
        kinds = self._mapping.kinds
        if letters in kinds:
            return kinds[letters]
        if letters or Field.REPORT_TYPE in self._places:
            known = ", ".join(sorted(kinds))
            self._say("report_type_unknown", Field.REPORT_TYPE, letters[:60], known)
        return Booking.RUN

    def _moment(self, field: Field) -> tuple[int, str]:
        """The instant in seconds, and the time as written."""
        seconds, written, code = self._take(field, self._seconds_of, (0, "", ""))
        if code:
            self._say(code, field, shown(self._cell(field)))
        return seconds, written

    def _read_moment(self, cell: Any) -> tuple[int, str, str]:
        """The instant in seconds, the time as written, and the code of a finding or nothing."""
        written = moment_read(cell, self._mapping.day_first)
        instant, code = self._instant(written)
        return (instant - _EPOCH) // _SECOND, str(written), code

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
