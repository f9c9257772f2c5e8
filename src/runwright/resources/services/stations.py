"""Writing stations: the places where labels are scanned."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from runwright.journal.masters import Master
from runwright.kernel.errors import Refusal, refuse_all
from runwright.people.actor import Actor
from runwright.resources.errors import (
    DepartmentNotFound,
    LabelUnknown,
    StationNameTaken,
    StationNotFound,
    StationTypeFixed,
    StationTypeUnknown,
)
from runwright.resources.models import Department, LabelKind, LabelSize, Station, StationType
from runwright.resources.states import STATION_LIFE

STATIONS = Master(
    Station,
    "station",
    StationNotFound,
    frozenset({"name", "department_id", "is_material_checked", "label_kind", "label_size"}),
    STATION_LIFE,
)


@transaction.atomic
def station_create(
    *,
    name: str,
    type: str,
    actor: Actor,
    department_id: int | None = None,
    is_material_checked: bool = False,
    label_kind: str = LabelKind.TAG,
    label_size: str = LabelSize.TWO_BY_FOUR,
) -> Station:
    """Create a station; its type (init, move, split or merge) stays for ever.

    Raises ``StationNameTaken``, and all at once ``StationTypeUnknown``, ``LabelUnknown`` and
    ``DepartmentNotFound``.
    """
    actor.require("resources.manage")
    station = Station(
        name=name, type=type, department_id=department_id,
        is_material_checked=is_material_checked, label_kind=label_kind, label_size=label_size,
    )  # fmt: skip
    refuse_all(_station_wrong(station))
    return STATIONS.create(record=station, otherwise=StationNameTaken(name=name), actor=actor)


@transaction.atomic
def station_update(
    *, station_id: int, actor: Actor, type: str | None = None, **fields: object
) -> Station:
    """Change a station. Raises ``StationTypeFixed`` for another type, else like the making."""
    actor.require("resources.manage")
    STATIONS.check(fields)
    station = STATIONS.locked(station_id)
    if type not in (None, station.type):
        raise StationTypeFixed(station=station.name, type=station.type, wanted=type)
    held = {name: getattr(station, name) for name in STATIONS.editable}
    refuse_all(_station_wrong(Station(type=station.type, **held | fields)))
    taken = StationNameTaken(name=fields.get("name", station.name))
    return STATIONS.update(record=station, fields=fields, otherwise=taken, actor=actor)


def _station_wrong(station: Station) -> Iterator[Refusal]:
    if station.type not in StationType.values:
        yield StationTypeUnknown(type=station.type, types=StationType.values)
    if station.label_kind not in LabelKind.values:
        yield LabelUnknown(label=station.label_kind, field="label_kind")
    if station.label_size not in LabelSize.values:
        yield LabelUnknown(label=station.label_size, field="label_size")
    department_id = station.department_id
    if department_id and not Department.objects.filter(id=department_id).exists():
        yield DepartmentNotFound(key=department_id, field="department_id")


@transaction.atomic
def stations_archive(*, station_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take stations out of use: nothing can be scanned there; history keeps naming them."""
    actor.require("resources.manage")
    STATIONS.archive(ids=station_ids, actor=actor, reason=reason)


@transaction.atomic
def stations_restore(*, station_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take stations out of the archive."""
    actor.require("resources.manage")
    STATIONS.restore(ids=station_ids, actor=actor, reason=reason)
