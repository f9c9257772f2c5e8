"""Orders. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class WaysOut(Noun):
    """Orders."""

    def family(self, order_id: object) -> Record:
        """The orders that belong to an order."""
        return one(self._wire.read(f"/orders/{order_id}/family", {}, "Family"))

    def make_child(self, line_id: object, **fields: Any) -> Record:
        """Make an order for what a line is short of."""
        return one(self._wire.write("POST", f"/materials/{line_id}/children", fields, "Order"))

    def split(self, order_id: object, **fields: Any) -> Record:
        """Make the rest in an order of its own, which is answered.

        Takes [reason], [version], keep.
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/splitting", fields, "Order"))

    def expedite(self, order_id: object, **fields: Any) -> Record:
        """Let an order go before others, or after them.

        Takes [reason], [version], priority.
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/priority", fields, "Order"))

    def older_orders(self, bom_id: object) -> Record:
        """The open orders that are made by an older revision."""
        return one(self._wire.read(f"/boms/{bom_id}/older-orders", {}, "Orders"))

    def renew_recipe(self, order_id: object, **fields: Any) -> Record:
        """Move an order over to another revision of its recipe.

        Takes [reason], [version], bom_id.
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/recipe", fields, "Order"))

    def correct_material(self, line_id: object, **fields: Any) -> Record:
        """Issue more to a done order, or below zero take back; the difference in cost is posted.

        Takes quantity, reason.
        """
        return one(self._wire.write("POST", f"/materials/{line_id}/corrections", fields, "Order"))

    def correct_time(self, work_order_id: object, **fields: Any) -> Record:
        """Book a stretch of work on a done order; the difference in cost is posted.

        Takes [operator_id], [machine_id], [kind], started_at, ended_at, reason.
        """
        return one(
            self._wire.write("POST", f"/work-orders/{work_order_id}/corrections", fields, "Order")
        )

    def correct_output(self, work_order_id: object, **fields: Any) -> Record:
        """Count pieces of a done order in another grade; goods and their worth follow.

        Takes source, target, quantity, reason.
        """
        return one(
            self._wire.write(
                "POST", f"/work-orders/{work_order_id}/output-corrections", fields, "Order"
            )
        )

    def correct_time_away(self, source_id: object, **fields: Any) -> Record:
        """Take a timer or a booking of a done order back; the difference in cost is posted.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/times/{source_id}/correction", fields, "Order"))

    def receipts(self, order_id: object) -> Record:
        """What of the output is in stock."""
        return one(self._wire.read(f"/orders/{order_id}/receipts", {}, "Receipts"))

    def receive(self, order_id: object, **fields: Any) -> Record:
        """Receive a part of the output before the order is done.

        Takes [reason], [version], quantity, [grade], [id].
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/receipts", fields, "Order"))

    def by_products(self, order_id: object) -> Record:
        """What else comes out, planned and received; it is received when the order is done."""
        return one(self._wire.read(f"/orders/{order_id}/by-products", {}, "ByProducts"))

    def take_back(self, receipt_id: object, **fields: Any) -> Record:
        """Take a receipt back, whole or in part.

        Takes reason, quantity.
        """
        return one(self._wire.write("POST", f"/receipts/{receipt_id}/reversal", fields, "Order"))
