"""From an empty company to one that can plan an order, with nothing but the browser."""

import pytest
from playwright.sync_api import BrowserContext

from runwright.people.actor import system_actor
from runwright.people.services import administrator_invite
from tests.web import setup_steps as steps

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STEPS = ("units", "schedules", "work_centres", "routings", "items", "boms", "prefixes")


@pytest.fixture
def secret(transactional_db: None) -> str:
    """What the first start prints: the secret of a one-time link for the administrator."""
    return administrator_invite(actor=system_actor("first start")) or ""


def test_an_empty_company_is_set_up_in_seven_steps(
    context: BrowserContext, live_server: object, secret: str, complaints: list[str]
) -> None:
    page, site = context.new_page(), str(live_server)
    steps.first_sign_in(page, site, secret)
    assert [steps.step_state(page, site, key) for key in STEPS] == ["To do"] * 7
    steps.company_named(page, site, "Sock works")
    steps.units_made(page, site)
    steps.schedule_made(page, site)
    steps.work_centre_made(page, site, "KNIT", "Knitting", "12")
    steps.operator_made(page, site, "OP1", "Ana Pop", "18")
    steps.item_made(page, site, "SOCK", "Sock", "Pair", price="4.20")
    steps.item_made(page, site, "YARN", "Yarn", "Kilogram", cost="4")
    knit = {"name": "Knit", "centre": "KNIT", "setup": "30", "cycle": "1.2"}
    pack = {"name": "Pack", "centre": "KNIT", "cycle": "0.5"}
    steps.routing_made(page, site, "SOCK", knit, pack)
    steps.bom_made(page, site, "SOCK", {"item": "YARN", "quantity": "0.4", "unit": "kg"})
    steps.prefix_set(page, site, "Manufacturing order", "SW-{year}-")
    assert [steps.step_state(page, site, key) for key in STEPS] == ["Ready"] * 7
    page.goto(site)
    page.get_by_role("heading", name="Dashboard").wait_for()
    assert not page.get_by_role("heading", name="Set up your company").count()
    assert complaints == []
