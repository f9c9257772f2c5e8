"""What this room refuses."""

from runwright.kernel.errors import Conflict, Missing, gettext_noop


class JobNotFound(Missing):
    """There is no such job run."""

    template = gettext_noop("There is no job {key}.")


class JobIsOver(Conflict):
    """The job run has ended already, so that there is nothing to cancel."""

    template = gettext_noop("The job “{label}” is over: it is {state}.")


class Cancelled(Exception):
    """Raised inside a task by its progress when somebody asked to cancel; never a user's error."""


class TryLater(Exception):
    """Raised inside a task when what it needs is away for now, such as a mail server: the queue
    tries again after a while. Never a user's error."""
