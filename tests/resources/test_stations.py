"""Stations: made with a type that stays, changed, archived."""

import pytest

from runwright.journal.models import Change, Entry
from runwright.kernel.errors import Forbidden, GuardFailed, Invalid, Refusal
from runwright.people.actor import Actor
from runwright.people.roles import permissions_of
from runwright.resources.errors import (
    DepartmentNotFound,
    LabelUnknown,
    StationNameTaken,
    StationNotFound,
    StationTypeFixed,
    StationTypeUnknown,
)
from runwright.resources.models import Station, StationType
from runwright.resources.selectors import station_get
from runwright.resources.services import (
    department_create,
    station_create,
    station_update,
    stations_archive,
    stations_restore,
)
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    return empty_plant()


def made(plant: Plant, name: str = "Gate", type: str = "init", **fields: object) -> Station:
    return station_create(name=name, type=type, actor=plant.actor, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("type", StationType.values)
def test_a_station_of_each_type_is_made_and_read(plant: Plant, type: str) -> None:
    knit = department_create(code="KNIT", name="Knitting", actor=plant.actor)
    one = made(plant, type=type, department_id=knit.id, is_material_checked=True, label_size="1x3")
    kept = station_get(station_id=one.id, actor=plant.actor)
    assert (kept.type, kept.department, kept.is_material_checked) == (type, knit, True)
    assert (kept.label_kind, kept.label_size) == ("tag", "1x3")
    assert Entry.objects.filter(verb="station.create", record_label="Gate").count() == 1


@pytest.mark.parametrize("type", StationType.values)
@pytest.mark.parametrize("wanted", [*StationType.values, "spin"])
def test_the_type_never_changes(plant: Plant, type: str, wanted: str) -> None:
    one = made(plant, type=type)
    if wanted == type:
        station_update(station_id=one.id, type=wanted, actor=plant.actor)
    else:
        with pytest.raises(StationTypeFixed) as refused:
            station_update(station_id=one.id, type=wanted, name="Door", actor=plant.actor)
        assert "Make another station" in str(refused.value)
    one.refresh_from_db()
    assert (one.type, one.name) == (type, "Gate")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"type": "spin"}, StationTypeUnknown),
        ({"label_kind": "flag"}, LabelUnknown),
        ({"label_size": "9x9"}, LabelUnknown),
        ({"department_id": 10**9}, DepartmentNotFound),
    ],
)
def test_an_impossible_station_is_refused_at_its_field(
    plant: Plant, fields: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        made(plant, **fields)  # type: ignore[arg-type]
    assert refused.value.reasons[0].field == next(iter(fields))
    assert not Station.objects.exists()


def test_all_that_is_wrong_is_said_at_once(plant: Plant) -> None:
    with pytest.raises(Invalid) as refused:
        made(plant, type="spin", label_kind="flag", label_size="9x9")
    fields = {reason.field for reason in refused.value.reasons}
    assert fields == {"type", "label_kind", "label_size"}
    with pytest.raises(GuardFailed):
        made(plant, type="spin", department_id=10**9)


def test_a_station_changes_and_the_journal_says_what(plant: Plant) -> None:
    one = made(plant)
    station_update(station_id=one.id, name="Door", label_kind="traveller", actor=plant.actor)
    rows = Change.objects.filter(entry__verb="station.update")
    assert {(row.field, row.old, row.new) for row in rows} == {
        ("name", "Gate", "Door"),
        ("label_kind", "tag", "traveller"),
    }
    with pytest.raises(LabelUnknown):
        station_update(station_id=one.id, label_size="9x9", actor=plant.actor)


def test_two_stations_have_two_names(plant: Plant) -> None:
    one = made(plant)
    made(plant, name="Door")
    with pytest.raises(StationNameTaken):
        made(plant)
    with pytest.raises(StationNameTaken):
        station_update(station_id=one.id, name="Door", actor=plant.actor)


def test_a_station_goes_into_the_archive_and_comes_back(plant: Plant) -> None:
    one = made(plant)
    stations_archive(station_ids=[one.id], reason="moved", actor=plant.actor)
    assert station_get(station_id=one.id, actor=plant.actor).archived_at
    stations_restore(station_ids=[one.id], actor=plant.actor)
    assert not station_get(station_id=one.id, actor=plant.actor).archived_at
    with pytest.raises(StationNotFound):
        station_get(station_id=10**9, actor=plant.actor)


def test_only_who_may(plant: Plant) -> None:
    roles = frozenset({"operator"})
    someone = Actor(user_id=None, label="Olga", roles=roles, permissions=permissions_of(roles))
    one = made(plant)
    for forbidden in (
        lambda: station_create(name="x", type="init", actor=someone),
        lambda: station_update(station_id=one.id, name="x", actor=someone),
        lambda: stations_archive(station_ids=[one.id], actor=someone),
        lambda: stations_restore(station_ids=[one.id], actor=someone),
    ):
        with pytest.raises(Forbidden):
            forbidden()
