"""Stock. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Stock(Noun):
    """Stock."""

    def list_balances(self, **query: Any) -> Iterator[Record]:
        """Stock on hand: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [item], [warehouse], [lot], [grade], [empty], [blocked].
        """
        return self._wire.rows("/balances", query, "BalancesPage")

    def list_moves(self, **query: Any) -> Iterator[Record]:
        """Stock moves: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [item], [source], [target], [lot], [grade], [at_from],
        [at_to].
        """
        return self._wire.rows("/moves", query, "MovesPage")

    def list_stocked(self, **query: Any) -> Iterator[Record]:
        """Stock by item: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [supply], [reorder].
        """
        return self._wire.rows("/stock/items", query, "StockedPage")

    def ledger(self, item_id: object) -> Record:
        """The newest 500 moves of an item with what there was before and after each."""
        return one(self._wire.read(f"/items/{item_id}/ledger", {}, "Ledger"))

    def move(self, move_id: object, **query: Any) -> Record:
        """One stock move.

        Takes [expand].
        """
        return one(self._wire.read(f"/moves/{move_id}", query, "Move"))

    def receive_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Receive goods from a supplier.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/stock/receipts", fields, "Bulk"))

    def receive(self, **fields: Any) -> Record:
        """Receive goods from a supplier.

        Takes item_id, place_id, quantity, [unit_cost], [lot_number], [expires_on], [reference].
        """
        return one(self._wire.write("POST", "/stock/receipts", fields, "Move"))

    def transfer_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Carry goods to another place.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/stock/transfers", fields, "Bulk"))

    def transfer(self, **fields: Any) -> Record:
        """Carry goods to another place.

        Takes item_id, source_id, target_id, quantity, [lot_id], [for_need_id].
        """
        return one(self._wire.write("POST", "/stock/transfers", fields, "Move"))

    def adjust_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Correct what is on hand.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/stock/adjustments", fields, "Bulk"))

    def adjust(self, **fields: Any) -> Record:
        """Correct what is on hand.

        Takes item_id, place_id, difference, reason, [lot_id].
        """
        return one(self._wire.write("POST", "/stock/adjustments", fields, "Move"))

    def reverse(self, move_id: object, **fields: Any) -> Record:
        """Take a receipt, transfer or adjustment back by its opposite.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/moves/{move_id}/reversal", fields, "Move"))
