"""Account. Made by ``tools/client.py``: do not edit."""

from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Account(Noun):
    """Account."""

    def sessions(self) -> Record:
        """Where the caller is signed in, the latest first."""
        return one(self._wire.read("/sessions", {}, "BrowserSessions"))

    def end_session(self, session_id: object, **fields: Any) -> Record:
        """Sign out in one browser; with the right to manage people, anybody."""
        return one(self._wire.write("POST", f"/sessions/{session_id}/ending", fields, "Done"))

    def end_sessions(self, **fields: Any) -> Record:
        """Sign out everywhere but where this is asked."""
        return one(self._wire.write("POST", "/sessions/ending", fields, "Ended"))

    def set_preferences(self, **fields: Any) -> Record:
        """Choose the language and the theme.

        Takes language, theme.
        """
        return one(self._wire.write("POST", "/me/preferences", fields, "Done"))
