"""Imports. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Imports(Noun):
    """Imports."""

    def list_imports(self, **query: Any) -> Iterator[Record]:
        """Imports: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [uploaded_from], [uploaded_to].
        """
        return self._wire.rows("/imports", query, "ImportsPage")

    def upload(self, **fields: Any) -> Record:
        """Upload a log: a CSV file in UTF-8, or an Excel workbook.

        Takes file.
        """
        return one(self._wire.write("POST", "/imports", fields, "Import", is_form=True))

    def import_(self, import_id: object, **query: Any) -> Record:
        """One import, as far as it is.

        Takes [expand].
        """
        return one(self._wire.read(f"/imports/{import_id}", query, "Import"))

    def findings(self, import_id: object) -> Record:
        """The first findings, by row, each in a sentence."""
        return one(self._wire.read(f"/imports/{import_id}/findings", {}, "Findings"))

    def check(self, import_id: object, **fields: Any) -> Record:
        """Look through the whole file without writing anything from it.

        Takes [columns], [report_types], [keep_duplicates], [output_operation], [clock],
        [day_first].
        """
        return one(self._wire.write("POST", f"/imports/{import_id}/check", fields, "Import"))

    def start(self, import_id: object, **fields: Any) -> Record:
        """Import everything that was checked, all or nothing, in the background."""
        return one(self._wire.write("POST", f"/imports/{import_id}/start", fields, "Import"))

    def cancel(self, import_id: object, **fields: Any) -> Record:
        """Give up an import that is not finished."""
        return one(self._wire.write("POST", f"/imports/{import_id}/cancellation", fields, "Import"))

    def undo(self, import_id: object, **fields: Any) -> Record:
        """Take a whole import back by opposite facts; a large one in the background.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/imports/{import_id}/undoing", fields, "Import"))

    def mappings(self) -> Record:
        """Every mapping that is remembered."""
        return one(self._wire.read("/import-mappings", {}, "KeptMappings"))

    def save_mapping(self, **fields: Any) -> Record:
        """Remember which column says what, for the next log of the kind.

        Takes [columns], [report_types], [keep_duplicates], [output_operation], [clock],
        [day_first], name.
        """
        return one(self._wire.write("POST", "/import-mappings", fields, "KeptMapping"))

    def forget_mapping(self, mapping_id: object, **fields: Any) -> Record:
        """Forget a mapping."""
        return one(
            self._wire.write("POST", f"/import-mappings/{mapping_id}/removal", fields, "Done")
        )
