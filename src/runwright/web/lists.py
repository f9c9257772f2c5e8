"""What a list page shows beside its rows: filters to fill in, chips to take off, views, columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from runwright.people.actor import Actor
from runwright.reports.lists.columns import NUMBERS, Cell, Column, Kind, Label
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Choice, Days, Filter, Search, YesNo
from runwright.reports.lists.page import Page, Row
from runwright.reports.lists.query import SIZE, ListQuery
from runwright.reports.selectors import list_page
from runwright.web.cells import written
from runwright.web.next_steps import next_steps

STATE_KINDS = {
    "orders": "order",
    "work_orders": "work_order",
    "boms": "bom",
    "imports": "import",
    "requests": "purchase_request",
    "rfqs": "rfq",
    "purchase_orders": "purchase_order",
    "sales_orders": "sales_order",
    "lots": "lot",
    "counts": "count",
    "runs": "run",
    "batches": "batch",
    "print_jobs": "print_job",
    "webhook_messages": "webhook_message",
}
LONG = frozenset({Kind.TEXT})


@dataclass(frozen=True)
class Chip:
    """A filter that is on; ``query`` is the list without it."""

    label: Label
    value: Label
    query: str


@dataclass(frozen=True)
class Shortcut:
    """A filter that is ready to press, and whether it is on."""

    label: Label
    query: str
    is_on: bool


@dataclass(frozen=True)
class ListView:
    """A page of a list, ready for the list template; for an actor with each row's next step."""

    page: Page
    actor: Actor | None = None

    @property
    def definition(self) -> ListDefinition:
        return self.page.definition

    @property
    def query(self) -> ListQuery:
        return self.page.query

    @cached_property
    def rows(self) -> list[SafeString]:
        """The cells of every row, written at one go: a template node for each would take longer
        than everything else on the page together. The first cell leads the row."""
        kind = STATE_KINDS.get(self.definition.name, "")
        labels = [str(column.label) for column in self.page.columns]
        return [row_cells(row, labels, kind) for _pk, row in self.page.records]

    @cached_property
    def next_steps(self) -> Sequence[SafeString]:
        """The last cell of every row: the step that leads its record forward."""
        return next_steps(self.page, self.actor) if self.actor else ()

    @property
    def lines(self) -> Iterator[tuple[SafeString, SafeString]]:
        """Every row's cells with its last one."""
        return zip_longest(self.rows, self.next_steps, fillvalue=SafeString())

    @property
    def asked(self) -> str:
        """The filters of an excerpt, for the whole list behind it."""
        return replace(self.query, sort=(), columns=(), size=SIZE).view_text()

    @property
    def search(self) -> Search | None:
        """The filter behind the search box."""
        return next((one for one in self.definition.filters if isinstance(one, Search)), None)

    @property
    def words(self) -> str:
        """What stands in the search box."""
        return " ".join(self.query.given.get(self.search.key, ())) if self.search else ""

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The filters of the filter panel, each with its present values."""
        return [self._field(one) for one in self.definition.filters if one is not self.search]

    def _field(self, one: Filter) -> dict[str, Any]:
        values = [self.query.given.get(name, ()) for name in one.parameters]
        kind = "choice" if isinstance(one, Choice) else "yes_no" if isinstance(one, YesNo) else ""
        kind = kind or ("days" if isinstance(one, Days) else "code")
        options = one.words.items() if isinstance(one, Choice) else ()
        flat = [value[0] if value else "" for value in values]
        pairs = list(zip(one.parameters, flat, strict=True))
        return {"kind": kind, "filter": one, "options": options, "on": values[0], "pairs": pairs}

    @cached_property
    def chips(self) -> list[Chip]:
        """What narrows the list now, apart from the search box and a pressed shortcut."""
        return [chip for one in self.definition.filters for chip in self._chips(one)]

    def _chips(self, one: Filter) -> Iterator[Chip]:
        if one is self.search:
            return
        for at, name in enumerate(one.parameters):
            for value in self.query.given.get(name, ()):
                yield Chip(one.label, _said(one, value, at), self._without(name, value))

    def _without(self, name: str, value: str) -> str:
        given = {**self.query.given}
        given[name] = tuple(v for v in given[name] if v != value)
        return replace(self.query, given=given, page=1).text()

    @property
    def shortcuts(self) -> list[Shortcut]:
        """The ready filters; pressing one that is on takes it off."""
        bare = replace(self.query, given={}, page=1)
        now = replace(bare, given=self.query.given, sort=(), columns=()).text()
        return [
            Shortcut(ready.label, bare.text() if on else ready.query, on)
            for ready in self.definition.ready
            for on in [now == ready.query]
        ]

    @property
    def bare(self) -> str:
        """The list without any filter, in the same order and columns."""
        return replace(self.query, given={}, page=1).text()

    @property
    def kept(self) -> Mapping[str, str]:
        """What a filter form has to send along: order and columns."""
        kept = {"sort": ",".join(self.query.sort), "columns": ",".join(self.query.columns)}
        return {name: value for name, value in kept.items() if value}

    @property
    def filters_kept(self) -> list[tuple[str, str]]:
        """What the column form has to send along: filters and order."""
        given = [(name, value) for name, values in self.query.given.items() for value in values]
        return given + ([("sort", ",".join(self.query.sort))] if self.query.sort else [])

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        """Every column, and whether it is shown."""
        shown = {column.key for column in self.page.columns}
        return [(column, column.key in shown) for column in self.definition.columns]


def row_cells(row: Row, labels: list[str], kind: str) -> SafeString:
    """The cells of one row; ``kind`` names the family of its states."""
    contents = [written(cell, kind) for cell in row]
    parts = (
        (_css(cell, text, not at), label, text)
        for at, (cell, text, label) in enumerate(zip(row, contents, labels, strict=True))
    )
    return format_html_join("", '<td class="{}" data-label="{}">{}</td>', parts)


def _css(cell: Cell, text: SafeString, leads: bool) -> str:
    kind = cell.column.kind
    words = ["num"] if kind in NUMBERS else []
    words += ["zero"] if kind in NUMBERS and not cell.value else []
    words += ["leads"] if leads else []
    words += ["clip long"] if kind in LONG and not leads else []
    words += ["blank"] if not text else []
    return " ".join(words)


def _said(one: Filter, value: str, at: int) -> Label:
    """A filter's value in words."""
    if isinstance(one, Choice):
        return one.words.get(value, value)
    if isinstance(one, YesNo):
        return _("Yes") if value == "yes" else _("No")
    if isinstance(one, Days):
        return format_lazy("{} {}", _("until") if at else _("from"), value)
    return value


def excerpt(name: str, actor: Actor, *, columns: str, rows: int = 12, **given: str) -> ListView:
    """The first rows of a list for one record's page, in chosen columns."""
    asked = {key: [value] for key, value in given.items()}
    asked |= {"columns": [columns], "size": [str(rows)]}
    return ListView(list_page(name=name, given=asked, actor=actor))
