"""Every page, in every size and theme: it answers, complains of nothing, and is accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from runwright.production.services.lives import order_confirm, order_plan
from tests.web.conftest import SIZES
from tests.web.shop import OURSELVES, keys_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Axe().axe_script
GRAVE = """only => axe.run(document, {resultTypes: ["violations"], ...only}).then(({violations}) =>
    violations.filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 120)}`))"""
THEMES = ("light", "dark")
# A size moves things and a theme colours them: contrast is read in both themes at one size, which
# takes most of the time, and everything else once at each size.
ALL: dict[str, object] = {}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
PLACES = {"rules": {"color-contrast": {"enabled": False}}}
RULES = {
    "desktop": {"light": ALL, "dark": COLOURS},
    "tablet": {"light": PLACES},
    "phone": {"light": PLACES},
}
PATHS = [
    "/",
    "/orders",
    "/orders/new",
    "/orders/{order}",
    "/orders/{order}/materials",
    "/orders/{order}/work",
    "/orders/{order}/timeline",
    "/orders/{order}/costs",
    "/orders/{order}/journal",
    "/orders/{order}/edit",
    "/work-orders",
    "/work-orders/{work}",
    "/bookings",
    "/quantity-reports",
    "/reports",
    "/reports/orders?period=all",
    "/reports/work?period=all",
    "/reports/costs?period=all",
    "/reports/oee?period=all&by=week",
    "/reports/oee?period=all&by=day",
    "/reports/oee/intervals?period=all",
    "/reports/capacity",
    "/reports/capacity?by=week",
    "/reports/extract",
    "/work-centres",
    "/work-centres/new",
    "/work-centres/{centre}",
    "/work-centres/{centre}/edit",
    "/machines",
    "/machines/new",
    "/machines/{machine}",
    "/operators",
    "/operators/new",
    "/operators/{operator}",
    "/schedules",
    "/schedules/new",
    "/schedules/{schedule}",
    "/schedules/{schedule}/exceptions",
    "/schedules/holidays?year=2026",
    "/schedules/{schedule}/edit",
    "/departments",
    "/departments/new",
    "/machines/{machine}/edit",
    "/operators/{operator}/edit",
    "/unit-categories/new",
    "/items/{item}/conversions",
    "/downtimes",
    "/downtimes/new",
    "/board",
    "/board?wall",
    "/items",
    "/items/new",
    "/items/{item}",
    "/items/{item}/edit",
    "/routings",
    "/routings/{routing}",
    "/boms",
    "/boms/{bom}",
    "/boms/{bom}/edit",
    "/boms/{bom}/explosion",
    "/boms/{bom}/roll-up",
    "/boms/{bom}/buildable",
    "/boms/new",
    "/routings/{routing}/edit",
    "/routings/new",
    "/items/{item}/uses",
    "/items/{item}/variants",
    "/items/{item}/picture/edit",
    "/attributes",
    "/units",
    "/units/new",
    "/stock",
    "/stock/moves",
    "/shortages",
    "/shortages/request",
    "/purchase-requests",
    "/purchase-requests/new",
    "/rfqs",
    "/purchase-orders",
    "/purchase-orders/new",
    "/receipts",
    "/supplier-items",
    "/supplier-items/new",
    "/suppliers",
    "/suppliers/new",
    "/customers",
    "/customers/new",
    "/sales-orders",
    "/sales-orders/new",
    "/imports",
    "/journal",
    "/search?q=sock",
    "/tokens",
    "/password",
    "/setup",
    "/imports/sheets",
    "/imports/sheets/items",
    "/settings/policies",
    "/settings/numbers",
    "/settings/numbers/order",
    "/settings",
    "/settings/people",
    "/settings/people/new",
    "/settings/reasons",
    "/settings/reasons/scrap/new",
    "/nothing-here",
]


@pytest.fixture
def ids(shop):
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    order = order_plan(order_id=shop.order.id, actor=OURSELVES)
    return keys_of(shop, order)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_sound(size, ids, shop, sign_in, context, live_server, complaints):
    page = sign_in(shop.administrator)
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    looks = (_look(page, live_server, path.format(**ids), RULES[size]) for path in PATHS)
    assert [told for look in looks for told in look] == []
    missing = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert [said for said in complaints if said != missing] == []


def _look(page, site, path, rules):
    """What is wrong with a page: its answer and, in each theme, its accessibility and width.

    The page is loaded once and follows the system, as it does in the evening.
    """
    answer = page.goto(f"{site}{path}")
    if answer.status != (404 if path == "/nothing-here" else 200):
        yield f"{path} answers {answer.status}"
    page.evaluate(AXE)
    for theme, some in rules.items():
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.locator(f"html[data-bs-theme={theme}]").wait_for(state="attached")
        yield from (f"{path} in {theme}: {told}" for told in page.evaluate(GRAVE, some))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{path} in {theme} is wider than the window"


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_theme_stands_against_that_of_the_system(
    theme, ids, shop, sign_in, context, live_server
):
    page = sign_in(shop.administrator)
    context.add_cookies([{"name": "theme", "value": theme, "url": str(live_server)}])
    page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    page.goto(f"{live_server}/orders/{ids['order']}")
    page.evaluate(AXE)
    assert page.evaluate("document.documentElement.dataset.bsTheme") == theme
    assert page.evaluate(GRAVE, ALL) == []


@pytest.mark.parametrize(
    "path",
    [
        "/orders/new",
        "/items/new",
        "/machines/new",
        "/operators/new",
        "/work-centres/new",
        "/schedules/new",
        "/departments/new",
        "/units/new",
        "/settings/people/new",
        "/stock/receipts/new",
    ],
)
def test_every_form_has_its_fields(path, shop, client):
    client.force_login(shop.administrator, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(path)
    form = answer.context["form"]
    assert form.fields
    told = answer.content.decode()
    assert [name for name in form.fields if f'name="{name}"' not in told] == []


def test_every_page_speaks_romanian(ids, shop, sign_in, context, live_server):
    page = sign_in(shop.administrator)
    context.add_cookies([{"name": "django_language", "value": "ro", "url": str(live_server)}])
    page.goto(f"{live_server}/orders")
    assert page.get_by_role("heading", name="Comenzi de fabricație").is_visible()
    assert page.locator("html").get_attribute("lang") == "ro"


def test_an_ordinary_page_is_light(ids, shop, sign_in, live_server):
    """Pages without charts load neither the chart library nor anything from elsewhere."""
    page = sign_in(shop.manager, "/items")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [name for name in loaded if "echarts" in name]
    assert all(name.startswith(str(live_server)) for name in loaded)


def test_a_live_page_is_answered_304_until_something_happens(ids, shop, client):
    client.force_login(shop.manager, backend="django.contrib.auth.backends.ModelBackend")
    asked = {"HX-Request": "true"}
    first = client.get(f"/orders/{ids['order']}", headers=asked)
    again = client.get(
        f"/orders/{ids['order']}", headers=asked | {"If-None-Match": first.headers["ETag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)
    client.post(f"/orders/{ids['order']}/unplanning")
    after = client.get(
        f"/orders/{ids['order']}", headers=asked | {"If-None-Match": first.headers["ETag"]}
    )
    assert after.status_code == 200
