"""What the people room refuses."""

from runwright.kernel.errors import Conflict, Forbidden, Invalid, Missing, gettext_noop


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
