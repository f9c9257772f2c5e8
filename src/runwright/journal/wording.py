"""The text of statements that write rows of one table: value by value, and as lists."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

Fields = frozenset[str]
Worded = tuple[str, tuple[str, ...]]
"""A statement, and the names of the values in it."""


@cache
def addition(model: type[Model], keyed: bool) -> Worded:
    """Inserts one row, with its key or with one that the database draws."""
    fields = _added(model, keyed)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {model._meta.db_table} ({_names(fields)}) VALUES ({places})"
    return statement, _attributes(fields)


@cache
def additions(model: type[Model], keyed: bool) -> Worded:
    """Inserts many rows, each column a list."""
    fields = _added(model, keyed)
    into = f"INSERT INTO {model._meta.db_table} ({_names(fields)})"
    return f"{into} SELECT * FROM unnest({_lists(fields)})", _attributes(fields)


@cache
def change(model: type[Model], names: Fields) -> Worded:
    """Changes some fields of one row."""
    key, fields = model._meta.pk, _changed(model, names)
    changes = ", ".join(f"{field.column} = %s" for field in fields)
    statement = f"UPDATE {model._meta.db_table} SET {changes} WHERE {key.column} = %s"
    return statement, (*_attributes(fields), key.attname)


@cache
def changes(model: type[Model], names: Fields) -> Worded:
    """Changes some fields of many rows, each column a list."""
    key, fields = model._meta.pk, _changed(model, names)
    new = ", ".join(f"{field.column} = v.c{n}" for n, field in enumerate(fields))
    heads = ", ".join(f"c{n}" for n in range(len(fields)))
    statement = (
        f"UPDATE {model._meta.db_table} t SET {new} "
        f"FROM unnest({_lists([*fields, key])}) v({heads}, key) WHERE t.{key.column} = v.key"
    )
    return statement, (*_attributes(fields), key.attname)


@cache
def removal(model: type[Model]) -> str:
    """Deletes rows by a list of their keys."""
    return f"DELETE FROM {model._meta.db_table} WHERE {model._meta.pk.column} = ANY(%s)"


def _added(model: type[Model], keyed: bool) -> list[Any]:
    return [f for f in model._meta.concrete_fields if keyed or not f.primary_key]


def _changed(model: type[Model], names: Fields) -> list[Any]:
    return [model._meta.get_field(name) for name in sorted(names)]


def _names(fields: Sequence[Any]) -> str:
    return ", ".join(str(field.column) for field in fields)


def _attributes(fields: Sequence[Any]) -> tuple[str, ...]:
    return tuple(field.attname for field in fields)


def _lists(fields: Sequence[Any]) -> str:
    return ", ".join(f"%s::{_kind(field)}[]" for field in fields)


def _kind(field: Any) -> str:
    """The type of a column's values; numbers and texts without their length."""
    return str(field.rel_db_type(connection) or field.db_type(connection)).partition("(")[0]
