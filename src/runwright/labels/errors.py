"""What this room refuses."""

from runwright.kernel.errors import Conflict, GuardFailed, Invalid, Missing, gettext_noop


class PrinterNotFound(Missing):
    """There is no such printer."""

    template = gettext_noop("There is no printer {key}.")


class PrintJobNotFound(Missing):
    """There is no such print job."""

    template = gettext_noop("There is no print job {key}.")


class PrintNotFound(Missing):
    """Nothing was printed under that entry."""

    template = gettext_noop("There are no labels of the print {key}.")


class PrinterNameTaken(Conflict):
    """Another printer has this name."""

    field = "name"
    template = gettext_noop("There is a printer {name} already.")


class HostWrong(Invalid):
    """Not the name or the address of a machine."""

    field = "host"
    template = gettext_noop(
        "{value} is no name or address of a printer. Write it as 10.0.0.17 or zebra-1.plant."
    )


class PortWrong(Invalid):
    """Not a port of TCP."""

    field = "port"
    template = gettext_noop("A port is a number from 1 to 65535. Label printers listen on 9100.")


class FontWrong(Invalid):
    """Not the name of a font file on a printer."""

    field = "font"
    template = gettext_noop(
        "{value} is no font of a printer. Write its drive and its file, as E:TT0003M_.FNT."
    )


class NothingToPrint(Invalid):
    """No batch was named."""

    field = "batch_ids"
    template = gettext_noop("There is no batch to print labels of.")


class NoPrinter(Invalid):
    """Nothing says on which printer."""

    field = "printer_id"
    template = gettext_noop("Choose a printer: none stands beside the station, none is proposed.")


class PrinterArchived(GuardFailed):
    """The printer is out of use."""

    template = gettext_noop("The printer {printer} is archived. Choose another, or restore it.")


class TooManyCopies(Invalid):
    """More copies, or fewer, than anybody means."""

    field = "copies"
    template = gettext_noop("Print from 1 to {most} copies at a time.")


class UnknownLabel(Invalid):
    """A kind or a size of labels that there is not."""

    template = gettext_noop("{field}: {value} is none of {known}.")


class BatchesNotFound(Missing):
    """Some batches are not there."""

    template = gettext_noop("There are no batches {keys}.")


class BatchVoid(GuardFailed):
    """The batch was deleted, or the scan that made it was undone."""

    template = gettext_noop("{batches} are void: nothing carries their labels any more.")


class PrinterAway(Exception):
    """A printer does not take what it is sent; never a user's error. The words say why."""
