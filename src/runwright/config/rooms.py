"""The rooms in their order, bottom to top; rooms named in one string do not know each other.

The import contract, the relation test and ``INSTALLED_APPS`` are all made from this table.
"""

from pathlib import Path

LAYERS: tuple[str, ...] = (
    "kernel client",
    "planning costing",
    "journal",
    "tasks",
    "people",
    "company",
    "units",
    "catalog partners",
    "stock",
    "resources",
    "engineering",
    "sales purchasing",
    "production",
    "quality",
    "floor",
    "planner",
    "integrations",
    "reports",
    "imports labels",
    "demo",
    "web api jobs cli",
    "config",
)

ROOMS: tuple[str, ...] = tuple(room for layer in LAYERS for room in layer.split())

_PACKAGE = Path(__file__).resolve().parent.parent


def has_records(room: str) -> bool:
    """True when the room is a Django application: it declares itself or has models."""
    folder = _PACKAGE / room
    return any((folder / name).exists() for name in ("apps.py", "models.py", "models"))


def exists(room: str) -> bool:
    """True when the room has been built."""
    return (_PACKAGE / room / "__init__.py").exists()


def applications() -> list[str]:
    """The rooms that Django has to know, in their order."""
    return [f"runwright.{room}" for room in ROOMS if has_records(room)]
