"""Warehouses, lots and counts over the API."""

from runwright.reports.doctor import examine
from tests.api.calls import problem_of
from tests.api.mill import sock_mill


def test_a_shelf_is_counted_and_the_books_follow(admin, viewer):
    mill = sock_mill(admin)
    problem_of(viewer.post("/counts", {"warehouse_id": mill["MAIN"]}), 403, "forbidden")
    sheet = admin.made("/counts", {"warehouse_id": mill["MAIN"], "place_id": mill["shelf"]})
    box, yarn = sheet["lines"]
    assert (box["expected"], yarn["expected"], yarn["lot"]) == ("50", "60", "Y1")
    path = f"/counts/{sheet['id']}"
    wrong = admin.post(f"{path}/entries", {"entries": [{"line_id": box["id"], "counted": "1.5"}]})
    assert wrong.status_code == 422
    admin.made(f"{path}/entries", {"entries": [{"line_id": box["id"], "counted": "48"}]})
    found = {"item_id": mill["YARN"], "quantity": "2", "lot_number": "Y2"}
    admin.made(f"{path}/finds", found)
    problem_of(admin.post(f"{path}/posting", {"reason": ""}), 422, "guard_failed")
    done = admin.made(f"{path}/posting", {"reason": "yearly count"})
    assert (done["state"], done["lines"][0]["difference"]) == ("posted", "-2")
    rows = admin.got("/stock/items", q="BOX")["items"]
    assert [(row["on_hand"], row["available"]) for row in rows] == [("48", "48")]
    ledger = admin.got(f"/items/{mill['BOX']}/ledger")["items"]
    assert [(line["before"], line["change"], line["after"]) for line in ledger] == [
        ("50", "-2", "48"), ("0", "50", "50")]  # fmt: skip
    assert [str(complaint) for complaint in examine()] == []


def test_a_lot_is_held_and_released(admin):
    mill = sock_mill(admin)
    (row,) = admin.got("/lots", item="YARN")["items"]
    path = f"/lots/{row['id']}"
    assert admin.made(f"{path}/hold", {"reason": "smells"})["state"] == "held"
    assert "on hold" in problem_of(admin.post(f"{path}/hold", {"reason": "again"}), 409,
                                   "lot_already_held")["reasons"][0]["sentence"]  # fmt: skip
    order = admin.made("/orders", {"item_id": mill["SOCK"], "quantity": "12"})
    admin.made(f"/orders/{order['id']}/confirmation")
    assert admin.got(f"/orders/{order['id']}")["availability"] == "partial"
    admin.made(f"{path}/release", {"reason": "it was the box"})
    assert admin.got(f"/orders/{order['id']}")["availability"] == "available"
    told = admin.made(f"{path}/expiry", {"expires_on": "2020-01-01", "reason": "misread"})
    assert (told["state"], told["reserved"]) == ("expired", "0")


def test_a_warehouse_in_use_stays(admin):
    mill = sock_mill(admin)
    path = f"/warehouses/{mill['MAIN']}"
    problem = problem_of(admin.post(f"{path}/archival", {"reason": "x"}), 422, "guard_failed")
    assert [reason["sentence"] for reason in problem["reasons"]] == [
        "MAIN is the default: make another one the default first.",
        "BOX, YARN lie at MAIN: carry them elsewhere first.",
    ]
    annex = admin.made("/warehouses", {"code": "ANNEX", "name": "Annex"})
    told = admin.made(
        f"/warehouses/{annex['id']}/update",
        {"name": "Annex", "is_components_default": True, "is_goods_default": True},
    )
    assert told["is_goods_default"]
    assert not admin.got(path)["is_goods_default"]
    place = annex["places"][0]
    problem_of(admin.post(f"/places/{place['id']}/archival", {"reason": ""}), 422, "guard_failed")
