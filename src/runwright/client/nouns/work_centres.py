"""Work centres. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class WorkCentres(Noun):
    """Work centres."""

    def list_work_centres(self, **query: Any) -> Iterator[Record]:
        """Work centres: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [department], [archived].
        """
        return self._wire.rows("/work-centres", query, "WorkCentresPage")

    def create_work_centre(self, **fields: Any) -> Record:
        """Make a work centre.

        Takes code, name, [department_id], [schedule_id], [lanes], [efficiency],
        [cost_per_hour], [oee_target], [alternative_ids].
        """
        return one(self._wire.write("POST", "/work-centres", fields, "WorkCentre"))

    def work_centre(self, work_centre_id: object, **query: Any) -> Record:
        """One work centre with its machines.

        Takes [expand].
        """
        return one(self._wire.read(f"/work-centres/{work_centre_id}", query, "WorkCentre"))

    def change_work_centre(self, work_centre_id: object, **fields: Any) -> Record:
        """Change fields of a work centre.

        Takes [name], [department_id], [schedule_id], [lanes], [efficiency], [cost_per_hour],
        [oee_target], [alternative_ids].
        """
        return one(
            self._wire.write("PATCH", f"/work-centres/{work_centre_id}", fields, "WorkCentre")
        )

    def create_work_centre_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a work centre.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/work-centres", fields, "Bulk"))

    def change_work_centre_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Change fields of a work centre.

        Takes rows.
        """
        return one(self._wire.write("PATCH", "/bulk/work-centres", fields, "Bulk"))

    def archive_work_centre(self, work_centre_id: object, **fields: Any) -> Record:
        """Take this work centre out of use.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/work-centres/{work_centre_id}/archival", fields, "WorkCentre"
            )
        )

    def restore_work_centre(self, work_centre_id: object, **fields: Any) -> Record:
        """Take this work centre out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/work-centres/{work_centre_id}/restoration", fields, "WorkCentre"
            )
        )
