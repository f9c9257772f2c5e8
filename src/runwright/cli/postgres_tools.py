"""PostgreSQL's own programs, from the binaries in the data home, on whatever database is used."""

import os
import subprocess

from django.conf import settings

from runwright.cli.ground import say


class ToolFailed(SystemExit):
    """The program ended badly; its own words were shown. The exit code is 1."""


def command(program: str, *arguments: str) -> list[str]:
    """The command line; with a foreign server the programs still come from our wheel."""
    settings.SERVER.provide_binaries()
    return [str(settings.SERVER.binaries / program), *arguments]


def environment() -> dict[str, str]:
    """Where the database is and the password, not visible in the list of processes."""
    if not settings.DATABASE_URL:
        settings.SERVER.ensure()
    database = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(database[name]) for variable, name in names.items() if database[name]}
    return os.environ | given | {"PGDATABASE": str(database["NAME"])}


def run(program: str, *arguments: str) -> None:
    """Run ``program`` on our database; raises ``ToolFailed`` after showing what it said."""
    done = subprocess.run(
        command(program, *arguments), env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        say(done.stderr.strip())
        raise ToolFailed(1)
