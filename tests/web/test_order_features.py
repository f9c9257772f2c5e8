"""The pages around an order: its papers, its changes, its ways out; without a browser."""

import pytest
from django.test import Client

from runwright.production.services import ReportDraft, order_edit, work_report
from tests.web.shop import OURSELVES, D, shop_open

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


def confirmed(shop, client):
    client.post(f"/orders/{shop.order.id}/confirmation")
    return shop.order


def test_a_component_is_added_changed_and_taken_out_on_pages(shop, client):
    order = confirmed(shop, client)
    line = order.materials.get()
    pages = f"/orders/{order.id}/components"
    for path in (f"{pages}/new", f"{pages}/{line.id}", f"{pages}/{line.id}/substitution"):
        assert client.get(path).status_code == 200
    client.post(f"{pages}/{line.id}", {"quantity": "70", "reason": "thicker"})
    line.need.refresh_from_db()
    assert line.need.quantity == 70
    log = client.get(f"/orders/{order.id}/changes").content.decode()
    assert "Component changed" in log
    assert "thicker" in log
    client.post(f"{pages}/{line.id}/removal", {"reason": "no"})
    assert not order.materials.exists()


def test_the_second_of_two_forms_is_told_who_was_first(shop, client):
    path = f"/orders/{shop.order.id}/edit"
    form = client.get(path).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    assert client.post(path, said | {"quantity": "60"}).status_code == 302
    answer = client.post(path, said | {"quantity": "90"})
    assert answer.status_code == 422
    assert "Elena changed" in answer.content.decode()
    shop.order.refresh_from_db()
    assert shop.order.quantity == 60


def test_a_step_is_moved_and_added_on_pages(shop, client):
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    work = order.work_orders.first()
    assert client.get(f"/work-orders/{work.id}/moving").status_code == 200
    assert client.get(f"/orders/{order.id}/steps/new").status_code == 200
    said = {"sequence": 5, "name": "Wash", "work_centre_id": shop.centre.id, "minutes": "10"}
    client.post(f"/orders/{order.id}/steps/new", said | {"reason": "dirty"})
    assert order.work_orders.filter(name="Wash").exists()
    assert client.get(f"/orders/{order.id}/work").status_code == 200


def test_output_is_received_and_taken_back_on_the_page(shop, client):
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    for work in order.work_orders.order_by("sequence"):
        work_report(work_order_id=work.id, draft=ReportDraft(firsts=D(120)), actor=OURSELVES)
    assert "Receive" in client.get(f"/orders/{order.id}").content.decode()
    client.post(f"/orders/{order.id}/receipts", {"quantity": "50", "grade": "firsts"})
    order.refresh_from_db()
    assert order.received == 50
    receipt = order.receipts.get()
    client.post(f"/orders/{order.id}/receipts/{receipt.id}/reversal",
                {"quantity": "20", "reason": "counted"})  # fmt: skip
    order.refresh_from_db()
    assert order.received == 30
    assert client.get(f"/orders/{order.id}").status_code == 200


def test_a_short_order_is_split_and_expedited_on_the_page(shop, client):
    order = shop.order
    order_edit(order_id=order.id, quantity=D(100000), actor=OURSELVES)
    confirmed(shop, client)
    shown = client.get(f"/orders/{order.id}/materials").content.decode()
    assert "Split the order" in shown
    assert "Expedite" in shown
    client.post(f"/orders/{order.id}/splitting", {"quantity": "12", "reason": "short"})
    order.refresh_from_db()
    part = order.parts.get()
    assert (order.quantity, part.quantity) == (12, 99988)
    client.post(f"/orders/{part.id}/priority", {"quantity": "5", "reason": "customer waits"})
    part.refresh_from_db()
    assert part.priority == 5
    assert client.get(f"/orders/{part.id}").status_code == 200


def test_the_cost_tab_shows_the_way_to_the_actual_cost(shop, client):
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    for work in order.work_orders.order_by("sequence"):
        work_report(work_order_id=work.id, draft=ReportDraft(firsts=D(120)), actor=OURSELVES)
    client.post(f"/orders/{order.id}/completion")
    shown = client.get(f"/orders/{order.id}/costs").content.decode()
    assert "From the standard to the actual cost" in shown
    assert "Efficiency" in shown


def test_the_form_of_a_new_order_previews_what_it_will_be(shop, client):
    assert client.get("/orders/new").status_code == 200
    said = {"item_id": shop.sock.id, "quantity": "100000", "priority": "50"}
    shown = client.post("/orders/preview", said).content.decode()
    assert "Planned cost" in shown
    assert "Yarn" in shown
    assert "Knit" in shown
    assert "Choose an item" in client.post("/orders/preview", {}).content.decode()


def test_giving_up_asks_what_comes_back(shop, client):
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    work = order.work_orders.order_by("sequence").first()
    work_report(work_order_id=work.id, draft=ReportDraft(firsts=D(60)), actor=OURSELVES)
    line = order.materials.get()
    assert f'name="return-{line.id}"' in client.get(f"/orders/{order.id}").content.decode()
    client.post(f"/orders/{order.id}/cancellation", {"reason": "no", f"return-{line.id}": "1"})
    order.refresh_from_db()
    line.refresh_from_db()
    assert order.state == "cancelled"
    assert line.consumed == line.need.quantity / 2 - 1
