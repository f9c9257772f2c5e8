"""Reports. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Reports(Noun):
    """Reports."""

    def report_orders(self, **query: Any) -> Record:
        """Manufacturing orders in a period: figures and tables, of twelve months by default.

        Takes [period], [from_], [to].
        """
        return one(self._wire.read("/reports/orders", query, "PeriodReport"))

    def report_work(self, **query: Any) -> Record:
        """Work orders in a period: figures and tables, of twelve months by default.

        Takes [period], [from_], [to].
        """
        return one(self._wire.read("/reports/work", query, "PeriodReport"))

    def report_costs(self, **query: Any) -> Record:
        """Costs in a period: figures and tables, of twelve months by default.

        Takes [period], [from_], [to].
        """
        return one(self._wire.read("/reports/costs", query, "PeriodReport"))

    def finance(self, **query: Any) -> Record:
        """What finance takes over of a period: closed orders and later corrections, line by line.

        Takes [period], [from_], [to].
        """
        return one(self._wire.read("/reports/finance", query, "Handover"))
