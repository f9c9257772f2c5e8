"""Papers. Made by ``tools/client.py``: do not edit."""

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Papers(Noun):
    """Papers."""

    def paper(self, order_id: object, paper: object) -> Record:
        """The traveller or the pick list of an order."""
        return one(self._wire.read(f"/orders/{order_id}/papers/{paper}", {}, "Paper"))
