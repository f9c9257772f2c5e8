"""Requests for quotation. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Rfqs(Noun):
    """Requests for quotation."""

    def list_rfqs(self, **query: Any) -> Iterator[Record]:
        """Requests for quotation: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [created_from], [created_to].
        """
        return self._wire.rows("/rfqs", query, "RfqsPage")

    def create_rfq(self, **fields: Any) -> Record:
        """Ask suppliers for everything of approved requests that no live order covers.

        Takes request_ids, [supplier_ids], [answer_by], [note].
        """
        return one(self._wire.write("POST", "/rfqs", fields, "Rfq"))

    def rfq(self, rfq_id: object, **query: Any) -> Record:
        """One request for quotation, its answers side by side.

        Takes [expand].
        """
        return one(self._wire.read(f"/rfqs/{rfq_id}", query, "Rfq"))

    def ask_supplier(self, rfq_id: object, **fields: Any) -> Record:
        """Ask one more supplier.

        Takes supplier_id.
        """
        return one(self._wire.write("POST", f"/rfqs/{rfq_id}/suppliers", fields, "Rfq"))

    def send_rfq(self, rfq_id: object, **fields: Any) -> Record:
        """The question is out."""
        return one(self._wire.write("POST", f"/rfqs/{rfq_id}/sending", fields, "Rfq"))

    def cancel_rfq(self, rfq_id: object, **fields: Any) -> Record:
        """Nobody needs to answer any longer.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/rfqs/{rfq_id}/cancellation", fields, "Rfq"))

    def answer_quote(self, quote_id: object, **fields: Any) -> Record:
        """Write down what a supplier answered.

        Takes answers, [valid_until], [note].
        """
        return one(self._wire.write("POST", f"/quotes/{quote_id}/answer", fields, "Rfq"))

    def accept_quote(self, quote_id: object, **fields: Any) -> Record:
        """Take an answer: it becomes a draft purchase order."""
        return one(
            self._wire.write("POST", f"/quotes/{quote_id}/acceptance", fields, "PurchaseOrder")
        )
