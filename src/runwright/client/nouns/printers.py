"""Label printers. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Printers(Noun):
    """Label printers."""

    def list_printers(self, **query: Any) -> Iterator[Record]:
        """Printers: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [archived].
        """
        return self._wire.rows("/printers", query, "PrintersPage")

    def create_printer(self, **fields: Any) -> Record:
        """Make a printer.

        Takes name, host, [port], [dpi], [is_turned], [font], [station_ids].
        """
        return one(self._wire.write("POST", "/printers", fields, "Printer"))

    def list_print_jobs(self, **query: Any) -> Iterator[Record]:
        """Print jobs: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [printer], [asked_from], [asked_to].
        """
        return self._wire.rows("/print-jobs", query, "PrintJobsPage")

    def printer(self, printer_id: object, **query: Any) -> Record:
        """One printer.

        Takes [expand].
        """
        return one(self._wire.read(f"/printers/{printer_id}", query, "Printer"))

    def change_printer(self, printer_id: object, **fields: Any) -> Record:
        """Change a printer, or say beside which stations it stands.

        Takes [name], [host], [port], [dpi], [is_turned], [font], [station_ids].
        """
        return one(self._wire.write("PATCH", f"/printers/{printer_id}", fields, "Printer"))

    def station_printer(self, station_id: object) -> Record:
        """The printer of a station, and what waits for it."""
        return one(self._wire.read(f"/stations/{station_id}/printer", {}, "StationPrinter"))

    def archive_printer(self, printer_id: object, **fields: Any) -> Record:
        """Take this printer out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/printers/{printer_id}/archival", fields, "Printer"))

    def restore_printer(self, printer_id: object, **fields: Any) -> Record:
        """Take this printer out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/printers/{printer_id}/restoration", fields, "Printer")
        )

    def test_printer(self, printer_id: object, **fields: Any) -> Record:
        """Print a test label."""
        return one(
            self._wire.write("POST", f"/printers/{printer_id}/test-labels", fields, "PrintJobNow")
        )

    def print_job(self, job_id: object, **query: Any) -> Record:
        """One print job.

        Takes [expand].
        """
        return one(self._wire.read(f"/print-jobs/{job_id}", query, "PrintJobNow"))

    def retry_print_job(self, job_id: object, **fields: Any) -> Record:
        """Queue a failed or cancelled print job again."""
        return one(self._wire.write("POST", f"/print-jobs/{job_id}/retry", fields, "PrintJobNow"))

    def cancel_print_job(self, job_id: object, **fields: Any) -> Record:
        """Take a print job off the queue."""
        return one(
            self._wire.write("POST", f"/print-jobs/{job_id}/cancellation", fields, "PrintJobNow")
        )

    def defaults(self) -> Record:
        """Which labels are printed where neither a person nor a station says it."""
        return one(self._wire.read("/label-defaults", {}, "LabelDefaults"))

    def set_defaults(self, **fields: Any) -> Record:
        """Say which labels are printed where neither a person nor a station does.

        Takes kind, size, [printer_id].
        """
        return one(self._wire.write("POST", "/label-defaults", fields, "LabelDefaults"))
