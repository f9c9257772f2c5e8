"""Doors: who may touch what, beyond the order of the rooms that import-linter watches."""

from pathlib import Path

from tests.architecture.rules.source import files, imports

THIN = ("web", "api", "jobs", "cli")
PURE = ("kernel", "planning", "costing")
IMPURE = ("django", "psycopg", "procrastinate", "pghistory", "pgtrigger", "random", "requests")


def records_behind_the_door(package: Path) -> list[str]:
    """Web, API, jobs and commands call services and selectors, never the records of a room."""
    return [
        f"{path.relative_to(package)}:{line} imports {name}"
        for room in THIN
        for path in files(package / room)
        for line, name in imports(path)
        if name.startswith("runwright.") and "models" in name.split(".")
    ]


def impure_imports(package: Path) -> list[str]:
    """The pure rooms know no framework, no database and no chance."""
    return [
        f"{path.relative_to(package)}:{line} imports {name}"
        for room in PURE
        for path in files(package / room)
        for line, name in imports(path)
        if name.split(".")[0] in IMPURE
    ]
