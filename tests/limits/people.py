"""Users of every limited role, held to one side by department or by warehouse."""

from dataclasses import dataclass

from runwright.people.actor import Actor
from runwright.people.models import User
from runwright.people.roles import LIMITED
from runwright.people.selectors import actor_of
from runwright.people.services import token_issue, user_create
from runwright.resources.limits import limited, user_limits_set
from tests.api.calls import Caller
from tests.limits.ground import Ground, Side

ROLES = sorted(LIMITED - {"station"})
"""A station is a device and no user."""


@dataclass(frozen=True)
class Person:
    """Somebody limited, as a user, as an actor and as a program."""

    user: User
    actor: Actor
    caller: Caller


def held(ground: Ground, roles: str, by: str, side: Side) -> Person:
    """A user of a role, or of several, limited to the department or the warehouse of a side."""
    name = f"{roles} {by}"
    actor = ground.plant.actor
    user = user_create(username=name, full_name=name, roles=frozenset(roles.split()), actor=actor)
    keys = {f"{limit}_ids": [side[limit]] * (limit in by) for limit in ("department", "warehouse")}
    user_limits_set(user_id=user.id, **keys, actor=actor)
    whole = actor_of(user=user)
    secret = token_issue(name="tests", scopes=whole.permissions, actor=whole).secret
    return Person(user, limited(whole), Caller(secret))
