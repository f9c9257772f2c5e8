"""Units. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Units(Noun):
    """Units."""

    def list_unit_categories(self, **query: Any) -> Iterator[Record]:
        """Unit categories: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q].
        """
        return self._wire.rows("/unit-categories", query, "UnitCategoriesPage")

    def create_category(self, **fields: Any) -> Record:
        """Make a unit category.

        Takes code, name.
        """
        return one(self._wire.write("POST", "/unit-categories", fields, "CategoryNow"))

    def list_units(self, **query: Any) -> Iterator[Record]:
        """Units: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [category].
        """
        return self._wire.rows("/units", query, "UnitsPage")

    def create_unit(self, **fields: Any) -> Record:
        """Make a unit of a category.

        Takes category_id, code, name, symbol, [numerator], [denominator], [resolution].
        """
        return one(self._wire.write("POST", "/units", fields, "Unit"))

    def category(self, category_id: object, **query: Any) -> Record:
        """One unit category.

        Takes [expand].
        """
        return one(self._wire.read(f"/unit-categories/{category_id}", query, "CategoryNow"))

    def change_category(self, category_id: object, **fields: Any) -> Record:
        """Rename a unit category.

        Takes [name].
        """
        return one(
            self._wire.write("PATCH", f"/unit-categories/{category_id}", fields, "CategoryNow")
        )

    def unit(self, unit_id: object, **query: Any) -> Record:
        """One unit with its category.

        Takes [expand].
        """
        return one(self._wire.read(f"/units/{unit_id}", query, "Unit"))

    def change_unit(self, unit_id: object, **fields: Any) -> Record:
        """Change a unit.

        Takes [name], [symbol], [numerator], [denominator], [resolution].
        """
        return one(self._wire.write("PATCH", f"/units/{unit_id}", fields, "Unit"))

    def create_unit_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a unit of a category.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/units", fields, "Bulk"))

    def archive_category(self, category_id: object, **fields: Any) -> Record:
        """Take this category out of use.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/unit-categories/{category_id}/archival", fields, "CategoryNow"
            )
        )

    def restore_category(self, category_id: object, **fields: Any) -> Record:
        """Take this category out of the archive.

        Takes [reason].
        """
        return one(
            self._wire.write(
                "POST", f"/unit-categories/{category_id}/restoration", fields, "CategoryNow"
            )
        )

    def archive_unit(self, unit_id: object, **fields: Any) -> Record:
        """Take this unit out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/units/{unit_id}/archival", fields, "Unit"))

    def restore_unit(self, unit_id: object, **fields: Any) -> Record:
        """Take this unit out of the archive.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/units/{unit_id}/restoration", fields, "Unit"))

    def make_usual_units(self, **fields: Any) -> Record:
        """Make the usual categories and units that are not there yet."""
        return one(self._wire.write("POST", "/usual-units", fields, "Done"))
