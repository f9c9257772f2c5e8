"""Reports over the API say what the selectors behind the pages say."""

import pytest

from runwright.people.actor import system_actor
from runwright.reports.capacity.figures import capacity_report
from runwright.reports.oee.figures import oee_report
from tests.api.calls import problem_of

WORKER = system_actor("worker")


@pytest.mark.django_db
def test_oee(admin) -> None:
    shown = admin.got("/reports/oee", period="this_month", by="day")
    report = oee_report(given={"period": ["this_month"], "by": ["day"]}, actor=WORKER)
    assert [one["code"] for one in shown["centres"]] == [one.code for one in report.centres]
    assert len(shown["trend"]) == len(report.trend)
    assert shown["total"]["oee"] is report.total.oee is None
    assert admin.got("/reports/oee/intervals", period="this_month") == {"count": 0, "items": []}


@pytest.mark.django_db
def test_capacity(admin) -> None:
    shown = admin.got("/reports/capacity", by="week")
    report = capacity_report(given={"by": ["week"]}, actor=WORKER)
    assert [one["code"] for one in shown["centres"]] == [one.code for one in report.rows]
    assert admin.got("/reports/capacity/work") == {"items": []}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("/reports/oee", {"by": "year"}, "by"),
        ("/reports/oee", {"centre": "NONE"}, "centre"),
        ("/reports/oee", {"from": "2026-01-01"}, "from"),
        ("/reports/oee", {"period": "free", "from": "1900-01-01", "to": "2026-01-01"}, "period"),
        ("/reports/oee/intervals", {"loss": "laziness"}, "loss"),
        ("/reports/capacity", {"day": "2026-01-01"}, "day"),
        ("/reports/capacity/work", {"day": "tomorrow"}, "day"),
    ],
)
def test_what_is_not_understood_is_refused(admin, path, query, field) -> None:
    assert problem_of(admin.get(path, **query), 422)["reasons"][0]["field"] == field
