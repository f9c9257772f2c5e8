"""Units, schedules, work centres, machines and people, filled in as a person fills them in."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from runwright.catalog.selectors import item_get
from runwright.partners.models import Customer, Supplier
from runwright.people.models import Operator
from runwright.people.services import user_create
from runwright.resources.models import Department, Machine, WorkCentre, WorkSchedule
from runwright.resources.selectors import weekly_shifts
from runwright.units.models import Unit, UnitCategory
from tests.stories.plant import D, Plant, empty_plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> Plant:
    return empty_plant()


@pytest.fixture
def office(plant: Plant) -> Client:
    """The browser of an administrator."""
    roles = frozenset({"administrator"})
    user = user_create(username="ada", full_name="Ada", roles=roles, actor=plant.actor)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def filled(client: Client, path: str) -> dict[str, Any]:
    """What the form of a page holds when it opens."""
    form = client.get(path).context["form"]
    held = {bound.name: bound.value() for bound in form.visible_fields()}
    return {name: value for name, value in held.items() if value is not None and value is not False}


def saved(client: Client, path: str, **fields: Any) -> None:
    """Open a form, change fields of it, and save."""
    answer = client.post(path, filled(client, path) | fields)
    assert answer.status_code == 302, answer.context["form"].errors


def refused(client: Client, path: str, **fields: Any) -> dict[str, list[str]]:
    """Save a form that is refused: the errors by field."""
    answer = client.post(path, filled(client, path) | fields)
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def test_a_unit_is_worth_an_exact_ratio(office: Client) -> None:
    saved(office, "/unit-categories/new", code="roll", name="Rolls")
    category = UnitCategory.objects.get(code="roll")
    first = {"category_id": category.id, "code": "ell", "name": "Ell", "symbol": "ell"}
    assert "ratio" in refused(office, "/units/new", **first, ratio="2")
    saved(office, "/units/new", **first, ratio="1")
    third = {**first, "code": "third", "name": "Third", "symbol": "3rd"}
    assert "ratio" in refused(office, "/units/new", **third, ratio="1:3")
    saved(office, "/units/new", **third, ratio="1/3")
    unit = Unit.objects.get(code="third")
    assert (unit.numerator, unit.denominator) == (1, 3)
    saved(office, f"/units/{unit.id}/edit", ratio="0,25")
    unit.refresh_from_db()
    assert (unit.numerator, unit.denominator) == (1, 4)
    assert "0.25" in office.get("/units").content.decode()
    office.post(f"/units/{unit.id}/archival")
    assert "Third" not in office.get("/units").content.decode()
    assert "Third" in office.get("/units?archived=yes").content.decode()


def test_the_usual_units_come_with_one_button(office: Client) -> None:
    office.post("/units/usual")
    assert Unit.objects.get(code="kg").is_reference


def test_a_roll_of_an_item_is_so_many_metres(plant: Plant, office: Client) -> None:
    item = plant.item("CLOTH", "m")
    unit = Unit.objects.get(code="pcs")
    saved(office, f"/items/{item.id}/conversions", unit_id=unit.id, ratio="25")
    (conversion,) = item_get(item_id=item.id, actor=plant.actor).conversions.all()
    assert (conversion.unit, conversion.ratio) == (unit, 25)


def test_the_three_shifts_of_the_template_are_made_and_changed(office: Client) -> None:
    saved(
        office, "/schedules/new?template=three", name="Three", breaks_1="10:00-10:15, 12:00-12:30"
    )
    schedule = WorkSchedule.objects.get(name="Three")
    shifts = weekly_shifts(schedule)
    assert [str(one) for one in shifts] == ["I 06:00–14:00", "II 14:00–22:00", "III 22:00–06:00"]
    assert [str(one) for one in shifts[0].breaks] == ["10:00–10:15", "12:00–12:30"]
    saved(office, f"/schedules/{schedule.id}/edit", starts_3="", ends_3="")
    assert len(weekly_shifts(WorkSchedule.objects.get())) == 2
    assert "10:00–10:15" in office.get(f"/schedules/{schedule.id}").content.decode()


def test_shifts_are_refused_at_their_row(office: Client) -> None:
    path = "/schedules/new?template=two"
    assert "overlaps" in str(refused(office, path, name="X", starts_2="13:00")["starts_2"])
    assert "starts_2" in refused(
        office, path, name="X", starts_1="", ends_1="", ends_2="06:00", starts_2=""
    )
    assert "breaks_1" in refused(office, path, name="X", breaks_1="noon")
    assert "not within" in str(refused(office, path, name="X", breaks_2="06:00-06:15")["breaks_2"])
    assert "weekdays_2" in refused(office, path, name="X", weekdays_2=[])
    assert not WorkSchedule.objects.exists()


def test_holidays_are_looked_through_and_put_into_the_schedules(office: Client) -> None:
    saved(office, "/schedules/new", name="One")
    path = "/schedules/holidays?year=2026"
    spare = office.get(path).context["form"].count - 1
    days = {f"kept_{spare}": "on", f"day_{spare}": "2026-10-05", f"name_{spare}": "Our day"}
    without_first = filled(office, path) | {"kept_0": ""} | days
    assert office.post(path, without_first).status_code == 302
    found = {e.first_day: e.name for e in WorkSchedule.objects.get().exceptions.all()}
    assert found[date(2026, 10, 5)] == "Our day"
    assert found[date(2026, 12, 25)] == "Christmas Day"
    assert date(2026, 1, 1) not in found


def test_a_holiday_is_asked_for_what_is_empty_and_not_for_what_is_wrong(office: Client) -> None:
    saved(office, "/schedules/new", name="One")
    path = "/schedules/holidays?year=2026"
    spare = office.get(path).context["form"].count - 1
    long, empty = {f"name_{spare}": "x" * 121, f"day_{spare}": ""}, {f"kept_{spare}": "on"}
    wrong = office.post(path, filled(office, path) | long | empty).context["form"].errors
    assert list(wrong[f"day_{spare}"]) == ["On which day?"]
    (told,) = wrong[f"name_{spare}"]
    assert "120" in told


def test_days_that_differ_are_refused_changed_and_removed(office: Client) -> None:
    saved(office, "/schedules/new", name="One")
    schedule = WorkSchedule.objects.get()
    new = f"/schedules/{schedule.id}/exceptions"
    days = {"kind": "overtime", "name": "Rush", "first_day": "2026-03-07", "last_day": "2026-03-06"}
    assert set(refused(office, new, **days)) == {"last_day", "starts"}
    saved(office, new, **days | {"last_day": "2026-03-07", "starts": "06:00", "ends": "14:00"})
    (one,) = schedule.exceptions.all()
    saved(office, f"/exceptions/{one.id}/edit", name="Big rush")
    assert "Big rush" in office.get(f"/schedules/{schedule.id}").content.decode()
    office.post(f"/exceptions/{one.id}/removal")
    assert not schedule.exceptions.exists()


def test_a_work_centre_is_made_and_changed_in_percent(office: Client, plant: Plant) -> None:
    laser = plant.centre("LASER")
    new = "/work-centres/new"
    wrong = refused(office, new, code="CUT", name="Cutting", efficiency="0", lanes="0")
    assert set(wrong) == {"lanes"}
    assert set(refused(office, new, code="CUT", name="Cutting", efficiency="0")) == {"efficiency"}
    saved(office, new, code="CUT", name="Cutting", efficiency="80", cost_per_hour="25,50")
    centre = WorkCentre.objects.get(code="CUT")
    assert (centre.efficiency, centre.cost_per_hour) == (D("0.8"), D("25.5"))
    edit = f"/work-centres/{centre.id}/edit"
    assert filled(office, edit)["efficiency"] == "80"
    saved(office, edit, oee_target="85", alternative_ids=[laser.id], lanes="2")
    centre.refresh_from_db()
    assert (centre.oee_target, centre.lanes, list(centre.alternatives.all())) == (
        D("0.85"),
        2,
        [laser],
    )
    assert set(refused(office, edit, alternative_ids=[centre.id])) == {"alternative_ids"}


def test_a_machine_an_operator_and_a_department_are_changed(office: Client, plant: Plant) -> None:
    cut = plant.centre("CUT")
    saved(office, f"/machines/new?work_centre_id={cut.id}", code="CUT-9", name="Saw")
    machine = Machine.objects.get(code="CUT-9")
    saved(office, f"/machines/{machine.id}/edit", name="Band saw", serial_number="S-1")
    saved(office, "/operators/new", code="OP1", name="Ana", hourly_rate="18.5", badge="B1")
    ana = Operator.objects.get(code="OP1")
    saved(office, f"/operators/{ana.id}/edit", hourly_rate="19")
    saved(office, "/departments/new", code="KN", name="Knitting")
    department = Department.objects.get(code="KN")
    saved(office, f"/departments/{department.id}/edit", labour_rate="18", operator_ids=[ana.id])
    machine.refresh_from_db(), ana.refresh_from_db()
    assert (machine.name, machine.serial_number, ana.hourly_rate) == ("Band saw", "S-1", 19)
    page = office.get(f"/departments/{department.id}").content.decode()
    assert "Ana" in page
    assert "No labour rate" not in page


@pytest.mark.parametrize(
    "home", ["work-centres", "machines", "operators", "departments", "schedules"]
)
def test_what_is_archived_can_be_used_again(office: Client, plant: Plant, home: str) -> None:
    plant.centre("CUT"), plant.operator("ana")
    saved(office, "/departments/new", code="KN", name="Knitting")
    saved(office, "/schedules/new", name="One")
    model = {
        "work-centres": WorkCentre, "machines": Machine, "operators": Operator,
        "departments": Department, "schedules": WorkSchedule,
    }[home]  # fmt: skip
    record: Any = model.objects.get()
    office.post(f"/{home}/{record.id}/archival", {"reason": "gone"})
    record.refresh_from_db()
    assert record.archived_at
    assert "Use again" in office.get(f"/{home}/{record.id}").content.decode()
    office.post(f"/{home}/{record.id}/restoration")
    record.refresh_from_db()
    assert record.archived_at is None


@pytest.mark.parametrize("home", ["customers", "suppliers"])
def test_a_partner_is_archived_and_used_again(office: Client, home: str) -> None:
    saved(office, f"/{home}/new", code="ACME", name="Acme", language="en")
    record = {"customers": Customer, "suppliers": Supplier}[home].objects.get()
    office.post(f"/{home}/{record.id}/archival", {"reason": "gone"})
    assert "Use again" in office.get(f"/{home}/{record.id}").content.decode()
    office.post(f"/{home}/{record.id}/restoration")
    assert "Use again" not in office.get(f"/{home}/{record.id}").content.decode()
    record.refresh_from_db()
    assert record.archived_at is None


def test_a_page_says_why_a_master_must_stay_in_use(office: Client) -> None:
    saved(office, "/departments/new", code="KNIT", name="Knitting")
    department = Department.objects.get()
    path = f"/departments/{department.id}"
    assert 'name="reason"' in office.get(path).content.decode()
    saved(office, "/work-centres/new", code="K1", name="K1", department_id=department.id)
    told = office.get(path).content.decode()
    assert 'name="reason"' not in told and "has work centres in use" in told
