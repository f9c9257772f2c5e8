"""Records read and written by fixed statements, for the verbs that a factory repeats all day.

The query builder composes a statement anew for every call, which costs more than the database
takes to answer. Here the text is made once: the statements name their tables and columns through
the models, take arrays instead of lists of placeholders, and fill plain model instances. The
database keeps them prepared: planning a join takes it several times as long as carrying it out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields import AutoFieldMixin

from runwright.journal.statements import answer
from runwright.journal.wording import additions
from runwright.journal.writes import records_remove, records_write, writes_together

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
    "rows_remove",
    "rows_update",
    "rows_write",
    "writes_together",
]

Record = TypeVar("Record", bound=Model)


@cache
def columns(model: type[Model], alias: str) -> str:
    """Every column of a table under an alias, in the order in which ``instances`` reads them."""
    return ", ".join(f"{alias}.{field.column}" for field in model._meta.concrete_fields)


def instances(
    models: Sequence[type[Model]], statement: str, values: Mapping[str, object]
) -> list[tuple[Any, ...]]:
    """One tuple of instances for each row of a statement that selects ``columns`` of ``models``.

    What the statement selects beyond them follows as plain values. A record of an outer join that
    is not there is ``None``; one that several rows join is one instance, but for the first.
    """
    first, *others = _places(tuple(models))
    known: list[dict[object, Any]] = [{} for _ in others]
    rest = others[-1][2] if others else first[2]
    return [
        (
            _instance(first[0], row[: first[2]]) if row[0] is not None else None,
            *(_shared(*place, row, before) for place, before in zip(others, known, strict=True)),
            *row[rest:],
        )
        for row in answer(statement, values)
    ]


@cache
def _places(models: tuple[type[Model], ...]) -> tuple[tuple[type[Model], int, int], ...]:
    """Where in a row each model begins and ends."""
    ends = [*accumulate(len(model._meta.concrete_fields) for model in models)]
    return tuple(zip(models, [0, *ends], ends, strict=False))


def _shared(
    model: type[Model], begin: int, end: int, row: tuple[Any, ...], known: dict[object, Any]
) -> Any:
    """The instance that a row tells of; what many rows point to is made once."""
    key = row[begin]
    if key is None:
        return None
    if key not in known:
        known[key] = _instance(model, row[begin:end])
    return known[key]


def _instance(model: type[Record], values: tuple[object, ...]) -> Record:
    """What ``Model.from_db`` makes, without asking a descriptor to set each single field."""
    record = model.__new__(model)
    own = record.__dict__
    own.update(zip(_names(model), values, strict=True))
    own["_state"] = state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
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
        column = columns_of[name]
        if column == name:
            own[name] = value
        elif value is not None:
            own[column] = value.pk  # type: ignore[attr-defined]
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
    statement, names = _insertion(type(record))
    key = record._meta.pk.column
    found = answer(f"{statement} ON CONFLICT DO NOTHING RETURNING {key}", _arrays([record], names))
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
    statement, names = _insertion(model)
    fresh = f"{statement} ON CONFLICT DO NOTHING RETURNING {_named(model)}"
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
    statement, names = _insertion(model)
    ids = answer(f"{statement} RETURNING {model._meta.pk.column}", _arrays(rows, names))
    for row, (key,) in zip(rows, ids, strict=True):
        row.pk = key
    return _stored(rows)


def rows_add(model: type[Record], records: Iterable[Record]) -> list[Record]:
    """Insert records whose ids are known already, or nobody asks for."""
    rows = list(records)
    records_write(rows)
    return _stored(rows)


def _is_drawn(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoFieldMixin)


def _stored(rows: list[Record]) -> list[Record]:
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return rows


def _insertion(model: type[Model]) -> tuple[str, tuple[str, ...]]:
    """The statement that inserts rows, those whose ids the database draws without them."""
    return additions(model, not _is_drawn(model))


def rows_update(model: type[Record], records: Iterable[Record], fields: Sequence[str]) -> None:
    """Write some fields of records that are there, in one round trip."""
    records_write(records, fields)


def rows_remove(model: type[Record], records: Iterable[Record]) -> None:
    """Delete records that are there, in one round trip."""
    records_remove(records)


def rows_write(model: type[Record], records: Iterable[Record], fields: Sequence[str]) -> None:
    """Insert the records that have no id yet, which nobody asks for, and update fields of the
    others."""
    rows = list(records)
    rows_update(model, [row for row in rows if row.pk is not None], fields)
    rows_add(model, [row for row in rows if row.pk is None])


def _arrays(rows: Sequence[Model], names: Sequence[str]) -> list[list[object]]:
    return [[getattr(row, name) for row in rows] for name in names]
