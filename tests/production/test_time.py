"""Time on the floor: timers of people and machines, bookings, and what a machine's day holds."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from runwright.journal import clock
from runwright.kernel.ids import uuid7
from runwright.production.errors import (
    AlreadyUndone,
    EndBeforeStart,
    MachineShared,
    NobodyNamed,
    NotOpenForWork,
    NotYetOver,
    ReasonNeeded,
    StretchTooLong,
    TimerNotRunning,
    TimerRunning,
)
from runwright.production.models import MachineDay, Order, TimeInterval, TimerStop, WorkOrder
from runwright.production.services import (
    order_cancel,
    time_book,
    time_reverse,
    timer_start,
    timer_stop,
)
from runwright.production.services.timers import Worker
from runwright.reports.doctor import examine
from tests.stories.plant import D, Plant

pytestmark = pytest.mark.django_db

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
BUCHAREST = ZoneInfo("Europe/Bucharest")


@pytest.fixture(scope="module")
def knitting(mill: Plant) -> Plant:
    with clock.at(EIGHT - timedelta(days=7)):
        mill.first = mill.planned("SOCK", D(60))
        mill.second = mill.planned("SOCK", D(12))
    mill.centre("SPARE", machines=2)
    return mill


@pytest.fixture
def order(knitting: Plant) -> Order:
    return Order.objects.get(id=knitting.first.id)


class Floor:
    """People and machines at one operation, with a clock that is set by hand."""

    def __init__(self, plant: Plant, order: Order, name: str = "Knit") -> None:
        self.plant, self.work = plant, plant.work(order, name)

    def worker(self, person: str = "", machine: str = "") -> Worker:
        operator = self.plant.operators[person].id if person else None
        return Worker(operator, self.plant.machines[machine].id if machine else None)

    def start(self, minute: int, person: str = "", machine: str = ""):
        with clock.at(EIGHT + timedelta(minutes=minute)):
            return timer_start(
                work_order_id=self.work.id,
                worker=self.worker(person, machine),
                actor=self.plant.actor,
            )

    def stop(self, minute: int, start, *, leave_machine: bool = False):
        with clock.at(EIGHT + timedelta(minutes=minute)):
            return timer_stop(
                start_id=start.id, actor=self.plant.actor, leave_machine=leave_machine
            )

    def book(self, started_at: datetime, ended_at: datetime, person: str = "", machine: str = ""):
        return time_book(
            work_order_id=self.work.id,
            worker=self.worker(person, machine),
            started_at=started_at,
            ended_at=ended_at,
            actor=self.plant.actor,
        )

    def spans(self) -> dict[str, tuple[int, int | None]]:
        """Who worked from which minute after eight to which."""
        rows = TimeInterval.objects.filter(work_order=self.work).order_by("started_at", "id")
        return {
            (row.operator or row.machine).code: (_minute(row.started_at), _minute(row.ended_at))
            for row in rows
        }


def _minute(at: datetime | None) -> int | None:
    return None if at is None else round((at - EIGHT).total_seconds() / 60)


@pytest.fixture
def floor(knitting: Plant, order: Order) -> Floor:
    return Floor(knitting, order)


def healthy() -> bool:
    return not [str(complaint) for complaint in examine()]


def test_one_person_at_one_machine(floor: Floor, order: Order) -> None:
    start = floor.start(0, "ana", "KNIT-1")
    order.refresh_from_db()
    assert (order.state, floor.plant.work(order, "Knit").state) == ("in_progress", "in_progress")
    floor.stop(90, start)
    assert floor.spans() == {"ana": (0, 90), "KNIT-1": (0, 90)}
    assert healthy()


def test_the_machine_stops_with_the_last_person(floor: Floor) -> None:
    ana = floor.start(0, "ana", "KNIT-1")
    ion = floor.start(30, "ion", "KNIT-1")
    floor.stop(60, ana)
    assert floor.spans() == {"ana": (0, 60), "KNIT-1": (0, None), "ion": (30, None)}
    floor.stop(150, ion)
    assert floor.spans() == {"ana": (0, 60), "KNIT-1": (0, 150), "ion": (30, 150)}
    assert healthy()


def test_who_names_no_machine_attends_the_one_that_runs(floor: Floor) -> None:
    ana = floor.start(0, "ana", "KNIT-1")
    ion = floor.start(30, "ion")
    floor.stop(60, ana)
    floor.stop(90, ion)
    assert floor.spans()["KNIT-1"] == (0, 90)
    assert healthy()


def test_two_machines_end_with_their_own_people(floor: Floor) -> None:
    """The first machine once ran on until the last person left the other one."""
    ana = floor.start(0, "ana", "SPARE-1")
    ion = floor.start(10, "ion", "SPARE-2")
    floor.stop(60, ana)
    assert floor.spans()["SPARE-1"] == (0, 60)
    floor.stop(70, ion)
    assert floor.spans()["SPARE-2"] == (10, 70)
    assert healthy()


def test_a_machine_left_running_is_stopped_by_itself(floor: Floor) -> None:
    ana = floor.start(0, "ana", "SPARE-1")
    floor.stop(30, ana, leave_machine=True)
    ion = floor.start(40, "ion", "SPARE-2")
    assert floor.spans()["SPARE-1"] == (0, None)
    floor.stop(50, ana)
    assert floor.spans()["SPARE-1"] == (0, 50)
    assert floor.spans()["SPARE-2"] == (40, None)
    floor.stop(60, ion)
    with pytest.raises(TimerNotRunning):
        floor.stop(61, ana)
    assert healthy()


def test_nobody_works_twice_at_the_same_thing(floor: Floor, knitting: Plant) -> None:
    floor.start(0, "ana", "KNIT-1")
    on_the_wall = "2026-03-02 10:00"  # the clock of the plant
    with pytest.raises(TimerRunning, match=f"is already working on Knit since {on_the_wall}"):
        floor.start(5, "ana")
    with pytest.raises(TimerRunning, match="KNIT-1"):
        floor.start(5, machine="KNIT-1")
    other = Floor(knitting, Order.objects.get(id=knitting.second.id))
    other.start(5, "ana")


def test_the_database_itself_refuses_a_second_open_interval(floor: Floor) -> None:
    floor.start(0, "ana")
    with pytest.raises(IntegrityError, match="one_open_interval_per_person"), transaction.atomic():
        TimeInterval.objects.create(
            source=uuid7(),
            work_order=floor.work,
            operator=floor.plant.operators["ana"],
            kind="run",
            started_at=EIGHT,
        )


def test_time_is_somebodys(floor: Floor) -> None:
    with pytest.raises(NobodyNamed):
        floor.start(0)
    with pytest.raises(NobodyNamed):
        floor.book(EIGHT, EIGHT)


def test_a_clock_set_back_makes_no_negative_hour(floor: Floor) -> None:
    start = floor.start(60, "ana")
    stop = floor.stop(0, start)
    assert stop.at == start.at


@pytest.mark.parametrize(
    ("hours", "refusal"),
    [((1, 0), EndBeforeStart), ((0, 10**6), NotYetOver), ((-800, 0), StretchTooLong)],
)
def test_impossible_bookings(
    floor: Floor, hours: tuple[int, int], refusal: type[Exception]
) -> None:
    started_at, ended_at = (EIGHT + timedelta(hours=h) for h in hours)
    with pytest.raises(refusal):
        floor.book(started_at, ended_at, "ana")


def test_a_timer_taken_back_leaves_the_order_as_it_was(floor: Floor, order: Order) -> None:
    start = floor.start(0, "ana", "KNIT-1")
    floor.stop(30, start)
    with pytest.raises(ReasonNeeded):
        time_reverse(source_id=start.id, reason="", actor=floor.plant.actor)
    time_reverse(source_id=start.id, reason="wrong order", actor=floor.plant.actor)
    order.refresh_from_db()
    assert (order.state, floor.spans(), MachineDay.objects.count()) == ("planned", {}, 0)
    assert floor.plant.work(order, "Knit").state == "ready"
    with pytest.raises(AlreadyUndone):
        time_reverse(source_id=start.id, reason="again", actor=floor.plant.actor)
    assert healthy()


def test_a_timer_whose_machine_others_use_stays(floor: Floor) -> None:
    ana = floor.start(0, "ana", "KNIT-1")
    ion = floor.start(30, "ion", "KNIT-1")
    with pytest.raises(MachineShared, match="Ion worked at this machine too"):
        time_reverse(source_id=ana.id, reason="wrong order", actor=floor.plant.actor)
    for start in (ion, ana):
        time_reverse(source_id=start.id, reason="wrong order", actor=floor.plant.actor)
    assert healthy()


def test_a_closed_order_takes_no_time(floor: Floor, order: Order) -> None:
    order_cancel(order_id=order.id, reason="not wanted", actor=floor.plant.actor)
    with pytest.raises(NotOpenForWork):
        floor.start(0, "ana")
    with pytest.raises(NotOpenForWork):
        floor.book(EIGHT - timedelta(hours=1), EIGHT, "ana")


# Machine days


def days(machine: str) -> dict[date, tuple[int, int, int]]:
    """Bookings, busy minutes and booked minutes of each plant day."""
    rows = MachineDay.objects.filter(machine__code=machine)
    return {r.day: (r.bookings, r.busy_seconds // 60, r.booked_seconds // 60) for r in rows}


def worked_minutes() -> int:
    """How long the one work order with time took, each instant once."""
    return WorkOrder.objects.exclude(worked_seconds=0).get().worked_seconds // 60


def local(*at: int) -> datetime:
    return datetime(*at, tzinfo=BUCHAREST)


def test_overlapping_bookings_are_merged_for_the_machine_and_counted_as_booked(
    floor: Floor,
) -> None:
    floor.book(local(2026, 3, 2, 8), local(2026, 3, 2, 10), "ana", "KNIT-1")
    floor.book(local(2026, 3, 2, 9), local(2026, 3, 2, 12), "ion", "KNIT-1")
    floor.book(local(2026, 3, 2, 12), local(2026, 3, 2, 12), "ion", "KNIT-1")
    assert days("KNIT-1") == {date(2026, 3, 2): (3, 240, 300)}
    assert worked_minutes() == 240
    assert healthy()


def test_a_booking_over_midnight_is_split_at_the_plants_midnight(floor: Floor) -> None:
    floor.book(local(2026, 3, 2, 22), local(2026, 3, 3, 6), "ana", "KNIT-1")
    assert days("KNIT-1") == {date(2026, 3, 2): (1, 120, 120), date(2026, 3, 3): (0, 360, 360)}
    assert healthy()


@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2026, 3, 29), 23 * 60), (date(2025, 10, 26), 25 * 60)]
)
def test_the_days_on_which_the_clock_is_changed(floor: Floor, day: date, minutes: int) -> None:
    midnight = datetime.combine(day, datetime.min.time(), tzinfo=BUCHAREST)
    floor.book(midnight, midnight + timedelta(days=1), "ana", "KNIT-1")
    assert days("KNIT-1") == {day: (1, minutes, minutes)}
    assert healthy()


def test_taking_back_one_of_two_overlapping_bookings(floor: Floor) -> None:
    floor.book(local(2026, 3, 2, 8), local(2026, 3, 2, 10), "ana", "KNIT-1")
    other = floor.book(local(2026, 3, 2, 9), local(2026, 3, 2, 12), "ion", "KNIT-1")
    time_reverse(source_id=other.id, reason="not here", actor=floor.plant.actor)
    assert days("KNIT-1") == {date(2026, 3, 2): (1, 120, 120)}
    assert worked_minutes() == 120
    assert healthy()


def test_every_timer_has_a_stop_of_its_own(floor: Floor) -> None:
    ana = floor.start(0, "ana", "KNIT-1")
    ion = floor.start(30, "ion", "KNIT-1")
    floor.stop(60, ana)
    floor.stop(90, ion)
    told = TimerStop.objects.order_by("at", "start_id")
    assert [(s.start_id, s.operator_ended, s.machine_ended) for s in told] == [
        (ana.id, True, False),
        (ana.id, False, True),
        (ion.id, True, False),
    ]
