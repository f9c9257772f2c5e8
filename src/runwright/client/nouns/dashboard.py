"""Dashboard. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Dashboard(Noun):
    """Dashboard."""

    def figures(self, **query: Any) -> Record:
        """All figures of a period: ``3_months``, or ``free`` with ``from`` and ``to``.

        Takes [period], [from_], [to].
        """
        return one(self._wire.read("/dashboard", query, "Dashboard"))
