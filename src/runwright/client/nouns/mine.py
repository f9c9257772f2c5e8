"""Work orders. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Mine(Noun):
    """Work orders."""

    def mine(self, **query: Any) -> Record:
        """The work of an operator, each part in the order in which it should be done.

        Takes [operator].
        """
        return one(self._wire.read("/my-work", query, "Work"))

    def proposals(self, work_order_id: object, **query: Any) -> Record:
        """The material that a report of so many pieces proposes to be confirmed.

        Takes [quantity].
        """
        return one(self._wire.read(f"/work-orders/{work_order_id}/proposals", query, "Proposals"))

    def pause(self, work_order_id: object, **fields: Any) -> Record:
        """Stop a person's timers on a work order.

        Takes [operator_id].
        """
        return one(
            self._wire.write("POST", f"/work-orders/{work_order_id}/pause", fields, "WorkOrder")
        )

    def complete(self, work_order_id: object, **fields: Any) -> Record:
        """Report what is left as firsts, and stop the person's timers.

        Takes [operator_id].
        """
        return one(
            self._wire.write(
                "POST", f"/work-orders/{work_order_id}/completion", fields, "WorkOrder"
            )
        )

    def assign(self, **fields: Any) -> Record:
        """Give many work orders to operators in one go.

        Takes work_order_ids, operator_ids.
        """
        return one(self._wire.write("POST", "/assignments", fields, "Done"))
