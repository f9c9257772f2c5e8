"""``runwright restore FILE``: the database as a backup has it; all of it or nothing."""

import argparse
import tempfile
from pathlib import Path

from runwright.cli import postgres_tools
from runwright.cli.ground import say

EMPTY = b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--yes", action="store_true", help="really replace what is there")


def run(options: argparse.Namespace) -> int:
    if not options.yes:
        say("This replaces everything in the database. Say --yes to do it.")
        return 1
    if not options.file.is_file():
        say(f"There is no file {options.file}.")
        return 1
    from runwright.cli.verbs import migrate

    migrate.as_owner()
    replace(options.file)
    return migrate.run(argparse.Namespace(quiet=True))


def replace(backup: Path) -> None:
    """Empty the database and read the backup within one transaction.

    The backup is turned into a script first: a file that is no backup is found out before the
    database is touched. Who may do what is not read from it, for the roles may be others here:
    ``migrate`` grants it anew.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        words = ("--no-owner", "--no-privileges", "--file", str(script))
        postgres_tools.run("pg_restore", *words, str(backup.absolute()))
        whole = Path(folder) / "whole.sql"
        with whole.open("wb") as target, script.open("rb") as source:
            target.write(EMPTY)
            for line in source:
                if not line.startswith(b"CREATE SCHEMA public"):
                    target.write(line)
        postgres_tools.run(
            "psql", "--quiet", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-f", str(whole)
        )
