"""Lots. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Lots(Noun):
    """Lots."""

    def list_lots(self, **query: Any) -> Iterator[Record]:
        """Lots: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [item], [state], [empty], [expires_from], [expires_to].
        """
        return self._wire.rows("/lots", query, "LotsPage")

    def lot(self, lot_id: object, **query: Any) -> Record:
        """One lot with its holds.

        Takes [expand].
        """
        return one(self._wire.read(f"/lots/{lot_id}", query, "Lot"))

    def hold(self, lot_id: object, **fields: Any) -> Record:
        """Let nobody use a lot; reservations of it are withdrawn.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/lots/{lot_id}/hold", fields, "Lot"))

    def release(self, lot_id: object, **fields: Any) -> Record:
        """Let a held lot be used again.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/lots/{lot_id}/release", fields, "Lot"))

    def set_expiry(self, lot_id: object, **fields: Any) -> Record:
        """Correct when a lot expires.

        Takes expires_on, reason.
        """
        return one(self._wire.write("POST", f"/lots/{lot_id}/expiry", fields, "Lot"))
