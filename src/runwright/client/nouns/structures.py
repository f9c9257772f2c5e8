"""Bills of materials. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Structures(Noun):
    """Bills of materials."""

    def explode_bom(self, bom_id: object, **query: Any) -> Record:
        """Everything that goes into a quantity, summed over all levels.

        Takes [quantity], [item_id].
        """
        return one(self._wire.read(f"/boms/{bom_id}/explosion", query, "Explosion"))

    def explode_bom_indented(self, bom_id: object, **query: Any) -> Record:
        """A page of the indented explosion, from any row on.

        Takes [quantity], [item_id], [start], [count].
        """
        return one(self._wire.read(f"/boms/{bom_id}/explosion/rows", query, "Indented"))

    def roll_bom_up(self, bom_id: object, **query: Any) -> Record:
        """Cost and duration of a quantity, over all levels.

        Takes [quantity], [item_id].
        """
        return one(self._wire.read(f"/boms/{bom_id}/roll-up", query, "RollUp"))

    def buildable(self, bom_id: object, **query: Any) -> Record:
        """How many the free stock is good for, in one warehouse or in all.

        Takes [warehouse_id], [item_id].
        """
        return one(self._wire.read(f"/boms/{bom_id}/buildable", query, "Buildable"))

    def item_uses(self, item_id: object) -> Record:
        """Every bill of materials that takes an item, over all levels."""
        return one(self._wire.read(f"/items/{item_id}/uses", {}, "Uses"))
