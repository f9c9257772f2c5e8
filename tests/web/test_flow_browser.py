"""The flow diagram in a real browser: drawn, searched, marked, expanded, saved."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.conftest import SIZES, SignIn
from tests.web.floor import Floor, floor_open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
GRAVE = {"serious", "critical"}
CARDS = "() => window.flow.cy.nodes().map((n) => n.data('card').codes)"


@pytest.fixture
def floor(transactional_db: None) -> Floor:
    return floor_open()


def opened(page: Page) -> Page:
    page.wait_for_selector("#flow[data-ready]")
    return page


def tap(page: Page, key: str, event: str = "tap") -> None:
    page.evaluate(f"(key) => window.flow.cy.getElementById(key).emit('{event}')", key)


def test_a_diagram_is_read_searched_and_saved(
    floor: Floor, sign_in: SignIn, complaints: list[str], tmp_path: Path
) -> None:
    page = opened(sign_in(floor.manager, f"/runs/{floor.run.id}/flow"))
    codes = set(page.evaluate(CARDS))
    assert len(codes) == 7 and floor.boxed.code in codes
    left = page.evaluate("(k) => window.flow.cy.getElementById(k).position('x')",
                         f"b{floor.sorted.id}")  # fmt: skip
    right = page.evaluate("(k) => window.flow.cy.getElementById(k).position('x')",
                          f"b{floor.boxed.id}")  # fmt: skip
    assert left < right

    tap(page, f"b{floor.sorted.id}")
    page.wait_for_selector(f"#panel a.code:has-text('{floor.sorted.code}')")
    faded = page.evaluate("() => window.flow.cy.nodes('.faded').map((n) => n.id())")
    assert f"b{floor.knitted.id}" in faded and f"b{floor.boxed.id}" not in faded
    page.fill("#flow-search", floor.boxed.code.lower())
    page.press("#flow-search", "Enter")
    found = page.evaluate("() => window.flow.cy.nodes('.found').map((n) => n.id())")
    assert found == [f"b{floor.boxed.id}"]
    page.select_option("#flow-operation", "Knit")
    aside = page.evaluate("() => window.flow.cy.nodes('.aside').length")
    assert aside == 7 - 3

    for kind, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        with page.expect_download() as saving:
            page.click(f"[data-saves={kind}]")
        target = tmp_path / f"flow.{kind}"
        saving.value.save_as(target)
        assert target.read_bytes().startswith(start)
    assert floor.boxed.code in (tmp_path / "flow.svg").read_text("utf-8")
    results = Axe().run(page)
    grave = [v["id"] for v in results.response["violations"] if v["impact"] in GRAVE]
    assert (grave, complaints) == ([], [])


def test_what_is_next_to_a_card_is_fetched(
    floor: Floor, sign_in: SignIn, complaints: list[str]
) -> None:
    page = opened(sign_in(floor.manager, f"/batches/{floor.boxed.id}/flow?levels=1"))
    assert len(page.evaluate(CARDS)) == 3
    tap(page, f"b{floor.sorted.id}", "dbltap")
    page.wait_for_function("() => window.flow.cy.nodes().length > 3")
    page.goto(page.url.replace("levels=1", "levels=2&collapsed=yes"))
    opened(page)
    group = page.evaluate(
        "() => window.flow.cy.nodes().filter((n) => n.data('card').count > 1)[0].id()"
    )
    tap(page, group, "dbltap")
    page.wait_for_url("**open=**")
    opened(page)
    assert complaints == []


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_it_fits_a_small_screen(
    floor: Floor, sign_in: SignIn, complaints: list[str], size: str
) -> None:
    page = opened(sign_in(floor.manager, f"/batches/{floor.boxed.id}/flow"))
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert complaints == []
