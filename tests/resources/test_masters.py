"""Departments, work centres, machines and who may work where: made, changed, archived."""

from decimal import Decimal as D

import pytest

from runwright.journal.models import Change, Entry
from runwright.kernel.errors import Forbidden, GuardFailed, Invalid
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken, OperatorNotFound
from runwright.people.roles import permissions_of
from runwright.resources.errors import (
    EfficiencyNotPositive,
    NoLane,
    NotItsOwnAlternative,
    RateNegative,
    TargetNotAShare,
    WorkCentreNotFound,
)
from runwright.resources.models import WorkCentre
from runwright.resources.selectors import qualified_centres, work_centre_get
from runwright.resources.services import (
    department_create,
    department_update,
    departments_archive,
    departments_restore,
    machine_update,
    qualifications_set,
    work_centre_create,
    work_centre_update,
)
from tests.stories.plant import Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    return empty_plant()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"efficiency": D(0)}, EfficiencyNotPositive),
        ({"efficiency": D("-0.1")}, EfficiencyNotPositive),
        ({"lanes": 0}, NoLane),
        ({"lanes": -1}, NoLane),
        ({"cost_per_hour": D("-0.01")}, RateNegative),
        ({"oee_target": D(0)}, TargetNotAShare),
        ({"oee_target": D("1.01")}, TargetNotAShare),
    ],
)
def test_an_impossible_work_centre_is_refused_at_its_field(
    plant: Plant, fields: dict[str, object], refusal: type[Invalid]
) -> None:
    with pytest.raises(refusal) as refused:
        work_centre_create(code="CUT", name="Cutting", actor=plant.actor, **fields)
    assert refused.value.reasons[0].field == next(iter(fields))
    assert not WorkCentre.objects.exists()
    centre = plant.centre("BEND", machines=0)
    with pytest.raises(refusal):
        work_centre_update(work_centre_id=centre.id, actor=plant.actor, **fields)


def test_all_that_is_wrong_about_a_work_centre_is_said_at_once(plant: Plant) -> None:
    with pytest.raises(Invalid) as refused:
        work_centre_create(
            code="CUT", name="Cutting", lanes=0, efficiency=D(0), cost_per_hour=D(-1),
            actor=plant.actor,
        )  # fmt: skip
    fields = {reason.field for reason in refused.value.reasons}
    assert fields == {"lanes", "efficiency", "cost_per_hour"}


def test_a_work_centre_changes_and_the_journal_says_what(plant: Plant) -> None:
    centre, other = plant.centre("CUT"), plant.centre("LASER")
    work_centre_update(
        work_centre_id=centre.id, cost_per_hour=D(25), alternative_ids=[other.id], actor=plant.actor
    )
    found = work_centre_get(work_centre_id=centre.id, actor=plant.actor)
    assert found.cost_per_hour == 25
    assert [one.code for one in found.alternatives.all()] == ["LASER"]
    changes = Change.objects.filter(entry__verb="work_centre.update")
    assert {c.field: c.new for c in changes} == {"cost_per_hour": "25", "alternatives": "LASER"}


def test_saying_the_same_again_writes_nothing(plant: Plant) -> None:
    centre = plant.centre("CUT")
    before = Entry.objects.count()
    work_centre_update(
        work_centre_id=centre.id, name=centre.name, lanes=1, alternative_ids=[], actor=plant.actor
    )
    assert Entry.objects.count() == before


def test_a_work_centre_is_not_its_own_alternative_and_none_is_invented(plant: Plant) -> None:
    centre = plant.centre("CUT")
    with pytest.raises(NotItsOwnAlternative):
        work_centre_update(work_centre_id=centre.id, alternative_ids=[centre.id], actor=plant.actor)
    with pytest.raises(WorkCentreNotFound):
        work_centre_update(work_centre_id=centre.id, alternative_ids=[10**9], actor=plant.actor)


def test_a_department_has_people_and_a_rate_and_leaves_after_its_centres(plant: Plant) -> None:
    ana = plant.operator("ana")
    department = department_create(code="KN", name="Knitting", actor=plant.actor)
    with pytest.raises(CodeTaken):
        department_create(code="KN", name="Another", actor=plant.actor)
    with pytest.raises(RateNegative):
        department_update(department_id=department.id, labour_rate=D(-1), actor=plant.actor)
    department_update(
        department_id=department.id, labour_rate=D(18), operator_ids=[ana.id], actor=plant.actor
    )
    department.refresh_from_db()
    assert (department.labour_rate, list(department.people.all())) == (18, [ana])
    plant.centre("KNIT", department_id=department.id)
    with pytest.raises(GuardFailed, match="KNIT"):
        departments_archive(department_ids=[department.id], actor=plant.actor)
    work_centre_update(
        work_centre_id=plant.centres["KNIT"].id, department_id=None, actor=plant.actor
    )
    departments_archive(department_ids=[department.id], actor=plant.actor)
    departments_restore(department_ids=[department.id], actor=plant.actor)
    department.refresh_from_db()
    assert department.archived_at is None


def test_a_machine_moves_to_another_work_centre(plant: Plant) -> None:
    plant.centre("CUT"), plant.centre("BEND")
    machine = plant.machines["CUT-1"]
    machine_update(
        machine_id=machine.id, work_centre_id=plant.centres["BEND"].id, actor=plant.actor
    )
    machine.refresh_from_db()
    assert machine.work_centre == plant.centres["BEND"]


def test_where_an_operator_may_work_is_replaced_as_a_whole(plant: Plant) -> None:
    ana, cut, bend = plant.operator("ana"), plant.centre("CUT"), plant.centre("BEND")
    qualifications_set(operator_id=ana.id, work_centre_ids=[cut.id], actor=plant.actor)
    qualifications_set(operator_id=ana.id, work_centre_ids=[bend.id], actor=plant.actor)
    assert list(qualified_centres(operator_id=ana.id, actor=plant.actor)) == [bend]
    change = Change.objects.filter(entry__verb="operator.qualify").latest("entry__at")
    assert (change.old, change.new) == ("CUT", "BEND")
    with pytest.raises(OperatorNotFound):
        qualifications_set(operator_id=10**9, work_centre_ids=[], actor=plant.actor)
    with pytest.raises(WorkCentreNotFound):
        qualifications_set(operator_id=ana.id, work_centre_ids=[10**9], actor=plant.actor)


def test_who_only_looks_changes_nothing(plant: Plant) -> None:
    viewer = Actor(user_id=1, label="V", permissions=permissions_of(frozenset({"viewer"})))
    with pytest.raises(Forbidden):
        work_centre_create(code="X", name="X", actor=viewer)
