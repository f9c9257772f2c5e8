"""Spreadsheets. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Sheets(Noun):
    """Spreadsheets."""

    def list_sheet_imports(self, **query: Any) -> Iterator[Record]:
        """Spreadsheet imports: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [kind].
        """
        return self._wire.rows("/sheet-imports", query, "SheetImportsPage")

    def sheets(self) -> Record:
        """Every kind of spreadsheet with its columns."""
        return one(self._wire.read("/sheets", {}, "Sheets"))

    def rows(self, kind: object) -> Record:
        """Everything there is of a kind, as it can be imported again."""
        return one(self._wire.read(f"/sheets/{kind}/rows", {}, "SheetRows"))

    def upload(self, kind: object, **fields: Any) -> Record:
        """Upload a CSV or XLSX file and see what it would do; nothing is written yet.

        Takes file.
        """
        return one(
            self._wire.write("POST", f"/sheets/{kind}/imports", fields, "SheetImport", is_form=True)
        )

    def sheet_import(self, import_id: object, **query: Any) -> Record:
        """What an import would do, or has done.

        Takes [expand].
        """
        return one(self._wire.read(f"/sheet-imports/{import_id}", query, "SheetImport"))

    def start(self, import_id: object, **fields: Any) -> Record:
        """Import all that was checked, or nothing."""
        return one(
            self._wire.write("POST", f"/sheet-imports/{import_id}/start", fields, "SheetImport")
        )

    def undo(self, import_id: object, **fields: Any) -> Record:
        """Take an import back."""
        return one(
            self._wire.write("POST", f"/sheet-imports/{import_id}/undoing", fields, "SheetImport")
        )
