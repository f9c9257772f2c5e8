"""Purchase orders. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class PurchaseOrders(Noun):
    """Purchase orders."""

    def list_purchase_orders(self, **query: Any) -> Iterator[Record]:
        """Purchase orders: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [supplier], [expected], [late], [created_from],
        [created_to].
        """
        return self._wire.rows("/purchase-orders", query, "PurchaseOrdersPage")

    def create_purchase_order(self, **fields: Any) -> Record:
        """Write an order, of lines or of approved requests, as a draft.

        Takes supplier_id, [lines], [request_ids], [note].
        """
        return one(self._wire.write("POST", "/purchase-orders", fields, "PurchaseOrder"))

    def list_receipts(self, **query: Any) -> Iterator[Record]:
        """Receipts of orders: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [supplier], [item], [at_from], [at_to].
        """
        return self._wire.rows("/receipts", query, "ReceiptsPage")

    def purchase_order(self, order_id: object, **query: Any) -> Record:
        """One purchase order with its lines, receipts, and the verbs possible now.

        Takes [expand].
        """
        return one(self._wire.read(f"/purchase-orders/{order_id}", query, "PurchaseOrder"))

    def create_purchase_order_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Write an order, of lines or of approved requests, as a draft.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/purchase-orders", fields, "Bulk"))

    def change_purchase_line(self, line_id: object, **fields: Any) -> Record:
        """Change a line of an order.

        Takes [quantity], [price], [due_on], [reason].
        """
        return one(self._wire.write("PATCH", f"/purchase-lines/{line_id}", fields, "PurchaseOrder"))

    def remove_purchase_line(self, line_id: object, **fields: Any) -> Record:
        """Take a line off a draft.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/purchase-lines/{line_id}/removal", fields, "PurchaseOrder")
        )

    def send_purchase_order(self, order_id: object, **fields: Any) -> Record:
        """Order it: the goods are expected, and claimed for what they were requested for."""
        return one(
            self._wire.write(
                "POST", f"/purchase-orders/{order_id}/sending", fields, "PurchaseOrder"
            )
        )

    def close_purchase_order(self, order_id: object, **fields: Any) -> Record:
        """The rest will not come.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/purchase-orders/{order_id}/closing", fields, "PurchaseOrder"
            )
        )

    def cancel_purchase_order(self, order_id: object, **fields: Any) -> Record:
        """Take it back before anything came.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/purchase-orders/{order_id}/cancellation", fields, "PurchaseOrder"
            )
        )

    def receive_purchase_order(self, order_id: object, **fields: Any) -> Record:
        """Goods came, with place, lot and expiry.

        Takes arrivals, [delivery_note].
        """
        return one(
            self._wire.write(
                "POST", f"/purchase-orders/{order_id}/receipts", fields, "PurchaseOrder"
            )
        )

    def reverse_receipt_line(self, receipt_line_id: object, **fields: Any) -> Record:
        """Undo a line of a receipt by its opposite.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/receipt-lines/{receipt_line_id}/reversal", fields, "PurchaseOrder"
            )
        )
