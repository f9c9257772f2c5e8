"""Set-up. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Setup(Noun):
    """Set-up."""

    def checklist(self) -> Record:
        """What is set up, and what is missing."""
        return one(self._wire.read("/setup", {}, "Checklist"))

    def accept_prefixes(self, **fields: Any) -> Record:
        """Say that the prefixes of documents are good as they are."""
        return one(self._wire.write("POST", "/setup/prefixes", fields, "Done"))
