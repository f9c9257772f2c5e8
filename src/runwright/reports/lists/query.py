"""What is asked of a list: filters, order, columns and page, read strictly and written back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from runwright.reports.errors import BadQuery
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import SHOWN, cleaned

SIZE = 50
LARGEST = 500
MOST_PAGES = 10_000_000


@dataclass(frozen=True)
class ListQuery:
    """One question to a list. Empty ``sort`` and ``columns`` mean those of the definition."""

    given: Mapping[str, tuple[str, ...]]
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    page: int = 1
    size: int = SIZE

    def text(self) -> str:
        """The question as a canonical query string; what is as usual is left out."""
        return urlencode([*self._filters(), *self._rest()])

    def view_text(self) -> str:
        """The same without the page: what a saved view keeps."""
        return replace(self, page=1).text()

    def sorted_by(self, key: str) -> "ListQuery":
        """The question ordered by one column, the other way round when it is already."""
        descending = bool(self.sort) and self.sort[0] == key
        return replace(self, sort=(f"-{key}" if descending else key,), page=1)

    def _filters(self) -> Iterator[tuple[str, str]]:
        return ((name, value) for name, values in self.given.items() for value in values)

    def _rest(self) -> Iterator[tuple[str, str]]:
        if self.sort:
            yield "sort", ",".join(self.sort)
        if self.columns:
            yield "columns", ",".join(self.columns)
        if self.page > 1:
            yield "page", str(self.page)
        if self.size != SIZE:
            yield "size", str(self.size)


def query_of(definition: ListDefinition, given: Mapping[str, Sequence[str]]) -> ListQuery:
    """Read parameters, each with all its values. Raises ``BadQuery`` for what is not understood."""
    known = tuple(definition.parameters())
    for name in given:
        if name not in known and name not in {"sort", "columns", "page", "size"}:
            raise BadQuery(field=cleaned("query", name[:SHOWN]), value="".join(given[name])[:SHOWN])
    filters = {
        name: values
        for name in known
        if (values := tuple(v for raw in given.get(name, ()) if (v := cleaned(name, raw))))
    }
    return ListQuery(
        given=filters,
        sort=_keys(definition, "sort", given),
        columns=_keys(definition, "columns", given),
        page=_number("page", given, 1, MOST_PAGES),
        size=_number("size", given, SIZE, LARGEST),
    )


def query_of_text(definition: ListDefinition, text: str) -> ListQuery:
    """Read a query string. Raises ``BadQuery``."""
    return query_of(definition, parse_qs(text))


def _keys(
    definition: ListDefinition, name: str, given: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Column keys, separated by commas or given several times; an order may have a minus."""
    words = [key for value in given.get(name, ()) for key in value.split(",") if key]
    for word in words:
        column = definition.by_key.get(word.removeprefix("-") if name == "sort" else word)
        if column is None or (name == "sort" and not column.sortable):
            raise BadQuery(field=name, value=cleaned(name, word[:SHOWN]))
    return tuple(dict.fromkeys(words))


def _number(name: str, given: Mapping[str, Sequence[str]], usual: int, most: int) -> int:
    text = "".join(given.get(name, ())[:1]) or str(usual)
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most):
        raise BadQuery(field=name, value=cleaned(name, text[:SHOWN]))
    return int(text)
