"""OEE. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Oee(Noun):
    """OEE."""

    def report(self, **query: Any) -> Record:
        """OEE of work centres and machines, losses by reason, and the trend by day or week.

        Takes [period], [from_], [to], [centre], [machine], [by].
        """
        return one(self._wire.read("/reports/oee", query, "OeeReport"))

    def intervals(self, **query: Any) -> Record:
        """The working time behind a figure, piece by piece: what it counts as.

        Takes [period], [from_], [to], [centre], [machine], [loss], [reason].
        """
        return one(self._wire.read("/reports/oee/intervals", query, "TimePieces"))
