"""Work. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Work(Noun):
    """Work."""

    def list_reports(self, **query: Any) -> Iterator[Record]:
        """Quantity reports: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [order], [machine], [operator], [reason], [loss],
        [explained], [waste], [held], [rework], [correction], [at_from], [at_to].
        """
        return self._wire.rows("/reports", query, "ReportsPage")

    def list_intervals(self, **query: Any) -> Iterator[Record]:
        """Time bookings: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [kind], [order], [machine], [operator], [of_machine],
        [running], [started_from], [started_to], [during_from], [during_to].
        """
        return self._wire.rows("/intervals", query, "IntervalsPage")

    def list_scrap_reasons(self, **query: Any) -> Iterator[Record]:
        """Reasons for scrap: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [archived].
        """
        return self._wire.rows("/scrap-reasons", query, "ScrapReasonsPage")

    def create_scrap_reason(self, **fields: Any) -> Record:
        """Name a reason for seconds and waste.

        Takes code, name.
        """
        return one(self._wire.write("POST", "/scrap-reasons", fields, "ScrapReason"))

    def report(self, report_id: object, **query: Any) -> Record:
        """One quantity report.

        Takes [expand].
        """
        return one(self._wire.read(f"/reports/{report_id}", query, "ReportNow"))

    def reverse_report(self, report_id: object, **fields: Any) -> Record:
        """Take a report back by its opposite, whole or in part; material returns.

        Takes [reason], [firsts], [seconds], [waste], [held].
        """
        return one(self._wire.write("POST", f"/reports/{report_id}/reversal", fields, "ReportNow"))

    def stop_timer(self, timer_id: object, **fields: Any) -> Record:
        """Stop a timer.

        Takes [leave_machine].
        """
        return one(self._wire.write("POST", f"/timers/{timer_id}/stop", fields, "TimerStop"))

    def reverse_time(self, source_id: object, **fields: Any) -> Record:
        """Take a timer or a booking back by its opposite.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/times/{source_id}/reversal", fields, "Done"))

    def scrap_reason(self, reason_id: object, **query: Any) -> Record:
        """One reason for seconds and waste.

        Takes [expand].
        """
        return one(self._wire.read(f"/scrap-reasons/{reason_id}", query, "ScrapReason"))

    def change_scrap_reason(self, reason_id: object, **fields: Any) -> Record:
        """Rename a reason for seconds and waste.

        Takes [name].
        """
        return one(self._wire.write("PATCH", f"/scrap-reasons/{reason_id}", fields, "ScrapReason"))

    def archive_scrap_reason(self, reason_id: object, **fields: Any) -> Record:
        """Take this scrap reason out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/scrap-reasons/{reason_id}/archival", fields, "ScrapReason")
        )

    def restore_scrap_reason(self, reason_id: object, **fields: Any) -> Record:
        """Take this scrap reason out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/scrap-reasons/{reason_id}/restoration", fields, "ScrapReason"
            )
        )
