"""Orders. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Changes(Noun):
    """Orders."""

    def changes(self, order_id: object) -> Record:
        """The change log of an order, newest first."""
        return one(self._wire.read(f"/orders/{order_id}/changes", {}, "ChangeLog"))

    def add_component(self, order_id: object, **fields: Any) -> Record:
        """Add a component; what there is of it is reserved.

        Takes [reason], [version], item_id, quantity, [operation_id], [mode].
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/components", fields, "Order"))

    def change_component(self, line_id: object, **fields: Any) -> Record:
        """Let a component be needed more or less.

        Takes [reason], [version], quantity.
        """
        return one(self._wire.write("PATCH", f"/materials/{line_id}", fields, "Order"))

    def remove_component(self, line_id: object, **fields: Any) -> Record:
        """Take a component out.

        Takes [reason], [version].
        """
        return one(self._wire.write("POST", f"/materials/{line_id}/removal", fields, "Order"))

    def substitute(self, line_id: object, **fields: Any) -> Record:
        """Take another item instead of what is still to be issued.

        Takes [reason], [version], item_id, quantity.
        """
        return one(self._wire.write("POST", f"/materials/{line_id}/substitution", fields, "Order"))

    def add_step(self, order_id: object, **fields: Any) -> Record:
        """Add a step before the last one.

        Takes [reason], [version], sequence, name, work_centre_id, minutes.
        """
        return one(self._wire.write("POST", f"/orders/{order_id}/steps", fields, "Order"))

    def change_step(self, work_order_id: object, **fields: Any) -> Record:
        """Move a step that has not begun.

        Takes [reason], [version], [work_centre_id], [planned_start].
        """
        return one(self._wire.write("PATCH", f"/work-orders/{work_order_id}/plan", fields, "Order"))

    def remove_step(self, work_order_id: object, **fields: Any) -> Record:
        """Leave a step out that has not begun.

        Takes [reason], [version].
        """
        return one(
            self._wire.write("POST", f"/work-orders/{work_order_id}/removal", fields, "Order")
        )
