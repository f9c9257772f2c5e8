"""Devices. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Devices(Noun):
    """Devices."""

    def list_devices(self, **query: Any) -> Iterator[Record]:
        """Devices: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [enrolled], [clock].
        """
        return self._wire.rows("/devices", query, "DevicesPage")

    def create_device(self, **fields: Any) -> Record:
        """Name a device of a station, and get the code that enrols it.

        Takes name, station_id.
        """
        return one(self._wire.write("POST", "/devices", fields, "Enrolment"))

    def device(self, device_id: object, **query: Any) -> Record:
        """One device.

        Takes [expand].
        """
        return one(self._wire.read(f"/devices/{device_id}", query, "Device"))

    def change_device(self, device_id: object, **fields: Any) -> Record:
        """Change the name of a device, or let it be another station.

        Takes [name], [station_id].
        """
        return one(self._wire.write("PATCH", f"/devices/{device_id}", fields, "Device"))

    def issue_code(self, device_id: object, **fields: Any) -> Record:
        """A new code, to enrol a device again."""
        return one(self._wire.write("POST", f"/devices/{device_id}/codes", fields, "Enrolment"))

    def revoke_device(self, device_id: object, **fields: Any) -> Record:
        """Make the token of a device useless.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/devices/{device_id}/revocation", fields, "Device"))
