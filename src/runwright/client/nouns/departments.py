"""Departments. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Departments(Noun):
    """Departments."""

    def list_departments(self, **query: Any) -> Iterator[Record]:
        """Departments: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [archived].
        """
        return self._wire.rows("/departments", query, "DepartmentsPage")

    def create_department(self, **fields: Any) -> Record:
        """Make a department.

        Takes code, name, [labour_rate].
        """
        return one(self._wire.write("POST", "/departments", fields, "Department"))

    def department(self, department_id: object, **query: Any) -> Record:
        """One department.

        Takes [expand].
        """
        return one(self._wire.read(f"/departments/{department_id}", query, "Department"))

    def change_department(self, department_id: object, **fields: Any) -> Record:
        """Change a department.

        Takes [name], [labour_rate], [operator_ids].
        """
        return one(self._wire.write("PATCH", f"/departments/{department_id}", fields, "Department"))

    def create_department_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a department.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/departments", fields, "Bulk"))

    def archive_department(self, department_id: object, **fields: Any) -> Record:
        """Take this department out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/departments/{department_id}/archival", fields, "Department")
        )

    def restore_department(self, department_id: object, **fields: Any) -> Record:
        """Take this department out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/departments/{department_id}/restoration", fields, "Department"
            )
        )
