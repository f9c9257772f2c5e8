"""Counts. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Counts(Noun):
    """Counts."""

    def list_counts(self, **query: Any) -> Iterator[Record]:
        """Counts: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [warehouse], [opened_from], [opened_to].
        """
        return self._wire.rows("/counts", query, "CountsPage")

    def open_count(self, **fields: Any) -> Record:
        """Open a sheet.

        Takes warehouse_id, [place_id], [item_ids].
        """
        return one(self._wire.write("POST", "/counts", fields, "Count"))

    def count(self, count_id: object, **query: Any) -> Record:
        """One sheet with its lines.

        Takes [expand].
        """
        return one(self._wire.read(f"/counts/{count_id}", query, "Count"))

    def enter(self, count_id: object, **fields: Any) -> Record:
        """Enter what was found.

        Takes entries.
        """
        return one(self._wire.write("POST", f"/counts/{count_id}/entries", fields, "Count"))

    def find(self, count_id: object, **fields: Any) -> Record:
        """Enter goods that were found where the books know of none.

        Takes item_id, quantity, [place_id], [lot_number], [grade].
        """
        return one(self._wire.write("POST", f"/counts/{count_id}/finds", fields, "Count"))

    def post(self, count_id: object, **fields: Any) -> Record:
        """Make the books say what was counted.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/counts/{count_id}/posting", fields, "Count"))

    def cancel(self, count_id: object, **fields: Any) -> Record:
        """Put a sheet away; the books stay as they are.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/counts/{count_id}/cancellation", fields, "Count"))
