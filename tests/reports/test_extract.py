"""The monthly extract: made once, in the background, with what the reports say."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook
from reportlab.graphics.shapes import PolyLine, Rect

from runwright.journal import clock
from runwright.kernel.errors import Forbidden
from runwright.labels.drawing import fonts_ready
from runwright.labels.extracts import extract_paper
from runwright.labels.pictures import chart_drawing
from runwright.people.actor import Actor
from runwright.reports.charts import Chart, Series
from runwright.reports.errors import ExtractNotFound, MonthNotBegun
from runwright.reports.extract.contents import STEPS, extracted, month_of
from runwright.reports.extract.selectors import extract_file, extracts_all
from runwright.reports.extract.services import extract_perform, extract_request
from runwright.reports.report.catalogue import REPORTS
from runwright.tasks.progress import silent
from tests.api.conftest import caller
from tests.labels.pages import words
from tests.reports.busy_mill import NOW, BusyMill, busy_mill

SEPTEMBER = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mill(once: None) -> BusyMill:
    return busy_mill()


@pytest.fixture(autouse=True)
def today(mill: BusyMill) -> Iterator[None]:
    with clock.at(NOW):
        yield


def test_the_workbook_says_what_the_reports_say(mill: BusyMill) -> None:
    actor, told = mill.plant.actor, []

    def progress(*, done: int, total: int | None = None, message: str = "") -> None:
        told.append((done, total))

    extract = extract_request(month=SEPTEMBER, actor=actor)
    extract_perform(extract_id=extract.id, draw=extract_paper, actor=actor, progress=progress)
    assert told[-1] == (STEPS, STEPS) and [done for done, _ in told] == sorted(d for d, _ in told)
    file = extract_file(extract_id=extract.id, format="xlsx", actor=actor)
    assert file.name == "extract-2026-09.xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(file.chunks)))
    summary = {row[0]: row[1] for row in book.get_sheet_by_name("Summary").to_python()}
    assert (summary["Done"], summary["Cancelled"]) == (1, 0)
    orders = REPORTS["orders"].contents(month_of(SEPTEMBER), actor)
    average = next(one.value for one in orders.figures if one.key == "average")
    assert summary["Average cost of an order"] == float(average)
    assert summary["Actual on average"] == 50
    assert "OEE" in book.sheet_names


def test_the_paper_can_be_read(mill: BusyMill) -> None:
    actor = mill.plant.actor
    extract = extract_request(month=SEPTEMBER, actor=actor)
    extract_perform(extract_id=extract.id, draw=extract_paper, actor=actor)
    file = extract_file(extract_id=extract.id, format="pdf", actor=actor)
    told = words(next(file.chunks))
    assert "Monthly extract" in told
    assert "Knit" in told


def test_the_paper_shows_the_charts(mill: BusyMill) -> None:
    """Titles, legends and the scale are written; bars and lines are drawn in their colours."""
    found = extracted(month_of(SEPTEMBER), actor=mill.plant.actor, progress=silent)
    assert {"ended", "planned_actual", "durations"} <= {c.key for c in found.charts}
    told = words(extract_paper(found))
    for chart in found.charts:
        if not any(value for one in chart.series for value in one.values):
            continue  # nothing but noughts is no picture
        assert str(chart.title) in told
        assert all(str(one.name) in told for one in chart.drawn), chart.key
    drawing = chart_drawing(next(c for c in found.charts if c.key == "planned_actual"), 500)
    bars = [one for one in drawing.contents if isinstance(one, Rect) and one.height > 6]
    (planned, actual) = (one.values[0] for one in found.charts[1].series)
    assert len(bars) == 2
    assert bars[1].height / bars[0].height == pytest.approx(float(actual / planned))


def test_a_line_breaks_where_there_is_no_figure() -> None:
    line = Series("Unit cost", [Decimal(2), None, Decimal(3), Decimal(4)], "line")
    chart = Chart("c", "Cost", "EUR", ["Jan", "Feb", "Mar", "Apr"], [line], target=Decimal(8))
    fonts_ready()
    drawn = [one for one in chart_drawing(chart, 400).contents if isinstance(one, PolyLine)]
    assert [len(one.points) // 2 for one in drawn] == [2, 2, 4]
    assert max(drawn[2].points[1::2]) > max(drawn[1].points[1::2])


def test_one_that_is_being_made_is_not_made_twice(mill: BusyMill) -> None:
    first = extract_request(month=SEPTEMBER, actor=mill.plant.actor)
    assert extract_request(month=date(2026, 9, 17), actor=mill.plant.actor).id == first.id
    assert extracts_all(actor=mill.plant.actor).count() == 1


def test_what_is_refused(mill: BusyMill) -> None:
    with pytest.raises(MonthNotBegun):
        extract_request(month=date(2026, 12, 1), actor=mill.plant.actor)
    with pytest.raises(Forbidden):
        extract_request(month=SEPTEMBER, actor=Actor(1, "op"))
    unmade = extract_request(month=SEPTEMBER, actor=mill.plant.actor)
    with pytest.raises(ExtractNotFound):
        extract_file(extract_id=unmade.id, format="pdf", actor=mill.plant.actor)


def test_over_the_api(mill: BusyMill) -> None:
    api = caller("production_manager")
    made = api.made("/extracts", {"month": "2026-09-01"})
    assert made["month"] == "2026-09-01" and made["made_at"] is None
    extract_perform(extract_id=made["id"], draw=extract_paper, actor=mill.plant.actor)
    assert api.got("/extracts")["items"][0]["made_at"]
    assert api.got(f"/extracts/{made['id']}/files/pdf")["content_type"] == "application/pdf"
