"""Records as the client gives them: dictionaries with exact numbers."""

from decimal import Decimal
from functools import cache
from typing import Any

from runwright.client.shapes import SHAPES

NUMBER = "#"
EVERY = "*"
"""Beside a field that is a number, and for whatever names an answer has."""


class Record(dict[str, Any]):
    """An answer by field; ``etag`` names this very state of it, to be sent as ``_match``."""

    etag: str = ""


def exact(value: Any, shape: str) -> Any:
    """The value with its decimals as ``Decimal``; ``shape`` is a name in ``SHAPES``, or ``#`` for a
    number itself."""
    if isinstance(value, list):
        return [exact(part, shape) for part in value]
    if shape == NUMBER:
        return Decimal(value) if isinstance(value, str) else value
    if not isinstance(value, dict):
        return value
    inner = _fields(shape)
    other = inner.get(EVERY, "")
    return Record({name: exact(part, inner.get(name, other)) for name, part in value.items()})


@cache
def _fields(shape: str) -> dict[str, str]:
    """The fields of a schema that lead to numbers: ``quantity materials:Material``."""
    parted = (told.partition(":") for told in SHAPES.get(shape, "").split())
    return {name: inner or NUMBER for name, _, inner in parted}
