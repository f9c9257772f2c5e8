"""Stations. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Stations(Noun):
    """Stations."""

    def list_stations(self, **query: Any) -> Iterator[Record]:
        """Stations: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [type], [department], [archived].
        """
        return self._wire.rows("/stations", query, "StationsPage")

    def create_station(self, **fields: Any) -> Record:
        """Make a station.

        Takes name, type, [department_id], [is_material_checked], [label_kind], [label_size].
        """
        return one(self._wire.write("POST", "/stations", fields, "Station"))

    def station(self, station_id: object, **query: Any) -> Record:
        """One station with the operations it serves.

        Takes [expand].
        """
        return one(self._wire.read(f"/stations/{station_id}", query, "Station"))

    def change_station(self, station_id: object, **fields: Any) -> Record:
        """Change a station; its type is refused to change.

        Takes [name], [type], [department_id], [is_material_checked], [label_kind],
        [label_size].
        """
        return one(self._wire.write("PATCH", f"/stations/{station_id}", fields, "Station"))

    def create_station_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a station.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/stations", fields, "Bulk"))

    def archive_station(self, station_id: object, **fields: Any) -> Record:
        """Take this station out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/stations/{station_id}/archival", fields, "Station"))

    def restore_station(self, station_id: object, **fields: Any) -> Record:
        """Take this station out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/stations/{station_id}/restoration", fields, "Station")
        )

    def serve_operations(self, station_id: object, **fields: Any) -> Record:
        """Say all the operations a station serves.

        Takes operation_ids.
        """
        return one(
            self._wire.write("POST", f"/stations/{station_id}/operations", fields, "Station")
        )

    def serve_operations_named(self, station_id: object, **fields: Any) -> Record:
        """Let a station serve every operation of a name as well.

        Takes name.
        """
        return one(
            self._wire.write(
                "POST", f"/stations/{station_id}/operations/by-name", fields, "Station"
            )
        )

    def serve_operation(self, operation_id: object, **fields: Any) -> Record:
        """Say all the stations at which an operation is confirmed, also in a routing in use.

        Takes station_ids.
        """
        return one(
            self._wire.write(
                "POST", f"/operations/{operation_id}/stations", fields, "OperationStations"
            )
        )
