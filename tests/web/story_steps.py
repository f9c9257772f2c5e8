"""The chapters of a story told in the browser: from a shortage to an order with its cost."""

import os
import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from runwright.journal import clock
from tests.web import setup_steps as setup
from tools.small_png import small_png

GUIDE = Path(__file__).parents[2] / "docs/guide/img"
LARGE = 100_000
NUMBER = re.compile(r"−?[\d\u202f]+\.\d\d")


class PlantClock:
    """The clock of the whole process, the threads of the server included."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def reads(self, instant: datetime) -> None:
        """Let it read ``instant`` and run on from there."""
        offset = instant - datetime.now(UTC)
        self.patch.setattr(clock, "_offset", ContextVar("story_offset", default=offset))


@dataclass
class Camera:
    """Takes numbered pictures for the guide where ``RUNWRIGHT_PICTURES`` is set."""

    story: str = "story"
    taken: int = 0
    is_on: bool = field(default_factory=lambda: bool(os.environ.get("RUNWRIGHT_PICTURES")))

    def take(self, page: Page, name: str) -> None:
        """A picture of what is seen from the top of the page."""
        self.taken += 1
        if not self.is_on:
            return
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 0); document.getElementById('notices')?.replaceChildren()")
        page.wait_for_timeout(300)
        self._keep(name, page.screenshot())

    def keep(self, name: str, content: bytes) -> None:
        """A picture that is there already, as PNG."""
        self.taken += 1
        if self.is_on:
            self._keep(name, content)

    def _keep(self, name: str, content: bytes) -> None:
        content = small_png(content) if len(content) > LARGE else content
        (GUIDE / f"{self.story}-{self.taken:02}-{name}.png").write_bytes(content)


def pressed(page: Page, label: str, **typed: str) -> None:
    """Press a button of the page's head, then the same in its dialog; ``typed`` by field name."""
    page.wait_for_load_state()
    page.locator(".page-head").get_by_role("button", name=label, exact=True).click()
    dialog = page.locator("dialog[open]")
    for name, value in typed.items():
        dialog.locator(f"[name={name}]").fill(value)
    dialog.locator("button.btn-primary").click()
    dialog.wait_for(state="detached")


def state_is(page: Page, word: str) -> None:
    """Wait until the head of the page shows a state."""
    exactly = re.compile(rf"^\s*{word}\s*$")
    page.locator(".page-head [data-key=state]", has_text=exactly).wait_for()


def tab(page: Page, name: str) -> None:
    """Open a tab of the order."""
    page.locator(".tabs a", has_text=name).first.click()
    page.locator(".tabs a[aria-current]", has_text=name).wait_for()
    page.wait_for_load_state()


def row_of(page: Page, code: str) -> Locator:
    """The row of a table that tells of an item."""
    return page.locator("tbody tr", has_text=code).first


def said(page: Page) -> str:
    """What the page says, its narrow and firm blanks as plain ones."""
    return re.sub("[\u202f\u00a0]", " ", page.locator("main").inner_text())


def user_made(page: Page, site: str, username: str, name: str, role: str) -> str:
    """A user with a role; the answer is the one-time link."""
    page.goto(f"{site}/settings/people/new")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Full name").fill(name)
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    return page.locator("#address").inner_text()


def came_in(page: Page, link: str) -> None:
    """Follow a one-time link and choose a password."""
    page.goto(link)
    page.get_by_label("New password").fill(setup.PASSWORD)
    page.get_by_role("button", name="Set password and come in").click()
    page.locator(".shell").wait_for()


def form_saved(page: Page, address: str, **fields: str) -> None:
    """Fill a form by the names of its fields and save it."""
    page.goto(address)
    for fold in page.locator("details.fold > summary").all():
        fold.click()
    for name, value in fields.items():
        cell = page.locator(f"main [name='{name}']")
        if cell.evaluate("cell => cell.tagName") == "SELECT":
            cell.select_option(label=_offered(cell, value))
        else:
            cell.fill(value)
    setup.save(page)


def _offered(choice: Locator, words: str) -> str:
    """The one choice that has the words in it."""
    found = [text for text in choice.locator("option").all_inner_texts() if words in text]
    assert len(found) == 1, (words, found)
    return found[0]


def order_composed(page: Page, site: str, item: str, quantity: str, deadline: str) -> None:
    """Compose an order until its preview shows; it is not saved yet."""
    page.goto(f"{site}/orders/new")
    choice = page.get_by_label("Item", exact=True)
    choice.select_option(label=_offered(choice, item))
    page.get_by_label("Quantity", exact=True).fill(quantity)
    page.get_by_label("Deadline").fill(deadline)
    page.get_by_label("Deadline").blur()
    page.locator("#preview", has_text="Planned cost").wait_for()


def goods_came(page: Page, quantity: str, lot: str) -> None:
    """Receive something of the purchase order on the page, into a lot at the first place."""
    page.get_by_role("link", name="Receive").click()
    page.locator("[name^=quantity-]").fill(quantity)
    page.locator("[name^=place-]").select_option(index=1)
    page.locator("[name^=lot-]").fill(lot)
    page.get_by_label("Delivery note").fill(f"DN-{lot}")


def task_opened(page: Page, site: str, name: str) -> None:
    """Open an operation from My work."""
    page.goto(f"{site}/my-work")
    page.locator(".task-link", has_text=name).first.click()
    page.locator(".tap-form").wait_for()
    page.wait_for_load_state("networkidle")


def tapped(page: Page, label: str, words: str) -> None:
    """Tap a big button and wait for what is said then."""
    page.locator(".taps").get_by_role("button", name=label).first.click()
    page.get_by_text(words).first.wait_for()
    page.wait_for_load_state("networkidle")


def pieces_typed(page: Page, **fields: str) -> None:
    """Type pieces into the big fields; the proposed material follows."""
    for name, value in fields.items():
        cell = page.locator(f".tap-fields [name={name}]")
        with page.expect_response(re.compile("/proposals")):
            if cell.evaluate("cell => cell.tagName") == "SELECT":
                cell.select_option(label=_offered(cell, value))
            else:
                cell.fill(value)
                cell.blur()
    page.wait_for_load_state("networkidle")


def waterfall(page: Page) -> list[Decimal]:
    """The amounts of the waterfall as the page shows them, from the standard to the actual."""
    texts = page.locator("table.waterfall tbody td.num").all_inner_texts()
    found = [NUMBER.search(text) for text in texts]
    return [_amount(one.group()) for one in found if one]


def cost_total(page: Page) -> tuple[Decimal, Decimal]:
    """Planned and actual total of the Costs tab."""
    cells = page.locator("tr", has=page.locator("th", has_text="Total")).first
    planned, actual = cells.locator("td.num").all_inner_texts()[:2]
    return _amount(NUMBER.search(planned).group()), _amount(NUMBER.search(actual).group())


def _amount(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("\u202f", ""))
