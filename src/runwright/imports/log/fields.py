"""How the cell of each field is read, as the mapping says."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any, NamedTuple

from runwright.imports.log.columns import Booking, Clock, Field, LogMapping
from runwright.imports.log.values import (
    CellRefused,
    cell_text,
    instant_maker,
    mark_read,
    moment_read,
    name_read,
    number_read,
)

READ = tuple(field for field in Field if field is not Field.SPAN)
"""The fields that make a booking; the logged duration is only compared."""

LONGEST_ORDER = 40
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_NOTHING = Decimal(0)

Read = Callable[[Any], Any]


class Moment(NamedTuple):
    """An instant in seconds since 1970, the time as written, a finding's code or nothing."""

    seconds: int
    written: str
    code: str


def field_readers(
    mapping: LogMapping, zone: tzinfo, mapped: Collection[Field]
) -> Mapping[Field, Read]:
    """For each field the function that reads its cell or raises ``CellRefused``.

    ``mapped`` are the fields that have a column; ``zone`` is the plant's.
    """
    moment, amount = _moments(mapping, zone), _amounts(mapping.decimals)
    return {
        Field.ORDER: lambda cell: name_read(cell, LONGEST_ORDER),
        Field.OPERATION: name_read,
        Field.RESOURCE: name_read,
        Field.START: moment,
        Field.END: moment,
        Field.QUANTITY: _ordered(mapping.decimals),
        Field.PART: name_read,
        Field.WORKER: lambda cell: name_read(cell) if cell_text(cell) else "",
        Field.REPORT_TYPE: _kinds(mapping, Field.REPORT_TYPE in mapped),
        Field.COMPLETED: amount,
        Field.REJECTED: amount,
        Field.HELD: amount,
        Field.REWORK: mark_read,
    }


def _moments(mapping: LogMapping, zone: tzinfo) -> Read:
    instant_of = instant_maker(zone, mapping.clock == Clock.SWITCHING)

    def read(cell: Any) -> Moment:
        written = moment_read(cell, mapping.day_first)
        instant, code = instant_of(written)
        return Moment((instant - _EPOCH) // _SECOND, str(written), code)

    return read


def _ordered(decimals: int) -> Read:
    """The quantity of an order: it has to be there and more than nothing."""

    def read(cell: Any) -> Decimal:
        if cell_text(cell) == "":
            raise CellRefused("empty")
        number = number_read(cell, decimals)
        if not number:
            raise CellRefused("order_without_quantity")
        return number

    return read


def _amounts(decimals: int) -> Read:
    """A reported quantity: an empty cell, or no such column, means none."""
    return lambda cell: _NOTHING if cell_text(cell) == "" else number_read(cell, decimals)


def _kinds(mapping: LogMapping, is_mapped: bool) -> Read:
    """The letters of the report type and what they mean; without a column all is running."""
    kinds = mapping.kinds

    def read(cell: Any) -> tuple[str, Booking]:
        letters = cell_text(cell).upper()
        kind = kinds.get(letters, None if letters or is_mapped else Booking.RUN)
        if kind is None:
            raise CellRefused("report_type_unknown", other=", ".join(sorted(kinds)))
        return letters, kind

    return read
