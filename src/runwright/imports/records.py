"""Kept mappings as what they mean."""

from runwright.imports.log.columns import Booking, Clock, Field, LogMapping
from runwright.imports.models import Mapping


def mapping_load(record: Mapping) -> LogMapping:
    """The mapping that a record and its rows say."""
    return LogMapping(
        columns={Field(row.field): row.column for row in record.columns.all()},
        report_types={row.letters: Booking(row.booking) for row in record.report_types.all()},
        keep_duplicates=record.keep_duplicates,
        output_operation=record.output_operation,
        clock=Clock(record.clock),
        day_first=record.day_first,
    )
