"""Items. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Variants(Noun):
    """Items."""

    def attributes(self) -> Record:
        """Every attribute with its values."""
        return one(self._wire.read("/attributes", {}, "Attributes"))

    def create_attribute(self, **fields: Any) -> Record:
        """Make an attribute with its values.

        Takes code, name, [values].
        """
        return one(self._wire.write("POST", "/attributes", fields, "Attribute"))

    def add_values(self, attribute_id: object, **fields: Any) -> Record:
        """Add values to an attribute.

        Takes values.
        """
        return one(
            self._wire.write("POST", f"/attributes/{attribute_id}/values", fields, "Attribute")
        )

    def variants(self, item_id: object) -> Record:
        """The variants of a family."""
        return one(self._wire.read(f"/items/{item_id}/variants", {}, "Variants"))

    def create_variants(self, item_id: object, **fields: Any) -> Record:
        """Make every variant of a matrix that is not there yet.

        Takes value_ids, [pattern].
        """
        return one(self._wire.write("POST", f"/items/{item_id}/variants", fields, "Variants"))

    def preview_variants(self, item_id: object, **fields: Any) -> Record:
        """What a matrix would make; nothing is made yet.

        Takes value_ids, [pattern].
        """
        return one(self._wire.write("POST", f"/items/{item_id}/variants/preview", fields, "Plan"))

    def picture(self, item_id: object) -> Record:
        """The picture of an item."""
        return one(self._wire.read(f"/items/{item_id}/picture", {}, "File"))

    def set_picture(self, item_id: object, **fields: Any) -> Record:
        """Keep a picture of an item, in the place of the one there was.

        Takes name, content.
        """
        return one(self._wire.write("POST", f"/items/{item_id}/picture", fields, "Done"))

    def remove_picture(self, item_id: object, **fields: Any) -> Record:
        """Take the picture of an item away."""
        return one(self._wire.write("POST", f"/items/{item_id}/picture/removal", fields, "Done"))

    def add_attachment(self, operation_id: object, **fields: Any) -> Record:
        """Keep a picture or PDF with an operation.

        Takes name, content.
        """
        return one(
            self._wire.write("POST", f"/operations/{operation_id}/attachments", fields, "Kept")
        )

    def attachment(self, attachment_id: object, **query: Any) -> Record:
        """A picture or paper of an operation.

        Takes [expand].
        """
        return one(self._wire.read(f"/attachments/{attachment_id}", query, "File"))

    def remove_attachment(self, attachment_id: object, **fields: Any) -> Record:
        """Take a picture or paper away."""
        return one(
            self._wire.write("POST", f"/attachments/{attachment_id}/removal", fields, "Done")
        )
