"""The set-up checklist: what an empty company lacks, and how each gap closes."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.company.holding import company_held
from runwright.company.selectors import plant_today
from runwright.company.services import prefix_set, prefixes_accept
from runwright.engineering.models import Bom
from runwright.people.actor import Actor, system_actor
from runwright.people.services import operator_create, operator_update
from runwright.reports.setup.selectors import Step, setup_is_begun, setup_steps
from runwright.resources.services import (
    NamedDay,
    WeeklyShift,
    department_create,
    department_update,
    holidays_apply,
    schedule_create,
    work_centre_create,
    work_centre_update,
)
from runwright.units.services import category_create
from tests.stories.plant import D, sock_mill

pytestmark = pytest.mark.django_db

SYSTEM: Actor = system_actor("tests")
SHIFT = WeeklyShift("I", range(5), time(6), time(14))


def steps() -> dict[str, Step]:
    return {step.key: step for step in setup_steps(actor=SYSTEM)}


def words(step: Step) -> list[str]:
    return [gap.reason.sentence() for gap in step.gaps]


def test_an_empty_company_has_seven_open_steps_in_order() -> None:
    found = setup_steps(actor=SYSTEM)
    assert [step.key for step in found] == [
        "units", "schedules", "work_centres", "routings", "items", "boms", "prefixes",
    ]  # fmt: skip
    assert {step.state for step in found} == {"open"}
    assert not setup_is_begun(actor=SYSTEM)


def test_a_category_without_a_unit_is_named() -> None:
    category_create(code="area", name="Area", actor=SYSTEM)
    assert words(steps()["units"]) == ["There is no unit yet.", "Area has no unit yet."]


def test_a_schedule_without_holidays_is_flawed_until_they_are_named() -> None:
    schedule = schedule_create(name="One", shifts=[SHIFT], actor=SYSTEM)
    year = plant_today().year
    assert words(steps()["schedules"]) == [f"One names no public holiday of {year}."]
    days = [NamedDay(date(year, 12, 1), "Day")]
    holidays_apply(schedule_ids=[schedule.id], days=days, actor=SYSTEM)
    assert steps()["schedules"].state == "done"


def test_a_work_centre_needs_a_schedule_and_a_cost() -> None:
    centre = work_centre_create(code="CUT", name="Cutting", actor=SYSTEM)
    operator_create(code="OP1", name="Ana", hourly_rate=D(18), actor=SYSTEM)
    assert words(steps()["work_centres"]) == [
        "CUT has no work schedule.", "The cost per hour of CUT is 0.",
    ]  # fmt: skip
    schedule = schedule_create(name="One", shifts=[SHIFT], actor=SYSTEM)
    work_centre_update(
        work_centre_id=centre.id, schedule_id=schedule.id, cost_per_hour=D(12), actor=SYSTEM
    )
    assert steps()["work_centres"].state == "done"


def test_an_operator_has_a_rate_or_that_of_a_department() -> None:
    work_centre_create(code="CUT", name="Cutting", cost_per_hour=D(1), actor=SYSTEM)
    assert "There is no operator yet." in words(steps()["work_centres"])
    ana = operator_create(code="OP1", name="Ana", actor=SYSTEM)
    assert "Ana has no rate per hour." in words(steps()["work_centres"])
    department = department_create(code="D", name="Dept", labour_rate=D(18), actor=SYSTEM)
    department_update(department_id=department.id, operator_ids=[ana.id], actor=SYSTEM)
    assert "Ana has no rate per hour." not in words(steps()["work_centres"])
    operator_update(operator_id=ana.id, hourly_rate=D(0), actor=SYSTEM)
    assert "Ana has no rate per hour." in words(steps()["work_centres"])


def test_recipes_are_looked_at() -> None:
    mill = sock_mill()
    mill.item("HAT", supply="make")
    found = steps()
    assert found["routings"].state == "done"
    assert "HAT is made and has no bill of materials." in words(found["boms"])
    Bom.objects.update(state="draft")
    assert steps()["boms"].state == "open"
    assert "No bill of materials is validated yet." in words(steps()["boms"])


def test_a_bought_item_without_a_cost_is_named() -> None:
    mill = sock_mill()
    mill.item("WAX", standard_cost=None)
    mill.item("INK", standard_cost=D(3))
    said = words(steps()["items"])
    assert "WAX is bought and has no standard cost." in said
    assert "INK is bought and has no standard cost." not in said


@pytest.mark.parametrize("by", ["set", "accepted"])
def test_prefixes_are_looked_at_by_changing_one_or_by_saying_so(by: str) -> None:
    if by == "set":
        prefix_set(kind="order", pattern="JOB-", actor=SYSTEM)
    else:
        prefixes_accept(actor=SYSTEM)
    assert steps()["prefixes"].state == "done"


def test_a_company_that_can_work_is_begun_though_flawed() -> None:
    mill = sock_mill()
    prefixes_accept(actor=SYSTEM)
    mill.operator("dan")
    schedule_create(name="One", shifts=[SHIFT], actor=SYSTEM)
    assert setup_is_begun(actor=SYSTEM)
    assert "flawed" in {step.state for step in setup_steps(actor=SYSTEM)}


def test_the_queries_do_not_grow_with_the_company() -> None:
    def count() -> int:
        with company_held(), CaptureQueriesContext(connection) as captured:
            setup_steps(actor=SYSTEM)
        return len(captured)

    mill = sock_mill()
    before = count()
    for n in range(30):
        mill.item(f"X{n}", supply="make")
        mill.centre(f"C{n}", machines=0)
        category_create(code=f"c{n}", name=f"Category {n}", actor=SYSTEM)
    assert count() == before <= 14
    assert len(steps()["work_centres"].gaps) == 20
    assert steps()["work_centres"].more > 0
