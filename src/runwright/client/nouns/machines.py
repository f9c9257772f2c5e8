"""Machines. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Machines(Noun):
    """Machines."""

    def list_machines(self, **query: Any) -> Iterator[Record]:
        """Machines: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [centre], [department], [archived].
        """
        return self._wire.rows("/machines", query, "MachinesPage")

    def create_machine(self, **fields: Any) -> Record:
        """Make a machine of a work centre.

        Takes code, name, work_centre_id, [serial_number].
        """
        return one(self._wire.write("POST", "/machines", fields, "Machine"))

    def machine(self, machine_id: object, **query: Any) -> Record:
        """One machine.

        Takes [expand].
        """
        return one(self._wire.read(f"/machines/{machine_id}", query, "Machine"))

    def change_machine(self, machine_id: object, **fields: Any) -> Record:
        """Change a machine, or move it to another work centre.

        Takes [name], [work_centre_id], [serial_number].
        """
        return one(self._wire.write("PATCH", f"/machines/{machine_id}", fields, "Machine"))

    def create_machine_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a machine of a work centre.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/machines", fields, "Bulk"))

    def change_machine_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Change a machine, or move it to another work centre.

        Takes rows.
        """
        return one(self._wire.write("PATCH", "/bulk/machines", fields, "Bulk"))

    def archive_machine(self, machine_id: object, **fields: Any) -> Record:
        """Take this machine out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/machines/{machine_id}/archival", fields, "Machine"))

    def restore_machine(self, machine_id: object, **fields: Any) -> Record:
        """Take this machine out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/machines/{machine_id}/restoration", fields, "Machine")
        )
