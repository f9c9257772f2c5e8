"""The floor's records: downtime, enrolled devices, and scans that wait or are in conflict."""

from runwright.floor.models.devices import Device
from runwright.floor.models.downtimes import (
    Downtime,
    DowntimeEnd,
    DowntimeReason,
    DowntimeStart,
    Loss,
)
from runwright.floor.models.parked import PARKED_STATES, ParkedScan

__all__ = [
    "PARKED_STATES",
    "Device",
    "Downtime",
    "DowntimeEnd",
    "DowntimeReason",
    "DowntimeStart",
    "Loss",
    "ParkedScan",
]
