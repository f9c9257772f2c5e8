"""Lists of stations, their devices, and the scans that could not be posted."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from runwright.floor.selectors import devices_all, parked_all
from runwright.people.actor import Actor
from runwright.reports.lists.columns import Column, Kind, Link
from runwright.reports.lists.definition import ListDefinition, Ready
from runwright.reports.lists.filters import Choice, Days, Exactly, Search, YesNo
from runwright.reports.lists.resources import ARCHIVED, IN_USE, IS_ARCHIVED
from runwright.resources.selectors import stations_all

TYPES = {
    "init": _("Begin"),
    "move": _("Move on"),
    "split": _("Sort"),
    "merge": _("Merge"),
}
LABELS = {"tag": _("Tag"), "traveller": _("Traveller")}
PARKED_WORDS = {
    "waiting": _("Waiting"),
    "conflict": _("Conflict"),
    "applied": _("Applied"),
    "dropped": _("Dropped"),
}


def _stations(actor: Actor) -> QuerySet[Any]:
    used = Q(operations__routing__archived_at=None)
    return stations_all(actor=actor).annotate(
        operation_count=Count("operations", filter=used, distinct=True),
        device_count=Count("devices", filter=Q(devices__token_hash__isnull=False), distinct=True),
    )


def _devices(actor: Actor) -> QuerySet[Any]:
    return devices_all(actor=actor)


def _parked(actor: Actor) -> QuerySet[Any]:
    return parked_all(actor=actor)


STATIONS = ListDefinition(
    name="stations",
    title=_("Stations"),
    permission="resources.view",
    base=_stations,
    columns=(
        Column("name", _("Name"), link=Link("station", "id")),
        Column("type", _("Type"), Kind.WORD, words=TYPES),
        Column("department", _("Department"), path="department__name", optional=True),
        Column("operations", _("Operations"), Kind.COUNT, path="operation_count"),
        Column("devices", _("Devices"), Kind.COUNT, path="device_count"),
        Column("label", _("Label"), Kind.WORD, path="label_kind", words=LABELS),
        Column("label_size", _("Label size, inches")),
        ARCHIVED,
    ),
    filters=(
        Search("q", _("Search"), paths=("name", "department__name")),
        Choice("type", _("Type"), words=TYPES),
        Exactly("department", _("Department"), path="department__code"),
        IS_ARCHIVED,
    ),
    sort=("name",),
    ready=(IN_USE,),
)

DEVICES = ListDefinition(
    name="devices",
    title=_("Devices"),
    permission="resources.view",
    base=_devices,
    columns=(
        Column("name", _("Name"), link=Link("device", "id")),
        Column("station", _("Station"), path="station__name", link=Link("station", "station_id")),
        Column("operator", _("Operator"), path="operator__name", optional=True),
        Column("enrolled", _("Enrolled"), Kind.INSTANT, path="enrolled_at", optional=True),
        Column("seen", _("Last seen"), Kind.INSTANT, path="last_seen_at", optional=True),
        Column("revoked", _("Revoked"), Kind.INSTANT, path="revoked_at", optional=True),
        Column("clock_off", _("Clock ahead, seconds"), Kind.COUNT, optional=True, shown=False),
    ),
    filters=(
        Search("q", _("Search"), paths=("name", "station__name")),
        YesNo("enrolled", _("Enrolled"), holds=lambda at: Q(token_hash__isnull=False)),
        YesNo("clock", _("Clock is wrong"), holds=lambda at: Q(clock_off__isnull=False)),
    ),
    sort=("name",),
    ready=(Ready(_("Enrolled"), "enrolled=yes"), Ready(_("Clock is wrong"), "clock=yes")),
)

PARKED = ListDefinition(
    name="parked_scans",
    title=_("Scans that waited"),
    permission="production.view",
    base=_parked,
    columns=(
        Column("received", _("Received"), Kind.INSTANT, path="received_at"),
        Column("scanned", _("Scanned"), Kind.INSTANT, path="device_at", optional=True),
        Column("state", _("State"), Kind.WORD, words=PARKED_WORDS),
        Column("station", _("Station"), path="device__station__name", optional=True),
        Column("device", _("Device"), path="device__name", optional=True),
        Column("refusal", _("Why")),
        Column("tries", _("Tries"), Kind.COUNT),
        Column("decided_by", _("Decided by"), optional=True),
        Column("decision", _("Decision"), optional=True),
    ),
    filters=(
        Search("q", _("Search"), paths=("refusal", "device__name", "decision")),
        Choice("state", _("State"), words=PARKED_WORDS),
        Days("received", _("Received"), path="received_at"),
    ),
    sort=("-received",),
    ready=(Ready(_("In conflict"), "state=conflict"), Ready(_("Waiting"), "state=waiting")),
)

LISTS = (STATIONS, DEVICES, PARKED)
