"""The reports: every number equals the list it opens, the API and the export."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from runwright.journal import clock
from runwright.kernel.errors import Forbidden
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.models import WorkOrder
from runwright.production.services.bookings import Worked
from runwright.production.services.corrections import done_time_book
from runwright.production.services.timers import Worker
from runwright.reports.dashboard.figures import dashboard, dashboard_export
from runwright.reports.errors import BadQuery, ReportNotFound
from runwright.reports.figure import Figure
from runwright.reports.report.catalogue import (
    REPORTS,
    handover_export,
    report_export,
    report_read,
)
from runwright.reports.report.definition import Report
from runwright.web.records import list_url
from tests.api.conftest import caller, person
from tests.reports.busy_mill import DAY, FIRST, NOW, BusyMill, busy_mill
from tests.reports.walking import rows, walk, walk_machines
from tests.stories.plant import D

COUNTS = json.loads((Path(__file__).parent / "query_counts.json").read_text())["reports"]
PERIODS = [{"period": ["all"]}, {"period": ["12_months"]},
           {"period": ["free"], "from": ["2026-09-01"], "to": ["2026-09-30"]},
           {"period": ["free"], "from": ["2026-11-19"], "to": ["2026-11-19"]}]  # fmt: skip
SEPTEMBER = PERIODS[2]
AUTUMN = {"period": ["free"], "from": ["2026-09-01"], "to": ["2026-10-31"]}
NAMES = tuple(REPORTS)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mill(once: None) -> BusyMill:
    return busy_mill()


@pytest.fixture(autouse=True)
def today(mill: BusyMill) -> Iterator[None]:
    with clock.at(NOW):
        yield


def read(mill: BusyMill, name: str, **given: list[str]) -> Report:
    return report_read(name=name, given=given or PERIODS[0], actor=mill.plant.actor)


@pytest.mark.parametrize("given", PERIODS, ids=["all", "year", "september", "a day between nights"])
class TestEveryNumber:
    def test_of_the_dashboard_is_that_of_its_list_the_api_and_the_export(
        self, given: dict[str, list[str]], mill: BusyMill
    ) -> None:
        actor = mill.plant.actor
        found = dashboard(given=given, actor=actor)
        figures = found.figures
        assert walk(figures, actor) == len(figures) - 1
        assert walk_machines(found, actor) == (0 if given == SEPTEMBER else 2)
        api = caller("viewer").got("/dashboard", **{k: v[0] for k, v in given.items()})
        assert told(figures) == [(f["key"], f["value"], f["query"]) for f in api["figures"]]
        file = dashboard_export(given=given, part="figures", format="csv", actor=actor)
        assert [row[1] for row in rows(file.chunks)[1:]] == [
            one or "" for _, one, _ in told(figures)
        ]

    def test_on_the_page_opens_its_list(
        self, given: dict[str, list[str]], mill: BusyMill, client: Client
    ) -> None:
        client.force_login(person("viewer"), backend="django.contrib.auth.backends.ModelBackend")
        page = client.get("/", given).content.decode()
        tiles = re.findall(r'<a href="([^"]+)" class="figure [^>]+>.*?data-key="([^"]+)"', page)
        figures = dashboard(given=given, actor=mill.plant.actor).figures
        assert [(key, unescape(url)) for url, key in tiles] == [
            (figure.key + figure.unit, list_url(f"{figure.list_name}?{figure.query}"))
            for figure in figures
            if figure.list_name
        ]
        for url, key in tiles:
            assert client.get(unescape(url)).status_code == 200, key

    @pytest.mark.parametrize("name", NAMES)
    def test_of_a_report_is_that_of_its_list_the_api_and_the_export(
        self, name: str, given: dict[str, list[str]], mill: BusyMill
    ) -> None:
        actor = mill.plant.actor
        report = read(mill, name, **given)
        assert walk(report.contents.figures, actor) >= 1
        api = caller("viewer").got(f"/reports/{name}", **{k: v[0] for k, v in given.items()})
        assert told(report.contents.figures) == [
            (f["key"], f["value"], f["query"]) for f in api["figures"]
        ]
        for table, shown in zip(report.contents.tables, api["tables"], strict=True):
            file = report_export(name=name, given=given, part=table.name, format="csv", actor=actor)
            assert len(rows(file.chunks)) - 1 == len(shown["rows"]) == len([*table.rows])


def told(figures: Sequence[Figure]) -> list[tuple[str, str | None, str]]:
    return [(f.key, None if f.value is None else plain(Decimal(f.value)), f.query) for f in figures]


class TestOrders:
    def test_done_and_cancelled_count_on_their_day(self, mill: BusyMill) -> None:
        report = read(mill, "orders", **SEPTEMBER)
        assert (report.figure("orders_done").value, report.figure("orders_cancelled").value) == (
            1,
            0,
        )
        assert (report.figure("on_time").value, report.figure("overran").value) == (1, 0)
        assert report.figure("produced").value == 2 * 112
        whole = read(mill, "orders")
        assert whole.figure("punctual").value == D("0.5")
        assert whole.figure("average").value == (mill.prompt.cost + mill.tardy.cost) / 2

    def test_months_add_up_to_the_figures(self, mill: BusyMill) -> None:
        report = read(mill, "orders")
        assert mill.prompt.standard_material and mill.prompt.standard_work is not None
        months = [*report.table("months").lines()]
        assert [row[1] for row in months] == [1, 1]
        assert sum(row[8] for row in months) == report.figure("variance").value


class TestWork:
    def test_overlapping_time_counts_once(self, mill: BusyMill) -> None:
        """Two bookings of 90 minutes, an hour apart: 150 minutes; Inspect and Pack took none."""
        report = read(mill, "work", **SEPTEMBER)
        knit = next(row for row in report.table("operations").lines() if row[1] == "Knit")
        assert (knit[2], knit[4]) == (1, 150)
        expected = WorkOrder.objects.get(order=mill.prompt, name="Knit").expected_minutes
        assert knit[3] == round(expected, 2)
        assert report.figure("mean_actual").value == 50

    def test_first_pass_yield_counts_every_operation(self, mill: BusyMill) -> None:
        """Knit 120, Inspect 112 + 5 + 3, Pack 112."""
        report = read(mill, "work", **SEPTEMBER)
        assert report.figure("yield").value == round(D(344) / 352, 4)

    def test_reasons_of_waste_and_seconds(self, mill: BusyMill) -> None:
        """Socks are counted in pairs, totals in the pieces that pairs refer to."""
        lines = [*read(mill, "work", **AUTUMN).table("reasons").lines()]
        assert [(row[0], row[1], row[2], row[4]) for row in lines] == [
            ("No reason given", 1, 6, 10), ("Hole", 1, 6, 10),
        ]  # fmt: skip
        assert lines[-1][6] == 1


class TestCosts:
    def test_every_cut_adds_up_to_the_cost(self, mill: BusyMill) -> None:
        report = read(mill, "costs")
        cost = mill.prompt.cost + mill.tardy.cost
        assert report.figure("cost").value == cost
        parts = sum(report.figure(key).value for key in ("material", "labour", "machine"))
        assert parts == cost
        for name, column in (("items", 5), ("departments", 4), ("grades", 1), ("trend", 5)):
            assert sum(row[column] for row in report.table(name).lines()) == cost, name

    def test_the_largest_difference_stands_first(self, mill: BusyMill) -> None:
        lines = [*read(mill, "costs").table("orders").lines()]
        assert abs(lines[0][4]) >= abs(lines[1][4]) > 0
        assert lines[-1][6] == 1

    def test_money_takes_a_permission(self, mill: BusyMill) -> None:
        operator = Actor(1, "op", permissions=frozenset({"reports.view", "production.view"}))
        with pytest.raises(Forbidden):
            report_read(name="costs", given={}, actor=operator)
        with pytest.raises(Forbidden):
            handover_export(given={}, format="csv", actor=operator)


class TestHandover:
    def test_each_line_balances(self, mill: BusyMill) -> None:
        lines = handed(mill, {"period": ["all"]})
        assert [line["Posting"] for line in lines] == ["Done", "Done"]
        for line in lines:
            names = ("Value of firsts", "Value of seconds", "By-products", "Carried by nothing")
            assert sum(Decimal(line[name]) for name in names) == Decimal(line["Cost"])
        assert Decimal(lines[0]["Cost"]) == mill.prompt.cost

    def test_a_later_correction_leaves_the_period_as_it_was(self, mill: BusyMill) -> None:
        before = handed(mill, SEPTEMBER)
        work = WorkOrder.objects.get(order=mill.prompt, name="Knit")
        worked = Worked(Worker(mill.plant.operators["ana"].id, None), FIRST, FIRST + DAY / 24)
        done_time_book(work_order_id=work.id, worked=worked, reason="forgotten",
                       actor=mill.plant.actor)  # fmt: skip
        assert handed(mill, SEPTEMBER) == before
        (correction,) = handed(mill, {"period": ["this_month"]})
        assert (correction["Posting"], correction["Order"]) == ("Correction", mill.prompt.number)
        mill.prompt.refresh_from_db()
        lines = [line for line in handed(mill, PERIODS[0]) if line["Order"] == mill.prompt.number]
        assert sum(Decimal(line["Cost"]) for line in lines) == mill.prompt.cost


def handed(mill: BusyMill, given: dict[str, list[str]]) -> list[dict[str, str]]:
    file = handover_export(given=given, format="csv", actor=mill.plant.actor)
    return list(csv.DictReader(io.StringIO(b"".join(file.chunks).decode("utf-8-sig"))))


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_has_every_table_and_chart(name: str, mill: BusyMill) -> None:
    actor = mill.plant.actor
    file = report_export(name=name, given=PERIODS[0], part="all", format="xlsx", actor=actor)
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(file.chunks)))
    contents = read(mill, name).contents
    assert len(book.sheet_names) == 1 + len(contents.tables) + len(contents.charts)


def test_what_there_is_not(mill: BusyMill) -> None:
    with pytest.raises(ReportNotFound):
        read(mill, "weather")
    with pytest.raises(BadQuery):
        report_export(name="work", given={}, part="no", format="csv", actor=mill.plant.actor)


@pytest.mark.parametrize("name", NAMES)
def test_the_number_of_queries_is_the_pinned_one(name: str, mill: BusyMill) -> None:
    with CaptureQueriesContext(connection) as captured:
        read(mill, name, **SEPTEMBER)
    assert len(captured) == COUNTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_shop_has_reports(name: str, mill: BusyMill) -> None:
    given = {"period": ["free"], "from": ["2020-01-01"], "to": ["2020-01-31"]}
    report = read(mill, name, **given)
    assert not any(figure.value for figure in report.contents.figures if figure.list_name)
