"""The next step of a row in a list: from its life's table of states, asked about in a dialog."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from runwright.people.actor import Actor
from runwright.people.roles import permissions_of
from runwright.production.models import Order
from runwright.production.services import order_confirm, order_plan
from runwright.production.states import ORDER_LIFE
from runwright.web.next_steps import WAYS
from runwright.web.orders import FORWARD
from tests.web.shop import OURSELVES, Shop, shop_open

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'<td class="verb"><a class="btn btn-plain btn-small" href="([^"]+)"')


@pytest.fixture
def shop(db: None) -> Shop:
    return shop_open()


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def steps(client: Client, path: str) -> list[str]:
    return BUTTON.findall(client.get(path).content.decode())


def holder(role: str) -> Actor:
    held = permissions_of(frozenset({role}))
    return Actor(user_id=1, label=role, roles=frozenset({role}), permissions=held)


@pytest.mark.parametrize("name", WAYS)
def test_a_row_offers_what_the_table_of_its_life_offers(name: str) -> None:
    way, everybody = WAYS[name], holder("administrator")
    taken = {*way.asked, *way.opened}
    for state in way.life.states:
        offered = [t.verb for t in way.life.offered(state, everybody.permissions)]
        shown = 'class="btn' in way.cell(1, state, everybody)
        assert shown == bool(taken.intersection(offered)), state
        assert 'class="btn' not in way.cell(1, state, holder("viewer")), state
    assert taken <= {t.verb for t in way.life.transitions}


def test_an_order_goes_forward_from_its_row(shop: Shop) -> None:
    client, order = signed_in(shop.manager), shop.order
    assert steps(client, "/orders") == [f"/orders/{order.id}#verb-confirm"]
    order_confirm(order_id=order.id, actor=OURSELVES)
    assert steps(client, "/orders") == [f"/orders/{order.id}#verb-plan"]
    order_plan(order_id=order.id, override="try", actor=OURSELVES)
    assert steps(client, "/orders") == []
    work = order.work_orders.order_by("sequence").first()
    assert steps(client, "/work-orders") == [f"/work-orders/{work.id}#report"]
    assert set(FORWARD) <= {step.verb for step in ORDER_LIFE.transitions}


def test_who_may_not_take_it_sees_no_button(shop: Shop) -> None:
    assert steps(signed_in(shop.operator.user), "/orders") == []


def test_it_is_asked_first_and_leads_back_to_the_list(shop: Shop) -> None:
    client, path = signed_in(shop.manager), f"/orders/{shop.order.id}/confirmation"
    asked = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "Fixes its material lines and reserves what is on hand." in asked
    assert 'name="from_list"' in asked
    listed = {"HX-Request": "true", "HX-Current-URL": "http://testserver/orders?open=yes"}
    answer = client.post(path, {"from_list": "yes"}, headers=listed)
    assert answer.headers["HX-Redirect"] == "/orders?open=yes"
    again = client.post(path, {"from_list": "yes"}, headers=listed)
    assert again.status_code == 409


def test_it_leads_nowhere_else(shop: Shop) -> None:
    client, path = signed_in(shop.manager), f"/orders/{shop.order.id}/confirmation"
    away = {"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example/orders"}
    answer = client.post(path, {"from_list": "yes"}, headers=away)
    assert answer.headers["HX-Redirect"] == f"/orders/{shop.order.id}"


def test_without_scripts_a_step_is_asked_on_the_page(shop: Shop) -> None:
    answer = signed_in(shop.manager).get(f"/orders/{shop.order.id}/confirmation")
    assert answer.url == f"/orders/{shop.order.id}"


def test_a_work_order_tells_its_buttons_from_its_table(shop: Shop) -> None:
    order_confirm(order_id=shop.order.id, actor=OURSELVES)
    order_plan(order_id=shop.order.id, override="try", actor=OURSELVES)
    work = shop.order.work_orders.order_by("sequence").first()
    page = f"/work-orders/{work.id}"
    said = signed_in(shop.manager).get(page).content.decode()
    for dialog in ("report", "timer", "booking", "assignment", "short"):
        assert f'data-opens="{dialog}"' in said
    said = signed_in(shop.operator.user).get(page).content.decode()
    assert 'data-opens="report"' in said
    assert 'data-opens="short"' not in said
    Order.objects.filter(id=shop.order.id).update(batched=Decimal(1))
    said = signed_in(shop.manager).get(page).content.decode()
    assert 'class="btn btn-primary" type="button" data-opens="timer"' in said
    assert 'data-opens="report"' not in said
