"""Tokens. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Tokens(Noun):
    """Tokens."""

    def list_tokens(self, **query: Any) -> Iterator[Record]:
        """API tokens: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q].
        """
        return self._wire.rows("/tokens", query, "TokensPage")

    def issue_token(self, **fields: Any) -> Record:
        """Issue a token that can do no more than its owner.

        Takes name, scopes, [days].
        """
        return one(self._wire.write("POST", "/tokens", fields, "Token"))

    def revoke_token(self, token_id: object, **fields: Any) -> Record:
        """Make a token useless for ever."""
        return one(self._wire.write("POST", f"/tokens/{token_id}/revocation", fields, "Done"))
