"""E-mails. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Mails(Noun):
    """E-mails."""

    def mail_purchase_order(self, order_id: object, **fields: Any) -> Record:
        """Send a purchase order to its supplier.

        Takes [address], [message].
        """
        return one(self._wire.write("POST", f"/purchase-orders/{order_id}/mails", fields, "Mail"))

    def mail_quote(self, quote_id: object, **fields: Any) -> Record:
        """Send the question of a request for quotation to its supplier.

        Takes [address], [message].
        """
        return one(self._wire.write("POST", f"/quotes/{quote_id}/mails", fields, "Mail"))

    def mail_request(self, request_id: object, **fields: Any) -> Record:
        """Send a purchase request to an address.

        Takes [address], [message].
        """
        return one(
            self._wire.write("POST", f"/purchase-requests/{request_id}/mails", fields, "Mail")
        )
