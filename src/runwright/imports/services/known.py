"""Rows that have been imported before: what a continued log repeats is left out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import connection

from runwright.imports.log.rows import LogRow

CHUNK = 5_000


def chunks(rows: Iterable[LogRow]) -> Iterator[list[LogRow]]:
    """Rows in lists of at most ``CHUNK``."""
    source = iter(rows)
    yield from iter(lambda: list(islice(source, CHUNK)), [])


def new_rows(rows: Iterable[LogRow], told: Callable[[LogRow], None]) -> Iterator[list[LogRow]]:
    """Rows that are not in the system yet, in chunks; ``told`` hears of each that is.

    A row is known by what it says and by which of several equal rows of its file it is.
    """
    for chunk in chunks(rows):
        known = _known([row.digest for row in chunk])
        fresh = []
        for row in chunk:
            if (row.digest, row.occurrence) in known:
                told(row)
            else:
                fresh.append(row)
        yield fresh


def _known(digests: list[bytes]) -> set[tuple[bytes, int]]:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [digests])
        return {(bytes(digest), occurrence) for digest, occurrence in cursor.fetchall()}


KNOWN = "SELECT digest, occurrence FROM imports_importedrow WHERE digest = ANY(%s::bytea[])"
