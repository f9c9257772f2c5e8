"""What the floor refuses."""

from runwright.kernel.errors import Conflict, Forbidden, Invalid, Missing, gettext_noop


class AlreadyDown(Conflict):
    """The machine or work centre is down already."""

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


class DowntimeOverlaps(Conflict):
    """The machine or work centre was down at that time already."""

    template = gettext_noop("{machine} was already down from {since} to {until}: {reason}.")
    field = "started_at"


class DowntimeTooLong(Invalid):
    """A downtime that no plant has: one of its ends is a typing error."""

    template = gettext_noop("A downtime of more than {days} days: look at its start and its end.")
    field = "started_at"


class DowntimeOfNothing(Invalid):
    """Neither a machine nor a work centre is named, or both are."""

    template = gettext_noop("Say what is down: one machine, or one work centre as a whole.")
    field = "machine_id"


class DeviceNotFound(Missing):
    """There is no such device."""

    template = gettext_noop("There is no device {key}.")
    field = "device"


class DeviceNameTaken(Conflict):
    """Two devices have two names."""

    template = gettext_noop("There is a device {name} already.")
    field = "name"


class DeviceRevoked(Conflict):
    """The device was revoked before."""

    template = gettext_noop("{device} was revoked already.")


class DeviceNotValid(Forbidden):
    """The token of a device is unknown or revoked, or its station is out of use."""

    template = gettext_noop("This device is not enrolled. Ask an administrator for a new code.")


class CodeNotValid(Forbidden):
    """The enrolment code was used, has expired, or never existed."""

    template = gettext_noop("This code is not valid any more. Ask for a new one.")
    field = "code"


class OperatorNeeded(Forbidden):
    """Nobody is signed on at the station."""

    template = gettext_noop("Nobody is signed on here. Scan a badge and enter the PIN.")


class OtherStation(Forbidden):
    """A device scans for its own station only."""

    template = gettext_noop("This device is {station}; it cannot scan for another station.")
    field = "station_id"


class ScanUnreadable(Invalid):
    """A queued scan says something that no scan says."""

    template = gettext_noop("The scan cannot be read: {field}.")


class ScanBroken(Conflict):
    """A queued scan met a fault of the system; it is kept, and may be tried again."""

    template = gettext_noop("The scan met a fault of the system. It is kept.")


class ParkedScanNotFound(Missing):
    """There is no such scan in the inbox."""

    template = gettext_noop("There is no scan {key} in the inbox.")


class AlreadyAnswered(Conflict):
    """Somebody has decided about the scan before."""

    template = gettext_noop("This scan is {state} already: {who}, {at}.")


class DropReasonNeeded(Invalid):
    """A scan is dropped with a reason only."""

    template = gettext_noop("Say why: a reason is needed.")
    field = "reason"


class StationOnly(Forbidden):
    """This is asked by an enrolled device about itself."""

    template = gettext_noop("Only an enrolled station can do this.")
