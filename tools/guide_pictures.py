"""Take the pictures of the guide from a running demo: every page, on a desk and in a hand.

    python tools/guide_pictures.py http://127.0.0.1:8000 [docs/guide/img]

Needs Chromium and the demo (its people sign in without a password). Look at every picture.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from small_png import small_png

FLAGS = tuple(
    f"--{word}"
    for word in (
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    )
)
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
LARGE = 150_000
MANAGER, ADMINISTRATOR, OPERATOR = "Production manager", "Administrator", "Irina"
PAGES = {
    "dashboard": "/",
    "orders": "/orders",
    "order": "/orders?state=in_progress > tbody a.code",
    "order-materials": "/orders?state=in_progress > tbody a.code > .tabs a[href$=materials]",
    "order-timeline": "/orders?q=MO-2026-00034 > tbody a.code > .tabs a[href$=timeline]",
    "order-costs": "/orders?state=done > tbody a.code > .tabs a[href$=costs]",
    "order-new": "/orders/new",
    "work-orders": "/work-orders",
    "work-order": "/orders?state=in_progress > tbody a.code > td.leads a",
    "work-centres": "/work-centres",
    "work-centre": "/work-centres > tbody a.code",
    "machines": "/machines",
    "machine": "/machines > tbody a.code",
    "board": "/board",
    "board-wall": "/board?wall",
    "downtimes": "/downtimes",
    "operators": "/operators",
    "operator": "/operators > tbody a.code",
    "schedules": "/schedules",
    "items": "/items",
    "item": "/items?supply=make > tbody a.code",
    "routing": "/routings > tbody a.code",
    "bom": "/boms > tbody a.code",
    "units": "/units",
    "stock": "/stock",
    "moves": "/stock/moves",
    "shortages": "/shortages",
    "rfq": "/rfqs > tbody a.code",
    "purchase-order": "/purchase-orders > tbody a.code",
    "sales-order": "/sales-orders?state=confirmed > tbody a.code",
    "imports": "/imports",
    "import": "/imports > tbody a.code",
    "journal": "/journal",
    "search": "/search?q=a",
    "reports": "/reports",
    "report-orders": "/reports/orders?period=12_months",
    "report-work": "/reports/work?period=12_months",
    "report-costs": "/reports/costs?period=12_months",
    "report-oee": "/reports/oee?period=3_months",
    "report-capacity": "/reports/capacity",
    "report-extract": "/reports/extract",
}
FLOOR = {"my-work": "/my-work", "my-task": "/my-work > .now-head"}
SETTINGS = {"settings": "/settings", "people": "/settings/people", "tokens": "/tokens"}


def walk(page: Page, site: str, path: str) -> None:
    """Open an address, then click through what follows each “ > ”, as far as there is any."""
    address, *clicks = path.split(" > ")
    page.goto(site + address)
    for selector in clicks:
        if not page.locator(selector).count():
            return
        page.locator(selector).first.click()
        page.wait_for_load_state()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def taken(page: Page, target: Path) -> None:
    """Take a picture of what is seen; a large one is made small."""
    content = page.screenshot()
    target.write_bytes(small_png(content) if len(content) > LARGE else content)


def choose(page: Page, site: str, **cookies: str) -> None:
    """Choose theme and language."""
    page.context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
    )


def pictures(browser: Browser, site: str, folder: Path, size: str) -> None:
    """All pages in one size; on a desk the dashboard also in the dark and in Romanian."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{site}/sign-in")
    taken(page, folder / f"sign-in-{size}.png")
    for role, pages in ((MANAGER, PAGES), (OPERATOR, FLOOR), (ADMINISTRATOR, SETTINGS)):
        page.context.clear_cookies()
        page.goto(f"{site}/sign-in")
        page.get_by_role("button", name=role).first.click()
        page.wait_for_load_state()
        choose(page, site, theme="light", django_language="en")
        for name, path in pages.items():
            walk(page, site, path)
            taken(page, folder / f"{name}-{size}.png")
    for name, choice in (("dark", {"theme": "dark"}), ("romanian", {"django_language": "ro"})):
        choose(page, site, **{"theme": "light", "django_language": "en"} | choice)
        for shown in ("dashboard", "order"):
            walk(page, site, PAGES[shown])
            taken(page, folder / f"{shown}-{name}-{size}.png")
    page.close()


def main() -> None:
    """Take every picture."""
    site = sys.argv[1].rstrip("/")
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/guide/img")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        for size in SIZES:
            pictures(browser, site, folder, size)
        browser.close()


if __name__ == "__main__":
    main()
