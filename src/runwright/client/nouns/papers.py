"""Papers. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Papers(Noun):
    """Papers."""

    def paper(self, order_id: object, paper: object, **query: Any) -> Record:
        """The traveller or the pick list of an order.

        Takes [expand].
        """
        return one(self._wire.read(f"/orders/{order_id}/papers/{paper}", query, "Paper"))
