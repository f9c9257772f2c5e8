"""Records read and written by fixed statements, for the verbs that a factory repeats all day.

The query builder composes a statement anew for every call, which costs more than the database
takes to answer. Here the text is made once: the statements name their tables and columns through
the models, take arrays instead of lists of placeholders, and fill plain model instances. The
database keeps them prepared: planning a join takes it several times as long as carrying it out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields import AutoFieldMixin

from runwright.journal.statements import answer
from runwright.journal.writes import few_write, writes_together

__all__ = [
    "answer",
    "columns",
    "fresh",
    "instances",
    "joined",
    "related_fill",
    "row_insert_new",
    "rows_add",
    "rows_ensure",
    "rows_insert",
    "rows_of",
    "rows_update",
    "writes_together",
]

Record = TypeVar("Record", bound=Model)
FEW = 4
"""So many rows are written value by value; of more each column travels as one list."""


@cache
def columns(model: type[Model], alias: str) -> str:
    """Every column of a table under an alias, in the order in which ``instances`` reads them."""
    return ", ".join(f"{alias}.{field.column}" for field in model._meta.concrete_fields)


def instances(
    models: Sequence[type[Model]], statement: str, values: Mapping[str, object]
) -> list[tuple[Any, ...]]:
    """One tuple of instances for each row of a statement that selects ``columns`` of ``models``.

    What the statement selects beyond them follows as plain values. A record of an outer join that
    is not there is ``None``.
    """
    ends = _ends(tuple(models))
    return [_cut(models, ends, row) for row in answer(statement, values)]


@cache
def _ends(models: tuple[type[Model], ...]) -> tuple[int, ...]:
    ends, end = [], 0
    for model in models:
        end += len(model._meta.concrete_fields)
        ends.append(end)
    return tuple(ends)


def _cut(
    models: Sequence[type[Model]], ends: Sequence[int], row: tuple[object, ...]
) -> tuple[Any, ...]:
    found, begin = [], 0
    for model, end in zip(models, ends, strict=True):
        found.append(_instance(model, row[begin:end]) if row[begin] is not None else None)
        begin = end
    return (*found, *row[begin:])


def _instance(model: type[Record], values: tuple[object, ...]) -> Record:
    """What ``Model.from_db`` makes, without asking a descriptor to set each single field."""
    record = model.__new__(model)
    record.__dict__.update(zip(_names(model), values, strict=True))
    record._state = ModelState()
    record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS
    return record


@cache
def _names(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


def fresh(model: type[Record], **values: object) -> Record:
    """A new record, as the model itself would make it, at a third of the price: no signal, and no
    descriptor is asked to set each single field."""
    record = model.__new__(model)
    record._state = ModelState()
    own, columns_of = vars(record), _columns_of(model)
    own.update(_defaults(model))
    for name, value in values.items():
        own[columns_of[name]] = value.pk if isinstance(value, Model) else value
        if isinstance(value, Model):
            record._state.fields_cache[name] = value
    for name, draw in _drawn(model):
        if own[name] is None:
            own[name] = draw()
    return record


@cache
def _columns_of(model: type[Model]) -> dict[str, str]:
    """Under which name a record keeps the value of a field, by either of its names."""
    return {name: f.attname for f in model._meta.concrete_fields for name in (f.name, f.attname)}


@cache
def _defaults(model: type[Model]) -> dict[str, object]:
    drawn = dict(_drawn(model))
    return {
        f.attname: None if f.attname in drawn else f.get_default()
        for f in model._meta.concrete_fields
    }


@cache
def _drawn(model: type[Model]) -> tuple[tuple[str, Callable[[], object]], ...]:
    """The fields whose default is made anew for each record, and what makes it."""
    fields: tuple[Any, ...] = tuple(model._meta.concrete_fields)
    return tuple((f.attname, f.default) for f in fields if f.has_default() and callable(f.default))


def joined(record: Model, **others: Model | None) -> None:
    """Let a record know those it points to, which were read along with it."""
    record._state.fields_cache.update(others)


def rows_of(
    model: type[Record], *, lock: bool = False, **equal: int | str | list[int]
) -> list[Record]:
    """The records with these values in these columns (one of them, for a list), by their keys;
    ``lock`` keeps others from changing them until the transaction ends."""
    lists = frozenset(name for name, value in equal.items() if isinstance(value, list))
    found = instances([model], _reading(model, tuple(equal), lists, lock), equal)
    return [record for (record,) in found]


@cache
def _reading(model: type[Model], names: tuple[str, ...], lists: frozenset[str], lock: bool) -> str:
    asked = " AND ".join(
        f"t.{name} = ANY(%({name})s)" if name in lists else f"t.{name} = %({name})s"
        for name in names
    )
    order = f"ORDER BY t.{model._meta.pk.column}{' FOR UPDATE' if lock else ''}"
    return f"SELECT {columns(model, 't')} FROM {model._meta.db_table} t WHERE {asked} {order}"


def row_insert_new(record: Model) -> bool:
    """Insert a record unless a twin, by any unique rule of its table, is there; whether it was."""
    statement, names, _ = _insertion(type(record))
    before = statement.partition(" RETURNING ")[0]
    key = record._meta.pk.column
    found = answer(f"{before} ON CONFLICT DO NOTHING RETURNING {key}", _arrays([record], names))
    for (record.pk,) in found:
        record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS
    return bool(found)


def related_fill(record: Model, name: str, rows: list[Any]) -> None:
    """Let ``record.name.all()`` give these rows, as after ``prefetch_related``."""
    known = getattr(record, name).get_queryset()
    known._result_cache, known._prefetch_done = rows, True
    vars(record).setdefault("_prefetched_objects_cache", {})[name] = known


def rows_ensure(model: type[Record], records: Iterable[Record]) -> list[Record]:
    """Insert those records of which no twin, by any unique rule of the table, is there already,
    and return these as they are stored."""
    rows = list(records)
    if not rows:
        return rows
    statement, names, _ = _insertion(model)
    before = statement.partition(" RETURNING ")[0]
    fresh = f"{before} ON CONFLICT DO NOTHING RETURNING {_named(model)}"
    return [_instance(model, row) for row in answer(fresh, _arrays(rows, names))]


@cache
def _named(model: type[Model]) -> str:
    return ", ".join(str(field.column) for field in model._meta.concrete_fields)


def rows_insert(model: type[Record], records: Iterable[Record]) -> list[Record]:
    """Insert records of one table in one round trip; ids that the database draws are filled in."""
    rows = list(records)
    if not rows:
        return rows
    if not _is_drawn(model) or rows[0].pk is not None:
        return rows_add(model, rows)
    statement, names, _ = _insertion(model)
    ids = answer(statement, _arrays(rows, names))
    for row, (key,) in zip(rows, ids, strict=True):
        row.pk = key
    return _stored(rows)


def rows_add(model: type[Record], records: Iterable[Record]) -> list[Record]:
    """Insert records whose ids are known already, or nobody asks for."""
    rows = list(records)
    keyed = bool(rows) and rows[0].pk is not None
    if len(rows) > FEW:
        statement, names, _ = _insertion(model, keyed=keyed)
        answer(statement.partition(" RETURNING ")[0], _arrays(rows, names))
    else:
        few_write(rows)
    return _stored(rows)


def _is_drawn(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoFieldMixin)


def _stored(rows: list[Record]) -> list[Record]:
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return rows


@cache
def _insertion(
    model: type[Model], *, keyed: bool | None = None
) -> tuple[str, tuple[str, ...], bool]:
    drawn = _is_drawn(model)
    keyed = not drawn if keyed is None else keyed
    fields: list[Any] = [f for f in model._meta.concrete_fields if keyed or not f.primary_key]
    into = ", ".join(str(field.column) for field in fields)
    arrays = ", ".join(f"%s::{_kind(field)}[]" for field in fields)
    back = f" RETURNING {model._meta.pk.column}" if drawn else ""
    statement = f"INSERT INTO {model._meta.db_table} ({into}) SELECT * FROM unnest({arrays}){back}"
    return statement, tuple(field.attname for field in fields), drawn


def rows_update(model: type[Record], records: Iterable[Record], fields: Sequence[str]) -> None:
    """Write some fields of records that are there, in one round trip."""
    rows = list(records)
    if len(rows) > FEW:
        statement, names = _change(model, tuple(fields))
        answer(statement, _arrays(rows, names))
    else:
        few_write(rows, fields)


def _arrays(rows: Sequence[Model], names: Sequence[str]) -> list[list[object]]:
    return [[getattr(row, name) for row in rows] for name in names]


@cache
def _change(model: type[Model], names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    key = model._meta.pk
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    changes = ", ".join(f"{field.column} = v.c{n}" for n, field in enumerate(fields))
    arrays = ", ".join(f"%s::{_kind(field)}[]" for field in [key, *fields])
    heads = ", ".join(f"c{n}" for n in range(len(fields)))
    statement = (
        f"UPDATE {model._meta.db_table} t SET {changes} "
        f"FROM unnest({arrays}) v(key, {heads}) WHERE t.{key.column} = v.key"
    )
    return statement, (key.attname, *(field.attname for field in fields))


def _kind(field: Any) -> str:
    """The type of a column's values; numbers and texts without their length."""
    return str(field.rel_db_type(connection) or field.db_type(connection)).partition("(")[0]
