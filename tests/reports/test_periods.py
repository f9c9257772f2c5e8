from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from runwright.reports.errors import BadPeriod, BadQuery
from runwright.reports.periods import Period, period_of

ZONE = ZoneInfo("Europe/Bucharest")


def read(today: str, **given: str) -> Period:
    words = {key.rstrip("_"): [value] for key, value in given.items()}
    return period_of(words, today=date.fromisoformat(today), zone=ZONE)


@pytest.mark.parametrize(
    ("name", "today", "first", "last"),
    [
        ("this_month", "2026-11-21", "2026-11-01", "2026-11-21"),
        ("last_month", "2026-11-21", "2026-10-01", "2026-10-31"),
        ("last_month", "2028-03-31", "2028-02-01", "2028-02-29"),
        ("last_month", "2027-01-15", "2026-12-01", "2026-12-31"),
        ("3_months", "2026-11-21", "2026-08-22", "2026-11-21"),
        ("3_months", "2026-05-31", "2026-03-01", "2026-05-31"),
        ("6_months", "2026-03-15", "2025-09-16", "2026-03-15"),
        ("12_months", "2028-02-29", "2027-03-01", "2028-02-29"),
        ("12_months", "2027-02-28", "2026-03-01", "2027-02-28"),
    ],
)
def test_named_periods_end_today_or_with_the_month(
    name: str, today: str, first: str, last: str
) -> None:
    found = read(today, period=name)
    assert (str(found.first), str(found.last)) == (first, last)


def test_a_free_period_has_whole_days_of_the_plant() -> None:
    found = read("2026-11-21", period="free", from_="2026-03-28", to="2026-03-29")
    assert found.start == datetime(2026, 3, 27, 22, tzinfo=UTC)
    assert found.end == datetime(2026, 3, 29, 21, tzinfo=UTC)
    assert found.query("at") == "at_from=2026-03-28&at_to=2026-03-29"


def test_all_has_no_bounds() -> None:
    found = read("2026-11-21")
    assert (found.name, found.start, found.end, found.query("at")) == ("all", None, None, "")


@pytest.mark.parametrize(
    "given",
    [
        {"period": "free"},
        {"period": "free", "from_": "2026-01-02"},
        {"period": "free", "from_": "2026-01-02", "to": "2026-01-01"},
    ],
)
def test_a_free_period_without_days_in_order_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadPeriod):
        read("2026-11-21", **given)


@pytest.mark.parametrize(
    "given",
    [
        {"period": "yesterday"},
        {"period": "\ud800"},
        {"period": "free", "from_": "2026-02-30", "to": "2026-03-01"},
        {"period": "free", "from_": "0001-01-01", "to": "9999-12-31"},
    ],
)
def test_what_is_no_period_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadQuery) as refused:
        read("2026-11-21", **given)
    assert refused.value.message().encode()
