"""Bills of materials. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Boms(Noun):
    """Bills of materials."""

    def list_boms(self, **query: Any) -> Iterator[Record]:
        """Bills of materials: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q], [state], [item].
        """
        return self._wire.rows("/boms", query, "BomsPage")

    def create_bom(self, **fields: Any) -> Record:
        """Make a bill of materials, or the next revision of one.

        Takes [routing_id], [mode], [by_products], item_id, quantity, [code], lines.
        """
        return one(self._wire.write("POST", "/boms", fields, "Bom"))

    def bom(self, bom_id: object, **query: Any) -> Record:
        """One bill of materials with its lines.

        Takes [expand].
        """
        return one(self._wire.read(f"/boms/{bom_id}", query, "Bom"))

    def change_bom(self, bom_id: object, **fields: Any) -> Record:
        """Change a draft that no order has used.

        Takes [routing_id], [mode], [by_products], [quantity], [lines].
        """
        return one(self._wire.write("PATCH", f"/boms/{bom_id}", fields, "Bom"))

    def create_bom_bulk(self, **fields: Any) -> Record:
        """Many at once, all or none: Make a bill of materials, or the next revision of one.

        Takes rows.
        """
        return one(self._wire.write("POST", "/bulk/boms", fields, "Bulk"))

    def add_bom_line(self, bom_id: object, **fields: Any) -> Record:
        """Add a line at the end of a draft.

        Takes [waste_quantity], [waste_share], [fixed_quantity], [step], [mode],
        [rounding_multiple], [is_phantom], [only_for], [substitutes], item_id, unit_id,
        quantity.
        """
        return one(self._wire.write("POST", f"/boms/{bom_id}/lines", fields, "Bom"))

    def change_bom_line(self, bom_id: object, position: object, **fields: Any) -> Record:
        """Change the line at a position of a draft.

        Takes [waste_quantity], [waste_share], [fixed_quantity], [step], [mode],
        [rounding_multiple], [is_phantom], [only_for], [substitutes], [item_id], [unit_id],
        [quantity].
        """
        return one(self._wire.write("PATCH", f"/boms/{bom_id}/lines/{position}", fields, "Bom"))

    def remove_bom_line(self, bom_id: object, position: object, **fields: Any) -> Record:
        """Take the line at a position out of a draft."""
        return one(
            self._wire.write("POST", f"/boms/{bom_id}/lines/{position}/removal", fields, "Bom")
        )

    def revise_bom(self, bom_id: object, **fields: Any) -> Record:
        """Make the next revision, a draft with the same lines."""
        return one(self._wire.write("POST", f"/boms/{bom_id}/revisions", fields, "Bom"))

    def copy_bom(self, bom_id: object, **fields: Any) -> Record:
        """Make a draft of its own with the same lines.

        Takes [item_id], [code].
        """
        return one(self._wire.write("POST", f"/boms/{bom_id}/copies", fields, "Bom"))

    def validate_bom(self, bom_id: object, **fields: Any) -> Record:
        """Vouch for a bill of materials."""
        return one(self._wire.write("POST", f"/boms/{bom_id}/validation", fields, "Bom"))

    def archive_bom(self, bom_id: object, **fields: Any) -> Record:
        """Take a bill of materials out of use."""
        return one(self._wire.write("POST", f"/boms/{bom_id}/archival", fields, "Bom"))

    def remove_bom(self, bom_id: object, **fields: Any) -> Record:
        """Remove a draft that nothing has used.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/boms/{bom_id}/removal", fields, "Done"))

    def compare_boms(self, bom_id: object, other_id: object, **query: Any) -> Record:
        """What ``bom_id`` has otherwise than ``other_id``.

        Takes [expand].
        """
        return one(self._wire.read(f"/boms/{bom_id}/comparison/{other_id}", query, "Comparison"))
