"""A shortage and its ways out over the API."""

from runwright.reports.doctor import examine
from tests.api.calls import problem_of
from tests.api.mill import sock_mill


def confirmed(mill, quantity: str, priority: int) -> dict:
    order = mill.caller.made(
        "/orders", {"item_id": mill["SOCK"], "quantity": quantity, "priority": priority}
    )
    return mill.caller.made(f"/orders/{order['id']}/confirmation")


def test_a_shortage_is_explained_and_taken_over(admin, viewer):
    mill = sock_mill(admin)
    patient, urgent = confirmed(mill, "120", 60), confirmed(mill, "60", 10)
    (yarn,) = viewer.got(f"/orders/{urgent['id']}/shortages")["items"]
    assert (yarn["item"]["code"], yarn["cover"]["short"]) == ("YARN", "18.75")
    (holder,) = yarn["holders"]
    assert (holder["need"]["cause"], holder["may_give"]) == (patient["number"], "18.75")
    wish = {"from_need_id": holder["need"]["id"], "quantity": "18.75", "reason": "promised"}
    path = f"/needs/{yarn['need']['id']}/take-over"
    problem_of(viewer.post(path, wish), 403, "forbidden")
    assert admin.made(path, wish)["waiting_since"] is None
    problem = problem_of(admin.post(path, wish | {"quantity": "40"}), 409, "taken_by")
    assert "took over from" in problem["reasons"][0]["sentence"]
    assert admin.got(f"/orders/{urgent['id']}")["availability"] == "available"
    assert admin.got(f"/orders/{urgent['id']}/shortages")["items"] == []
    assert [str(complaint) for complaint in examine()] == []
