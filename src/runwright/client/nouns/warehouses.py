"""Warehouses. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Warehouses(Noun):
    """Warehouses."""

    def list_warehouses(self, **query: Any) -> Iterator[Record]:
        """Warehouses: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [archived].
        """
        return self._wire.rows("/warehouses", query, "WarehousesPage")

    def create_warehouse(self, **fields: Any) -> Record:
        """Make a warehouse.

        Takes code, name.
        """
        return one(self._wire.write("POST", "/warehouses", fields, "Warehouse"))

    def warehouse(self, warehouse_id: object, **query: Any) -> Record:
        """One warehouse with its places.

        Takes [expand].
        """
        return one(self._wire.read(f"/warehouses/{warehouse_id}", query, "Warehouse"))

    def create_warehouse_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a warehouse.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/warehouses", fields, "Bulk"))

    def create_place(self, warehouse_id: object, **fields: Any) -> Record:
        """Make a storage place.

        Takes code, name.
        """
        return one(
            self._wire.write("POST", f"/warehouses/{warehouse_id}/places", fields, "Warehouse")
        )

    def update_warehouse(self, warehouse_id: object, **fields: Any) -> Record:
        """Change a warehouse: its name, and for what it is the default.

        Takes name, [is_components_default], [is_goods_default].
        """
        return one(
            self._wire.write("POST", f"/warehouses/{warehouse_id}/update", fields, "Warehouse")
        )

    def archive_warehouse(self, warehouse_id: object, **fields: Any) -> Record:
        """Take this warehouse out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/warehouses/{warehouse_id}/archival", fields, "Warehouse")
        )

    def restore_warehouse(self, warehouse_id: object, **fields: Any) -> Record:
        """Take this warehouse out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/warehouses/{warehouse_id}/restoration", fields, "Warehouse")
        )

    def place(self, place_id: object, **query: Any) -> Record:
        """One storage place.

        Takes [expand].
        """
        return one(self._wire.read(f"/places/{place_id}", query, "StoragePlaceNow"))

    def update_place(self, place_id: object, **fields: Any) -> Record:
        """Rename a storage place.

        Takes name.
        """
        return one(
            self._wire.write("POST", f"/places/{place_id}/update", fields, "StoragePlaceNow")
        )

    def archive_place(self, place_id: object, **fields: Any) -> Record:
        """Take this place out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/places/{place_id}/archival", fields, "StoragePlaceNow")
        )

    def restore_place(self, place_id: object, **fields: Any) -> Record:
        """Take this place out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/places/{place_id}/restoration", fields, "StoragePlaceNow")
        )
