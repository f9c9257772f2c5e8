"""What the API itself refuses, before any service is asked."""

from typing import ClassVar

from runwright.kernel.errors import Conflict, Invalid, Missing, gettext_noop


class BadRequest(Invalid):
    """The request cannot be read at all; ``status`` is its HTTP status."""

    status: ClassVar[int] = 400
    template = gettext_noop("The request could not be read.")


class BadJson(BadRequest):
    """The body is not JSON."""

    template = gettext_noop("The body is not valid JSON: {problem}.")


class JsonTooDeep(BadRequest):
    """The body is nested deeper than any record."""

    template = gettext_noop("The body is nested more than {deepest} levels deep.")


class NotJson(BadRequest):
    """The body has another media type."""

    status = 415
    template = gettext_noop("The body must be application/json, not {given}.")


class TooLarge(BadRequest):
    """The body is bigger than the limit."""

    status = 413
    template = gettext_noop("The body is too large.")


class ChangedSince(BadRequest):
    """The record is not what it was when the caller read it, or there is none to compare."""

    status = 412
    template = gettext_noop("This has changed since you read it. Read it again, then decide.")


class RowsRefused(Invalid):
    """Some of many rows are refused; nothing was written. Each reason names its row."""

    template = gettext_noop("Some rows are refused.")


class BadCharacter(Invalid):
    """A text holds NUL or half a character."""

    template = gettext_noop("{field} holds a character that cannot be stored.")


class BadValue(Invalid):
    """A value does not fit its field."""

    template = gettext_noop("{field}: {problem}.")


class NoSuchRecord(Invalid):
    """A value names a record that is not there."""

    template = gettext_noop("{field} names a record that does not exist.")


class BadCursor(Invalid):
    """The cursor is not one that a list handed out for this very question."""

    template = gettext_noop("The cursor does not belong to this list.")
    field = "cursor"


class KeyMissing(Invalid):
    """A write came without its idempotency key."""

    template = gettext_noop("Every write carries a UUID in the header Idempotency-Key.")
    field = "Idempotency-Key"


class NotSignedIn(BadRequest):
    """Nobody, or somebody unknown, is asking."""

    status = 401
    template = gettext_noop("Sign in, or send an API token as Authorization: Bearer ….")


class CrossSite(BadRequest):
    """A write by cookie came without the token against forged requests."""

    status = 403
    template = gettext_noop("A write by cookie carries the CSRF token in the header X-CSRFToken.")


class NoSuchPlace(Missing):
    """The address leads nowhere."""

    template = gettext_noop("There is nothing at this address.")


class WrongMethod(BadRequest):
    """The address exists, the method does not."""

    status = 405
    template = gettext_noop("{method} is not possible here; possible: {allowed}.")


class StorageFull(BadRequest):
    """The disk of the database is full: reading goes on, writing waits for space."""

    status = 507
    template = gettext_noop("There is no space left to write this. Nothing was changed.")


class Broken(BadRequest):
    """A fault of ours; the log has the rest under the id."""

    status = 500
    template = gettext_noop("Something went wrong on our side. Please report the id {id}.")


class RefusedByDatabase(Conflict):
    """A rule held by the database alone stopped the write; ``rule`` is its name."""

    template = gettext_noop("The rule “{rule}” does not allow this.")
