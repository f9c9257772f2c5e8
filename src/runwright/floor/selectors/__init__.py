"""Reading what the floor does: its stops, the board of its machines, its devices."""

from runwright.floor.selectors.board import Board, Cell, machine_board
from runwright.floor.selectors.devices import (
    StationDevice,
    at_station,
    device_get,
    device_of,
    device_of_id,
    devices_all,
)
from runwright.floor.selectors.downtimes import (
    downtime_get,
    downtime_reason_get,
    downtime_reasons,
    downtime_reasons_all,
    downtimes_all,
    downtimes_between,
    downtimes_told,
    open_downtimes,
)
from runwright.floor.selectors.parked import (
    Told,
    conflicts_count,
    parked_all,
    parked_get,
    parked_told,
)
from runwright.floor.selectors.screens import StationScreen, station_screen

__all__ = [
    "Board",
    "Cell",
    "StationDevice",
    "StationScreen",
    "Told",
    "at_station",
    "conflicts_count",
    "device_get",
    "device_of",
    "device_of_id",
    "devices_all",
    "downtime_get",
    "downtime_reason_get",
    "downtime_reasons",
    "downtime_reasons_all",
    "downtimes_all",
    "downtimes_between",
    "downtimes_told",
    "machine_board",
    "open_downtimes",
    "parked_all",
    "parked_get",
    "parked_told",
    "station_screen",
]
