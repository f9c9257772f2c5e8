"""Effectiveness out of the facts: stops, output, causes; the same on page, API and file."""

import csv
import io
import json
from collections import defaultdict
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from runwright.engineering.models import Operation, Routing
from runwright.floor.models import Downtime, DowntimeReason
from runwright.journal import clock
from runwright.journal.models import Entry
from runwright.kernel.errors import Forbidden, Invalid
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor
from runwright.people.models import RoleGrant, User
from runwright.production.day_sums import day_sums_refresh
from runwright.production.models import QuantityReport, ReviewDecision, TimeInterval, WorkOrder
from runwright.reports.oee.figures import Figures, Oee, oee_report, pieces_of
from runwright.reports.oee.pictures import trend_chart, waterfall
from runwright.reports.oee.tables import oee_export
from runwright.resources.models import Machine, Shift, WorkCentre, WorkSchedule
from tests.imports.flow import bring_in
from tests.imports.logs import real_log
from tests.reports.conftest import Shop

__all__ = ["real_log"]

COUNTS = json.loads((Path(__file__).parent / "query_counts.json").read_text())["reports"]
ZONE = ZoneInfo("Europe/Bucharest")
MONDAY = datetime(2026, 11, 9, 6, tzinfo=ZONE)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
WEEK = {"period": ["free"], "from": ["2026-11-09"], "to": ["2026-11-15"]}


def eight_hours(*centres: WorkCentre) -> None:
    schedule = WorkSchedule.objects.create(name="One shift", time_zone=str(ZONE))
    for weekday in range(5):
        Shift.objects.create(
            schedule=schedule, name="I", weekday=weekday, starts=time(6), ends=time(14)
        )
    WorkCentre.objects.filter(id__in=[one.id for one in centres]).update(schedule=schedule)


class Press:
    """A machine with a schedule of 480 min a day that makes a piece in 3.645 min at best."""

    def __init__(self, shop: Shop) -> None:
        self.actor = shop.actor
        self.centre = WorkCentre.objects.create(code="PRESS", name="Press", oee_target="0.85")
        eight_hours(self.centre)
        self.machine = Machine.objects.create(code="P1", name="Press 1", work_centre=self.centre)
        routing = Routing.objects.create(code="RT-P", name="Press", item=shop.orders[2].item)
        operation = Operation.objects.create(
            routing=routing, sequence=10, name="Press", work_centre=self.centre,
            cycle_minutes=Decimal("3.645"),
        )  # fmt: skip
        self.work = WorkOrder.objects.create(
            order=shop.orders[2], sequence=70, name="Press", work_centre=self.centre,
            operation=operation, start_quantity=100, first_activity_at=MONDAY,
        )  # fmt: skip
        self.entry = Entry.objects.first()

    def stop(self, start: datetime, minutes: int, loss: str, **place: object) -> Downtime:
        reason, _made = DowntimeReason.objects.get_or_create(
            code=loss[:20], defaults={"name": loss.title(), "loss": loss}
        )
        return Downtime.objects.create(
            source=uuid7(), reason=reason, started_at=start, ended_at=start + minutes * MINUTE,
            **(place or {"machine": self.machine}),
        )  # fmt: skip

    def made(self, at: datetime, **quantities: object) -> QuantityReport:
        given = {"work_order": self.work, "machine": self.machine} | quantities
        return QuantityReport.objects.create(entry=self.entry, at=at, **given)

    def look(self, **given: list[str]) -> Figures:
        return self.report(**given).total

    def report(self, **given: list[str]) -> Oee:
        with clock.at(MONDAY + timedelta(days=13)):
            asked = WEEK | {"centre": ["PRESS"]} | given
            return oee_report(given=asked, actor=self.actor)


@pytest.fixture
def press(shop: Shop) -> Press:
    return Press(shop)


def monday_of_the_check(press: Press) -> None:
    """480 min planned, 30 not scheduled, 45 lost, 100 made and 5 of them bad."""
    press.stop(MONDAY, 30, "not_scheduled")
    press.stop(MONDAY + HOUR, 45, "breakdown")
    press.made(MONDAY + 7 * HOUR, firsts=95, seconds=2, waste=3)


DAY = {"to": ["2026-11-09"]}


def shares(one: Figures) -> list[str]:
    return [str(one.availability), str(one.performance), str(one.quality), str(one.oee)]


class TestFigures:
    def test_the_worked_check(self, press: Press) -> None:
        monday_of_the_check(press)
        one = press.look(**DAY)
        assert (one.planned, one.scheduled, one.run) == (480, 450, 405)
        assert shares(one) == ["0.9000", "0.9000", "0.9500", "0.7695"]
        assert (one.is_estimated, one.is_below_target) == (False, True)

    def test_overlaps_and_double_bookings_lose_time_once(self, press: Press) -> None:
        """Set-up during the breakdown, twice, and the whole centre down for the same hour."""
        monday_of_the_check(press)
        press.stop(MONDAY + HOUR, 45, "maintenance", work_centre=press.centre)
        for _twice in range(2):
            TimeInterval.objects.create(
                work_order=press.work, machine=press.machine, kind="setup", source=uuid7(),
                started_at=MONDAY + HOUR, ended_at=MONDAY + HOUR + 60 * MINUTE,
            )  # fmt: skip
        report = press.report(**DAY)
        assert report.total.run == 450 - 60
        assert {(one.loss, one.minutes) for one in report.losses} == {
            ("breakdown", 45), ("setup", 15),
        }  # fmt: skip

    def test_a_reversal_counts_where_its_report_does(self, press: Press) -> None:
        monday_of_the_check(press)
        wrong = press.made(MONDAY + 2 * HOUR, firsts=50)
        press.made(MONDAY + 30 * HOUR, firsts=-50, reverses=wrong)
        assert shares(press.look(**DAY))[3] == "0.7695"
        assert press.report().trend[1].value.made.quantity == 0

    def test_pieces_worked_again_count_once(self, press: Press) -> None:
        monday_of_the_check(press)
        press.made(MONDAY + 7 * HOUR, firsts=4, is_rework=True)
        assert shares(press.look(**DAY))[3] == "0.7695"

    def test_what_is_judged_bad_later_is_bad(self, press: Press) -> None:
        press.stop(MONDAY, 30, "not_scheduled")
        TimeInterval.objects.create(
            work_order=press.work, machine=press.machine, kind="run", source=uuid7(),
            started_at=MONDAY, ended_at=MONDAY + HOUR,
        )  # fmt: skip
        press.made(MONDAY + 7 * HOUR, firsts=90, held=10)
        for outcome, quantity in (("scrap", 3), ("downgrade", 2), ("release", 5)):
            ReviewDecision.objects.create(
                entry=press.entry, work_order=press.work, outcome=outcome, quantity=quantity,
                at=MONDAY + 7 * HOUR,
            )  # fmt: skip
        assert press.look(machine=["P1"], **DAY).quality == Decimal("0.9500")

    def test_a_fault_counts_at_the_operation_that_caused_it(self, press: Press, shop: Shop) -> None:
        monday_of_the_check(press)
        inspect = WorkOrder.objects.create(
            order=press.work.order, sequence=80, name="Inspect", start_quantity=95,
            work_centre=shop.machines[0].work_centre,
        )  # fmt: skip
        press.made(
            MONDAY + 7 * HOUR, work_order=inspect, machine=shop.machines[0], firsts=85, waste=10,
            caused_by=press.work,
        )  # fmt: skip
        with clock.at(MONDAY + timedelta(days=13)):
            found = oee_report(given=WEEK, actor=shop.actor)
        quality = {one.code: one.quality for one in found.centres}
        assert (quality["PRESS"], quality["WC1"]) == (Decimal("0.8500"), 1)

    def test_lanes_of_a_centre_without_machines(self, press: Press, shop: Shop) -> None:
        """Two lanes of 480 min; one order sets up for an hour, then both stand for half an hour."""
        bench = WorkCentre.objects.create(
            code="BENCH", name="Bench", lanes=2, schedule=WorkSchedule.objects.get()
        )
        work = WorkOrder.objects.create(
            order=press.work.order, sequence=90, name="File", work_centre=bench, start_quantity=1,
            first_activity_at=MONDAY,
        )  # fmt: skip
        operator = TimeInterval.objects.filter(operator__isnull=False).first().operator
        TimeInterval.objects.create(
            work_order=work, operator=operator, kind="setup", source=uuid7(),
            started_at=MONDAY, ended_at=MONDAY + HOUR,
        )  # fmt: skip
        press.stop(MONDAY + 2 * HOUR, 30, "material", work_centre=bench)
        one = press.look(centre=["BENCH"], **DAY)
        assert (one.planned, one.lost, one.run) == (960, 60 + 60, 840)


class TestNoFigure:
    def test_without_schedule(self, press: Press) -> None:
        monday_of_the_check(press)
        WorkCentre.objects.update(schedule=None)
        assert shares(press.look(**DAY)) == ["None", "None", "0.9500", "None"]
        assert not press.look(**DAY).is_estimated

    def test_a_period_without_working_time(self, press: Press) -> None:
        monday_of_the_check(press)
        weekend = press.look(**{"from": ["2026-11-14"]})
        assert (weekend.availability, weekend.oee, weekend.scheduled) == (None, None, 0)

    def test_days_before_the_first_work_do_not_count(self, press: Press) -> None:
        monday_of_the_check(press)
        assert press.look(**{"from": ["2026-01-01"], **DAY}).planned == 480

    def test_without_logged_stops_it_is_estimated(self, press: Press) -> None:
        press.made(MONDAY + HOUR, firsts=1)
        assert press.look().is_estimated
        press.stop(MONDAY, 1, "breakdown", work_centre=press.centre)
        assert not press.look().is_estimated

    def test_without_ideal_time(self, press: Press) -> None:
        monday_of_the_check(press)
        Operation.objects.update(cycle_minutes=0)
        assert shares(press.look(**DAY)) == ["0.9000", "None", "0.9500", "None"]

    @pytest.mark.parametrize(
        "given", [{"centre": ["NONE"]}, {"machine": ["NONE"]}, {"by": ["month"]}]
    )
    def test_what_nobody_knows_is_refused(self, press: Press, given: dict[str, list[str]]) -> None:
        with pytest.raises(Invalid):
            press.look(**given)

    def test_it_takes_the_right_to_see_reports(self, press: Press) -> None:
        with pytest.raises(Forbidden):
            oee_report(given={}, actor=Actor(user_id=None, label="Nobody"))


def a_week(press: Press) -> None:
    for day in range(5):
        at = MONDAY + timedelta(days=day)
        press.stop(at + HOUR, 10 + 7 * day, "breakdown")
        press.made(at + 7 * HOUR, firsts=90 - 3 * day, waste=day)


class TestRollUps:
    def test_the_week_is_its_days_weighed_by_seconds(self, press: Press) -> None:
        a_week(press)
        days, week = press.report(by=["day"]), press.report(by=["week"])
        assert (len(days.trend), len(week.trend)) == (7, 1)
        whole = week.trend[0].value
        assert whole == days.total.value == week.total.value
        parts = [one.value for one in days.trend if one.value.scheduled]
        assert whole.oee == sum(one.oee * one.scheduled for one in parts) / whole.scheduled

    def test_machines_sum_to_their_centre(self, press: Press) -> None:
        a_week(press)
        report = press.report()
        assert report.centres[0].value == report.machines[0].value

    def test_the_time_behind_a_figure_sums_to_it(self, press: Press) -> None:
        a_week(press)
        report = press.report(by=["day"])
        with clock.at(MONDAY + timedelta(days=13)):
            for bucket, one in report.buckets:
                days = {"from": [bucket.first.isoformat()], "to": [bucket.last.isoformat()]}
                _window, found = pieces_of(
                    given=WEEK | days | {"centre": ["PRESS"]}, actor=press.actor
                )
                sums: defaultdict[str, int] = defaultdict(int)
                for _place, piece in found:
                    sums[piece.cause.loss] += piece.seconds
                assert sums["run"] == one.value.run
                assert sums["breakdown"] == one.value.lost("breakdown")

    def test_the_waterfall_falls_to_the_good_pieces(self, press: Press) -> None:
        a_week(press)
        left, lost = waterfall(press.report()).series
        level = left.values[0]
        for total, step in zip(left.values[1:], lost.values[1:], strict=True):
            level += step or 0
            assert total is None or abs(level - total) <= Decimal("0.2")

    def test_every_point_of_the_trend_opens_its_days(self, press: Press) -> None:
        a_week(press)
        chart = trend_chart(press.report(by=["day"]), lambda bucket: f"/{bucket.first}")
        assert chart.lines[2].url == "/2026-11-11"
        assert {point.url for point in chart.lines[2].points} == {"/2026-11-11", ""}


def test_page_api_and_file_say_the_same(press: Press) -> None:
    a_week(press)
    user = User.objects.get(username="ana")
    RoleGrant.objects.create(user=user, role="viewer")
    ana = Client()
    ana.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    query = "period=free&from=2026-11-09&to=2026-11-15&centre=PRESS"
    with clock.at(MONDAY + timedelta(days=13)):
        page = ana.get(f"/reports/oee?{query}")
        behind = ana.get(f"/reports/oee/intervals?{query}")
        told = ana.get(f"/reports/oee/places.csv?{query}")
        lines = [*csv.DictReader(io.StringIO(b"".join(told).decode("utf-8-sig")))]
        report = press.report()
    oee = report.total.oee
    assert f"{oee * 100:.1f}" in page.content.decode()
    assert [Decimal(line["OEE"]) for line in lines] == [oee, oee]
    assert behind.status_code == 200
    for part in ("trend", "losses", "intervals"):
        with clock.at(MONDAY + timedelta(days=13)):
            file = oee_export(
                given=WEEK | {"centre": ["PRESS"]}, part=part, format="csv", actor=press.actor
            )
            assert len(b"".join(file.chunks).splitlines()) > 1


def test_the_imported_log_loses_what_it_says(real_log: Path, db: None, actor: Actor) -> None:
    """With a schedule round the clock, set-up and disruption are those of the log, merged."""
    bring_in(real_log)
    schedule = WorkSchedule.objects.create(name="Always", time_zone=str(ZONE))
    for weekday in range(7):
        Shift.objects.create(
            schedule=schedule, name="Day", weekday=weekday, starts=time(), ends=time()
        )
    WorkCentre.objects.update(schedule=schedule)
    given = {"period": ["free"], "from": ["2012-01-01"], "to": ["2012-04-05"]}
    report = oee_report(given=given, actor=actor)
    expected = minutes_lost(real_log)
    assert len(report.machines) == 31
    for one in report.machines:
        found = {loss: one.value.lost(loss) / 60 for loss in ("breakdown", "setup")}
        assert found == expected.get(one.name, {"breakdown": 0, "setup": 0}), one.name
        assert one.availability is None or 0 <= one.availability <= 1
        assert one.performance is None or not one.value.made.quantity
        assert one.is_estimated
    weekly = oee_report(given=given | {"by": ["week"]}, actor=actor)
    daily = oee_report(given=given | {"by": ["day"]}, actor=actor)
    assert weekly.total.value == daily.total.value


def minutes_lost(log: Path) -> dict[str, dict[str, int]]:
    """Minute by minute: disruption before set-up, each minute of a machine once."""
    minutes: defaultdict[str, defaultdict[str, set[datetime]]] = defaultdict(
        lambda: defaultdict(set)
    )
    with log.open(newline="", encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream):
            kind = {"S": "setup", "B": "breakdown"}.get(row["Report Type"])
            at, end = (moment(row[f"{name} Timestamp"]) for name in ("Start", "Complete"))
            while kind and at < end:
                minutes[row["Resource"]][kind].add(at)
                at += MINUTE
    return {
        name: {
            "breakdown": len(found["breakdown"]),
            "setup": len(found["setup"] - found["breakdown"]),
        }
        for name, found in minutes.items()
    }


def moment(text: str) -> datetime:
    return datetime.strptime(text[:16].replace("-", "/"), "%Y/%m/%d %H:%M").replace(tzinfo=ZONE)


def test_the_number_of_queries_is_the_pinned_one(press: Press) -> None:
    """Whatever there is: more machines, more pieces, days that are stored and days that are not."""
    for n in range(3):
        Machine.objects.create(code=f"N{n}", name="New", work_centre=press.centre)
        press.made(MONDAY + n * HOUR, firsts=1)
        press.stop(MONDAY + 2 * n * HOUR, 5, "breakdown")
        with CaptureQueriesContext(connection) as captured:
            press.report()
        assert len(captured) == COUNTS["oee"]
        day_sums_refresh()
