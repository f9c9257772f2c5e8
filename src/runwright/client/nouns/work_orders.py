"""Work orders. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class WorkOrders(Noun):
    """Work orders."""

    def list_work_orders(self, **query: Any) -> Iterator[Record]:
        """Work orders: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [order], [centre], [operation], [blocked],
        [material], [unassigned], [overdue], [planned_from], [planned_to], [entered_from],
        [entered_to], [started_from], [started_to].
        """
        return self._wire.rows("/work-orders", query, "WorkOrdersPage")

    def work_order(self, work_order_id: object, **query: Any) -> Record:
        """One work order, and the verbs possible now.

        Takes [expand].
        """
        return one(self._wire.read(f"/work-orders/{work_order_id}", query, "WorkOrderNow"))

    def report(self, work_order_id: object, **fields: Any) -> Record:
        """Report quantities; automatic material is drawn with them.

        Takes [id], [firsts], [seconds], [waste], [held], [operator_id], [machine_id],
        [scrap_reason_id], [caused_by_id], [is_rework], [at], [accept_gain], [with_previous],
        [material].
        """
        return one(
            self._wire.write("POST", f"/work-orders/{work_order_id}/reports", fields, "Report")
        )

    def decide(self, work_order_id: object, **fields: Any) -> Record:
        """Decide on pieces held for review.

        Takes outcome, quantity, [reason], [scrap_reason_id].
        """
        return one(
            self._wire.write("POST", f"/work-orders/{work_order_id}/decisions", fields, "Decision")
        )

    def finish_short(self, work_order_id: object, **fields: Any) -> Record:
        """Finish with less than was received; the rest is waste.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/work-orders/{work_order_id}/short-finish", fields, "WorkOrderNow"
            )
        )

    def start_timer(self, work_order_id: object, **fields: Any) -> Record:
        """Start a timer; without anybody named, that of the caller.

        Takes [operator_id], [machine_id], [kind].
        """
        return one(
            self._wire.write("POST", f"/work-orders/{work_order_id}/timers", fields, "Timer")
        )

    def book(self, work_order_id: object, **fields: Any) -> Record:
        """Enter a stretch of work as a whole.

        Takes [operator_id], [machine_id], [kind], started_at, ended_at, [reason].
        """
        return one(
            self._wire.write("POST", f"/work-orders/{work_order_id}/bookings", fields, "Booking")
        )

    def assign(self, work_order_id: object, **fields: Any) -> Record:
        """Say who shall do it.

        Takes operator_ids.
        """
        return one(
            self._wire.write(
                "POST", f"/work-orders/{work_order_id}/assignments", fields, "WorkOrderNow"
            )
        )
