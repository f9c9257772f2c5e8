"""A real Chromium in front of a real server and a real database."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.imports.logs import made_up, made_up_file, real_log
from tests.web.shop import Shop, shop_open

__all__ = ["made_up", "made_up_file", "real_log"]

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
SIZES = {"desktop": (1440, 900), "tablet": (900, 1100), "phone": (390, 844)}
CHROMIUM = os.environ.get("RUNWRIGHT_CHROMIUM") or shutil.which("chromium")
SignIn = Callable[..., Page]

# Playwright keeps an event loop in this thread; the tests talk to the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: set RUNWRIGHT_CHROMIUM to one")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return shop_open()


@pytest.fixture
def complaints() -> list[str]:
    """What the pages complained about: script errors, broken policy, missing files."""
    return []


@pytest.fixture
def context(browser: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    width, height = SIZES["desktop"]
    opened = browser.new_context(viewport={"width": width, "height": height})
    opened.set_default_timeout(60_000)
    opened.on("weberror", lambda error: complaints.append(str(error.error)))
    opened.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    yield opened
    opened.close()


def session_of(user: object, site: str) -> dict[str, str]:
    """The cookie of a session made for somebody."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}


@pytest.fixture
def sign_in(context: BrowserContext, live_server: object) -> SignIn:
    """Come in as somebody, by a session made for them."""

    def entered(user: object, path: str = "/") -> Page:
        site = str(live_server)
        context.add_cookies([session_of(user, site)])
        page = context.new_page()
        page.goto(site + path)
        return page

    return entered
