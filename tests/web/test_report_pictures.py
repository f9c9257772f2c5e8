"""The pictures of the guide's reports, with the demo's data and with a real log.

Taken only where ``RUNWRIGHT_PICTURES`` is set: docs/guide/img/report-*.png and report-*-log-*.png.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from runwright.demo.services import demo_create
from runwright.labels.extracts import extract_paper
from runwright.people.actor import system_actor
from runwright.people.models import User
from runwright.people.services import user_create
from runwright.production.services import day_sums_store
from runwright.reports.extract.services import extract_perform, extract_request
from tests.imports.flow import bring_in
from tests.web.conftest import session_of
from tests.web.shop import Shop
from tests.web.story_steps import GUIDE, LARGE, PlantClock
from tools.small_png import small_png

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not os.environ.get("RUNWRIGHT_PICTURES"), reason="takes pictures"),
]

ACTOR = system_actor("guide")
EVENING = datetime(2026, 11, 19, 13, 40, tzinfo=UTC)
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
QUARTER = "period=free&from=2012-01-01&to=2012-03-31"
DEMO = {
    "dashboard": "/?period=3_months",
    "report-orders": "/reports/orders?period=6_months",
    "report-work": "/reports/work?period=6_months",
    "report-costs": "/reports/costs?period=6_months",
    "report-oee": "/reports/oee?period=3_months&by=week",
    "report-oee-intervals": "/reports/oee/intervals?period=this_month",
    "report-capacity": "/reports/capacity",
    "report-extract": "/reports/extract",
    "report-downtimes": "/downtimes",
}
LOG = {
    "report-orders-log": f"/reports/orders?{QUARTER}",
    "report-work-log": f"/reports/work?{QUARTER}",
    "report-costs-log": f"/reports/costs?{QUARTER}",
    "report-oee-log": f"/reports/oee?{QUARTER}&by=week",
    "report-oee-intervals-log": f"/reports/oee/intervals?{QUARTER}",
    "report-capacity-log": "/reports/capacity",
    "report-extract-log": "/reports/extract",
    "report-downtimes-log": "/downtimes",
}

Album = Callable[[User, dict[str, str]], list[str]]


@pytest.fixture
def album(browser: Browser, live_server: object) -> Iterator[Album]:
    """Takes every page in every size; in the dark those that colours matter most for. What the
    pages complained about comes back."""

    def taken(user: User, pages: dict[str, str]) -> list[str]:
        complaints: list[str] = []
        for theme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=theme
                )
                context.set_default_timeout(60_000)
                context.add_cookies([session_of(user, str(live_server))])
                page = context.new_page()
                page.on("pageerror", lambda error: complaints.append(str(error)))
                for name, path in pages.items():
                    page.goto(f"{live_server}{path}")
                    page.wait_for_load_state("networkidle")
                    page.wait_for_timeout(300)
                    _keep(page.screenshot(), name, theme, size)
                context.close()
        return complaints

    yield taken


def _keep(picture: bytes, name: str, theme: str, size: str) -> None:
    """Light pictures are the guide's; dark ones are for looking at, beside it."""
    folder = GUIDE if theme == "light" else Path(os.environ["RUNWRIGHT_PICTURES"])
    if folder.is_dir():
        small = small_png(picture) if len(picture) > LARGE else picture
        end = "" if theme == "light" else "-dark"
        (folder / f"{name}{end}-{size}.png").write_bytes(small)


def _extracted(month: date) -> None:
    made = extract_request(month=month, actor=ACTOR)
    extract_perform(extract_id=made.id, draw=extract_paper, actor=ACTOR)


def test_the_demo(album: Album, transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    PlantClock(monkeypatch).reads(EVENING)
    demo_create(actor=ACTOR, anchor=EVENING)
    day_sums_store(actor=ACTOR)
    _extracted(date(2026, 10, 1))
    assert album(User.objects.get(username="mihai"), DEMO) == []


def test_the_real_log(album: Album, shop: Shop, real_log: Path) -> None:
    bring_in(real_log)
    day_sums_store(actor=ACTOR)
    _extracted(date(2012, 2, 1))
    viewer = user_create(username="ada", full_name="Ada", roles=frozenset({"viewer"}), actor=ACTOR)
    seen = {"dashboard-log": f"/?{QUARTER}"}  # a manager is shown what is still to be set up
    assert album(viewer, seen) + album(shop.manager, LOG) == []
