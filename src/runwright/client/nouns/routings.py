"""Routings. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Routings(Noun):
    """Routings."""

    def list_routings(self, **query: Any) -> Iterator[Record]:
        """Routings: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [item], [archived].
        """
        return self._wire.rows("/routings", query, "RoutingsPage")

    def create_routing(self, **fields: Any) -> Record:
        """Make a routing.

        Takes item_id, name, [code], operations.
        """
        return one(self._wire.write("POST", "/routings", fields, "Routing"))

    def routing(self, routing_id: object, **query: Any) -> Record:
        """One routing with its operations.

        Takes [expand].
        """
        return one(self._wire.read(f"/routings/{routing_id}", query, "Routing"))

    def change_routing(self, routing_id: object, **fields: Any) -> Record:
        """Change a routing that no order has used.

        Takes [name], [operations].
        """
        return one(self._wire.write("PATCH", f"/routings/{routing_id}", fields, "Routing"))

    def create_routing_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a routing.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/routings", fields, "Bulk"))

    def revise_routing(self, routing_id: object, **fields: Any) -> Record:
        """Make the next version, with the same operations."""
        return one(self._wire.write("POST", f"/routings/{routing_id}/versions", fields, "Routing"))

    def copy_routing(self, routing_id: object, **fields: Any) -> Record:
        """Make a routing of its own with the same operations.

        Takes [item_id], [code].
        """
        return one(self._wire.write("POST", f"/routings/{routing_id}/copies", fields, "Routing"))

    def archive_routing(self, routing_id: object, **fields: Any) -> Record:
        """Take this routing out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/routings/{routing_id}/archival", fields, "Routing"))

    def restore_routing(self, routing_id: object, **fields: Any) -> Record:
        """Take this routing out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/routings/{routing_id}/restoration", fields, "Routing")
        )
