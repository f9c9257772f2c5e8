"""Stations as masters: made, changed, the operations they serve, and their devices."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runwright.engineering.selectors import operations_in_use, operations_served, routing_get
from runwright.engineering.services import (
    operation_stations_set,
    station_operations_named,
    station_operations_set,
)
from runwright.floor.selectors import device_get, devices_all
from runwright.floor.services import (
    EnrolmentCode,
    device_code_issue,
    device_create,
    device_revoke,
    device_update,
)
from runwright.journal.selectors import entries_of
from runwright.people.selectors import operator_get
from runwright.people.services import operator_pin_set
from runwright.reports.lists.stations import LABELS, TYPES
from runwright.resources.selectors import station_get
from runwright.resources.services import (
    station_create,
    station_update,
    stations_archive,
    stations_restore,
)
from runwright.web.actors import Request
from runwright.web.answers import done, page
from runwright.web.forms.station_masters import (
    DeviceEditForm,
    OperationStationsForm,
    PinForm,
    StationDeviceForm,
    StationEditForm,
    StationForm,
)
from runwright.web.records import record_url
from runwright.web.refusals import at_fields
from runwright.web.views.editing import archival, creation, edition, restoration

RECENT = 15
MOST_SHOWN = 300

station_new = creation(
    StationForm, station_create, gettext_lazy("New station"), "web:stations", kind="station"
)
station_edit = edition(StationEditForm, station_get, station_update, "station", "station_id")
station_archival = archival(stations_archive, "station_ids", "station")
station_restoration = restoration(stations_restore, "station_ids", "station")
device_edit = edition(DeviceEditForm, device_get, device_update, "device", "device_id")


@require_safe
def station(request: Request, record_id: int) -> HttpResponse:
    """One station: what it does, which operations it serves, its devices."""
    record = station_get(station_id=record_id, actor=request.actor)
    words = {
        "station": record,
        "type": TYPES[record.type],
        "label": LABELS[record.label_kind],
        "operations": operations_served(station_id=record_id, actor=request.actor),
        "devices": devices_all(actor=request.actor).filter(station=record),
        "form": StationDeviceForm(None, request.actor),
        "entries": entries_of(kind="station", record_id=record_id)[:RECENT],
    }
    return page(request, "stations/station", words)


@require_http_methods(["GET", "POST"])
def operations(request: Request, record_id: int) -> HttpResponse:
    """Choose the operations that a station serves, routing by routing."""
    request.actor.require("engineering.station_assign")
    record = station_get(station_id=record_id, actor=request.actor)
    held = {one.id for one in operations_served(station_id=record_id, actor=request.actor)}
    if request.method == "POST":
        shown, chosen = (_keys(request.POST.getlist(name)) for name in ("shown", "chosen"))
        wanted = (held - shown) | chosen
        station_operations_set(station_id=record_id, operation_ids=wanted, actor=request.actor)
        return done(request, record_url("station", record_id), _("Saved."))
    words = request.GET.get("q", "").strip()[:80]
    found = operations_in_use(actor=request.actor, words=words)
    names = found.order_by("name").values_list("name", flat=True).distinct()
    told = {
        "station": record, "operations": found[:MOST_SHOWN], "held": held, "words": words,
        "names": names, "most": MOST_SHOWN, "is_cut": found.count() > MOST_SHOWN,
    }  # fmt: skip
    return page(request, "stations/operations", told)


def _keys(given: list[str]) -> set[int]:
    return {int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 18}


@require_POST
def operations_named(request: Request, record_id: int) -> HttpResponse:
    """Let a station serve every operation of a name."""
    name = request.POST.get("name", "")
    count = station_operations_named(station_id=record_id, name=name, actor=request.actor)
    said = ngettext("{n} operation more.", "{n} operations more.", count).format(n=count)
    return done(request, record_url("station", record_id), said)


@require_http_methods(["GET", "POST"])
def operation_stations(request: Request, routing_id: int, operation_id: int) -> HttpResponse:
    """Choose the stations at which an operation of a routing is confirmed."""
    routing = routing_get(routing_id=routing_id, actor=request.actor)
    steps = {one.id: one for one in routing.operations.all()}
    step = steps.get(operation_id)
    held = {"station_ids": [one.id for one in step.stations.all()] if step else []}
    form = OperationStationsForm(request.POST or None, request.actor, held)
    home = record_url("routing", routing_id)
    if request.method == "POST":
        form = OperationStationsForm(request.POST, request.actor, held)
        if form.is_valid():
            operation_stations_set(operation_id=operation_id, **form.given(), actor=request.actor)
            return done(request, home, _("Saved."))
    title = _("Stations of {operation}").format(operation=step or "")
    return page(request, "form", {"form": form, "title": title, "home": home})


@never_cache
@require_POST
def device_new(request: Request, record_id: int) -> HttpResponse:
    """Name a device of a station; the code that enrols it is shown once."""
    form = StationDeviceForm(request.POST, request.actor)
    if form.is_valid():
        with at_fields(form):
            made = device_create(**form.given(), station_id=record_id, actor=request.actor)
            return _code(request, made)
    words = {"form": form, "title": _("New device"), "home": record_url("station", record_id)}
    return page(request, "form", words)


@never_cache
@require_POST
def device_code(request: Request, record_id: int) -> HttpResponse:
    """A new code, to enrol a device again."""
    return _code(request, device_code_issue(device_id=record_id, actor=request.actor))


def _code(request: Request, issued: EnrolmentCode) -> HttpResponse:
    address = request.build_absolute_uri(reverse("web:station_enrolment"))
    words = {
        "device": issued.device,
        "code": issued.code,
        "address": f"{address}?code={issued.code}",
    }
    return page(request, "stations/code", words)


@require_safe
def device(request: Request, record_id: int) -> HttpResponse:
    """One device: where it is, when it was heard of, whether its clock is right."""
    record = device_get(device_id=record_id, actor=request.actor)
    entries = entries_of(kind="device", record_id=record_id)[:RECENT]
    minutes = round((record.clock_off or 0) / 60)
    return page(
        request, "stations/device", {"device": record, "entries": entries, "minutes": minutes}
    )


@require_POST
def device_revocation(request: Request, record_id: int) -> HttpResponse:
    """Make the token of a device useless."""
    reason = request.POST.get("reason", "")
    device_revoke(device_id=record_id, reason=reason, actor=request.actor)
    return done(request, record_url("device", record_id), _("The device is revoked."))


@sensitive_post_parameters("pin")
@require_http_methods(["GET", "POST"])
def operator_pin(request: Request, record_id: int) -> HttpResponse:
    """Give an operator a PIN for stations."""
    operator = operator_get(operator_id=record_id, actor=request.actor)
    form = PinForm(request.POST or None, request.actor)
    home = record_url("operator", record_id)
    if form.is_valid():
        with at_fields(form):
            operator_pin_set(operator_id=record_id, **form.given(), actor=request.actor)
            return done(request, home, _("The PIN is set."))
    title = _("PIN of {name}").format(name=operator.name)
    return page(request, "form", {"form": form, "title": title, "home": home})
