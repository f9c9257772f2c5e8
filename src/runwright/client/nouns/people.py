"""People. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class People(Noun):
    """People."""

    def list_operators(self, **query: Any) -> Iterator[Record]:
        """Operators: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [archived].
        """
        return self._wire.rows("/operators", query, "OperatorsPage")

    def create_operator(self, **fields: Any) -> Record:
        """Make an operator.

        Takes code, name, [hourly_rate], [user_id], [badge].
        """
        return one(self._wire.write("POST", "/operators", fields, "Operator"))

    def me(self) -> Record:
        """Who is asking, with which permissions."""
        return one(self._wire.read("/me", {}, "Me"))

    def operator(self, operator_id: object, **query: Any) -> Record:
        """One operator.

        Takes [expand].
        """
        return one(self._wire.read(f"/operators/{operator_id}", query, "Operator"))

    def change_operator(self, operator_id: object, **fields: Any) -> Record:
        """Change an operator.

        Takes [name], [hourly_rate], [user_id], [badge].
        """
        return one(self._wire.write("PATCH", f"/operators/{operator_id}", fields, "Operator"))

    def create_operator_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make an operator.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/operators", fields, "Bulk"))

    def change_operator_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Change an operator.

        Takes rows.
        """
        return one(self._wire.write("PATCH", "/bulk/operators", fields, "Bulk"))

    def archive_operator(self, operator_id: object, **fields: Any) -> Record:
        """Take this operator out of use.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/operators/{operator_id}/archival", fields, "Operator")
        )

    def restore_operator(self, operator_id: object, **fields: Any) -> Record:
        """Take this operator out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write("POST", f"/operators/{operator_id}/restoration", fields, "Operator")
        )

    def qualifications(self, operator_id: object) -> Record:
        """Where an operator may work."""
        return one(
            self._wire.read(f"/operators/{operator_id}/qualifications", {}, "Qualifications")
        )

    def set_qualifications(self, operator_id: object, **fields: Any) -> Record:
        """Say at which work centres an operator may work.

        Takes work_centre_ids.
        """
        return one(
            self._wire.write(
                "POST", f"/operators/{operator_id}/qualifications", fields, "Qualifications"
            )
        )

    def set_pin(self, operator_id: object, **fields: Any) -> Record:
        """Give an operator a PIN for stations.

        Takes pin.
        """
        return one(self._wire.write("POST", f"/operators/{operator_id}/pin", fields, "Done"))
