"""A database laid out from the models is the one that all migrations lead to."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection
from psycopg.sql import SQL, Identifier

from runwright.cli import new_database
from tests.migrated import server_connection, using

SCHEMA = {
    "columns": """
        SELECT a.attrelid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod),
               a.attnotnull, a.attidentity::text, a.attgenerated::text,
               pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'S')
          AND a.attnum > 0 AND NOT a.attisdropped""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal""",
    "functions": """
        SELECT oid::regprocedure::text, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace""",
    "types": """
        SELECT typname, (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum
                         WHERE enumtypid = pg_type.oid)::text
        FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'""",
    "extensions": "SELECT extname FROM pg_extension",
    "migrations": "SELECT app, name FROM django_migrations",
    "kinds of content": "SELECT app_label, model FROM django_content_type",
    "permissions": """
        SELECT model, codename, p.name FROM auth_permission p
        JOIN django_content_type t ON t.id = p.content_type_id""",
}


@contextmanager
def empty_database(name: str) -> Iterator[None]:
    """Django's connection leads to a database of this name that holds nothing."""
    with server_connection() as server:
        server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        with using(name):
            yield
        server.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


def schema() -> dict[str, set[object]]:
    """Everything in the database that is no row of a person, whatever order it was made in."""
    with connection.cursor() as cursor:
        found = {}
        for name, question in SCHEMA.items():
            cursor.execute(question)
            found[name] = set(cursor.fetchall())
        found["filled tables"] = set(filter(_has_rows, connection.introspection.table_names()))
    return found


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
        return bool(cursor.fetchone()[0])


@pytest.mark.slow
def test_it_is_the_database_that_all_migrations_lead_to(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), empty_database("from_models"):
        assert new_database.is_new()
        new_database.lay_out()
        assert not new_database.is_new()
        made = schema()
    with django_db_blocker.unblock(), empty_database("from_migrations"):
        call_command("migrate", interactive=False, verbosity=0)
        led_to = schema()
    for name in led_to:
        assert (name, made[name] ^ led_to[name]) == (name, set())
    assert all(made[name] for name in SCHEMA)


def test_what_was_broken_off_is_laid_out_all_the_same(
    django_db_setup, django_db_blocker, monkeypatch
):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with django_db_blocker.unblock(), empty_database("broken_off"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(new_database.pgtrigger, "registered", stop)
            new_database.lay_out()
        assert new_database.is_new()
        new_database.lay_out()
        assert not new_database.is_new()
        assert schema()["triggers"]
