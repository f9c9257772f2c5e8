"""What the journal refuses."""

from runwright.kernel.errors import Conflict, gettext_noop


class IdAlreadyUsed(Conflict):
    """The id was accepted before with another body; ids are bound for ever."""

    template = gettext_noop("The request id {id} was used before for another request.")
