"""What the people room refuses."""

from typing import ClassVar

from runwright.kernel.errors import (
    Conflict,
    Forbidden,
    GuardFailed,
    Invalid,
    Missing,
    gettext_noop,
)


class UserNameTaken(Conflict):
    """Another user has this user name."""

    template = gettext_noop("The user name {username} is taken.")
    field = "username"


class UnknownRole(Invalid):
    """The role is not in the table of roles."""

    template = gettext_noop("There is no role {role}.")
    field = "role"


class LinkNotValid(Forbidden):
    """The one-time link was used, has expired, or never existed."""

    template = gettext_noop("This link is not valid any more. Ask for a new one.")


class PasswordWrong(Invalid):
    """The present password was not typed correctly."""

    template = gettext_noop("This is not your present password.")
    field = "current"


class PasswordTooShort(Invalid):
    """A new password has fewer characters than are needed."""

    template = gettext_noop("A password needs at least {shortest} characters.")
    field = "password"


class TokenNotValid(Forbidden):
    """The API token is unknown, expired or revoked."""

    template = gettext_noop("The API token is not valid.")


class UserNotFound(Missing):
    """There is no such user."""

    template = gettext_noop("There is no user {key}.")


class OperatorNotFound(Missing):
    """There is no such operator."""

    template = gettext_noop("There is no operator {key}.")


class CodeTaken(Conflict):
    """Another record of this kind has the code."""

    template = gettext_noop("The code {code} is taken.")
    field = "code"


class ScopeNotHeld(Forbidden):
    """A token cannot be given more than its owner may do."""

    template = gettext_noop("You cannot give a token rights you do not have: {scopes}.")


class TokenNotFound(Missing):
    """There is no such API token in use."""

    template = gettext_noop("There is no API token {key}.")


class BadgeTaken(Conflict):
    """A badge opens for one person only."""

    template = gettext_noop("The badge {badge} is that of {operator}.")
    field = "badge"


class UserIsOperator(Conflict):
    """A user is one operator at most."""

    template = gettext_noop("{user} signs in as the operator {operator} already.")
    field = "user_id"


class HourlyRateNegative(Invalid):
    """An hour of labour does not cost less than nothing."""

    template = gettext_noop("A rate per hour is not negative: {rate}.")
    field = "hourly_rate"


class LastAdministrator(GuardFailed):
    """Without an administrator nobody could ever make another one."""

    template = gettext_noop("{user} is the last administrator. Make another one first.")
    field = "roles"


class BadgeOrPinWrong(Forbidden):
    """Badge and PIN do not fit together; which of the two is wrong is not said."""

    template = gettext_noop("Badge and PIN do not fit together.")
    field = "pin"


class TooManyWrongPins(Forbidden):
    """After several wrong PINs a badge, and the station, must wait."""

    status: ClassVar[int] = 429
    template = gettext_noop("{most} wrong PINs: wait {seconds} seconds, or ask for a new PIN.")
    field = "pin"


class PinNotGood(Invalid):
    """A PIN is a few digits that are not the first to be guessed."""

    template = gettext_noop(
        "A PIN has {shortest} to {longest} digits, not all the same and not simply counted."
    )
    field = "pin"


class SessionNotFound(Missing):
    """There is no such session, or it is somebody else's."""

    template = gettext_noop("There is no session {key}.")


class OutOfReach(Forbidden):
    """The record belongs to a department or warehouse that the actor is not let into."""

    template = gettext_noop("This belongs to a department or warehouse that is not yours.")
