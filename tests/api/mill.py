"""The sock mill of the domain's worked example 13, built by nothing but API calls."""

from dataclasses import dataclass, field

from tests.api.calls import Caller


@dataclass
class Mill:
    """The keys of what was made, by the names a story uses."""

    caller: Caller
    ids: dict[str, int] = field(default_factory=dict)

    def make(self, called: str, path: str, /, **body) -> dict:
        made = self.caller.made(path, body)
        self.ids[called] = made["id"]
        return made

    def __getitem__(self, name: str) -> int:
        return self.ids[name]


def sock_mill(caller: Caller) -> Mill:
    mill = Mill(caller)
    for row in caller.got("/units")["items"]:
        mill.ids[row["code"]] = row["id"]
    store = mill.make("MAIN", "/warehouses", code="MAIN", name="Main store")
    mill.ids["shelf"] = store["places"][0]["id"]
    for code in ("KNIT", "INSPECT", "PACK"):
        mill.make(code, "/work-centres", code=code, name=code.title(), cost_per_hour="12")
        mill.make(f"{code}-1", "/machines", code=f"{code}-1", name=code, work_centre_id=mill[code])
    mill.make("ana", "/operators", code="ana", name="Ana", hourly_rate="18.00")
    _recipe(mill)
    _stock(mill)
    return mill


def _recipe(mill: Mill) -> None:
    yarn = {"kind": "material", "unit_id": mill["kg"], "resolution": "0.01", "tracking": "lot"}
    mill.make("YARN", "/items", code="YARN", name="Yarn", standard_cost="4", **yarn)
    box = {"kind": "material", "unit_id": mill["pcs"], "standard_cost": "0.5"}
    mill.make("BOX", "/items", code="BOX", name="Box", **box)
    sock = {"kind": "product", "supply": "make", "tracking": "lot", "unit_id": mill["pair"]}
    mill.make("SOCK", "/items", code="SOCK", name="Sock", **sock)
    steps = (("Knit", "1", True), ("Inspect", "0.2", True), ("Pack", "0.1", False))
    operations = [
        {
            "name": name,
            "work_centre_id": mill[name.upper()],
            "cycle_minutes": minutes,
            "may_overlap": overlap,
        }
        for name, minutes, overlap in steps
    ]
    mill.make(
        "routing", "/routings", item_id=mill["SOCK"], name="Make socks", operations=operations
    )
    lines = [
        {"item_id": mill["YARN"], "unit_id": mill["kg"], "quantity": "5",
         "waste_quantity": "0.25", "step": 10},
        {"item_id": mill["BOX"], "unit_id": mill["pcs"], "quantity": 1, "step": 30},
    ]  # fmt: skip
    recipe = {"item_id": mill["SOCK"], "quantity": 12, "routing_id": mill["routing"]}
    bom = mill.make("bom", "/boms", lines=lines, **recipe)
    mill.caller.made(f"/boms/{bom['id']}/validation")


def _stock(mill: Mill) -> None:
    shelf = mill["shelf"]
    for code, quantity, lot in (("YARN", "60", "Y1"), ("BOX", "50", "")):
        receipt = {"item_id": mill[code], "place_id": shelf, "quantity": quantity}
        mill.caller.made("/stock/receipts", {**receipt, "lot_number": lot})


def planned_order(mill: Mill, quantity: str = "120") -> dict:
    """An order for socks, confirmed and planned; the work orders by name beside it."""
    order = mill.caller.made("/orders", {"item_id": mill["SOCK"], "quantity": quantity})
    mill.caller.made(f"/orders/{order['id']}/confirmation")
    order = mill.caller.made(f"/orders/{order['id']}/planning")
    mill.ids["order"] = order["id"]
    mill.ids |= {work["name"]: work["id"] for work in order["work_orders"]}
    return order
