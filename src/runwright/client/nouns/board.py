"""Machine board. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Board(Noun):
    """Machine board."""

    def board(self, **query: Any) -> Record:
        """Every machine running, idle or down, with its jobs, its next job and today's output.

        Takes [department].
        """
        return one(self._wire.read("/machines/board", query, "MachineBoard"))
