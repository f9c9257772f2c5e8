"""What this room refuses."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class EndpointNotFound(Missing):
    """There is no such endpoint."""

    template = gettext_noop("There is no webhook {key}.")


class MessageNotFound(Missing):
    """There is no such message."""

    template = gettext_noop("There is no message {key}.")


class EndpointNameTaken(Conflict):
    """Another endpoint has this name."""

    field = "name"
    template = gettext_noop("There is a webhook {name} already.")


class AddressWrong(Invalid):
    """Not an address that can be called."""

    field = "url"
    template = gettext_noop("{url} is no address of a receiver. Write it as https://example.com/…")


class AddressPrivate(Invalid):
    """The address lies within the own network."""

    field = "url"
    template = gettext_noop(
        "{host} leads to {address}, which is not a public address. "
        "RUNWRIGHT_WEBHOOKS_PRIVATE allows receivers within the own network."
    )


class UnknownEvents(Invalid):
    """Events that there are not."""

    field = "events"
    template = gettext_noop("There are no such events: {events}.")


class NoEvents(Invalid):
    """No event was chosen."""

    field = "events"
    template = gettext_noop("Choose at least one event.")


class EndpointResting(GuardFailed):
    """The endpoint is switched off or archived."""

    template = gettext_noop("The webhook {name} is off. Switch it on first.")


class Undelivered(Exception):
    """The receiver did not take a message; never a user's error. The words say why.

    ``status`` is what it answered, if it answered; ``milliseconds`` how long it took.
    """

    def __init__(self, words: str, status: int | None = None, answer: str = "") -> None:
        super().__init__(words)
        self.status = status
        self.answer = answer
