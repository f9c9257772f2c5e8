"""Jobs. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Jobs(Noun):
    """Jobs."""

    def list_jobs(self, **query: Any) -> Iterator[Record]:
        """Background work: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state].
        """
        return self._wire.rows("/jobs", query, "JobsPage")

    def job(self, job_id: object, **query: Any) -> Record:
        """One run, as far as it is.

        Takes [expand].
        """
        return one(self._wire.read(f"/jobs/{job_id}", query, "Job"))

    def cancel_job(self, job_id: object, **fields: Any) -> Record:
        """Ask a run to stop; its own asker may, and who may cancel everybody's."""
        return one(self._wire.write("POST", f"/jobs/{job_id}/cancellation", fields, "Job"))
