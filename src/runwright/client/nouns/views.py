"""Saved views. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Views(Noun):
    """Saved views."""

    def saved_views(self, **query: Any) -> Record:
        """The caller's own views of a list.

        Takes [list_name].
        """
        return one(self._wire.read("/views", query, "SavedViews"))

    def save_view(self, **fields: Any) -> Record:
        """Keep a view of a list under a name.

        Takes list_name, name, [query].
        """
        return one(self._wire.write("POST", "/views", fields, "SavedView"))

    def delete_view(self, view_id: object, **fields: Any) -> Record:
        """Drop one of one's own views."""
        return one(self._wire.write("POST", f"/views/{view_id}/deletion", fields, "Done"))
