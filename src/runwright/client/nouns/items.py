"""Items. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Items(Noun):
    """Items."""

    def list_items(self, **query: Any) -> Iterator[Record]:
        """Items: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [kind], [supply], [tracking], [archived].
        """
        return self._wire.rows("/items", query, "ItemsPage")

    def create_item(self, **fields: Any) -> Record:
        """Make an item.

        Takes code, name, kind, unit_id, [resolution], [tracking], [supply], [lead_time_days],
        [safety_stock], [lot_rule], [lot_size], [smallest_lot], [standard_cost], [sales_price],
        [seconds_go_on], [seconds_value_factor], [barcode].
        """
        return one(self._wire.write("POST", "/items", fields, "Item"))

    def item(self, item_id: object, **query: Any) -> Record:
        """One item with its conversions.

        Takes [expand].
        """
        return one(self._wire.read(f"/items/{item_id}", query, "Item"))

    def change_item(self, item_id: object, **fields: Any) -> Record:
        """Change fields of an item.

        Takes [name], [kind], [tracking], [supply], [lead_time_days], [safety_stock],
        [lot_rule], [lot_size], [smallest_lot], [standard_cost], [sales_price], [seconds_go_on],
        [seconds_value_factor], [barcode].
        """
        return one(self._wire.write("PATCH", f"/items/{item_id}", fields, "Item"))

    def create_item_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make an item.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/items", fields, "Bulk"))

    def change_item_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Change fields of an item.

        Takes rows.
        """
        return one(self._wire.write("PATCH", "/bulk/items", fields, "Bulk"))

    def archive_item(self, item_id: object, **fields: Any) -> Record:
        """Take this item out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/items/{item_id}/archival", fields, "Item"))

    def restore_item(self, item_id: object, **fields: Any) -> Record:
        """Take this item out of the archive.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/items/{item_id}/restoration", fields, "Item"))

    def set_conversion(self, item_id: object, **fields: Any) -> Record:
        """Say what one of another unit is worth.

        Takes unit_id, numerator, [denominator].
        """
        return one(self._wire.write("POST", f"/items/{item_id}/conversions", fields, "Item"))
