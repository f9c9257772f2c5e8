"""What stands on a printed paper, before anybody thinks of millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

from runwright.reports.charts import Chart

Words = object
"""Anything that ``str`` turns into words, translated texts among them."""


@dataclass(frozen=True)
class Code:
    """A QR code with what it says beneath it."""

    text: str


@dataclass(frozen=True)
class Tick:
    """An empty box, for a person with a pen."""


Cell = Words | Code | Tick


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` is its share of the page beside the others'."""

    title: Words
    width: int = 2
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under columns; ``empty`` is said instead where there is no row."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: Words = ""
    empty: Words = ""


@dataclass(frozen=True)
class Text:
    """A paragraph or several; line breaks stay."""

    words: Words
    title: Words = ""


@dataclass(frozen=True)
class Picture:
    """A chart over the width of the page."""

    chart: Chart
    title: Words = ""


@dataclass(frozen=True)
class Paper:
    """A document: who sends it, what it is, facts beside each other, then tables and texts.

    ``code`` is what the QR code in the head says; ``foot`` stands on every page.
    """

    company: Words
    title: Words
    number: Words
    facts: Sequence[tuple[Words, Words]] = ()
    parts: Sequence[Table | Text | Picture] = ()
    code: str = ""
    foot: Words = ""
