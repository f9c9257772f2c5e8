"""Master data, and what else has no states of its own, tell their verbs like everything else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runwright.floor.states import DEVICE_LIFE
from runwright.stock.states.lots import LOT_STATES
from tests.api.mill import planned_order, sock_mill
from tests.api.trial import WHY, Trial

pytestmark = pytest.mark.django_db

ONE_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
SHIFT = {"name": "I", "weekdays": [0], "starts": "06:00", "ends": "14:00"}
DAYS = {
    "kind": "holiday", "name": "Fair", "first_day": "2030-05-01", "last_day": "2030-05-01",
}  # fmt: skip


def both_ways(admin, trial: Trial, kind: str, key: int) -> None:
    """Try a master in use, and in the archive."""
    trial(kind, key)
    admin.made(f"/{kind}/{key}/archival", WHY)
    trial(kind, key)


def reasons(admin, kind: str, key: int, verb: str) -> list[str]:
    """Why a verb of a record is not possible now."""
    told = next(one for one in admin.got(f"/{kind}/{key}")["verbs"] if one["verb"] == verb)
    return [one["sentence"] for one in told["obstacles"]]


def test_units_and_their_categories(admin):
    trial = Trial(admin, {})
    count = next(c["id"] for c in admin.got("/unit-categories")["items"] if c["code"] == "count")
    units = {row["code"]: row["id"] for row in admin.got("/units")["items"]}
    trial("unit-categories", count)
    trial("units", units["pcs"])
    assert reasons(admin, "units", units["pcs"], "archive") == [
        "pcs is the reference of other units in use and stays."
    ]
    both_ways(admin, trial, "units", units["pair"])
    for code in ("dozen", "pcs"):
        admin.made(f"/units/{units[code]}/archival")
    both_ways(admin, trial, "unit-categories", count)
    trial.complete("units", "unit-categories")


def test_items_and_partners(admin):
    mill = sock_mill(admin)
    size = {"code": "size", "name": "Size", "values": [{"code": "S", "name": "Small"}]}
    values = [one["id"] for one in admin.made("/attributes", size)["values"]]
    trial = Trial(admin, {
        ("items", "set_conversion"): {"unit_id": mill["dozen"], "numerator": 6},
        ("items", "make_variants"): {"value_ids": values},
        ("items", "set_picture"): {"name": "sock.png", "content": ONE_PIXEL},
    })  # fmt: skip
    trial("items", mill["SOCK"])
    picture = {"name": "sock.png", "content": ONE_PIXEL}
    admin.made(f"/items/{mill['SOCK']}/picture", picture)
    both_ways(admin, trial, "items", mill["SOCK"])
    made = admin.made(f"/items/{mill['BOX']}/variants", {"value_ids": values})
    trial("items", made["variants"][0]["id"])
    for kind in ("customers", "suppliers"):
        both_ways(admin, trial, kind, admin.made(f"/{kind}", {"code": "P", "name": "P"})["id"])
    trial.complete("items", "customers", "suppliers")


def test_routings(admin):
    mill = sock_mill(admin)
    trial = Trial(admin, {})
    both_ways(admin, trial, "routings", mill["routing"])
    admin.made(f"/routings/{mill['routing']}/restoration")
    planned_order(mill)
    trial("routings", mill["routing"])
    assert reasons(admin, "routings", mill["routing"], "edit")
    trial.complete("routings")


def test_the_plant(admin):
    trial = Trial(admin, {
        ("schedules", "add_days"): DAYS,
        ("stations", "serve"): {"operation_ids": []},
        ("operators", "qualify"): {"work_centre_ids": []},
        ("operators", "set_pin"): {"pin": "4711"},
    })  # fmt: skip
    hall = admin.made("/departments", {"code": "A", "name": "Hall A"})["id"]
    week = admin.made("/schedules", {"name": "One", "shifts": [SHIFT]})["id"]
    centre = {"code": "CUT", "name": "Cut", "department_id": hall, "schedule_id": week}
    cut = admin.made("/work-centres", centre)["id"]
    saw = admin.made("/machines", {"code": "SAW", "name": "Saw", "work_centre_id": cut})["id"]
    gate = admin.made("/stations", {"name": "Gate", "type": "init"})["id"]
    ana = admin.made("/operators", {"code": "ana", "name": "Ana"})["id"]
    for kind, key in (("departments", hall), ("schedules", week)):
        trial(kind, key)
        assert any("CUT" in one for one in reasons(admin, kind, key, "archive"))
    several = {
        "machines": saw, "work-centres": cut, "departments": hall, "schedules": week,
        "stations": gate, "operators": ana,
    }  # fmt: skip
    for kind, key in several.items():
        both_ways(admin, trial, kind, key)
    trial.complete(*several)


def test_users(admin):
    trial = Trial(admin, {("users", "set_roles"): {"roles": ["viewer", "administrator"]}})
    me = admin.got("/me")["user_id"]
    trial("users", me)
    assert reasons(admin, "users", me, "archive")
    vera = admin.made("/users", {"username": "vera", "full_name": "Vera"})["id"]
    both_ways(admin, trial, "users", vera)
    trial.complete("users")


def test_warehouses_and_places(admin):
    mill = sock_mill(admin)
    trial = Trial(admin, {
        ("warehouses", "edit"): {
            "name": "Store", "is_components_default": True, "is_goods_default": True,
        },
        ("warehouses", "add_place"): {"code": "X9", "name": "X9"},
        ("places", "edit"): {"name": "Shelf"},
    })  # fmt: skip
    trial("warehouses", mill["MAIN"])
    assert len(reasons(admin, "warehouses", mill["MAIN"], "archive")) == 2
    trial("places", mill["shelf"])
    assert len(reasons(admin, "places", mill["shelf"], "archive")) == 2
    yard = admin.made("/warehouses", {"code": "YARD", "name": "Yard"})
    more = admin.made(f"/warehouses/{yard['id']}/places", {"code": "Y2", "name": "Y2"})
    both_ways(admin, trial, "places", more["places"][-1]["id"])
    both_ways(admin, trial, "warehouses", yard["id"])
    trial.complete("warehouses", "places")


def test_lots_and_moves(admin):
    mill = sock_mill(admin)
    trial = Trial(admin, {
        ("lots", "hold"): WHY, ("lots", "release"): WHY, ("moves", "reverse"): WHY,
        ("lots", "set_expiry"): {"expires_on": "2030-01-01", "reason": "mistyped"},
    })  # fmt: skip
    lot = admin.got("/lots")["items"][0]["id"]
    states = [trial("lots", lot)]
    admin.made(f"/lots/{lot}/hold", WHY)
    states.append(trial("lots", lot))
    admin.made(f"/lots/{lot}/release", WHY)
    admin.made(f"/lots/{lot}/expiry", {"expires_on": "2020-01-01", "reason": "mistyped"})
    states.append(trial("lots", lot))
    admin.made(f"/lots/{lot}/expiry", {"expires_on": None, "reason": "it keeps"})
    assert set(states) == set(LOT_STATES)

    receipt = next(m for m in admin.got("/moves")["items"] if m["item"] == "BOX")["id"]
    trial("moves", receipt)
    away = {"item_id": mill["BOX"], "place_id": mill["shelf"], "difference": "-1"}
    less = admin.made("/stock/adjustments", {**away, **WHY})["id"]
    trial("moves", receipt)
    assert "BOX" in reasons(admin, "moves", receipt, "reverse")[0]
    admin.made(f"/moves/{less}/reversal", WHY)
    trial("moves", less)
    planned_order(mill)
    admin.made(f"/work-orders/{mill['Knit']}/reports", {"firsts": "1"})
    used = next(m for m in admin.got("/moves")["items"] if m["item"] == "YARN")["id"]
    trial("moves", used)
    assert reasons(admin, "moves", used, "reverse")
    trial.complete("lots", "moves")


def test_printers_devices_and_stops(admin):
    mill = sock_mill(admin)
    trial = Trial(admin, {("downtimes", "correct"): WHY, ("downtimes", "reverse"): WHY})
    printer = admin.made("/printers", {"name": "Zebra", "host": "zebra-1.plant"})["id"]
    both_ways(admin, trial, "printers", printer)

    gate = admin.made("/stations", {"name": "Gate", "type": "init"})["id"]
    device = admin.made("/devices", {"name": "Tablet", "station_id": gate})["device"]["id"]
    trial("devices", device)
    admin.made(f"/devices/{device}/revocation", WHY)
    trial("devices", device)
    assert DEVICE_LIFE.find("revoked", "revoke") is None

    why = admin.made("/downtime-reasons", {"code": "B", "name": "Broken", "loss": "breakdown"})
    stop = {"machine_id": mill["KNIT-1"], "reason_id": why["id"]}
    down = admin.made("/downtimes", stop)["id"]
    trial("downtimes", down)
    admin.made(f"/downtimes/{down}/end")
    trial("downtimes", down)
    both_ways(admin, trial, "downtime-reasons", why["id"])
    hole = admin.made("/scrap-reasons", {"code": "H", "name": "Hole"})["id"]
    both_ways(admin, trial, "scrap-reasons", hole)
    trial.complete("printers", "devices", "downtimes", "scrap-reasons", "downtime-reasons")


def test_reports_and_the_terms_of_suppliers(admin):
    mill = sock_mill(admin)
    trial = Trial(admin, {("reports", "reverse"): WHY})
    planned_order(mill)
    made = admin.made(f"/work-orders/{mill['Knit']}/reports", {"firsts": "20"})["id"]
    trial("reports", made)
    back = admin.made(f"/reports/{made}/reversal", WHY | {"firsts": "5"})["id"]
    trial("reports", made)
    trial("reports", back)
    assert reasons(admin, "reports", back, "reverse")
    admin.made(f"/reports/{made}/reversal", WHY)
    trial("reports", made)
    assert reasons(admin, "reports", made, "reverse")
    near = admin.made("/suppliers", {"code": "NEAR", "name": "Near"})["id"]
    terms = {"supplier_id": near, "item_id": mill["YARN"], "price": "4"}
    trial("supplier-items", admin.made("/supplier-items", terms)["id"])
    trial.complete("reports", "supplier-items")


def test_telling_verbs_costs_a_list_nothing(admin) -> None:
    """A list tells no verbs: a hundred masters take the statements that one takes."""

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            admin.got("/departments?limit=100")
        return len(caught)

    admin.made("/departments", {"code": "A", "name": "A"})
    statements()
    one = statements()
    for number in range(99):
        admin.made("/departments", {"code": f"D{number}", "name": "D"})
    assert statements() == one
