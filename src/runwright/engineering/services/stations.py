"""Which operations a station serves: no part of the recipe, so it changes on used routings too."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from runwright.engineering.errors import NoSuchOperationName, OperationNotFound
from runwright.engineering.models import Operation, Routing
from runwright.journal.services import Edit, Subject, entry_record
from runwright.people.actor import Actor
from runwright.resources.errors import StationNotFound
from runwright.resources.models import Station

Served = Operation.stations.through
Pairs = set[tuple[int, int]]
"""Operation and station, by key."""


@transaction.atomic
def station_operations_set(
    *, station_id: int, operation_ids: Iterable[int], actor: Actor
) -> Station:
    """Say all that a station serves. Raises ``OperationNotFound`` and ``StationNotFound``."""
    actor.require("engineering.station_assign")
    station = _station_locked(station_id)
    wanted = {(operation_id, station_id) for operation_id in operation_ids}
    held = set(_pairs(Served.objects.filter(station_id=station_id)))
    _pairs_change(held, wanted, actor)
    return station


@transaction.atomic
def station_operations_named(*, station_id: int, name: str, actor: Actor) -> int:
    """Let a station serve every operation of this name in the routings in use; how many were new.

    Upper and lower case are the same. Raises ``NoSuchOperationName`` and ``StationNotFound``.
    """
    actor.require("engineering.station_assign")
    _station_locked(station_id)
    named = Operation.objects.filter(routing__archived_at=None, name__iexact=name.strip())
    wanted = {(operation_id, station_id) for operation_id in named.values_list("id", flat=True)}
    if not wanted:
        raise NoSuchOperationName(name=name)
    held = set(_pairs(Served.objects.filter(station_id=station_id)))
    _pairs_change(held, held | wanted, actor)
    return len(wanted - held)


@transaction.atomic
def operation_stations_set(*, operation_id: int, station_ids: Iterable[int], actor: Actor) -> None:
    """Say at which stations an operation is confirmed. Raises like ``station_operations_set``."""
    actor.require("engineering.station_assign")
    stations_write({operation_id: set(station_ids)}, actor=actor)


def stations_write(wanted: Mapping[int, Collection[int]], *, actor: Actor) -> None:
    """Give operations (by key) these stations and no others, with their journal entries."""
    for station_id in sorted({one for ids in wanted.values() for one in ids}):
        _station_locked(station_id)
    held = set(_pairs(Served.objects.filter(operation_id__in=wanted)))
    _pairs_change(held, {(key, one) for key, ids in wanted.items() for one in ids}, actor)


def _pairs(rows: QuerySet[Any]) -> Iterable[tuple[int, int]]:
    return rows.values_list("operation_id", "station_id")


def _station_locked(station_id: int) -> Station:
    """A station; two that change what it serves wait for each other here."""
    station = Station.objects.select_for_update().filter(id=station_id).first()
    if station is None:
        raise StationNotFound(key=station_id)
    return station


def _pairs_change(held: Pairs, wanted: Pairs, actor: Actor) -> None:
    touched = {key for key, _station in held ^ wanted}
    operations = Operation.objects.select_related("routing").in_bulk(touched)
    for key in sorted(touched - operations.keys()):
        raise OperationNotFound(key=key)
    for operation_id, station_id in held - wanted:
        Served.objects.filter(operation_id=operation_id, station_id=station_id).delete()
    Served.objects.bulk_create(
        [Served(operation_id=key, station_id=one) for key, one in sorted(wanted - held)]
    )
    _told(held, wanted, operations, actor)


def _told(held: Pairs, wanted: Pairs, operations: Mapping[int, Operation], actor: Actor) -> None:
    """One entry for each station and one for each routing whose operations it concerns."""
    stations = Station.objects.in_bulk({one for _key, one in held ^ wanted})
    edits: defaultdict[Subject, list[Edit]] = defaultdict(list)
    for key, station_id in sorted(held ^ wanted):
        operation, station = operations[key], stations[station_id]
        is_new = (key, station_id) in wanted
        at_station = f"operation {operation.sequence} of {_version(operation.routing)}"
        edits[_station(station)].append(_edit(at_station, operation.name, is_new))
        at_routing = f"stations of operation {operation.sequence}"
        edits[_routing(operation.routing)].append(_edit(at_routing, station.name, is_new))
    for subject, told in edits.items():
        verb = f"{subject.kind}.serve"
        entry_record(actor=actor, verb=verb, subject=subject, edits=told)


def _edit(field: str, value: str, is_new: bool) -> Edit:
    return Edit(field, "", value) if is_new else Edit(field, value, "")


def _version(routing: Routing) -> str:
    return f"{routing.code}/{routing.version}"


def _station(station: Station) -> Subject:
    return Subject("station", str(station.id), station.name)


def _routing(routing: Routing) -> Subject:
    return Subject("routing", str(routing.id), str(routing))
