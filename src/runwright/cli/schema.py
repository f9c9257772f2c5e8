"""Is the database behind the program? Asked without setting Django up, for a quick start."""

import importlib.util
from pathlib import Path

import psycopg
from django.conf import settings


def address() -> str:
    """The address of the database, our own server running."""
    return settings.DATABASE_URL or settings.SERVER.ensure()


def behind() -> bool:
    """True when a migration of any application has not been run on the database."""
    try:
        with psycopg.connect(address(), connect_timeout=5) as connection:
            rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    except psycopg.errors.UndefinedTable:
        return True
    return bool(_shipped() - set(rows))


def _shipped() -> set[tuple[str, str]]:
    """Every migration on disk as (application label, name).

    Labels are the last part of an application's name but for procrastinate, which calls itself so.
    """
    return {
        (label, path.stem)
        for application in settings.INSTALLED_APPS
        for label in [_label(application)]
        for path in (_folder(application) / "migrations").glob("[0-9]*.py")
    }


def _label(application: str) -> str:
    return "procrastinate" if "procrastinate" in application else application.rpartition(".")[2]


def _folder(application: str) -> Path:
    top, *inner = application.split(".")
    spec = importlib.util.find_spec(top)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "").joinpath(*inner)
