"""Terms of suppliers. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class SupplierItems(Noun):
    """Terms of suppliers."""

    def list_supplier_items(self, **query: Any) -> Iterator[Record]:
        """Suppliers' prices: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [item], [supplier], [preferred].
        """
        return self._wire.rows("/supplier-items", query, "SupplierItemsPage")

    def set_supplier_item(self, **fields: Any) -> Record:
        """Keep the terms on which a supplier sells an item.

        Takes supplier_id, item_id, price, [unit_id], [lead_time_days], [smallest_order],
        [multiple], [supplier_code], [is_preferred].
        """
        return one(self._wire.write("POST", "/supplier-items", fields, "SupplierItem"))

    def supplier_item(self, term_id: object, **query: Any) -> Record:
        """The terms of one supplier for one item.

        Takes [expand].
        """
        return one(self._wire.read(f"/supplier-items/{term_id}", query, "SupplierItem"))

    def set_supplier_item_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Keep the terms on which a supplier sells an item.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/supplier-items", fields, "Bulk"))

    def remove_supplier_item(self, term_id: object, **fields: Any) -> Record:
        """The supplier does not sell the item any longer.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/supplier-items/{term_id}/removal", fields, "Done"))
