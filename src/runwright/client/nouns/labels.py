"""Labels. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Labels(Noun):
    """Labels."""

    def print_label(self, batch_id: object, **fields: Any) -> Record:
        """Print the label of a batch.

        Takes [kind], [size], [printer_id], [copies].
        """
        return one(self._wire.write("POST", f"/batches/{batch_id}/print-jobs", fields, "LabelJobs"))

    def print_labels(self, run_id: object, **fields: Any) -> Record:
        """Print the labels of all batches of a run.

        Takes [kind], [size], [printer_id], [copies].
        """
        return one(self._wire.write("POST", f"/runs/{run_id}/print-jobs", fields, "LabelJobs"))

    def count_label(self, batch_id: object, **fields: Any) -> Record:
        """Count the label of a batch that is printed from a file.

        Takes way, [kind], [size].
        """
        return one(
            self._wire.write("POST", f"/batches/{batch_id}/label-prints", fields, "LabelsCounted")
        )

    def label_history(self, batch_id: object) -> Record:
        """Every label printed of a batch."""
        return one(self._wire.read(f"/batches/{batch_id}/label-prints", {}, "LabelHistory"))

    def count_labels(self, run_id: object, **fields: Any) -> Record:
        """Count the labels of all batches of a run that are printed from a file.

        Takes way, [kind], [size].
        """
        return one(
            self._wire.write("POST", f"/runs/{run_id}/label-prints", fields, "LabelsCounted")
        )

    def label_file(self, print_id: object, **query: Any) -> Record:
        """The file of labels that were counted, as ZPL for the printer if one is named.

        Takes [printer_id].
        """
        return one(self._wire.read(f"/label-prints/{print_id}/file", query, "PrintedFile"))
