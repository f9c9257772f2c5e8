"""Work centres, machines, operators and work schedules, each on a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from runwright.company.selectors import plant_zone
from runwright.floor.selectors import downtimes_all
from runwright.journal.clock import now
from runwright.journal.selectors import entries_of
from runwright.people.selectors import operator_get, operators_all
from runwright.reports.charts import Chart, Series
from runwright.reports.dashboard.machines import machine_days
from runwright.reports.periods import Period
from runwright.resources.selectors import (
    department_get,
    machine_get,
    qualified_centres,
    schedule_get,
    schedules_all,
    work_centre_get,
    work_centres_all,
)
from runwright.web.actors import Request
from runwright.web.answers import page
from runwright.web.figures import day as day_words
from runwright.web.figures import hours
from runwright.web.forms.plant import QualificationsForm
from runwright.web.lists import excerpt
from runwright.web.timelines import time_line

RECENT = 15
WORK = "order,sequence,name,state,item,start_quantity,firsts,planned_start,planned_end"
TIMES = "started,ended,minutes,kind,order,operation"


@require_safe
def work_centre(request: Request, record_id: int) -> HttpResponse:
    """One work centre: what it is, its machines, its work."""
    centre = work_centre_get(work_centre_id=record_id, actor=request.actor)
    words = {
        "centre": centre,
        "chart": _centre_chart(request, centre),
        "work": excerpt("work_orders", request.actor, columns=WORK, centre=centre.code),
        "entries": entries_of(kind="work_centre", record_id=record_id)[:RECENT],
    }
    return page(request, "work_centre", words)


@require_safe
def machine(request: Request, record_id: int) -> HttpResponse:
    """One machine: what it is, and its time."""
    record = machine_get(machine_id=record_id, actor=request.actor)
    columns = f"{TIMES},operator"
    words = {
        "machine": record,
        "stop": downtimes_all(actor=request.actor)
        .filter(machine_id=record_id, ended_at=None).first(),
        "chart": _machine_chart(request, record),
        "timeline": time_line(actor=request.actor, machine_id=record_id),
        "zone": request.company.time_zone,
        "now": now(),
        "bookings": excerpt("intervals", request.actor, columns=columns, machine=record.code),
        "stops": excerpt(
            "downtimes", request.actor, columns="started,ended,minutes,reason,note",
            machine=record.code,
        ),
        "entries": entries_of(kind="machine", record_id=record_id)[:RECENT],
    }  # fmt: skip
    return page(request, "machine", words)


@require_safe
def operator(request: Request, record_id: int) -> HttpResponse:
    """One operator: where they may work, and their time."""
    record = operator_get(operator_id=record_id, actor=request.actor)
    centres = qualified_centres(operator_id=record_id, actor=request.actor)
    held = {"work_centre_ids": [centre.id for centre in centres]}
    words = {
        "operator": record,
        "centres": centres,
        "form": QualificationsForm(None, request.actor, held),
        "bookings": excerpt(
            "intervals", request.actor, columns=f"{TIMES},machine", operator=record.code
        ),
        "entries": entries_of(kind="operator", record_id=record_id)[:RECENT],
    }
    return page(request, "operator", words)


@require_safe
def schedules(request: Request) -> HttpResponse:
    """Every work schedule with its week."""
    found = [(schedule, _week(schedule)) for schedule in schedules_all(actor=request.actor)]
    return page(request, "schedules", {"schedules": found})


@require_safe
def department(request: Request, record_id: int) -> HttpResponse:
    """One department: its rate, its people, its work centres."""
    record = department_get(department_id=record_id, actor=request.actor)
    words = {
        "department": record,
        "people": operators_all(actor=request.actor).filter(departments=record),
        "centres": work_centres_all(actor=request.actor).filter(department=record),
        "entries": entries_of(kind="department", record_id=record_id)[:RECENT],
    }
    return page(request, "department", words)


@require_safe
def schedule(request: Request, record_id: int) -> HttpResponse:
    """One work schedule: its week and its exceptions."""
    record = schedule_get(schedule_id=record_id, actor=request.actor)
    words = {
        "schedule": record,
        "week": _week(record),
        "exceptions": sorted(record.exceptions.all(), key=lambda one: one.first_day, reverse=True),
        "centres": work_centres_all(actor=request.actor).filter(schedule=record),
        "entries": entries_of(kind="schedule", record_id=record_id)[:RECENT],
    }
    return page(request, "schedule", words)


def _centre_chart(request: Request, centre: Any) -> Chart:
    """Busy time per day of all machines of a work centre."""
    machines = [machine.id for machine in centre.machines.all()]
    return _days_chart(request, machines, _("Busy time of its machines per day"))


def _machine_chart(request: Request, machine: Any) -> Chart:
    """Busy time per day of one machine."""
    return _days_chart(request, [machine.id], _("Busy time per day"))


def _days_chart(request: Request, machines: list[int], title: str) -> Chart:
    """Busy and setup time per day, over all there is."""
    period = Period("all", plant_zone())
    days = machine_days(period, machine_ids=machines, actor=request.actor)
    return Chart(
        key="days",
        title=title,
        unit="h",
        heading=_("Day"),
        categories=[day_words(one.day, one.day) for one in days],
        series=[
            Series(_("Busy"), [hours(one.busy) for one in days], tone="violet"),
            Series(_("Setup"), [hours(one.setup) for one in days], "line", tone="amber"),
        ],
        low=True,
    )


def _week(schedule: object) -> list[tuple[str, list[object]]]:
    """Each weekday with its shifts in order."""
    shifts = sorted(schedule.shifts.all(), key=lambda one: one.starts)  # type: ignore[attr-defined]
    return [
        (str(_(name)), [shift for shift in shifts if shift.weekday == day])
        for day, name in WEEKDAYS.items()
    ]
