"""The lives of operators and users."""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.masters import ARCHIVED, IN_USE, also, master_life
from runwright.kernel.transitions import guard
from runwright.people.errors import LastAdministrator
from runwright.people.models import RoleGrant, User

MANAGE = "people.manage"
OPERATOR_LIFE = master_life(
    "operator",
    "people.operator_manage",
    also("set_pin", "people.operator_manage", gettext_noop("PIN for stations")),
    also("qualify", "resources.manage", gettext_noop("Qualifications")),
)


def another_administrates(user: User) -> None:
    """Raise ``LastAdministrator`` for the only administrator who may sign in."""
    grants = RoleGrant.objects.filter(role="administrator", user__is_active=True)
    if set(grants.values_list("user_id", flat=True)) == {user.pk}:
        raise LastAdministrator(user=user.username)


def user_state(user: User) -> str:
    """Archived is who may not sign in any more."""
    return IN_USE if user.is_active else ARCHIVED


USER_LIFE = master_life(
    "user",
    MANAGE,
    also("set_roles", MANAGE, gettext_noop("Roles")),
    also("set_limits", MANAGE, gettext_noop("Limits")),
    also("issue_link", MANAGE, gettext_noop("One-time link")),
    also("end_sessions", MANAGE, gettext_noop("Sign out everywhere")),
    kept_by=(guard(another_administrates),),
    state_of=user_state,
)
