"""What must always be true: the form in which every room states it, for the doctor to prove."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

Values = Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """One place where what is stored differs from what the facts say."""

    record: str
    expected: str
    found: str


@dataclass(frozen=True)
class Invariant:
    """A rule with the sentence that states it; ``find`` yields every place where it is broken."""

    code: str
    sentence: str
    find: Callable[[], Iterable[Finding]]


def sql_invariant(
    code: str, sentence: str, query: str, values: Callable[[], Values] = dict
) -> Invariant:
    """An invariant whose breaches are rows of a query: record, expected, found."""
    return Invariant(code, sentence, lambda: _rows(query, values()))


def _rows(query: str, values: Values) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        for record, expected, found in cursor:
            yield Finding(str(record), str(expected), str(found))
