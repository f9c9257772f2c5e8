"""Scans. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Scans(Noun):
    """Scans."""

    def offer(self, **query: Any) -> Record:
        """What a scan of these labels (with commas between) would do; raises what would refuse it.

        Takes [station], [codes].
        """
        return one(self._wire.read("/scans/offer", query, "Offer"))

    def ask_offer(self, **fields: Any) -> Record:
        """The same with the labels in the body, for those that hold a comma.

        Takes station_id, codes, [order_id], [quantity].
        """
        return one(self._wire.write("POST", "/scans/offer", fields, "Offer"))

    def post_scan(self, scan_id: object, **fields: Any) -> Record:
        """Post a scan under an id of the client's own, by which a repeat is known.

        Takes station_id, labels, [work_order_id], [firsts], [seconds], [waste],
        [closes_source], [reason], [keeps_together], [operator_id], [machine_id],
        [scrap_reason_id], [caused_by_id], [is_checked], [accept_gain], [take_claimed],
        [order_id], [quantity].
        """
        return one(self._wire.write("POST", f"/scans/{scan_id}", fields, "ScanTold"))

    def post_scans(self, **fields: Any) -> Record:
        """Post scans, each for itself: those made just now, and those that waited on the device.

        Takes scans.
        """
        return one(self._wire.write("POST", "/scans", fields, "Outcomes"))

    def undo_scan(self, scan_id: object, **fields: Any) -> Record:
        """Take a scan back: one's own last one within a minute, later a lead with a reason.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/scans/{scan_id}/undo", fields, "ScanTold"))

    def last_scans(self, station_id: object) -> Record:
        """The last five scans at a station, newest first."""
        return one(self._wire.read(f"/stations/{station_id}/scans/last", {}, "LastScans"))

    def station_now(self) -> Record:
        """The station that the asking device is, and who works at it."""
        return one(self._wire.read("/station", {}, "StationNow"))

    def sign_on(self, station_id: object, **fields: Any) -> Record:
        """Change who works at the station, by badge and PIN. Wrong ones are counted.

        Takes badge, pin.
        """
        return one(
            self._wire.write("POST", f"/stations/{station_id}/operator", fields, "StationNow")
        )

    def sign_off(self, station_id: object, **fields: Any) -> Record:
        """Let nobody be signed on at the station."""
        return one(
            self._wire.write("POST", f"/stations/{station_id}/signing-off", fields, "StationNow")
        )

    def change_pin(self, station_id: object, **fields: Any) -> Record:
        """An operator gives themselves a new PIN, by the one they have.

        Takes badge, pin, wanted.
        """
        return one(self._wire.write("POST", f"/stations/{station_id}/pin", fields, "Done"))
