"""Making and changing work schedules, departments, work centres, machines and operators."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from runwright.company.rules import countries
from runwright.company.selectors import company_get, plant_today
from runwright.people.selectors import operator_get
from runwright.people.services import (
    operator_create,
    operator_update,
    operators_archive,
    operators_restore,
)
from runwright.resources.selectors import (
    department_get,
    exception_get,
    holidays_proposed,
    machine_get,
    schedule_get,
    work_centre_get,
)
from runwright.resources.services import (
    department_create,
    department_update,
    departments_archive,
    departments_restore,
    holidays_apply,
    machine_create,
    machine_update,
    machines_archive,
    machines_restore,
    qualifications_set,
    schedule_create,
    schedule_exception_add,
    schedule_exception_remove,
    schedule_exception_update,
    schedule_update,
    schedules_archive,
    schedules_restore,
    work_centre_create,
    work_centre_update,
    work_centres_archive,
    work_centres_restore,
)
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms import plant as forms
from runwright.web.forms.schedules import (
    TEMPLATE_WORDS,
    ExceptionForm,
    HolidaysForm,
    ScheduleForm,
)
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.views.editing import archival, creation, edition, restoration

FIRST_YEAR, LAST_YEAR = 1950, 2090

department_new = creation(
    forms.DepartmentForm, department_create, gettext_lazy("New department"), "web:departments",
    kind="department",
)  # fmt: skip
department_edit = edition(
    forms.DepartmentEditForm, department_get, department_update, "department", "department_id"
)
department_archival = archival(departments_archive, "department_ids", "department")
department_restoration = restoration(departments_restore, "department_ids", "department")

work_centre_new = creation(
    forms.WorkCentreForm, work_centre_create, gettext_lazy("New work centre"), "web:work_centres",
    kind="work_centre",
)  # fmt: skip
work_centre_edit = edition(
    forms.WorkCentreEditForm, work_centre_get, work_centre_update, "work_centre", "work_centre_id"
)
work_centre_archival = archival(work_centres_archive, "work_centre_ids", "work_centre")
work_centre_restoration = restoration(work_centres_restore, "work_centre_ids", "work_centre")

machine_new = creation(
    forms.MachineForm, machine_create, gettext_lazy("New machine"), "web:machines", kind="machine"
)
machine_edit = edition(forms.MachineEditForm, machine_get, machine_update, "machine", "machine_id")
machine_archival = archival(machines_archive, "machine_ids", "machine")
machine_restoration = restoration(machines_restore, "machine_ids", "machine")

operator_new = creation(
    forms.OperatorForm, operator_create, gettext_lazy("New operator"), "web:operators",
    kind="operator",
)  # fmt: skip
operator_edit = edition(
    forms.OperatorEditForm, operator_get, operator_update, "operator", "operator_id"
)
operator_archival = archival(operators_archive, "operator_ids", "operator")
operator_restoration = restoration(operators_restore, "operator_ids", "operator")

schedule_edit = edition(
    ScheduleForm, schedule_get, schedule_update, "schedule", "schedule_id",
    template="schedule_form",
)  # fmt: skip
schedule_archival = archival(schedules_archive, "schedule_ids", "schedule")
schedule_restoration = restoration(schedules_restore, "schedule_ids", "schedule")


@require_http_methods(["GET", "POST"])
def schedule_new(request: Request) -> HttpResponse:
    """Make a work schedule, from one of the usual weeks."""
    form = ScheduleForm(request.POST or None, request.actor, request.GET.dict())
    if form.is_valid():
        with at_fields(form):
            made = schedule_create(**form.given(), actor=request.actor)
            said = _("{record} is made.").format(record=made)
            return done(request, record_url("schedule", made.id), said)
    words = {
        "form": form, "title": _("New work schedule"), "home": reverse("web:schedules"),
        "templates": TEMPLATE_WORDS, "template": request.GET.get("template", "one"),
    }  # fmt: skip
    return page(request, "schedule_form", words)


@require_POST
def qualifications(request: Request, record_id: int) -> HttpResponse:
    """Say at which work centres an operator may work."""
    given = forms.QualificationsForm(request.POST, request.actor).demanded()
    qualifications_set(operator_id=record_id, **given, actor=request.actor)
    return done(request, record_url("operator", record_id), _("Saved."))


@require_http_methods(["GET", "POST"])
def exception_new(request: Request, record_id: int) -> HttpResponse:
    """Add named days to a schedule."""
    form = ExceptionForm(request.POST or None, request.actor)
    home = record_url("schedule", record_id)
    if form.is_valid():
        with at_fields(form):
            schedule_exception_add(schedule_id=record_id, **form.given(), actor=request.actor)
            return done(request, home, _("The days are added."))
    words = {"form": form, "title": _("Days that differ from the week"), "home": home}
    return page(request, "form", words)


@require_http_methods(["GET", "POST"])
def exception_edit(request: Request, record_id: int) -> HttpResponse:
    """Change named days of a schedule."""
    record = exception_get(exception_id=record_id, actor=request.actor)
    form = ExceptionForm(request.POST or None, request.actor, ExceptionForm.held_by(record))
    home = record_url("schedule", record.schedule.id)
    if form.is_valid():
        with at_fields(form):
            schedule_exception_update(exception_id=record_id, **form.given(), actor=request.actor)
            return done(request, home, _("Saved."))
    return page(request, "form", {"form": form, "title": record.name, "home": home})


@require_POST
def exception_removal(request: Request, record_id: int) -> HttpResponse:
    """Let named days be like every week's again."""
    record = exception_get(exception_id=record_id, actor=request.actor)
    schedule_exception_remove(exception_id=record_id, actor=request.actor)
    return done(request, record_url("schedule", record.schedule.id), _("The days are removed."))


@require_http_methods(["GET", "POST"])
def holidays(request: Request) -> HttpResponse:
    """Look through the public holidays of a year and put them into the schedules."""
    year = _year(request.GET.get("year", ""))
    language = request.actor.language
    proposed = holidays_proposed(year=year, language=language, actor=request.actor)
    form = HolidaysForm(request.POST or None, request.actor, {"proposed": proposed})
    if form.is_valid():
        with at_fields(form):
            added = holidays_apply(**form.given(), actor=request.actor)
            said = ngettext("{n} day is added.", "{n} days are added.", added).format(n=added)
            return done(request, reverse("web:schedules"), said)
    country = company_get().country
    words = {
        "form": form, "year": year, "years": (year - 1, year + 1), "home": reverse("web:schedules"),
        "country": countries().get(country, country),
    }  # fmt: skip
    return page(request, "holidays", words)


def _year(text: str) -> int:
    """The year asked for, within what calendars hold; else the one it is in the plant."""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else plant_today().year
