"""The lives of the masters of the plant."""

from runwright.kernel.errors import gettext_noop
from runwright.kernel.masters import also, master_life
from runwright.kernel.transitions import guard
from runwright.resources.errors import DepartmentInUse, ScheduleInUse
from runwright.resources.models import Department, WorkCentre, WorkSchedule

MANAGE = "resources.manage"


def no_centre_belongs_to_it(department: Department) -> None:
    """Raise ``DepartmentInUse`` for a department with work centres in use."""
    centres = department.work_centres.filter(archived_at=None)
    if codes := list(centres.order_by("code").values_list("code", flat=True)):
        raise DepartmentInUse(department=department.name, centres=codes)


def no_centre_follows_it(schedule: WorkSchedule) -> None:
    """Raise ``ScheduleInUse`` for a schedule that work centres in use follow."""
    centres = WorkCentre.objects.filter(schedule=schedule, archived_at=None)
    if codes := list(centres.order_by("code").values_list("code", flat=True)):
        raise ScheduleInUse(schedule=schedule.name, centres=codes)


DEPARTMENT_LIFE = master_life("department", MANAGE, kept_by=(guard(no_centre_belongs_to_it),))
CENTRE_LIFE = master_life("work_centre", MANAGE)
MACHINE_LIFE = master_life("machine", MANAGE)
SCHEDULE_LIFE = master_life(
    "schedule",
    MANAGE,
    also("add_days", MANAGE, gettext_noop("Add days that differ")),
    kept_by=(guard(no_centre_follows_it),),
)
STATION_LIFE = master_life(
    "station", MANAGE, also("serve", "engineering.station_assign", gettext_noop("Operations"))
)
