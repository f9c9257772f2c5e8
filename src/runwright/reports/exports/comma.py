"""CSV: UTF-8 with a byte order mark, so that spreadsheets read it right, in a stream."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from runwright.kernel.quantity import plain
from runwright.reports.exports.tables import Tabular, Written

BATCH = 500
MARK = b"\xef\xbb\xbf"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(table: Tabular) -> Iterator[bytes]:
    """The table in chunks of some hundred lines."""
    yield MARK + _lines([map(harmless, table.heads())])
    lines = (tuple(map(_text, line)) for line in table.lines())
    while batch := list(islice(lines, BATCH)):
        yield _lines(batch)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a dangerous start gets an apostrophe."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _text(value: Written) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return "" if value is None else value.isoformat()


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
