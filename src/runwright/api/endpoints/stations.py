"""Stations: where labels are scanned, for which operations."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from runwright.api.archive import add_archive
from runwright.api.doors import Door
from runwright.api.lists import add_list
from runwright.api.schemas import LEFT_OUT, Brief, Given, Named, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Flag, Key, Label, Name, PathKey
from runwright.api.verbs import Tabled
from runwright.engineering.selectors import operations_served
from runwright.engineering.services import (
    operation_stations_set,
    station_operations_named,
    station_operations_set,
)
from runwright.people.actor import Actor
from runwright.reports.lists.stations import STATIONS
from runwright.resources.selectors import station_get
from runwright.resources.services import (
    station_create,
    station_update,
    stations_archive,
    stations_restore,
)
from runwright.resources.states import STATION_LIFE

door = Door("Stations", __name__)
add_list(door, "/stations", STATIONS)

Type = Literal["init", "move", "split", "merge"]
LabelKind = Literal["tag", "traveller"]
LabelSize = Literal["1x4", "1x1", "1x3", "2x4"]


class Served(Shown):
    """An operation that a station serves."""

    id: Key
    sequence: int
    name: str
    routing: Named


class Station(Tabled):
    """A place where labels are scanned; the type says what a scan there does."""

    home = "/stations/{station_id}"
    life = STATION_LIFE
    id: Key
    name: str
    type: Type
    department: Brief | None
    is_material_checked: bool
    label_kind: LabelKind
    label_size: LabelSize
    operations: list[Served]
    archived_at: datetime | None


class NewStation(Given):
    """A station to be made; its type stays for ever."""

    name: Label
    type: Type
    department_id: Key | None = None
    is_material_checked: Flag = LEFT_OUT
    label_kind: LabelKind = LEFT_OUT
    label_size: LabelSize = LEFT_OUT


class StationChange(Given):
    """What may change about a station; another type is refused."""

    name: Label = LEFT_OUT
    type: Type = LEFT_OUT
    department_id: Key | None = LEFT_OUT
    is_material_checked: Flag = LEFT_OUT
    label_kind: LabelKind = LEFT_OUT
    label_size: LabelSize = LEFT_OUT


class Operations(Given):
    """Everything that a station serves."""

    operation_ids: Annotated[list[Key], Field(max_length=10_000)]


class OperationName(Given):
    """The name of operations that a station serves as well, in every routing in use."""

    name: Name


class StationIds(Given):
    """Every station at which an operation is confirmed."""

    station_ids: Annotated[list[Key], Field(max_length=100)]


class OperationStations(Shown):
    """An operation with the stations that serve it."""

    operation_id: Key
    station_ids: list[Key]


def _shown(station_id: int, actor: Actor) -> Station:
    record = station_get(station_id=station_id, actor=actor)
    operations = operations_served(station_id=station_id, actor=actor)
    department = record.department
    shown = Station(
        id=record.id,
        name=record.name,
        type=record.type,  # type: ignore[arg-type]
        department=Brief.model_validate(department) if department else None,
        is_material_checked=record.is_material_checked,
        label_kind=record.label_kind,  # type: ignore[arg-type]
        label_size=record.label_size,  # type: ignore[arg-type]
        operations=[Served.model_validate(one) for one in operations],
        archived_at=record.archived_at,
    )
    return shown.alive(record, actor)


@door.read("/stations/{station_id}", permission="resources.view", answer=Station)
def station(request: Call, station_id: PathKey) -> object:
    """One station with the operations it serves."""
    return _shown(station_id, request.auth)


@door.create("/stations", permission="resources.manage", answer=Station, bulk=True)
def create_station(request: Call, given: NewStation) -> object:
    """Make a station."""
    return _shown(station_create(**given.sent(), actor=request.auth).id, request.auth)


@door.change("/stations/{station_id}", permission="resources.manage", answer=Station, verb="edit")
def change_station(request: Call, station_id: PathKey, given: StationChange) -> object:
    """Change a station; its type is refused to change."""
    station_update(station_id=station_id, **given.sent(), actor=request.auth)
    return _shown(station_id, request.auth)


add_archive(door, station, Station, archive=stations_archive, restore=stations_restore)


@door.act(
    "/stations/{station_id}/operations",
    permission="engineering.station_assign",
    answer=Station,
    verb="serve",
)
def serve_operations(request: Call, station_id: PathKey, given: Operations) -> object:
    """Say all the operations a station serves."""
    station_operations_set(
        station_id=station_id, operation_ids=given.operation_ids, actor=request.auth
    )
    return _shown(station_id, request.auth)


@door.act(
    "/stations/{station_id}/operations/by-name",
    permission="engineering.station_assign",
    answer=Station,
)
def serve_operations_named(request: Call, station_id: PathKey, given: OperationName) -> object:
    """Let a station serve every operation of a name as well."""
    station_operations_named(station_id=station_id, name=given.name, actor=request.auth)
    return _shown(station_id, request.auth)


@door.act(
    "/operations/{operation_id}/stations",
    permission="engineering.station_assign",
    answer=OperationStations,
)
def serve_operation(request: Call, operation_id: PathKey, given: StationIds) -> object:
    """Say all the stations at which an operation is confirmed, also in a routing in use."""
    ids = sorted(set(given.station_ids))
    operation_stations_set(operation_id=operation_id, station_ids=ids, actor=request.auth)
    return OperationStations(operation_id=operation_id, station_ids=ids)
