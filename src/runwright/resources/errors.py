"""What the resources room refuses."""

from runwright.kernel.errors import Missing, gettext_noop


class WorkCentreNotFound(Missing):
    """There is no such work centre."""

    template = gettext_noop("There is no work centre {key}.")
    field = "work_centre"


class MachineNotFound(Missing):
    """There is no such machine."""

    template = gettext_noop("There is no machine {key}.")
    field = "machine"


class ScheduleNotFound(Missing):
    """There is no such work schedule."""

    template = gettext_noop("There is no work schedule {key}.")
    field = "schedule"


class DepartmentNotFound(Missing):
    """There is no such department."""

    template = gettext_noop("There is no department {key}.")
    field = "department"
