"""Lists over the API, made from the same definitions as the pages and the exports."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from pydantic import Field, create_model

from runwright.api import expansion
from runwright.api.asking import Schemas, is_lost
from runwright.api.doors import Door, Endpoint, query_parameter
from runwright.api.errors import BadCursor, BadValue
from runwright.api.schemas import Shown
from runwright.api.sign_in import Call
from runwright.api.values import Exact
from runwright.reports.exports.tables import as_json
from runwright.reports.lists.columns import NUMBERS, Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Choice, Days, Filter, YesNo
from runwright.reports.lists.keyset import Stretch
from runwright.reports.lists.query import ListQuery, query_of
from runwright.reports.selectors import list_stretch

SIZE, LARGEST = 50, 200
OWN = ("limit", "cursor", expansion.PARAMETER)
PAGES_ONLY = {"page", "size", "columns"}
JSON_TYPES: dict[Kind, Any] = {
    **dict.fromkeys(NUMBERS, Exact),
    Kind.COUNT: int,
    Kind.INSTANT: datetime,
    Kind.DATE: date,
    Kind.FLAG: bool,
}


def add_list(door: Door, path: str, definition: ListDefinition, *, key: type = int) -> None:
    """Open a list: ``GET path`` with its filters, order and permission, in pages by cursor."""

    parameters = tuple(_parameters(definition))
    schemas = {one["name"]: one["schema"] for one in parameters}

    def rows(request: Call) -> str:
        return _answer(request, definition, schemas)

    rows.__name__ = f"list_{definition.name}"
    rows.__doc__ = f"{definition.title!s}: one page, with filters and order as on the pages."
    rows.__module__ = door.module
    answer = page_schema(definition, key)
    door.add(Endpoint("GET", path, definition.permission, answer, parameters=parameters), rows)


def _answer(request: Call, definition: ListDefinition, schemas: Schemas) -> str:
    query = query_of(definition, _given(request, schemas))
    limit = _limit(request.GET.get("limit", str(SIZE)))
    after = _opened(request.GET.get("cursor", ""), definition, query)
    stretch = list_stretch(
        definition=definition, query=query, after=after, limit=limit, actor=request.auth
    )
    end = _sealed(stretch, definition, query) if stretch.end is not None else None
    items = [_row(key, row) for key, row in stretch.records]
    text = json.dumps({"items": items, "next": end}, ensure_ascii=False)
    return expansion.expanded(request, text)


def _given(request: Call, schemas: Schemas) -> dict[str, list[str]]:
    """The filters and the order; pages by number and chosen columns are for people."""
    for name in PAGES_ONLY & set(request.GET):
        raise BadValue(field=name, problem="there is no such parameter here")
    for name in schemas.keys() & set(request.GET):
        schema = schemas[name].get("items", schemas[name])
        if any(is_lost(schema, value) for value in request.GET.getlist(name)):
            raise BadValue(field=name, problem="is empty")
    return {name: values for name, values in request.GET.lists() if name not in OWN}


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= LARGEST):
        raise BadValue(field="limit", problem=f"a whole number from 1 to {LARGEST}")
    return int(text)


def _salt(definition: ListDefinition, query: ListQuery) -> str:
    """A cursor is good for the very question it was handed out for."""
    return f"cursor {definition.name}?{query.text()}"


def _sealed(stretch: Stretch, definition: ListDefinition, query: ListQuery) -> str:
    keys = json.loads(json.dumps(list(stretch.end or ()), cls=_Exact))
    return signing.dumps(keys, salt=_salt(definition, query), compress=True)


class _Exact(DjangoJSONEncoder):
    """Instants to the microsecond: a cursor between two of them must not skip the second."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _opened(text: str, definition: ListDefinition, query: ListQuery) -> list[Any] | None:
    if not text:
        return None
    try:
        keys: list[Any] = signing.loads(text, salt=_salt(definition, query))
    except (signing.BadSignature, ValueError):
        raise BadCursor() from None
    return keys


def _row(key: object, row: Any) -> dict[str, object]:
    """A row with its key, and the keys of the records that its cells lead to."""
    values = {"id": key if isinstance(key, int) else str(key)} | as_json(row)
    for cell in row:
        for name in _link_names(cell.column):
            is_key = name.endswith("_id")
            values[name] = cell.link_id if is_key else cell.link_kind
    return values


def _link_names(column: Column) -> Iterator[str]:
    """``item_id`` beside ``item``; a column that leads to its own record needs none."""
    if column.link is None or column.link.id in {"id", "pk"}:
        return
    yield f"{column.key}_id"
    if column.link.is_path:
        yield f"{column.key}_kind"


def page_schema(definition: ListDefinition, key: type) -> type[Shown]:
    """The schema of a page of this list, made from its columns."""
    noun = "".join(word.capitalize() for word in definition.name.split("_"))
    fields: dict[str, Any] = {"id": (key if key is int else UUID, ...)}
    for column in definition.columns:
        fields |= _fields(column)
    row = create_model(
        f"{noun}Row", __base__=Shown, __doc__=f"One row: {definition.title}.", **fields
    )
    return create_model(
        f"{noun}Page",
        __base__=Shown,
        __doc__=f"{definition.title}: some rows, and the cursor of those behind them.",
        items=(list[row], ...),  # type: ignore[valid-type]
        next=(str | None, ...),
    )


def _fields(column: Column) -> dict[str, Any]:
    kind: Any = JSON_TYPES.get(column.kind, str)
    described: Any = Annotated[kind | None, Field(description=str(column.label))]
    fields: dict[str, Any] = {column.key: (described, ...)}
    if column.unit:
        fields[f"{column.key}_unit"] = (str, ...)
    for name in _link_names(column):
        fields[name] = (int | str | None, ...)
    return fields


def _parameters(definition: ListDefinition) -> Iterator[dict[str, Any]]:
    """Every parameter of a list, as the document describes it."""
    yield query_parameter("limit", "How many rows.", type="integer", minimum=1, maximum=LARGEST)
    yield query_parameter("cursor", "Where the page before ended.", type="string")
    yield expansion.DESCRIBED
    keys = [column.key for column in definition.columns if column.sortable]
    words = [*keys, *(f"-{key}" for key in keys)]
    order = "Columns in order, separated by commas; a minus turns one round."
    yield query_parameter("sort", order, type="string", examples=words[:1], pattern=_order(words))
    for one in definition.filters:
        for name in one.parameters:
            yield query_parameter(name, str(one.label), **_filter_schema(one))


def _order(words: list[str]) -> str:
    either = "|".join(words)
    return f"^({either})(,({either}))*$"


def _filter_schema(one: Filter) -> dict[str, Any]:
    if isinstance(one, YesNo):
        return {"type": "string", "enum": ["yes", "no"]}
    if isinstance(one, Choice):
        return {"type": "array", "items": {"type": "string", "enum": [*one.words]}}
    if isinstance(one, Days):
        return {"type": "string", "format": "date"}
    return {"type": "string", "maxLength": 200}
