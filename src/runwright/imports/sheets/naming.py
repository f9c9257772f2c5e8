"""Records by the codes that rows name them by, and the write that most kinds share."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from runwright.imports.errors import CodeUnknown, FixedCell
from runwright.imports.sheets.definition import Group, Values
from runwright.kernel.errors import Word, gettext_noop
from runwright.people.actor import Actor

Service = Callable[..., Any]
Fields = Callable[[Values, Actor], Values]


KINDS = {
    kind: Word(kind)
    for kind in (
        gettext_noop("attribute value"),
        gettext_noop("bill of materials"),
        gettext_noop("department"),
        gettext_noop("item"),
        gettext_noop("place"),
        gettext_noop("routing"),
        gettext_noop("station"),
        gettext_noop("supplier"),
        gettext_noop("unit"),
        gettext_noop("unit category"),
        gettext_noop("user"),
        gettext_noop("work centre"),
        gettext_noop("work schedule"),
    )
}


def named(rows: QuerySet[Any], code: str, *, kind: str, field: str, by: str = "code") -> Any:
    """The record of this code. Raises ``CodeUnknown`` at the column ``field``."""
    word, found = KINDS[kind], rows.filter(**{by: code}).first()
    if found is None:
        raise CodeUnknown(kind=word, code=code, field=field)
    return found


def named_id(
    rows: QuerySet[Any], code: str, *, kind: str, field: str, by: str = "code"
) -> int | None:
    """The key of the record of this code; nothing where the cell is empty."""
    return int(named(rows, code, kind=kind, field=field, by=by).pk) if code else None


def named_ids(rows: QuerySet[Any], codes: Iterable[str], *, kind: str, field: str) -> list[int]:
    """The keys of the records of these codes."""
    return [int(named(rows, code, kind=kind, field=field).pk) for code in codes]


def as_it_is(row: Values, actor: Actor) -> Values:
    """A row whose columns are what the services take."""
    return dict(row)


def fixed_refuse(group: Group, *keys: str) -> None:
    """Refuse another value in what stays as it was made. Raises ``FixedCell``."""
    for key in keys:
        if key in group.rows[0] and group.old and group.rows[0][key] != group.old[0][key]:
            raise FixedCell(old=group.old[0][key], field=key)


def flat(
    create: Service, update: Service, key: str, fields: Fields, *fixed: str
) -> Callable[[Group, Actor], Any]:
    """Make a record from its one row, or change it; ``key`` is how the service is told which.

    ``fields`` turns the row into what the services take. What the file does not say is left to
    the service; ``fixed`` columns cannot change.
    """

    def write(group: Group, actor: Actor) -> Any:
        fixed_refuse(group, *fixed)
        values = fields(group.rows[0], actor)
        if group.is_new:
            said = {name: value for name, value in values.items() if value is not None}
            return create(**said, actor=actor)
        changing = {name: value for name, value in values.items() if name not in ("code", *fixed)}
        return update(**{key: group.record_id}, **changing, actor=actor)

    return write


def withdrawal(archive: Service, key: str, *, many: bool = True) -> Callable[[Group, Actor], Any]:
    """Take a record that was made by an import out of use."""

    def withdraw(group: Group, actor: Actor) -> Any:
        return archive(**{key: [group.record_id] if many else group.record_id}, actor=actor)

    return withdraw
