"""What the role of the running program may do in the database: work with rows, and no more.

Migrations are run by the owner of the tables, the program by another role that can neither change
the schema nor edit what is append-only.
"""

import pgtrigger
from django.db import connection
from psycopg import sql

READ_AND_ADD = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")
GRANTS = (
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def give(role: str) -> None:
    """Grant ``role`` what the program needs; safe to repeat. The role must exist already."""
    with connection.cursor() as cursor:
        names = {
            "role": sql.Identifier(role),
            "database": sql.Identifier(str(connection.settings_dict["NAME"])),
        }
        for grant in GRANTS:
            cursor.execute(sql.SQL(grant).format(**names))
        for table in append_only_tables():
            cursor.execute(READ_AND_ADD.format(table=sql.Identifier(table), **names))


def append_only_tables() -> list[str]:
    """Facts, the journal and the history of masters: every table whose rows never change."""
    return sorted(
        model._meta.db_table
        for model, trigger in pgtrigger.registered()
        if trigger.name == "append_only"
    )
