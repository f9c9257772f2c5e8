"""The pages around an order: its papers, its changes, its ways out; without a browser."""

import re

import pytest
from django.test import Client

from runwright.kernel.errors import Invalid
from runwright.production.models import MaterialLine
from runwright.production.services import (
    ReportDraft,
    material_issue,
    order_edit,
    work_report,
)
from runwright.stock.selectors import storage_places
from runwright.stock.services.handling import stock_receive
from runwright.web.forms.ground import quantity_typed
from runwright.web.forms.trade import LinesField
from tests.web.forms_read import forms_of
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


def test_material_is_issued_by_hand_before_the_start(shop, client):
    order = shop.order
    assert "/issues" not in client.get(f"/orders/{order.id}/materials").content.decode()
    order = confirmed(shop, client)
    line = order.materials.get()
    MaterialLine.objects.filter(id=line.id).update(mode="manual")
    path = f"/orders/{order.id}/materials/{line.id}/issues"
    for step in ("planning", "unplanning"):
        assert path in client.get(f"/orders/{order.id}/materials").content.decode()
        client.post(path, {"quantity": "1"})
        client.post(f"/orders/{order.id}/{step}", {"reason": "now"})
    line.refresh_from_db()
    assert line.consumed == 2


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


def test_the_work_of_an_order_offers_to_move_a_step_and_to_leave_it_out(shop, client):
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    first, last = order.work_orders.order_by("sequence")
    moving, removal = f"/work-orders/{first.id}/moving", f"/work-orders/{first.id}/removal"
    shown = client.get(f"/orders/{order.id}/work").content.decode()
    assert moving in shown
    assert removal in shown
    assert f"/work-orders/{last.id}/moving" in shown
    assert f"/work-orders/{last.id}/removal" not in shown
    assert moving not in client.get(f"/orders/{order.id}").content.decode()
    seen = entered(shop.operator.user).get(f"/orders/{order.id}/work").content.decode()
    assert moving not in seen
    client.post(removal, {"reason": "not for these"})
    assert [work.id for work in order.work_orders.all()] == [last.id]


def test_a_step_that_was_worked_on_is_not_offered_to_be_moved(shop, client):
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    first = order.work_orders.order_by("sequence").first()
    work_report(work_order_id=first.id, draft=ReportDraft(firsts=D(10)), actor=OURSELVES)
    shown = client.get(f"/orders/{order.id}/work").content.decode()
    assert f"/work-orders/{first.id}/moving" not in shown


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


def made_large(shop, client):
    """An order whose quantities and material both pass a thousand, planned."""
    place = storage_places(actor=OURSELVES).first()
    yarn = shop.sock.boms.get().lines.get().item
    stock_receive(item_id=yarn.id, place_id=place.id, quantity=D(2000), actor=OURSELVES)
    order_edit(order_id=shop.order.id, quantity=D(24000), actor=OURSELVES)
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    return order


def sent_as_shown(client, page, address):
    """Post a form of a page exactly as it was filled in when shown."""
    forms = forms_of(client.get(page).content.decode(), page)
    form = next(form for form in forms if form.action == address)
    return client.post(address, form.filled(reason="as shown"))


def test_more_than_a_thousand_is_received_as_the_page_proposes_it(shop, client):
    order = made_large(shop, client)
    for work in order.work_orders.order_by("sequence"):
        work_report(work_order_id=work.id, draft=ReportDraft(firsts=D(24000)), actor=OURSELVES)
    answer = sent_as_shown(client, f"/orders/{order.id}", f"/orders/{order.id}/receipts")
    assert answer.status_code == 302
    order.refresh_from_db()
    assert order.received == 24000


def test_more_than_a_thousand_comes_back_as_the_page_proposes_it(shop, client):
    order = made_large(shop, client)
    line = order.materials.get()
    material_issue(line_id=line.id, quantity=D(1200), actor=OURSELVES)
    answer = sent_as_shown(client, f"/orders/{order.id}", f"/orders/{order.id}/cancellation")
    assert answer.status_code == 302
    order.refresh_from_db()
    line.refresh_from_db()
    assert (order.state, line.consumed) == ("cancelled", 0)


def test_more_than_a_thousand_is_confirmed_as_the_page_proposes_it(shop, client):
    order = made_large(shop, client)
    line = order.materials.get()
    type(line).objects.filter(id=line.id).update(mode="semi_automatic")
    work = order.work_orders.order_by("sequence").first()
    shown = client.get(f"/my-work/{work.id}").content.decode()
    typed = re.search(rf'name="take-{line.id}" value="([^"]*)"', shown)[1]
    said = {"firsts": "24000", f"take-{line.id}": typed}
    answer = client.post(f"/my-work/{work.id}/reports", said)
    assert answer.status_code == 302
    line.refresh_from_db()
    assert line.consumed == 1200


def test_material_that_cannot_be_issued_is_not_said_to_be(shop, client):
    order = confirmed(shop, client)
    client.post(f"/orders/{order.id}/planning", {"reason": "now"})
    line = order.materials.get()
    path = f"/orders/{order.id}/materials/{line.id}/issues"
    for typed in ("", "two", "-1"):
        answer = client.post(path, {"quantity": typed})
        assert answer.status_code == 422
        assert "Quantity" in answer.content.decode()
    assert client.post(path, {"quantity": "1,5"}).status_code == 302
    line.refresh_from_db()
    assert line.consumed == D("1.5")


@pytest.mark.parametrize("typed", ["1\u202f200", "1\u00a0200,5", "1 200.5", "1 200 000"])
def test_thousands_copied_from_a_page_are_read(typed):
    digits = "".join(one for one in typed if not one.isspace()).replace(",", ".")
    assert quantity_typed(typed, field="quantity") == D(digits)


@pytest.mark.parametrize(
    "typed", ["1 20", "12 34", "1  200", "1.5 200", "\uff11\u202f200", "1 2000"]
)
def test_blanks_elsewhere_are_no_number(typed):
    with pytest.raises(Invalid):
        quantity_typed(typed, field="quantity")


@pytest.mark.parametrize(
    "row", ["BOLT\t1\u202f200\t0,5", "BOLT 1\u202f200 0.5", "BOLT; 1 200; 0.5"]
)
def test_thousands_copied_into_pasted_lines_are_read(row):
    assert LinesField().clean(row) == [("BOLT", D(1200), D("0.5"))]
