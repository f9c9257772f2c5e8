"""Purchase requests. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class PurchaseRequests(Noun):
    """Purchase requests."""

    def list_shortages(self, **query: Any) -> Iterator[Record]:
        """Shortages: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [item], [warehouse], [uncovered], [needed_by_from],
        [needed_by_to].
        """
        return self._wire.rows("/shortages", query, "ShortagesPage")

    def list_requests(self, **query: Any) -> Iterator[Record]:
        """Purchase requests: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [unneeded], [created_from], [created_to].
        """
        return self._wire.rows("/purchase-requests", query, "RequestsPage")

    def create_request(self, **fields: Any) -> Record:
        """Write a request by hand, as a draft.

        Takes lines, [note].
        """
        return one(self._wire.write("POST", "/purchase-requests", fields, "PurchaseRequest"))

    def purchase_request(self, request_id: object, **query: Any) -> Record:
        """One purchase request with its lines, needs, orders, and the verbs possible now.

        Takes [expand].
        """
        return one(self._wire.read(f"/purchase-requests/{request_id}", query, "PurchaseRequest"))

    def request_shortage(self, **fields: Any) -> Record:
        """Request exactly what these needs lack, net of what is requested or expected already.

        Takes need_ids, [note].
        """
        return one(self._wire.write("POST", "/shortages/requests", fields, "PurchaseRequest"))

    def change_request_line(self, line_id: object, **fields: Any) -> Record:
        """Ask for more, less or another day.

        Takes [quantity], [required_by], [reason].
        """
        return one(
            self._wire.write(
                "PATCH", f"/purchase-request-lines/{line_id}", fields, "PurchaseRequest"
            )
        )

    def remove_request_line(self, line_id: object, **fields: Any) -> Record:
        """Take a line off a draft.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/purchase-request-lines/{line_id}/removal", fields, "PurchaseRequest"
            )
        )

    def approve_request(self, request_id: object, **fields: Any) -> Record:
        """Let it be bought."""
        return one(
            self._wire.write(
                "POST", f"/purchase-requests/{request_id}/approval", fields, "PurchaseRequest"
            )
        )

    def reject_request(self, request_id: object, **fields: Any) -> Record:
        """Refuse to buy it, with a reason.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/purchase-requests/{request_id}/rejection", fields, "PurchaseRequest"
            )
        )

    def withdraw_request(self, request_id: object, **fields: Any) -> Record:
        """Take the approval back.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/purchase-requests/{request_id}/withdrawal", fields, "PurchaseRequest"
            )
        )

    def cancel_request(self, request_id: object, **fields: Any) -> Record:
        """Give it up.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/purchase-requests/{request_id}/cancellation", fields, "PurchaseRequest"
            )
        )
