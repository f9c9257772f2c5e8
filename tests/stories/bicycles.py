"""Worked example 15: bicycles from frames, wheels and saddles; wheels from rims, hubs, spokes."""

from decimal import Decimal as D

from runwright.engineering.models import Operation
from runwright.engineering.services import LineDraft, OperationDraft, station_operations_set
from runwright.production.models import Batch, Order
from runwright.production.services import order_plan
from runwright.production.services.children import child_create
from runwright.production.services.runs.releases import order_release
from runwright.resources.services import station_create
from runwright.units.selectors import unit_by_code
from tests.stories.mill import Mill, batches_of, fresh
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


def scanning_works() -> Mill:
    """The same with stations, and with what a whole order of fifty takes."""
    mill = Mill(bicycle_works(), {})
    for name, type, item in (("Frames", "init", "FRAME"), ("Wheels", "init", "WHEEL"),
                             ("Bikes", "move", "BIKE")):  # fmt: skip
        made = station_create(name=name, type=type, actor=mill.plant.actor)
        served = Operation.objects.filter(routing__item__code=item).values_list("id", flat=True)
        station_operations_set(station_id=made.id, operation_ids=served, actor=mill.plant.actor)
        mill.stations[name] = made
    mill.plant.receive("TUBE", D(40))
    mill.plant.receive("RIM", D(20))
    return mill


def ordered(works: Mill) -> tuple[Order, list[Batch], list[Batch]]:
    """Fifty bicycles, with labelled batches of frames (25 and 15) and wheels (60 and 10)."""
    plant = works.plant
    bikes = plant.confirmed("BIKE", D(50))
    frames, wheels = (child_create(line_id=plant.line(bikes, code).id, actor=plant.actor)
                      for code in ("FRAME", "WHEEL"))  # fmt: skip
    made = []
    for order, lot in ((frames, D(25)), (wheels, D(60))):
        run = order_release(order_id=order.id, lot=lot, actor=plant.actor)
        made.append(batches_of(run))
        for batch in made[-1]:
            works.scan("Frames" if order == frames else "Wheels", batch)
    order_plan(order_id=bikes.id, actor=plant.actor, override="saddles will come")
    return fresh(bikes), made[0], made[1]
