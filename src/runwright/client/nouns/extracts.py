"""Extracts. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Extracts(Noun):
    """Extracts."""

    def extracts(self) -> Record:
        """The newest extracts."""
        return one(self._wire.read("/extracts", {}, "Extracts"))

    def new_extract(self, **fields: Any) -> Record:
        """Have the extract of a month made; one that is being made is answered.

        Takes month.
        """
        return one(self._wire.write("POST", "/extracts", fields, "Extract"))

    def extract(self, extract_id: object, **query: Any) -> Record:
        """One extract.

        Takes [expand].
        """
        return one(self._wire.read(f"/extracts/{extract_id}", query, "Extract"))

    def file(self, extract_id: object, format: object, **query: Any) -> Record:
        """The workbook or the paper of an extract that is made.

        Takes [expand].
        """
        return one(self._wire.read(f"/extracts/{extract_id}/files/{format}", query, "ExtractFile"))
