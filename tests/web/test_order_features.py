"""The pages around an order: its papers, its changes, its ways out; without a browser."""

import pytest
from django.test import Client

from tests.web.shop import shop_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return shop_open()


@pytest.fixture
def client(shop):
    return entered(shop.manager)


def entered(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("paper", ["traveller", "pick-list"])
def test_the_papers_of_an_order_open_in_the_browser(shop, client, paper):
    answer = client.get(f"/orders/{shop.order.id}/{paper}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "inline" in answer["Content-Disposition"]
    assert client.get(f"/orders/{shop.order.id}/anything.pdf").status_code == 404
