"""Load against capacity: spread over working time, marked where too much, equal to its list."""

import json
from collections import defaultdict
from datetime import datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from runwright.journal import clock
from runwright.kernel.errors import Forbidden, Invalid
from runwright.people.actor import Actor
from runwright.production.models import WorkOrder
from runwright.reports.capacity.figures import capacity_report, capacity_work
from runwright.reports.capacity.pictures import capacity_chart
from runwright.reports.capacity.rules import ALWAYS, Job, WorkingTime, spread
from runwright.reports.capacity.tables import load_table, work_table
from runwright.resources.models import Shift, WorkCentre, WorkSchedule
from tests.reports.conftest import Shop

COUNTS = json.loads((Path(__file__).parent / "query_counts.json").read_text())["reports"]
ZONE = ZoneInfo("Europe/Bucharest")
MONDAY_SIX = datetime(2026, 11, 2, 6, tzinfo=ZONE)

instants = st.integers(0, 300)
spans = st.lists(st.integers(0, 300), max_size=10, unique=True).map(
    lambda ends: [*zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False)]
)
jobs = st.builds(
    Job,
    st.just(1),
    instants,
    instants,
    st.integers(0, 1000).map(Fraction),
)


class TestSpreading:
    @given(job=jobs, spans=spans, inner=st.sets(st.integers(1, 299), max_size=5))
    def test_nothing_is_lost_before_the_last_border(
        self, job: Job, spans: list[tuple[int, int]], inner: set[int]
    ) -> None:
        found = dict(spread(job, WorkingTime(spans), [0, *sorted(inner), 301]))
        assert sum(found.values()) == job.left

    @given(job=jobs, spans=spans, inner=st.sets(st.integers(1, 299), max_size=5))
    def test_finer_buckets_sum_to_coarser(
        self, job: Job, spans: list[tuple[int, int]], inner: set[int]
    ) -> None:
        borders = [100, *(at for at in sorted(inner) if 100 < at < 250), 250]
        time = WorkingTime(spans)
        fine = sum(part for _n, part in spread(job, time, borders))
        assert fine == sum(part for _n, part in spread(job, time, [100, 250]))

    def test_it_follows_working_time(self) -> None:
        time = WorkingTime([(0, 10), (20, 30)])
        job = Job(1, 0, 30, Fraction(40))
        assert dict(spread(job, time, [0, 10, 25, 40])) == {0: 20, 1: 10, 2: 10}

    def test_what_should_be_over_is_due_at_once(self) -> None:
        job = Job(1, 0, 90, Fraction(5))
        assert dict(spread(job, ALWAYS, [100, 200, 300])) == {0: 5}


@pytest.fixture
def planned(shop: Shop) -> WorkCentre:
    """One centre of one lane, 06:00–14:00 from Monday to Friday, with 12 h of work on Monday."""
    schedule = WorkSchedule.objects.create(name="One shift", time_zone="Europe/Bucharest")
    for weekday in range(5):
        Shift.objects.create(
            schedule=schedule, name="I", weekday=weekday, starts=time(6), ends=time(14)
        )
    centre = WorkCentre.objects.create(code="ONE", name="One", schedule=schedule)
    order = shop.orders[2]
    for n, (hours, minutes) in enumerate(((8, 480), (8, 240), (16, 120))):
        WorkOrder.objects.create(
            order=order, sequence=50 + n, name=f"Step {n}", work_centre=centre, start_quantity=10,
            state="ready", expected_minutes=minutes,
            planned_start=MONDAY_SIX, planned_end=MONDAY_SIX + timedelta(hours=hours),
        )  # fmt: skip
    return centre


def test_overload_is_marked(planned: WorkCentre, shop: Shop) -> None:
    with clock.at(MONDAY_SIX):
        report = capacity_report(given={"centre": ["ONE"]}, actor=shop.actor)
    monday, tuesday, *_week, sunday = report.rows[0].cells[:7]
    assert (monday.load, monday.capacity, monday.over, monday.is_over) == (840, 480, 360, True)
    assert monday.share == Decimal("1.75")
    assert (tuesday.load, tuesday.capacity, tuesday.is_over) == (0, 480, False)
    assert (sunday.capacity, sunday.share) == (0, None)
    assert report.overloads == 1


def test_what_is_reported_loads_no_more(planned: WorkCentre, shop: Shop) -> None:
    """Half of the first step is done, and from 10:00 on half of the shift is left."""
    WorkOrder.objects.filter(name="Step 0").update(firsts=4, waste=1, state="in_progress")
    with clock.at(MONDAY_SIX + timedelta(hours=4)):
        report = capacity_report(given={"centre": ["ONE"]}, actor=shop.actor)
    monday = report.rows[0].cells[0]
    assert (monday.load, monday.capacity) == (600, 240)


def test_late_work_is_due_at_once(planned: WorkCentre, shop: Shop) -> None:
    with clock.at(MONDAY_SIX + timedelta(days=2)):
        found = capacity_work(given={"centre": ["ONE"]}, actor=shop.actor)
        report = capacity_report(given={"centre": ["ONE"]}, actor=shop.actor)
    assert [one.is_late for one in found] == [True] * 3
    assert report.rows[0].cells[0].load == 840


@pytest.mark.parametrize("by", ["day", "week"])
def test_every_load_equals_its_list(planned: WorkCentre, shop: Shop, by: str) -> None:
    WorkOrder.objects.filter(name="Step 2").update(planned_end=MONDAY_SIX + timedelta(days=9))
    with clock.at(MONDAY_SIX):
        report = capacity_report(given={"by": [by]}, actor=shop.actor)
        for row in report.rows:
            for cell in row.cells:
                given = {"by": [by], "centre": [row.code], "day": [cell.bucket.last.isoformat()]}
                found = capacity_work(given=given, actor=shop.actor)
                assert sum(one.minutes for one in found) == cell.load
                assert len(found) == cell.jobs


def test_page_picture_and_file_say_the_same(planned: WorkCentre, shop: Shop) -> None:
    with clock.at(MONDAY_SIX):
        report = capacity_report(given={"centre": ["ONE"]}, actor=shop.actor)
        lines = [*load_table(report).lines()]
        work = [*work_table(capacity_work(given={"centre": ["ONE"]}, actor=shop.actor)).lines()]
    chart = capacity_chart(report)
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in chart.series:
        sums[one.kind] += one.values[0] or 0
    assert sums == {"bar": 14, "target": 8}
    assert lines[0][3:] == [840, 480, Decimal("1.75"), 360, 3]
    assert len(work) == 3


def test_without_schedule_there_is_no_capacity(shop: Shop) -> None:
    with clock.at(MONDAY_SIX):
        report = capacity_report(given={"centre": ["WC1"]}, actor=shop.actor)
    assert {cell.capacity for cell in report.rows[0].cells} == {None}
    assert not report.overloads


@pytest.mark.parametrize("given", [{"by": ["year"]}, {"centre": ["NONE"]}, {"day": ["2020-01-01"]}])
def test_what_nobody_knows_is_refused(shop: Shop, given: dict[str, list[str]]) -> None:
    with pytest.raises(Invalid):
        capacity_work(given=given, actor=shop.actor)


def test_it_takes_the_right_to_see_reports(shop: Shop) -> None:
    nobody = Actor(user_id=None, label="Nobody")
    with pytest.raises(Forbidden):
        capacity_report(given={}, actor=nobody)


def test_the_number_of_queries_is_the_pinned_one(planned: WorkCentre, shop: Shop) -> None:
    for n in range(3):
        WorkOrder.objects.create(
            order=shop.orders[2], sequence=80 + n, name=f"More {n}", work_centre=planned,
            start_quantity=1, state="ready", expected_minutes=30,
            planned_start=MONDAY_SIX, planned_end=MONDAY_SIX + timedelta(hours=1),
        )  # fmt: skip
        with clock.at(MONDAY_SIX), CaptureQueriesContext(connection) as captured:
            capacity_report(given={}, actor=shop.actor)
        assert len(captured) == COUNTS["capacity"]
