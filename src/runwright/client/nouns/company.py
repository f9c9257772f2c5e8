"""Company. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Company(Noun):
    """Company."""

    def company(self) -> Record:
        """The company and its policies."""
        return one(self._wire.read("/company", {}, "Company"))

    def change_company(self, **fields: Any) -> Record:
        """Change the company or its policies.

        Takes [name], [country], [currency], [time_zone], [language], [overproduction],
        [overproduction_tolerance], [shortage_confirm], [shortage_plan], [shortage_release],
        [shortage_scan], [shortage_issue], [shortage_delivery], [over_receipt],
        [orders_from_sales], [station_idle_minutes], [blocked_hours], [webhook_days].
        """
        return one(self._wire.write("PATCH", "/company", fields, "Company"))

    def numberings(self) -> Record:
        """How every kind of document is numbered."""
        return one(self._wire.read("/document-numbers", {}, "Numberings"))

    def numbering(self, kind: object, **query: Any) -> Record:
        """How one kind of document is numbered.

        Takes [expand].
        """
        return one(self._wire.read(f"/document-numbers/{kind}", query, "Numbering"))

    def change_numbering(self, kind: object, **fields: Any) -> Record:
        """Give a kind of document another prefix, or move its counter on.

        Takes [pattern], [next_number].
        """
        return one(self._wire.write("PATCH", f"/document-numbers/{kind}", fields, "Numbering"))
