"""Sales orders. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class SalesOrders(Noun):
    """Sales orders."""

    def list_sales_orders(self, **query: Any) -> Iterator[Record]:
        """Sales orders: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [customer], [channel], [late], [created_from],
        [created_to].
        """
        return self._wire.rows("/sales-orders", query, "SalesOrdersPage")

    def create_sales_order(self, **fields: Any) -> Record:
        """Write a sales order as an estimate; one of another channel is made once.

        Takes customer_id, [lines], [promised_on], [priority], [warehouse_id], [channel],
        [external_reference], [note].
        """
        return one(self._wire.write("POST", "/sales-orders", fields, "SalesOrder"))

    def sales_order(self, order_id: object, **query: Any) -> Record:
        """One sales order with its lines, deliveries, margin, and the verbs possible now.

        Takes [expand].
        """
        return one(self._wire.read(f"/sales-orders/{order_id}", query, "SalesOrder"))

    def change_sales_order(self, order_id: object, **fields: Any) -> Record:
        """Change the promised day, the priority or the note.

        Takes [promised_on], [priority], [note], [reason].
        """
        return one(self._wire.write("PATCH", f"/sales-orders/{order_id}", fields, "SalesOrder"))

    def create_sales_order_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Write a sales order as an estimate; one of another channel is
        made once.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/sales-orders", fields, "Bulk"))

    def add_sales_line(self, order_id: object, **fields: Any) -> Record:
        """Put one more line on an estimate.

        Takes item_id, quantity, [unit_id], [price].
        """
        return one(
            self._wire.write("POST", f"/sales-orders/{order_id}/lines", fields, "SalesOrder")
        )

    def change_sales_line(self, line_id: object, **fields: Any) -> Record:
        """Change the quantity or the price of a line.

        Takes [quantity], [price], [reason].
        """
        return one(self._wire.write("PATCH", f"/sales-lines/{line_id}", fields, "SalesOrder"))

    def make_for_sales_line(self, line_id: object, **fields: Any) -> Record:
        """Make a manufacturing order for what of a confirmed line is not made yet, or for a part.

        Takes [quantity].
        """
        return one(self._wire.write("POST", f"/sales-lines/{line_id}/orders", fields, "Order"))

    def remove_sales_line(self, line_id: object, **fields: Any) -> Record:
        """Take a line off an estimate."""
        return one(
            self._wire.write("POST", f"/sales-lines/{line_id}/removal", fields, "SalesOrder")
        )

    def confirm_sales_order(self, order_id: object, **fields: Any) -> Record:
        """It is a promise: stock keeps for it what there is."""
        return one(
            self._wire.write("POST", f"/sales-orders/{order_id}/confirmation", fields, "SalesOrder")
        )

    def lose_sales_order(self, order_id: object, **fields: Any) -> Record:
        """The customer does not want it, for a reason.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/sales-orders/{order_id}/loss", fields, "SalesOrder"))

    def cancel_sales_order(self, order_id: object, **fields: Any) -> Record:
        """It is off.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/sales-orders/{order_id}/cancellation", fields, "SalesOrder")
        )

    def close_sales_order(self, order_id: object, **fields: Any) -> Record:
        """The customer does without the rest.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/sales-orders/{order_id}/closing", fields, "SalesOrder")
        )

    def deliver_sales_order(self, order_id: object, **fields: Any) -> Record:
        """Goods go to the customer.

        Takes shipments, [note].
        """
        return one(
            self._wire.write("POST", f"/sales-orders/{order_id}/deliveries", fields, "SalesOrder")
        )

    def reverse_delivery_line(self, delivery_line_id: object, **fields: Any) -> Record:
        """Undo a line of a delivery by its opposite.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/delivery-lines/{delivery_line_id}/reversal", fields, "SalesOrder"
            )
        )
