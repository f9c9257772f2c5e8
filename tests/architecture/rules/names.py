"""Names: a function without a room has not been named yet."""

from pathlib import Path

from tests.architecture.rules.source import files

NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "misc", "shared", "tools"}
PRESCRIBED = {"config/engine/base.py"}
"""Django looks for the connection of a database engine under this name."""

HOUSE_NAMES = {
    "model": "models",
    "managers": "models",
    "service": "services",
    "commands": "services",
    "queries": "selectors",
    "selector": "selectors",
    "exceptions": "errors",
    "enums": "states",
    "choices": "states",
    "constants": "the module that uses them",
    "signals": "a service",
}


def nameless(package: Path) -> list[str]:
    """No module and no package is called utils, helpers, common, base …"""
    return [
        f"{path.relative_to(package)}: “{name}” is not a name"
        for path in files(package)
        for name in _own_names(path, package) & NAMELESS
        if path.relative_to(package).as_posix() not in PRESCRIBED
    ]


def foreign_names(package: Path) -> list[str]:
    """The same files in every room: models, states, services, selectors, rules, errors."""
    return [
        f"{path.relative_to(package)}: the house calls this {HOUSE_NAMES[name]}"
        for path in files(package)
        for name in _own_names(path, package) & set(HOUSE_NAMES)
    ]


def _own_names(path: Path, package: Path) -> set[str]:
    return set(path.relative_to(package).with_suffix("").parts)
