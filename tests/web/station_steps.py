"""What an operator does at a station screen, as tests do it in a browser."""

import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from runwright.kernel.ids import uuid7
from runwright.production.models import Scan
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft
from tests.web.conftest import CHROMIUM, FLAGS
from tests.web.fake_camera import camera_flags
from tests.web.floor_shop import BADGE, PIN
from tests.web.shop import OURSELVES

TWICE = 350
"""A moment longer than within which one label counts once (ms)."""
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}


def wedge(page: Page, label: str) -> None:
    """Type like a scanner: 5 ms from key to key, Enter at the end, however slow this machine is."""
    keys = page.context.new_cdp_session(page)
    start = time.time()
    for place, letter in enumerate([*label, "Enter"]):
        said = ENTER if letter == "Enter" else {"key": letter, "text": letter}
        at = start + place * 0.005
        keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": at, **said})
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "timestamp": at, "key": said["key"]})
    keys.detach()


def outcome(page: Page, tone: str, words: str) -> None:
    """What everybody in sight learns."""
    panel = page.locator("#outcome")
    expect(panel).to_have_attribute("data-tone", tone)
    expect(panel).to_contain_text(words)


def signed_on(page: Page) -> None:
    """Somebody signs on at a tablet where nobody is: the badge scanned, the PIN typed."""
    expect(page.locator("#operator-name")).to_have_text("Nobody")
    page.locator("#person").click()
    wedge(page, BADGE)
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="That is me").click()
    outcome(page, "green", "Good day, Mihai")


def numbers(page: Page, **typed: str) -> None:
    """Fill the split dialog and post."""
    dialog = page.locator("#split")
    expect(dialog).to_be_visible()
    for name, value in typed.items():
        dialog.locator(f"[name={name}]").fill(value)
    dialog.get_by_role("button", name="Split").click()


def seeing(browser: Browser, film: Path) -> Browser:
    """Another Chromium, whose camera shows a film; whoever asks for it closes it."""
    flags = [*FLAGS.split(), *camera_flags(film)]
    return browser.browser_type.launch(executable_path=CHROMIUM, args=flags)


def scanned(station_id: int, label: str, **said: object) -> Scan:
    """A scan at a station, without the screen."""
    draft = ScanDraft(station_id=station_id, labels=(label,), **said)
    return scan_post(draft=draft, actor=OURSELVES, id=uuid7())
