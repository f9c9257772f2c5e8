"""Orders. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Orders(Noun):
    """Orders."""

    def list_orders(self, **query: Any) -> Iterator[Record]:
        """Manufacturing orders: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [item], [late], [short], [costed], [on_time],
        [overran], [open], [history], [withdrawn], [rework], [worked], [counted_from],
        [counted_to], [made_from], [made_to], [with_firsts], [with_seconds], [with_waste],
        [with_held], [with_rework], [active_from], [active_to], [entered_from], [entered_to],
        [deadline_from], [deadline_to], [started_from], [started_to], [ended_from], [ended_to],
        [created_from], [created_to].
        """
        return self._wire.rows("/orders", query, "OrdersPage")

    def create_order(self, **fields: Any) -> Record:
        """Make an order as a draft.

        Takes item_id, quantity, [number], [deadline], [planned_start], [bom_id],
        [components_warehouse_id], [goods_warehouse_id], [responsible_id], [priority], [note].
        """
        return one(self._wire.write("POST", "/orders", fields, "Order"))

    def preview(self, **fields: Any) -> Record:
        """What an order would be: recipe, dates, cost and shortages. Nothing is kept.

        Takes item_id, quantity, [number], [deadline], [planned_start], [bom_id],
        [components_warehouse_id], [goods_warehouse_id], [responsible_id], [priority], [note].
        """
        return one(self._wire.write("POST", "/orders/preview", fields, "Preview"))

    def order(self, order_id: object, **query: Any) -> Record:
        """One order with work orders, materials, and the verbs possible now.

        Takes [expand].
        """
        return one(self._wire.read(f"/orders/{order_id}", query, "Order"))

    def change_order(self, order_id: object, **fields: Any) -> Record:
        """Change fields of an order.

        Takes [quantity], [deadline], [planned_start], [bom_id], [components_warehouse_id],
        [goods_warehouse_id], [responsible_id], [priority], [note], [reason], [version].
        """
        return one(self._wire.write("PATCH", f"/orders/{order_id}", fields, "Order"))

    def cost(self, order_id: object) -> Record:
        """What an order was planned to cost, and costs."""
        return one(self._wire.read(f"/orders/{order_id}/cost", {}, "Cost"))

    def create_order_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make an order as a draft.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/orders", fields, "Bulk"))

    def change_order_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Change fields of an order.

        Takes rows.
        """
        return one(self._wire.write("PATCH", "/bulk/orders", fields, "Bulk"))

    def confirm_order(self, order_id: object, **fields: Any) -> Record:
        """Fix the material lines and claim what there is."""
        return one(self._wire.write("POST", f"/orders/{order_id}/confirmation", fields, "Order"))

    def reopen_order(self, order_id: object, **fields: Any) -> Record:
        """Turn a confirmed order back into a draft.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/reopening", fields, "Order"))

    def plan_order(self, order_id: object, **fields: Any) -> Record:
        """Make a work order per operation, each in the first free lane.

        Takes [override].
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/planning", fields, "Order"))

    def unplan_order(self, order_id: object, **fields: Any) -> Record:
        """Take the work orders back.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/unplanning", fields, "Order"))

    def finish_order(self, order_id: object, **fields: Any) -> Record:
        """Receive the output and close the order."""
        return one(self._wire.write("POST", f"/orders/{order_id}/finish", fields, "Order"))

    def cancel_order(self, order_id: object, **fields: Any) -> Record:
        """Give an order up, with a reason, and with what material came back.

        Takes [reason], [returned], [home_id].
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/cancellation", fields, "Order"))

    def issue_owed(self, order_id: object, **fields: Any) -> Record:
        """Issue what is owed, as far as it has arrived."""
        return one(self._wire.write("POST", f"/orders/{order_id}/owed-issue", fields, "Order"))

    def issue_materials(self, order_id: object, **fields: Any) -> Record:
        """Issue all that the order still needs, as far as it is there."""
        return one(self._wire.write("POST", f"/orders/{order_id}/material-issue", fields, "Order"))

    def issue_material(self, line_id: object, **fields: Any) -> Record:
        """Issue material to a line of an order by hand.

        Takes quantity.
        """
        return one(self._wire.write("POST", f"/materials/{line_id}/issues", fields, "Order"))
