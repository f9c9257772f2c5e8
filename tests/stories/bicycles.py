"""Worked example 15: bicycles from frames, wheels and saddles; wheels from rims, hubs, spokes."""

from decimal import Decimal as D

from runwright.engineering.services import LineDraft, OperationDraft
from runwright.units.selectors import unit_by_code
from tests.stories.plant import Plant, empty_plant

ON_HAND = {"FRAME": 10, "SADDLE": 40, "RIM": 50, "HUB": 80, "SPOKE": 5000}
COSTS = {"FRAME": "80", "SADDLE": "15", "RIM": "9", "HUB": "6", "SPOKE": "0.2", "TUBE": "30"}
WHEELS, WHEEL_COST = D(30), D(21)


def bicycle_works() -> Plant:
    """The plant with its recipes and what is on hand."""
    plant = empty_plant()
    plant.centre("HALL")
    plant.operator("ana")
    for code, cost in COSTS.items():
        supply = "make" if code == "FRAME" else "buy"
        plant.item(code, standard_cost=D(cost), supply=supply)
    for code in ("WHEEL", "BIKE"):
        plant.item(code, kind="product", supply="make", sales_price=D(300))
    _made(plant, "FRAME", TUBE=1)
    _made(plant, "WHEEL", RIM=1, HUB=1, SPOKE=36)
    _made(plant, "BIKE", FRAME=1, WHEEL=2, SADDLE=1)
    for code, quantity in ON_HAND.items():
        plant.receive(code, D(quantity))
    plant.receive("WHEEL", WHEELS, unit_cost=WHEEL_COST)
    return plant


def _made(plant: Plant, code: str, **parts: int) -> None:
    hall = plant.centres["HALL"].id
    routing = plant.routing(code, OperationDraft("Assemble", hall, cycle_minutes=D(2)))
    unit = unit_by_code(code="pcs").id
    lines = [LineDraft(plant.items[part].id, unit, D(each)) for part, each in parts.items()]
    plant.recipe(code, routing, lines)
