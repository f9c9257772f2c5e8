"""What every noun of the client stands on."""

from typing import Any

from runwright.client.records import Record
from runwright.client.wire import Wire


class Noun:
    """The calls of one noun of the API, over one wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire


def one(told: Any) -> Record:
    """A single answer."""
    return told if isinstance(told, Record) else Record()
