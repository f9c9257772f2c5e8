"""A database to copy: laying one out takes seconds, copying it a tenth of one.

It is kept from run to run, under a name made of the migrations and the locked packages, and made
anew when those change.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.sql import SQL, Identifier

from runwright.cli import new_database

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "migrated_"
DRAFT = "migrating"


def template() -> str:
    """The name of the database to copy, made first where it is missing."""
    name = PREFIX + _digest()
    with _alone(), server_connection() as server:
        known = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if name not in known:
            for old in known:
                if old.startswith(PREFIX) or old == DRAFT:
                    server.execute(SQL("DROP DATABASE {}").format(Identifier(old)))
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(DRAFT)))
            with using(DRAFT):
                new_database.lay_out()
            rename = SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(Identifier(DRAFT), Identifier(name)))
    return name


def _digest() -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in sorted((ROOT / "src" / "runwright").glob("*/migrations/*.py")):
        digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def using(name: str) -> Iterator[None]:
    """Django's connection leads to another database for a while."""
    used = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = used


@contextmanager
def _alone() -> Iterator[None]:
    """One test process at a time makes the database."""
    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    with (Path(settings.HOME) / "migrated.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def server_connection() -> Iterator[psycopg.Connection]:
    """A connection outside of the tests' databases, without a transaction."""
    parameters = connection.get_connection_params() | {"dbname": "postgres", "autocommit": True}
    parameters.pop("cursor_factory")
    parameters.pop("context")
    with psycopg.connect(**parameters) as server:
        yield server
