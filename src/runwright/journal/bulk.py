"""Many rows at once, by COPY, for services that write whole files."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model
from psycopg import sql


def rows_copy(
    *, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Append rows to the table of ``model``; ``columns`` are names in the database.

    A column that is left out gets the plain default of its field, as ``bulk_create`` would give
    it. Returns the number of rows.
    """
    defaults = _plain_defaults(model, columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, [*columns, *defaults])),
    )
    rest = tuple(defaults.values())
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((*row, *rest))
            count += 1
    return count


def _plain_defaults(model: type[Model], columns: Sequence[str]) -> dict[str, object]:
    return {
        str(field.column): field.default
        for field in model._meta.concrete_fields
        if field.column not in columns and field.has_default() and not callable(field.default)
    }


def ids_draw(*, model: type[Model], count: int) -> list[int]:
    """Draw ``count`` new ids from the sequence of a table, in rising order."""
    with connection.cursor() as cursor:
        cursor.execute(DRAW, [model._meta.db_table, count])
        return [row[0] for row in cursor.fetchall()]


DRAW = """
SELECT nextval(s.name) FROM
    (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name) AS s, generate_series(1, %s)
"""


def statistics_refresh() -> None:
    """Let the planner know what a bulk write has brought, before the first question about it.

    The database notices by itself within a minute or so; until then it plans as if the tables were
    still as small as before. A role that does not own the tables is warned and passed over.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
