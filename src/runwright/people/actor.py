"""The actor: who is acting, with what rights, from which device."""

from dataclasses import dataclass, replace
from datetime import datetime

from runwright.kernel.errors import Forbidden
from runwright.people.roles import PERMISSIONS, permissions_of


@dataclass(frozen=True)
class Actor:
    """A person, a token or the system, as every service and selector sees it.

    ``departments`` and ``warehouses`` are those the actor is limited to; ``None`` is all.
    """

    user_id: int | None
    label: str
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    operator_id: int | None = None
    device: str = ""
    station: str = ""
    request_id: str = ""
    device_at: datetime | None = None
    language: str = "en"
    departments: frozenset[int] | None = None
    warehouses: frozenset[int] | None = None

    @property
    def is_limited(self) -> bool:
        """Whether only what belongs to certain departments or warehouses is seen and done."""
        return self.departments is not None or self.warehouses is not None

    @property
    def unlimited(self) -> "Actor":
        """The same without limits, for figures: they say what the plant did."""
        return replace(self, departments=None, warehouses=None) if self.is_limited else self

    @property
    def person(self) -> int:
        """The user's id; raises ``Forbidden`` for the program itself, which is nobody."""
        if self.user_id is None:
            raise Forbidden(permission="people.sign_in", actor=self.label)
        return self.user_id

    def can(self, permission: str) -> bool:
        """Whether the actor holds ``permission``; an unknown name is a programming error."""
        if permission not in PERMISSIONS:
            raise KeyError(permission)
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise ``Forbidden`` unless the actor holds ``permission``."""
        if not self.can(permission):
            raise Forbidden(permission=permission, actor=self.label)


def system_actor(label: str) -> Actor:
    """The program itself (jobs, commands, the demo), with every permission."""
    roles = frozenset({"administrator"})
    return Actor(user_id=None, label=label, roles=roles, permissions=permissions_of(roles))
