"""Reading what the floor does: its stops, and the board of its machines."""

from runwright.floor.selectors.board import Board, Cell, machine_board
from runwright.floor.selectors.downtimes import (
    downtime_get,
    downtime_reasons,
    downtimes_all,
    downtimes_told,
    open_downtimes,
)

__all__ = [
    "Board",
    "Cell",
    "downtime_get",
    "downtime_reasons",
    "downtimes_all",
    "downtimes_told",
    "machine_board",
    "open_downtimes",
]
