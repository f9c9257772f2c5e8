"""Stored sums of days: the same figures as the facts give, whatever happens later and how late."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections

from runwright.company.models import Company
from runwright.engineering.models import Operation
from runwright.journal import clock
from runwright.people.actor import Actor, system_actor
from runwright.people.models import Operator
from runwright.production.day_sums import (
    COST_SUM,
    DAY_SUMS,
    day_sums_differ,
    day_sums_forget,
    day_sums_refresh,
    days_between,
)
from runwright.production.models import (
    CostDay,
    CostFact,
    LostDay,
    MadeDay,
    Order,
    QuantityReport,
    ReviewDecision,
    SummedDay,
    TimeInterval,
    TouchedDay,
    WorkOrder,
)
from runwright.production.projections import sums_refresh
from runwright.production.selectors import costs_by_place
from runwright.production.selectors.effectiveness import made_per_day, time_lost
from runwright.production.selectors.ended_days import (
    ended_by_month,
    finished_by_operation,
    flaws_by_reason,
    outcomes_by_unit,
)
from runwright.production.services.rebuilding import sums_rebuild
from runwright.resources.models import Department, Machine, WorkCentre
from tests.reports.conftest import shop_lay_down
from tests.reports.test_oee import HOUR, MINUTE, MONDAY, Press, press

__all__ = ["press"]

DAY = timedelta(days=1)
ACTOR = system_actor("test")
AGES = {"start": MONDAY - 30 * DAY, "end": MONDAY + 12 * DAY}

AMOUNTS = ("earned", "good", "quantity", "bad", "untimed")
NAMED = ("code", "centre", "name", "month")


def told() -> list[object]:
    """Everything that is read of the sums."""
    lost = time_lost(**AGES, now=AGES["end"], actor=ACTOR)
    return [
        sorted(map(repr, made_per_day(**AGES, actor=ACTOR))),
        sorted(map(repr, lost)),
        sorted(map(repr, costs_by_place(**AGES, actor=ACTOR))),
        *(
            sorted((dict(row) for row in read), key=lambda row: str([row.get(k) for k in NAMED]))
            for read in (
                ended_by_month(**AGES, actor=ACTOR),
                finished_by_operation(**AGES, actor=ACTOR),
                flaws_by_reason(**AGES, actor=ACTOR),
                outcomes_by_unit(**AGES, actor=ACTOR),
            )
        ),
    ]


def interval(press: Press, kind: str, start: int, minutes: int | None, **where: object) -> None:
    began = MONDAY + start * HOUR
    ended = None if minutes is None else began + minutes * MINUTE
    given = {"work_order": press.work, "machine": press.machine} | where
    TimeInterval.objects.create(
        source=press.entry.id, kind=kind, started_at=began, ended_at=ended, **given
    )


def charge(press: Press, amount: str, **what: object) -> None:
    given = {"kind": "labour", "work_order": press.work} | what
    CostFact.objects.create(
        entry=press.entry, order=press.work.order, amount=Decimal(amount), **given
    )


@pytest.fixture
def mill(press: Press) -> Press:
    """Pieces on three days, by a machine and by none, set-ups, and an order that is done."""
    press.made(MONDAY + HOUR, firsts=60, waste=2)
    press.made(MONDAY + DAY, firsts=20, seconds=1, machine=None)
    press.made(MONDAY + 3 * DAY, firsts=5)
    interval(press, "setup", 0, 30)
    interval(press, "setup", 17, 90)  # over midnight
    hall = Department.objects.create(code="HALL", name="Hall")
    lanes = WorkCentre.objects.create(code="BENCH", name="Bench", department=hall)
    bench = WorkOrder.objects.create(
        order=press.work.order, sequence=80, name="Bench", work_centre=lanes, start_quantity=1,
        first_activity_at=MONDAY,
    )  # fmt: skip
    interval(press, "setup", 2, 45, work_order=bench, machine=None, operator=press_operator())
    Order.objects.filter(id=press.work.order_id).update(
        state="done", state_since=MONDAY + DAY, cost=90, standard_material=50, standard_work=30
    )
    WorkOrder.objects.filter(id=press.work.id).update(
        state="finished", state_since=MONDAY + DAY, expected_minutes=100
    )
    sums_refresh(
        work_order_ids=[*WorkOrder.objects.values_list("id", flat=True)],
        order_ids=[*Order.objects.values_list("id", flat=True)],
    )
    charge(press, "12.50")
    day_sums_refresh()
    return press


def press_operator() -> Operator:
    return Operator.objects.get_or_create(code="OP-P", name="Presser")[0]


def late_report(mill: Press) -> None:
    mill.made(MONDAY + 2 * HOUR, firsts=7)


def taken_back(mill: Press) -> None:
    first = QuantityReport.objects.order_by("at").filter(work_order=mill.work).first()
    assert first is not None
    mill.made(MONDAY + 11 * DAY, firsts=-60, waste=-2, reverses=first)


def blamed(mill: Press) -> None:
    other = WorkOrder.objects.exclude(id=mill.work.id).first()
    assert other is not None
    mill.made(MONDAY + 4 * DAY, work_order=other, waste=3, caused_by=mill.work, machine=None)


def judged(mill: Press) -> None:
    ReviewDecision.objects.create(
        entry=mill.entry, work_order=mill.work, outcome="scrap", quantity=1, at=MONDAY + DAY
    )


def set_up_longer(mill: Press) -> None:
    last = TimeInterval.objects.filter(kind="setup", machine=mill.machine).order_by("id").last()
    assert last is not None and last.ended_at is not None
    last.ended_at += 2 * HOUR
    last.save()


def not_set_up(mill: Press) -> None:
    TimeInterval.objects.filter(machine=mill.machine).delete()


def broke_down(mill: Press) -> None:
    interval(mill, "disruption", 4, 3 * 24 * 60)


def made_elsewhere(mill: Press) -> None:
    """The last machine on the work order is thought to have made what nobody named one for."""
    other = Machine.objects.create(code="P2", name="Press 2", work_centre=mill.centre)
    interval(mill, "run", 26, 10, machine=other)


def moved(mill: Press) -> None:
    mill.work.work_centre = WorkCentre.objects.get(code="BENCH")
    mill.work.save()


def other_operation(mill: Press) -> None:
    first = Operation.objects.get(id=mill.work.operation_id)
    first.pk, first.sequence, first.cycle_minutes = None, 20, Decimal(1)
    first.save()
    WorkOrder.objects.filter(id=mill.work.id).update(operation=first)


def charged_more(mill: Press) -> None:
    charge(mill, "3.25")


def carried_out(mill: Press) -> None:
    charge(mill, "-5", kind="output", item=mill.work.order.item, grade="firsts")


def done_another_day(mill: Press) -> None:
    Order.objects.filter(id=mill.work.order_id).update(state_since=MONDAY - 40 * DAY)


def cancelled_after_all(mill: Press) -> None:
    Order.objects.filter(id=mill.work.order_id).update(state="cancelled", state_since=MONDAY)


def cost_corrected(mill: Press) -> None:
    Order.objects.filter(id=mill.work.order_id).update(cost=Decimal("91.5"))


def due_another_day(mill: Press) -> None:
    Order.objects.filter(id=mill.work.order_id).update(deadline=MONDAY + 2 * DAY)


def brought_over(mill: Press) -> None:
    """An order of the past, with its work."""
    old = Order.objects.get(id=mill.work.order_id)
    old.pk, old.number, old.is_history, old.state_since = None, "OLD-1", True, MONDAY + 2 * DAY
    old.save()
    WorkOrder.objects.create(
        order=old, sequence=10, name="Press", work_centre=mill.centre, start_quantity=1,
        state="finished", state_since=MONDAY + 2 * DAY,
    )  # fmt: skip


def withdrawn(mill: Press) -> None:
    """The import that brought an order is undone: nothing came of it."""
    Order.objects.filter(id=mill.work.order_id).update(state="cancelled", is_history=True)


def no_longer_last(mill: Press) -> None:
    """Another operation becomes the last one: firsts of an order are its pieces."""
    WorkOrder.objects.filter(order=mill.work.order).update(is_output=False)
    WorkOrder.objects.filter(id=mill.work.id).update(is_output=True)


def took_longer(mill: Press) -> None:
    WorkOrder.objects.filter(id=mill.work.id).update(worked_seconds=9_000)


def begun_again(mill: Press) -> None:
    WorkOrder.objects.filter(id=mill.work.id).update(state="in_progress", state_since=clock.now())


def lanes_get_a_machine(mill: Press) -> None:
    Machine.objects.create(
        code="B1", name="Bench 1", work_centre=WorkCentre.objects.get(code="BENCH")
    )


def machine_leaves(mill: Press) -> None:
    """A centre without machines has lanes: the set-ups of its work orders count."""
    interval(mill, "setup", 5, 15, machine=None, operator=press_operator())
    Machine.objects.update(work_centre=WorkCentre.objects.get(code="BENCH"))


def zone_moves(mill: Press) -> None:
    Company.objects.update(time_zone="Asia/Tokyo")


CHANGES: list[Callable[[Press], None]] = [
    late_report, taken_back, blamed, judged, set_up_longer, not_set_up, broke_down, made_elsewhere,
    moved, other_operation, charged_more, carried_out, done_another_day, cancelled_after_all,
    cost_corrected, due_another_day, brought_over, withdrawn, no_longer_last, took_longer,
    begun_again, lanes_get_a_machine, machine_leaves, zone_moves,
]  # fmt: skip


class TestStoredDays:
    def test_what_is_stored_is_what_the_facts_say(self, mill: Press) -> None:
        assert MadeDay.objects.count() >= 3 and LostDay.objects.count() == 4
        assert CostDay.objects.get().amount == Decimal("12.5")
        assert days_between(**AGES).firsts == [min(SummedDay.objects.values_list("day", flat=True))]
        stored = told()
        day_sums_forget()
        assert days_between(**AGES).firsts == []
        assert told() == stored

    @pytest.mark.parametrize("change", CHANGES)
    def test_a_late_change_counts_at_once_and_after_it_was_summed(
        self, mill: Press, change: Callable[[Press], None]
    ) -> None:
        before = told()
        change(mill)
        live = told()
        assert all(not list(day_sums_differ(one)) for one in DAY_SUMS), "a day that does not count"
        assert day_sums_refresh() > 0
        assert told() == live
        day_sums_forget()
        assert told() == live
        assert live != before or change in {lanes_get_a_machine, zone_moves}

    def test_what_happens_now_touches_nothing(self, mill: Press) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            ((now,),) = cursor.fetchall()
        mill.made(now, firsts=1)
        mill.made(now - 3 * HOUR, firsts=1, machine=None)
        TimeInterval.objects.create(
            source=mill.entry.id, kind="setup", work_order=mill.work, machine=mill.machine,
            started_at=now - HOUR, ended_at=now,
        )  # fmt: skip
        assert not TouchedDay.objects.exists()

    def test_a_day_is_stored_only_when_it_has_been_over_for_two(self, mill: Press) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()::date")
            ((today,),) = cursor.fetchall()
        assert max(SummedDay.objects.values_list("day", flat=True)) <= today - 2 * DAY

    def test_rebuilding_mends_what_is_wrong(self, mill: Press) -> None:
        true = told()
        CostDay.objects.update(amount=99)
        assert told() != true
        assert list(day_sums_differ(COST_SUM))
        sums_rebuild(actor=system_actor("test"))
        assert told() == true

    def test_what_lies_before_the_first_fact_is_not_looked_for(self, mill: Press) -> None:
        (first,) = days_between(None, None).firsts
        assert days_between(None, None).starts[0].date() > first
        day_sums_forget()
        assert days_between(None, None).starts[0].date() == first
        assert days_between(*AGES.values()).starts[0].date() == max(first, AGES["start"].date())

    def test_weeks_are_their_days(self, mill: Press) -> None:
        mill.made(MONDAY - 8 * DAY, firsts=3, waste=1)
        weeks: Counter[tuple[object, ...]] = Counter()
        for row in made_per_day(**AGES, actor=ACTOR):
            monday = row.day - row.day.weekday() * DAY
            where = (row.machine_id, row.work_centre_id, monday, row.unit_category_id)
            weeks.update({(*where, name): getattr(row, name) for name in AMOUNTS})
        found = {
            (row.machine_id, row.work_centre_id, row.day, row.unit_category_id, name):
                getattr(row, name)
            for row in made_per_day(**AGES, unit="week", actor=ACTOR) for name in AMOUNTS
        }  # fmt: skip
        assert found == weeks and len(weeks) >= 3 * len(AMOUNTS)

    def test_a_free_stretch_reads_parts_of_days_from_the_facts(self, mill: Press) -> None:
        noon = MONDAY + 90 * MINUTE
        found = days_between(noon, AGES["end"])
        assert found.starts[0] == noon and found.firsts[0] == date(2026, 11, 10)
        made = made_per_day(start=noon, end=MONDAY + DAY, actor=ACTOR)
        assert sum(row.quantity for row in made) == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_while_days_are_summed_is_summed_next_time(actor: Actor) -> None:
    mill = Press(shop_lay_down(actor))
    mill.made(MONDAY, firsts=60)
    day_sums_refresh()
    other = connections.create_connection("default")
    other.ensure_connection()
    other.set_autocommit(False)
    try:
        columns = ("work_order_id, machine_id, at, firsts, seconds, waste, held, from_seconds,"
                   " is_rework, entry_id")  # fmt: skip
        with other.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO production_quantityreport (id, {columns}) SELECT gen_random_uuid(),"
                f" {columns} FROM production_quantityreport WHERE at = %s",
                [MONDAY],
            )
        mill.made(MONDAY + MINUTE, firsts=1)  # touches the same day, and is committed
        assert day_sums_refresh() == 1
        other.commit()
    finally:
        other.close()
    made = made_per_day(**AGES, actor=ACTOR)
    assert sum(row.quantity for row in made if row.day == MONDAY.date()) == 121
    assert day_sums_refresh() == 1
