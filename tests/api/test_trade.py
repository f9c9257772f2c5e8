"""Buying what is short and delivering what is sold, over the API."""

from runwright.reports.doctor import examine
from tests.api.calls import problem_of
from tests.api.mill import sock_mill


def short_order(admin):
    """An order that is short of yarn, and the need that says so."""
    mill = sock_mill(admin)
    order = admin.made("/orders", {"item_id": mill["SOCK"], "quantity": "240"})
    admin.made(f"/orders/{order['id']}/confirmation")
    (yarn,) = admin.got(f"/orders/{order['id']}/shortages")["items"]
    return mill, order, yarn


def healthy() -> bool:
    return [str(complaint) for complaint in examine()] == []


def test_a_shortage_is_bought(admin, viewer):
    _mill, order, yarn = short_order(admin)
    wish = {"need_ids": [yarn["need"]["id"]]}
    problem_of(viewer.post("/shortages/requests", wish), 403, "forbidden")
    request = admin.made("/shortages/requests", wish)
    (line,) = request["lines"]
    assert line["quantity"] == yarn["cover"]["short"]
    assert [need["cause"] for need in line["needs"]] == [order["number"]]
    problem = problem_of(admin.post("/shortages/requests", wish), 422, "nothing_to_request")
    assert "requested already" in problem["reasons"][0]["sentence"]
    (row,) = viewer.got("/shortages")["items"]
    assert (row["requested"], row["open"]) == (line["quantity"], "0")
    admin.made(f"/purchase-requests/{request['id']}/approval")
    suppliers = [
        admin.made("/suppliers", {"code": code, "name": code, "email": f"{code}@a.ro"})["id"]
        for code in ("NEAR", "FAR")
    ]
    rfq = admin.made("/rfqs", {"request_ids": [request["id"]], "supplier_ids": suppliers})
    admin.made(f"/rfqs/{rfq['id']}/sending")
    answer = {"line_id": rfq["lines"][0]["id"], "quantity": line["quantity"], "price": "3.9"}
    quote = rfq["quotes"][1]["id"]
    admin.made(f"/quotes/{quote}/answer", {"answers": [answer]})
    bought = admin.made(f"/quotes/{quote}/acceptance")
    bought = admin.made(f"/purchase-orders/{bought['id']}/sending")
    assert admin.got(f"/orders/{order['id']}")["availability"] == "expected"
    piece = bought["lines"][0]
    arrival = {"line_id": piece["id"], "quantity": piece["quantity"], "lot_number": "N1"}
    path = f"/purchase-orders/{bought['id']}/receipts"
    problem = problem_of(admin.post(path, {"arrivals": [arrival | {"quantity": "999"}]}), 422)
    assert problem["code"] == "more_than_ordered"
    done = admin.made(path, {"arrivals": [arrival]})
    assert (done["state"], done["lines"][0]["outstanding"]) == ("received", "0")
    assert admin.got(f"/orders/{order['id']}")["availability"] == "available"
    (came,) = done["lines"][0]["receipts"]
    undone = admin.made(f"/receipt-lines/{came['id']}/reversal", {"reason": "miscounted"})
    assert undone["state"] == "sent" and healthy()


def test_a_supplier_has_terms_and_a_request_is_ordered_on_them(admin):
    mill, _order, _yarn = short_order(admin)
    supplier = admin.made("/suppliers", {"code": "NEAR", "name": "Near"})
    terms = {"supplier_id": supplier["id"], "item_id": mill["YARN"], "price": "4",
             "smallest_order": "500", "is_preferred": True}  # fmt: skip
    admin.made("/supplier-items", terms)
    lines = [{"item_id": mill["YARN"], "quantity": "3"}]
    request = admin.made("/purchase-requests", {"lines": lines})
    line = request["lines"][0]["id"]
    admin.changed(f"/purchase-request-lines/{line}", {"quantity": "4"})
    admin.made(f"/purchase-requests/{request['id']}/approval")
    order = admin.made(
        "/purchase-orders", {"supplier_id": supplier["id"], "request_ids": [request["id"]]}
    )
    (bought,) = order["lines"]
    assert (bought["quantity"], bought["price"]) == ("500", "4")
    assert bought["requested"][0]["quantity"] == "4"
    verbs = {verb["verb"]: verb["is_possible"] for verb in order["verbs"]}
    assert verbs == {"send": True, "cancel": True}
    closing = admin.post(f"/purchase-orders/{order['id']}/closing", {"reason": "so"})
    problem_of(closing, 409, "wrong_state")


def test_a_channel_sends_its_order_twice(admin, viewer):
    mill = sock_mill(admin)
    customer = admin.made("/customers", {"code": "SHOP", "name": "Shop", "language": "ro"})
    wish = {
        "customer_id": customer["id"],
        "lines": [{"item_id": mill["SOCK"], "quantity": "5", "price": "2.5"}],
        "promised_on": "2099-01-01",
        "channel": "webshop",
        "external_reference": "W-1",
    }
    first, second = (admin.made("/sales-orders", wish) for _each in range(2))
    assert first["id"] == second["id"]
    problem_of(admin.post("/sales-orders", wish | {"note": "x"}), 409, "id_already_used")
    admin.made(f"/sales-orders/{first['id']}/confirmation")
    line = first["lines"][0]["id"]
    shipment = {"shipments": [{"line_id": line, "quantity": "2"}]}
    path = f"/sales-orders/{first['id']}/deliveries"
    problem_of(viewer.post(path, shipment), 403, "forbidden")
    assert problem_of(admin.post(path, shipment), 422)["code"] == "not_there"
    made = admin.made(f"/sales-lines/{line}/orders")
    assert (made["quantity"], made["state"]) == ("5", "draft")
    assert viewer.got(f"/sales-orders/{first['id']}")["lines"][0]["stage"] == "planned"
    assert healthy()
