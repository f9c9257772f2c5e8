"""A log goes in through the browser; dashboard, API and export then show the same figures."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin

import pytest
from django.db import connections
from playwright.sync_api import Page, expect
from procrastinate.contrib.django import app
from pytest_django.live_server_helper import LiveServer
from python_calamine import CalamineWorkbook

from runwright.people.actor import system_actor
from runwright.people.models import User
from runwright.people.selectors import actor_of
from runwright.people.services import token_issue, user_create
from runwright.reports.doctor import examine
from tests.imports.lookalike import Lookalike

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

KEYS = (
    "orders",
    "ordered",
    "produced",
    "orders_with_output",
    "rejected",
    "held",
    "rework",
    "through",
    "bookings",
    "booked",
    "setup",
    "busy",
)


PROGRAM = system_actor("test")


@pytest.fixture
def manager(transactional_db: None) -> User:
    roles = frozenset({"production_manager"})
    return user_create(username="mara", full_name="Mara Ionescu", roles=roles, actor=PROGRAM)


@pytest.fixture
def page(
    manager: User,
    live_server: LiveServer,
    sign_in: Callable[..., Page],
    complaints: list[str],
) -> Iterator[Page]:
    """The imports as the manager sees them; a complaint of the browser fails the test."""
    yield sign_in(manager, "/imports")
    assert complaints == []


@contextmanager
def working() -> Iterator[None]:
    """A worker takes up what waits in the queue while the test goes on in the browser."""
    thread = Thread(target=_work_off)
    thread.start()
    yield
    thread.join()


def _work_off() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, delete_jobs="never")
    connections.close_all()


@dataclass(frozen=True)
class Case:
    """A file, how it is imported, and the figures it has to show, in the order of ``KEYS``."""

    file: Path
    keep: bool
    figures: tuple[object, ...]
    exceeding: int

    @property
    def expected(self) -> dict[str, Decimal]:
        return {key: Decimal(str(v)) for key, v in zip(KEYS, self.figures, strict=True)}


REAL = {
    False: (113, 9_656, 6_968, 105, 369, 105, 25, 30_121, 2_734, 494_868, 73_177, 416_808),
    True: (113, 9_656, 6_968, 105, 369, 105, 25, 30_121, 2_750, 496_091, 73_252, 416_808),
}


@pytest.fixture
def ours(made_up: Lookalike, made_up_file: Path) -> Case:
    r = made_up.reference(keep_duplicates=False)
    figures = (
        made_up.cases, r.ordered, r.packed, r.packed_orders, r.rejected, r.held, r.rework,
        r.median_minutes, r.events, r.booked, r.setup, r.busy,
    )  # fmt: skip
    return Case(made_up_file, False, figures, 0)


@pytest.fixture(params=["ours", "real, duplicates skipped", "real, duplicates kept"])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "ours":
        found: Case = request.getfixturevalue("ours")
        return found
    keep = request.param.endswith("kept")
    return Case(request.getfixturevalue("real_log"), keep, REAL[keep], 40)


def upload(page: Page, case: Case) -> None:
    page.goto(urljoin(page.url, "/imports"))
    page.set_input_files("#id_file", case.file)
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url(re.compile(r"/imports/\d+$"))


def check(page: Page, case: Case) -> None:
    """The columns are understood by themselves; look at the dry run."""
    expect(page.locator("#id_column_order")).to_have_value("Case ID")
    expect(page.locator("#id_column_held")).to_have_value("Qty for MRB")
    page.get_by_text("How odd rows are read").click()
    page.locator("#id_keep_duplicates").set_checked(case.keep)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("This is only a check")).to_be_visible()


def carry_out(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Import .* bookings$")).click()
    expect(page.locator("progress")).to_be_visible()
    with working():
        expect(page.get_by_text("See the orders")).to_be_visible(timeout=60_000)


def number(text: str) -> Decimal:
    """The number in a cell of the page, however its thousands are set apart."""
    return Decimal(re.sub(r"[^0-9.-]", "", text.replace("\u2212", "-")) or "0")


def figures_of_page(page: Page) -> dict[str, Decimal]:
    """The figures of the dashboard as they are seen; times are told in hours and minutes."""
    page.goto(urljoin(page.url, "/?period=all"))
    found = {}
    for key in KEYS:
        tile = page.locator(f'.value[data-key^="{key}"]')
        texts = {tile.nth(n).get_attribute("data-key"): tile.nth(n) for n in range(tile.count())}
        place = next(p for name, p in texts.items() if name in {key, f"{key}pcs", f"{key}min"})
        found[key] = seen(place.inner_text())
    return found


def seen(text: str) -> Decimal:
    """A number; of a time such as ``6 946 h 48`` or ``48 min`` its minutes."""
    hours, found, minutes = text.rpartition("h")
    return 60 * number(hours) + number(minutes) if found else number(text)


def figures_of_api(page: Page, manager: User) -> dict[str, Decimal]:
    actor = actor_of(user=manager)
    scopes = actor.permissions
    secret = token_issue(name="test", scopes=scopes, actor=actor).secret
    answer = page.request.get(
        urljoin(page.url, "/api/v1/dashboard?period=all"),
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.ok, answer.text()
    return {
        f["key"]: Decimal(f["value"] or 0) for f in answer.json()["figures"] if f["key"] in KEYS
    }


def exported(page: Page, format: str) -> bytes:
    href = page.locator(f'a[download][href*="figures"][href*="{format}"]').get_attribute("href")
    answer = page.request.get(urljoin(page.url, href))
    assert answer.ok, answer.text()
    return answer.body()


def figures_of_csv(page: Page) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(exported(page, "csv").decode("utf-8-sig"))))
    return rows[1:]


def test_a_log_comes_in_and_every_place_shows_the_same_figures(
    page: Page, case: Case, manager: User
):
    upload(page, case)
    check(page, case)
    if case.exceeding:
        link = page.locator('a[href*="code=later_exceeds_earlier"]')
        assert number(link.inner_text()) == case.exceeding
    carry_out(page)
    assert figures_of_page(page) == case.expected
    values = {Decimal(cell) for row in figures_of_csv(page) for cell in row if is_number(cell)}
    assert values >= set(case.expected.values())
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(exported(page, "xlsx")))
    cells = [cell for row in sheet.get_sheet_by_index(0).to_python() for cell in row]
    numbers = {Decimal(str(cell)).normalize() for cell in cells if isinstance(cell, float)}
    assert numbers >= {value.normalize() for value in case.expected.values()}
    assert figures_of_api(page, manager) == case.expected
    assert list(examine()) == []


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None


def test_an_import_is_undone_in_the_browser_and_nothing_is_left(page: Page, ours: Case):
    upload(page, ours)
    check(page, ours)
    carry_out(page)
    page.get_by_role("button", name="Undo the import").first.click()
    page.locator("#undo-reason").fill("the wrong month")
    page.locator("dialog").get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("It was taken back as a whole")).to_be_visible()
    assert set(figures_of_page(page).values()) == {Decimal(0)}
    assert list(examine()) == []


def test_a_wrong_file_gets_a_sentence_and_the_server_goes_on(
    page: Page, tmp_path: Path, complaints: list[str]
):
    path = tmp_path / "log.csv"
    path.write_text("Case ID,Activity\nA,B\n", encoding="utf-16")
    page.goto(urljoin(page.url, "/imports"))
    page.set_input_files("#id_file", path)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("the text is written in UTF-16")).to_be_visible()
    expect(page.get_by_text("No file has been imported yet.")).to_be_visible()
    assert [said for said in complaints if "422" not in said] == []
    complaints.clear()
