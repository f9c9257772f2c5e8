"""What the floor refuses."""

from runwright.kernel.errors import Conflict, Invalid, Missing, gettext_noop


class AlreadyDown(Conflict):
    """The machine is down already."""

    template = gettext_noop("{machine} is already down since {since}: {reason}.")


class DowntimeNotFound(Missing):
    """There is no such downtime."""

    template = gettext_noop("There is no downtime {key}.")


class DowntimeReasonNotFound(Missing):
    """There is no such reason."""

    template = gettext_noop("There is no reason {key}.")
    field = "reason"


class DowntimeOver(Conflict):
    """The downtime has already ended."""

    template = gettext_noop("This downtime has already ended.")


class DowntimeEndsEarly(Invalid):
    """A downtime ends before it starts."""

    template = gettext_noop("The end lies before the start.")
    field = "ended_at"


class DowntimeToCome(Invalid):
    """A downtime is reported before it has happened."""

    template = gettext_noop("A downtime cannot lie in the future.")
    field = "started_at"


class DowntimeReasonNeeded(Invalid):
    """Taking a downtime back needs a reason that stays in the journal."""

    template = gettext_noop("Say why: a reason is needed.")
    field = "reason"
