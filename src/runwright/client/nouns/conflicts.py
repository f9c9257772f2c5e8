"""Scan inbox. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Conflicts(Noun):
    """Scan inbox."""

    def list_parked_scans(self, **query: Any) -> Iterator[Record]:
        """Scans that waited: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [received_from], [received_to].
        """
        return self._wire.rows("/parked-scans", query, "ParkedScansPage")

    def parked_scan(self, parked_id: object, **query: Any) -> Record:
        """One scan that could not be posted when it came.

        Takes [expand].
        """
        return one(self._wire.read(f"/parked-scans/{parked_id}", query, "ParkedScan"))

    def retry_parked_scan(self, parked_id: object, **fields: Any) -> Record:
        """Try a scan again as it came."""
        return one(
            self._wire.write("POST", f"/parked-scans/{parked_id}/retry", fields, "ParkedScan")
        )

    def apply_parked_scan(self, parked_id: object, **fields: Any) -> Record:
        """Post a scan with other quantities, labels or confirmations.

        Takes [labels], [firsts], [seconds], [waste], [quantity], [work_order_id], [order_id],
        [is_checked], [accept_gain], [take_claimed].
        """
        return one(
            self._wire.write("POST", f"/parked-scans/{parked_id}/application", fields, "ParkedScan")
        )

    def drop_parked_scan(self, parked_id: object, **fields: Any) -> Record:
        """Decide that a scan shall have no effect; it is kept with the reason.

        Takes reason.
        """
        return one(
            self._wire.write("POST", f"/parked-scans/{parked_id}/dropping", fields, "ParkedScan")
        )
