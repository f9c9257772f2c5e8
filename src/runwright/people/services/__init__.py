"""Writing users, roles, one-time links, API tokens and operators."""

from runwright.people.services.operators import (
    operator_create,
    operator_update,
    operators_archive,
    operators_restore,
)
from runwright.people.services.pins import (
    LONGEST_PIN,
    SHORTEST_PIN,
    badge_check,
    operator_pin_change,
    operator_pin_set,
)
from runwright.people.services.sessions import session_end, sessions_end
from runwright.people.services.tokens import IssuedToken, secret_hash, token_issue, token_revoke
from runwright.people.services.users import (
    LINK_HOURS,
    SHORTEST_PASSWORD,
    administrator_invite,
    link_issue,
    link_redeem,
    link_request,
    password_change,
    user_create,
    user_preferences_set,
    user_roles_set,
    user_update,
    users_archive,
    users_restore,
)

__all__ = [
    "LINK_HOURS",
    "LONGEST_PIN",
    "SHORTEST_PASSWORD",
    "SHORTEST_PIN",
    "IssuedToken",
    "administrator_invite",
    "badge_check",
    "link_issue",
    "link_redeem",
    "link_request",
    "operator_create",
    "operator_pin_change",
    "operator_pin_set",
    "operator_update",
    "operators_archive",
    "operators_restore",
    "password_change",
    "secret_hash",
    "session_end",
    "sessions_end",
    "token_issue",
    "token_revoke",
    "user_create",
    "user_preferences_set",
    "user_roles_set",
    "user_update",
    "users_archive",
    "users_restore",
]
