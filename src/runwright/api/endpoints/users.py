"""Users and their roles."""

from datetime import datetime
from typing import Annotated, Literal, Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BeforeValidator, Field

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Done, Given, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Key, Label, Line, PathKey
from runwright.api.verbs import Tabled
from runwright.people.roles import ROLES, permissions_of
from runwright.people.selectors import user_get, users_all
from runwright.people.services import (
    link_issue,
    sessions_end,
    user_create,
    user_roles_set,
    user_update,
    users_archive,
    users_restore,
)
from runwright.people.states import USER_LIFE
from runwright.reports.lists.columns import Column, Kind
from runwright.reports.lists.definition import ListDefinition
from runwright.reports.lists.filters import Search
from runwright.resources.limits import limits_of, user_limits_set

door = Door("Users", __name__)

USERS = ListDefinition(
    name="users",
    title=_("Users"),
    permission="people.manage",
    base=lambda actor: users_all(actor=actor),
    columns=(
        Column("username", _("User name"), Kind.CODE),
        Column("full_name", _("Full name")),
        Column("email", _("E-mail")),
        Column("active", _("May sign in"), Kind.FLAG, path="is_active"),
        Column("joined", _("Joined"), Kind.INSTANT, path="joined_at"),
    ),
    filters=(Search("q", _("Search"), paths=("username", "full_name", "email")),),
    sort=("username",),
)
add_list(door, "/users", USERS)

FullName = Annotated[str, Line(200, shortest=1)]
Email = Annotated[str, Line(254)]
Role = Annotated[str, Line(40, shortest=1)]
Roles = Annotated[list[Role], Field(max_length=20)]
Language = Literal["en", "ro"]


def _roles(grants: object) -> object:
    """The names of the roles that are granted."""
    return sorted(one.role for one in grants.all()) if hasattr(grants, "all") else grants


class User(Tabled):
    """Somebody who can sign in, and the roles they hold."""

    home = "/users/{user_id}"
    life = USER_LIFE
    id: Key
    username: str
    full_name: str
    email: str
    language: str
    is_active: bool
    joined_at: datetime
    roles: Annotated[list[str], BeforeValidator(_roles), Field(validation_alias="grants")]


class NewUser(Given):
    """A user to be made, who sets a password through a one-time link."""

    username: Label
    full_name: FullName
    email: Email = ""
    language: Language = "en"
    roles: Roles = []


class UserChange(Given):
    """What may change about a user."""

    full_name: FullName = LEFT_OUT
    email: Email = LEFT_OUT
    language: Language = LEFT_OUT


class NewRoles(Given):
    """All the roles a user shall hold."""

    roles: Roles


class NewLimits(Given):
    """All the departments and warehouses a user shall be limited to."""

    department_ids: Annotated[list[Key], Field(max_length=500)] = []
    warehouse_ids: Annotated[list[Key], Field(max_length=500)] = []


class Limits(Shown):
    """The departments and warehouses a user is limited to."""

    user_id: Key
    department_ids: list[Key]
    warehouse_ids: list[Key]


class Link(Shown):
    """A one-time link; its secret is shown this once and kept nowhere."""

    user_id: Key
    secret: str

    def kept(self) -> Self:
        """The secret is not kept: a repeat is answered without it."""
        return self.model_copy(update={"secret": ""})


@door.read("/users/{user_id}", permission="people.manage", answer=User)
def user(request: Call, user_id: PathKey) -> object:
    """One user with their roles."""
    return user_get(user_id=user_id, actor=request.auth)


@door.create("/users", permission="people.manage", answer=User)
def create_user(request: Call, given: NewUser) -> object:
    """Make a user."""
    fields = given.model_dump() | {"roles": frozenset(given.roles)}
    made = user_create(**fields, actor=request.auth)
    return user_get(user_id=made.id, actor=request.auth)


@door.change("/users/{user_id}", permission="people.manage", answer=User, verb="edit")
def change_user(request: Call, user_id: PathKey, given: UserChange) -> object:
    """Change a user."""
    user_update(user_id=user_id, **given.sent(), actor=request.auth)
    return user_get(user_id=user_id, actor=request.auth)


@door.act("/users/{user_id}/roles", permission="people.manage", answer=User, verb="set_roles")
def set_roles(request: Call, user_id: PathKey, given: NewRoles) -> object:
    """Replace the roles of a user."""
    user_roles_set(user_id=user_id, roles=frozenset(given.roles), actor=request.auth)
    return user_get(user_id=user_id, actor=request.auth)


@door.read("/users/{user_id}/limits", permission="people.manage", answer=Limits)
def limits(request: Call, user_id: PathKey) -> object:
    """To which departments and warehouses a user is limited; none of a kind is no limit."""
    departments, warehouses = limits_of(user_id=user_id, actor=request.auth)
    return Limits(user_id=user_id, department_ids=departments, warehouse_ids=warehouses)


@door.act("/users/{user_id}/limits", permission="people.manage", answer=Limits, verb="set_limits")
def set_limits(request: Call, user_id: PathKey, given: NewLimits) -> object:
    """Limit a user to departments and warehouses."""
    user_limits_set(user_id=user_id, **given.model_dump(), actor=request.auth)
    return limits(request, user_id)


@door.create("/users/{user_id}/link", permission="people.manage", answer=Link, verb="issue_link")
def issue_link(request: Call, user_id: PathKey) -> object:
    """Make a link by which the user sets a password once."""
    return Link(user_id=user_id, secret=link_issue(user_id=user_id, actor=request.auth))


add_archive(door, user, User, archive=users_archive, restore=users_restore)


class RoleTold(Shown):
    """A role, and every permission it gives."""

    role: str
    name: str
    permissions: list[str]


class RolesTold(Shown):
    """Every role there is."""

    items: list[RoleTold]


@door.read("/roles", permission="people.manage", answer=RolesTold)
def roles(request: Call) -> object:
    """Every role with its permissions."""
    return RolesTold(
        items=[
            RoleTold(
                role=role,
                name=gettext(words),
                permissions=sorted(permissions_of(frozenset({role}))),
            )
            for role, words in ROLES.items()
        ]
    )


@door.act(
    "/users/{user_id}/sessions/ending", permission="people.manage", answer=Done, verb="end_sessions"
)
def end_sessions(request: Call, user_id: PathKey) -> object:
    """Sign a user out everywhere."""
    user_get(user_id=user_id, actor=request.auth)
    sessions_end(user_id=user_id, actor=request.auth)
    return Done()
