"""Many records by one call: all of them in one transaction, or none and every reason by its row."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated, Any, get_type_hints
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, connection, transaction
from pydantic import Field, create_model

from runwright.api.errors import RowsRefused
from runwright.api.problems import refusal_of
from runwright.api.schemas import Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key
from runwright.journal.effects import whole_effect
from runwright.journal.retries import worth_another_try
from runwright.kernel.errors import Reason, Refusal

MOST = 1000
View = Callable[..., Any]
Together = Callable[[Call, Sequence[Any]], Sequence[Any]]
"""Carries out all rows in few statements and returns the records in order. It may refuse without
saying which row it was: then they are tried one by one."""


class Bulk(Shown):
    """The ids of what was made or changed, in the order of the rows."""

    ids: list[Key | UUID]


def bulk_of(view: View, together: Together | None = None) -> View:
    """A view that carries out ``view`` for each of up to 1 000 rows, or all of them together."""
    row: Any = get_type_hints(view)["given"]
    return _many(view, row, lambda request, one: view(request, given=one), together)


def bulk_change_of(view: View, key: str) -> View:
    """A view that changes up to 1 000 records; each row is a change with the id of its record."""
    change: Any = get_type_hints(view)["given"]
    row = _row_of(change)

    def one_changed(request: Call, one: Any) -> Any:
        sent = one.model_fields_set - {"id"}
        fields = {name: getattr(one, name) for name in change.model_fields}
        return view(request, **{key: one.id}, given=change.model_construct(sent, **fields))

    return _many(view, row, one_changed)


@cache
def _row_of(change: Any) -> Any:
    """A change with the id of what it changes."""
    return create_model(
        f"{change.__name__}Row", __base__=change, __doc__=change.__doc__, id=(Key, ...)
    )


@cache
def _body_of(row: Any) -> Any:
    """Many rows of one shape."""
    rows: Any = Annotated[list[row], Field(min_length=1, max_length=MOST)]
    return create_model(
        f"Bulk{row.__name__}", __base__=Given, __doc__=f"Up to {MOST} rows.", rows=(rows, ...)
    )


def _many(
    view: View, row: Any, act: Callable[[Call, Any], Any], together: Together | None = None
) -> View:
    body = _body_of(row)

    def run(request: Call, given: Any) -> object:
        made = _made_together(together, request, given.rows) if together else None
        if made is not None:
            return Bulk(ids=[record.id for record in made])
        return Bulk(ids=_carried_out(act, request, given.rows))

    run.__annotations__["given"] = body
    run.__name__ = f"{view.__name__}_bulk"
    run.__doc__ = f"Many at once, all or none: {view.__doc__}"
    run.__module__ = view.__module__
    return run


def _made_together(together: Together, request: Call, rows: Sequence[Any]) -> Sequence[Any] | None:
    """The records, or nothing where any of them is refused; nothing is written then."""
    with transaction.atomic():  # the whole; within it a savepoint, to which a refusal goes back
        try:
            with transaction.atomic(), whole_effect():
                return together(request, rows)
        except (Refusal, ObjectDoesNotExist, IntegrityError):
            return None


def _carried_out(act: Callable[[Call, Any], Any], request: Call, rows: Sequence[Any]) -> list[Any]:
    """The ids in order. Raises ``RowsRefused`` with the reasons of every row that is refused."""
    ids: list[Any] = []
    reasons: list[Reason] = []
    with transaction.atomic():  # the whole; each row within has a savepoint of its own
        _keys_checked_at_once()
        for number, row in enumerate(rows):
            try:
                with transaction.atomic(), whole_effect():
                    ids.append(act(request, row).id)
            except Exception as error:
                reasons += _at_row(number, error)
        if reasons:
            raise RowsRefused(reasons=tuple(reasons))
    return ids


def _keys_checked_at_once() -> None:
    """Let a key that leads to nothing be found at its row, not at the end of them all."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _at_row(number: int, error: Exception) -> list[Reason]:
    """Why a row is refused; what is no refusal, or passes by itself, is raised again."""
    refusal = refusal_of(error)
    busy = isinstance(error, DatabaseError) and worth_another_try(error)
    if busy or not isinstance(refusal, Refusal):
        raise error
    place = f"rows.{number}"
    return [
        Reason(one.template, one.facts, f"{place}.{one.field}" if one.field else place)
        for one in refusal.reasons
    ]
