"""Asking a list: the rows of one page, or all of them one after another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from runwright.people.actor import Actor
from runwright.reports.lists.columns import Cell, Column, cell_of
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.query import ListQuery

CHUNK = 2_000

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Heading:
    """The head of a column: which way the list is ordered by it, and the query that turns it."""

    column: Column
    direction: str
    query: str


@dataclass(frozen=True)
class Page:
    """One page of a list as every surface shows it; ``standings`` are the states by key that say
    the next step of a row."""

    definition: ListDefinition
    query: ListQuery
    columns: tuple[Column, ...]
    records: tuple[tuple[Any, Row], ...]
    total: int
    standings: Mapping[Any, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.query.size))

    @property
    def first(self) -> int:
        """The place of the first row shown, counted from one; 0 when there are none."""
        return (self.query.page - 1) * self.query.size + 1 if self.records else 0

    @property
    def last(self) -> int:
        """The place of the last row shown."""
        return (self.query.page - 1) * self.query.size + len(self.records)

    @property
    def previous(self) -> str | None:
        """The query string of the page before, if there is one."""
        return self._turned(self.query.page - 1)

    @property
    def next(self) -> str | None:
        """The query string of the page after, if there is one."""
        return self._turned(self.query.page + 1)

    def _turned(self, page: int) -> str | None:
        return replace(self.query, page=page).text() if 1 <= page <= self.pages else None

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The heads of the shown columns."""
        order = {key.removeprefix("-"): key for key in self.query.sort or self.definition.sort}
        return tuple(_heading(self.query, column, order) for column in self.columns)


def _heading(query: ListQuery, column: Column, order: dict[str, str]) -> Heading:
    sorted_as = order.get(column.key, "")
    direction = ("descending" if sorted_as.startswith("-") else "ascending") if sorted_as else ""
    turned = query.sorted_by(column.key).text() if column.sortable else ""
    return Heading(column, direction, turned)


def columns_of(definition: ListDefinition, query: ListQuery) -> tuple[Column, ...]:
    """The chosen columns in their chosen order, or the usual ones."""
    return tuple(definition.by_key[key] for key in query.columns or definition.shown)


def matching(
    definition: ListDefinition, query: ListQuery, *, actor: Actor, zone: ZoneInfo
) -> QuerySet[Any]:
    """The rows that pass every filter, in no order. Raises ``Forbidden`` and ``BadQuery``."""
    rows = definition.rows(actor)
    for one in definition.filters:
        rows = one.remaining(rows, query.given, zone)
    return rows


def page_of(definition: ListDefinition, query: ListQuery, *, actor: Actor, zone: ZoneInfo) -> Page:
    """One page in three queries: how many rows, which ones, and their values.

    A page behind the last one is the last one.
    """
    rows = matching(definition, query, actor=actor, zone=zone).prefetch_related(None)
    total = rows.count()
    query = replace(query, page=min(query.page, max(1, -(-total // query.size))))
    columns = columns_of(definition, query)
    keys = _keys_of_page(rows.order_by(*order_of(definition, query)), query, total)
    found = rows.filter(pk__in=keys).order_by()
    paths = dict.fromkeys([*_paths(columns), *filter(None, [definition.standing])])
    values = list(found.values(*paths))
    by_key = dict(_records(columns, values))
    records = tuple((key, by_key[key]) for key in keys if key in by_key)
    standings = {row["pk"]: row[definition.standing] for row in values if definition.standing}
    return Page(definition, query, columns, records, total, standings)


def _keys_of_page(ordered: QuerySet[Any], query: ListQuery, total: int) -> list[Any]:
    """The keys of a page; behind the middle of a list they are counted from its end."""
    start = (query.page - 1) * query.size
    stop = min(start + query.size, total)
    if start <= total // 2:
        return list(ordered.values_list("pk", flat=True)[start:stop])
    turned = ordered.reverse().values_list("pk", flat=True)
    return list(turned[total - stop : total - start])[::-1]


def rows_of(
    definition: ListDefinition, query: ListQuery, *, actor: Actor, zone: ZoneInfo
) -> Iterator[Row]:
    """Every matching row in order, read in chunks so that memory stays flat."""
    columns = columns_of(definition, query)
    rows = matching(definition, query, actor=actor, zone=zone).prefetch_related(None)
    values = rows.order_by(*order_of(definition, query)).values(*_paths(columns))
    return (row for _, row in _records(columns, values.iterator(CHUNK)))


def order_of(definition: ListDefinition, query: ListQuery) -> list[OrderBy]:
    """The asked or the usual order, which the primary key makes total."""
    keys = query.sort or definition.sort
    order = [
        definition.by_key[key.removeprefix("-")].ordering(descending=key.startswith("-"))
        for key in keys
    ]
    return [*order, F("pk").desc() if keys[-1].startswith("-") else F("pk").asc()]


def _paths(columns: tuple[Column, ...]) -> list[str]:
    return list(dict.fromkeys(["pk", *(path for column in columns for path in column.paths())]))


def _records(columns: tuple[Column, ...], values: Any) -> Iterator[tuple[Any, Row]]:
    return ((row["pk"], tuple(cell_of(c, row) for c in columns)) for row in values)
