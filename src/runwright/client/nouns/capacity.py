"""Capacity. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Capacity(Noun):
    """Capacity."""

    def report(self, **query: Any) -> Record:
        """Load against capacity of every work centre, by day or week from now on.

        Takes [by], [centre].
        """
        return one(self._wire.read("/reports/capacity", query, "CapacityReport"))

    def work(self, **query: Any) -> Record:
        """The work orders behind a load: of a work centre, in the day or week that holds a day.

        Takes [by], [centre], [day].
        """
        return one(self._wire.read("/reports/capacity/work", query, "PlannedWorks"))
