"""Downtimes. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Downtimes(Noun):
    """Downtimes."""

    def list_downtimes(self, **query: Any) -> Iterator[Record]:
        """Downtimes: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [machine], [centre], [department], [reason], [loss],
        [running], [started_from], [started_to].
        """
        return self._wire.rows("/downtimes", query, "DowntimesPage")

    def start_downtime(self, **fields: Any) -> Record:
        """A machine or a work centre stopped.

        Takes [machine_id], [work_centre_id], reason_id, [started_at], [ended_at], [note].
        """
        return one(self._wire.write("POST", "/downtimes", fields, "Downtime"))

    def list_downtime_reasons(self, **query: Any) -> Iterator[Record]:
        """Reasons for downtime: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [archived].
        """
        return self._wire.rows("/downtime-reasons", query, "DowntimeReasonsPage")

    def create_downtime_reason(self, **fields: Any) -> Record:
        """Name a reason for stops.

        Takes code, name, loss.
        """
        return one(self._wire.write("POST", "/downtime-reasons", fields, "DowntimeReason"))

    def downtime(self, downtime_id: object, **query: Any) -> Record:
        """One stop.

        Takes [expand].
        """
        return one(self._wire.read(f"/downtimes/{downtime_id}", query, "Downtime"))

    def end_downtime(self, downtime_id: object, **fields: Any) -> Record:
        """What was down runs again.

        Takes [ended_at].
        """
        return one(self._wire.write("POST", f"/downtimes/{downtime_id}/end", fields, "Downtime"))

    def correct_downtime(self, downtime_id: object, **fields: Any) -> Record:
        """Put a stop right: its opposite, and the stop as it was, with another id.

        Takes [reason], [machine_id], [work_centre_id], [reason_id], [started_at], [ended_at],
        [note].
        """
        return one(
            self._wire.write("POST", f"/downtimes/{downtime_id}/correction", fields, "Downtime")
        )

    def report_problem(self, **fields: Any) -> Record:
        """Stop the clocks at a machine or a work centre, and report it as down.

        Takes type, title, status, detail, instance, code, reasons, [next_step].
        """
        return one(self._wire.write("POST", "/problems", fields, "ProblemTold"))

    def reverse_downtime(self, downtime_id: object, **fields: Any) -> Record:
        """Take a stop back by its opposite fact.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/downtimes/{downtime_id}/reversal", fields, "Done"))

    def downtime_reason(self, reason_id: object, **query: Any) -> Record:
        """One reason for stops.

        Takes [expand].
        """
        return one(self._wire.read(f"/downtime-reasons/{reason_id}", query, "DowntimeReason"))

    def change_downtime_reason(self, reason_id: object, **fields: Any) -> Record:
        """Change a reason for stops; those of the past are counted anew.

        Takes [name], [loss].
        """
        return one(
            self._wire.write("PATCH", f"/downtime-reasons/{reason_id}", fields, "DowntimeReason")
        )

    def archive_downtime_reason(self, reason_id: object, **fields: Any) -> Record:
        """Take this downtime reason out of use.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/downtime-reasons/{reason_id}/archival", fields, "DowntimeReason"
            )
        )

    def restore_downtime_reason(self, reason_id: object, **fields: Any) -> Record:
        """Take this downtime reason out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/downtime-reasons/{reason_id}/restoration", fields, "DowntimeReason"
            )
        )
