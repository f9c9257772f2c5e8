"""Stock. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Shortages(Noun):
    """Stock."""

    def shortages(self, order_id: object) -> Record:
        """Every short line of an order, explained."""
        return one(self._wire.read(f"/orders/{order_id}/shortages", {}, "Shortages"))

    def take_over(self, need_id: object, **fields: Any) -> Record:
        """Take over goods at hand that a less urgent need holds.

        Takes from_need_id, quantity, reason.
        """
        return one(self._wire.write("POST", f"/needs/{need_id}/take-over", fields, "Need"))
