"""Users. Made by ``tools/client.py``: do not edit."""

from collections.abc import Iterator
from typing import Any

from runwright.client.noun import Noun, one
from runwright.client.records import Record


class Users(Noun):
    """Users."""

    def list_users(self, **query: Any) -> Iterator[Record]:
        """Users: one page, with filters and order as on the pages.

        Takes [expand], [sort], [q].
        """
        return self._wire.rows("/users", query, "UsersPage")

    def create_user(self, **fields: Any) -> Record:
        """Make a user.

        Takes username, full_name, [email], [language], [roles].
        """
        return one(self._wire.write("POST", "/users", fields, "User"))

    def user(self, user_id: object, **query: Any) -> Record:
        """One user with their roles.

        Takes [expand].
        """
        return one(self._wire.read(f"/users/{user_id}", query, "User"))

    def change_user(self, user_id: object, **fields: Any) -> Record:
        """Change a user.

        Takes [full_name], [email], [language].
        """
        return one(self._wire.write("PATCH", f"/users/{user_id}", fields, "User"))

    def set_roles(self, user_id: object, **fields: Any) -> Record:
        """Replace the roles of a user.

        Takes roles.
        """
        return one(self._wire.write("POST", f"/users/{user_id}/roles", fields, "User"))

    def limits(self, user_id: object) -> Record:
        """To which departments and warehouses a user is limited; none of a kind is no limit."""
        return one(self._wire.read(f"/users/{user_id}/limits", {}, "Limits"))

    def set_limits(self, user_id: object, **fields: Any) -> Record:
        """Limit a user to departments and warehouses.

        Takes [department_ids], [warehouse_ids].
        """
        return one(self._wire.write("POST", f"/users/{user_id}/limits", fields, "Limits"))

    def issue_link(self, user_id: object, **fields: Any) -> Record:
        """Make a link by which the user sets a password once."""
        return one(self._wire.write("POST", f"/users/{user_id}/link", fields, "Link"))

    def archive_user(self, user_id: object, **fields: Any) -> Record:
        """Take this user out of use.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/users/{user_id}/archival", fields, "User"))

    def restore_user(self, user_id: object, **fields: Any) -> Record:
        """Take this user out of the archive.

        Takes [reason].
        """
        return one(self._wire.write("POST", f"/users/{user_id}/restoration", fields, "User"))

    def roles(self) -> Record:
        """Every role with its permissions."""
        return one(self._wire.read("/roles", {}, "RolesTold"))

    def end_sessions(self, user_id: object, **fields: Any) -> Record:
        """Sign a user out everywhere."""
        return one(self._wire.write("POST", f"/users/{user_id}/sessions/ending", fields, "Done"))
