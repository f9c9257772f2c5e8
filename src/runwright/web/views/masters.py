"""Making and changing master data: one shape of view for all of it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrPromise

from runwright.catalog.selectors import item_get
from runwright.catalog.services import item_create, item_update, items_archive
from runwright.people.services import operator_archive, operator_create
from runwright.resources.selectors import work_centre_get
from runwright.resources.services import (
    department_create,
    machine_create,
    machines_archive,
    qualifications_set,
    schedule_create,
    schedule_exception_add,
    work_centre_create,
    work_centre_update,
    work_centres_archive,
)
from runwright.stock.services import stock_adjust, stock_receive, stock_transfer
from runwright.units.services import unit_create
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms import masters as forms
from runwright.web.forms.ground import ActorForm
from runwright.web.forms.schedules import ExceptionForm, ScheduleForm
from runwright.web.forms.stock import AdjustmentForm, ReceiptForm, TransferForm
from runwright.web.records import record_url
from runwright.web.refusals import at_fields

Service = Callable[..., Any]


def creation(
    form_class: type[ActorForm], service: Service, title: StrPromise, home: str, kind: str = ""
) -> Any:
    """The view that makes a record and then shows it (or its list when it has no page)."""

    @require_http_methods(["GET", "POST"])
    def view(request: Request) -> HttpResponse:
        form = form_class(request.POST or None, request.actor, request.GET.dict())
        if form.is_valid():
            with at_fields(form):
                record = service(**form.given(), actor=request.actor)
                url = record_url(kind, record.pk)
                return done(
                    request, url or reverse(home), _("{record} is made.").format(record=record)
                )
        return page(request, "form", {"form": form, "title": title, "home": reverse(home)})

    return view


item_new = creation(forms.ItemForm, item_create, gettext_lazy("New item"), "web:items", "item")
unit_new = creation(forms.UnitForm, unit_create, gettext_lazy("New unit"), "web:units")
machine_new = creation(
    forms.MachineForm, machine_create, gettext_lazy("New machine"), "web:machines", "machine"
)
operator_new = creation(
    forms.OperatorForm, operator_create, gettext_lazy("New operator"), "web:operators", "operator"
)
department_new = creation(
    forms.DepartmentForm, department_create, gettext_lazy("New department"), "web:work_centres"
)
work_centre_new = creation(
    forms.WorkCentreForm,
    work_centre_create,
    gettext_lazy("New work centre"),
    "web:work_centres",
    "work_centre",
)
schedule_new = creation(
    ScheduleForm, schedule_create, gettext_lazy("New work schedule"), "web:schedules", "schedule"
)


goods_receive = creation(ReceiptForm, stock_receive, gettext_lazy("Receive goods"), "web:balances")
goods_transfer = creation(
    TransferForm, stock_transfer, gettext_lazy("Carry goods to another place"), "web:moves"
)
goods_adjust = creation(
    AdjustmentForm, stock_adjust, gettext_lazy("Correct what is on hand"), "web:balances"
)


def edition(
    form_class: type[ActorForm], find: Service, service: Service, kind: str, key: str
) -> Any:
    """The view that changes a record; the form begins with what it holds now."""

    @require_http_methods(["GET", "POST"])
    def view(request: Request, record_id: int) -> HttpResponse:
        record = find(**{key: record_id}, actor=request.actor)
        held = {name: getattr(record, name) for name in form_class.base_fields}
        form = form_class(request.POST or None, request.actor, held)
        home = record_url(kind, record_id)
        if form.is_valid():
            with at_fields(form):
                service(**{key: record_id}, **form.given(), actor=request.actor)
                return done(request, home, _("Saved."))
        return page(request, "form", {"form": form, "title": str(record), "home": home})

    return view


item_edit = edition(forms.ItemEditForm, item_get, item_update, "item", "item_id")
work_centre_edit = edition(
    forms.WorkCentreEditForm, work_centre_get, work_centre_update, "work_centre", "work_centre_id"
)


def archival(service: Service, key: str, kind: str, *, many: bool = True) -> Any:
    """The verb that takes a record out of use."""

    @require_POST
    def view(request: Request, record_id: int) -> HttpResponse:
        given = {key: [record_id] if many else record_id}
        service(**given, reason=request.POST.get("reason", ""), actor=request.actor)
        return done(request, record_url(kind, record_id), _("It is archived."))

    return view


item_archival = archival(items_archive, "item_ids", "item")
machine_archival = archival(machines_archive, "machine_ids", "machine")
work_centre_archival = archival(work_centres_archive, "work_centre_ids", "work_centre")
operator_archival = archival(operator_archive, "operator_id", "operator", many=False)


@require_POST
def qualifications(request: Request, record_id: int) -> HttpResponse:
    """Say at which work centres an operator may work."""
    form = forms.QualificationsForm(request.POST, request.actor)
    if form.is_valid():
        qualifications_set(operator_id=record_id, **form.given(), actor=request.actor)
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
