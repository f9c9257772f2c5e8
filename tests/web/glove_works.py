"""The ground of the floor's story: a glove works with yarn of two supplier lots and an estimate."""

from dataclasses import dataclass
from datetime import date

from runwright.catalog.models import Item
from runwright.catalog.services import item_create
from runwright.company.services import company_set
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    bom_create,
    bom_validate,
    routing_create,
)
from runwright.partners.services import customer_create, supplier_create
from runwright.people.services import (
    operator_create,
    operator_pin_set,
    operator_update,
    user_create,
)
from runwright.production.services import scrap_reason_create
from runwright.purchasing.services import (
    Arrival,
    PurchaseLineDraft,
    purchase_order_create,
    purchase_order_send,
    receipt_record,
)
from runwright.resources.models import WorkCentre
from runwright.resources.services import (
    department_create,
    machine_create,
    schedule_create,
    work_centre_create,
)
from runwright.stock.selectors import storage_places
from runwright.stock.services import warehouse_create
from runwright.stock.services.handling import stock_receive
from runwright.units.selectors import unit_by_code
from runwright.units.services import standard_units_create
from tests.web.floor_shop import BADGE, LINE, PIN, STEPS, station_made, tablet_enrolled
from tests.web.shop import ALWAYS, OURSELVES, D

CENTRES = {"KNIT": "Knitting hall", "DYE": "Dye house", "SORT": "Sorting and packing"}
WORKED_AT = {"Knit": "KNIT", "Dye": "DYE", "Inspect": "SORT", "Pack": "SORT"}
YARN = (("Y-41", "SPIN-77", D(4)), ("Y-42", "SPIN-78", D(20)))
"""Lots as received: our number, the supplier's, kilograms. The first expires first."""


@dataclass(frozen=True)
class Works:
    """The planner, and the stations by the name of their operation."""

    planner: object
    stations: dict[str, int]

    def tablet(self, station: str) -> str:
        """The secret of a tablet that is this station."""
        return tablet_enrolled(station, self.stations[station])


def glove_works() -> Works:
    """Make it: gloves of 0.05 kg yarn, a box for every twelve, ten of them on the shelf."""
    company_set(actor=OURSELVES, name="Glove works", country="RO", currency="EUR")
    standard_units_create(actor=OURSELVES)
    planner = user_create(
        username="elena", full_name="Elena Marin", roles=frozenset({"administrator"}),
        is_demo=True, actor=OURSELVES,
    )  # fmt: skip
    operator = operator_create(code="OP1", name="Mihai", actor=OURSELVES)
    operator_update(operator_id=operator.id, badge=BADGE, actor=OURSELVES)
    operator_pin_set(operator_id=operator.id, pin=PIN, actor=OURSELVES)
    scrap_reason_create(code="HOLE", name="Hole", actor=OURSELVES)
    glove = _glove(_centres())
    _stored(glove)
    customer_create(code="NORTH", name="North Outfitters", actor=OURSELVES)
    stations = {name: station_made(name, type, is_checked=name == "Knit") for name, type in LINE}
    return Works(planner, stations)


def _centres() -> dict[str, WorkCentre]:
    schedule = schedule_create(name="Always", shifts=[ALWAYS], actor=OURSELVES)
    hall = department_create(code="GL", name="Gloves", labour_rate=D(18), actor=OURSELVES)
    made = {}
    for code, name in CENTRES.items():
        made[code] = work_centre_create(
            code=code, name=name, department_id=hall.id, schedule_id=schedule.id,
            cost_per_hour=D(12), actor=OURSELVES,
        )  # fmt: skip
        machine_create(
            code=f"{code}-1", name=f"{name} 1", work_centre_id=made[code].id, actor=OURSELVES
        )
    return made


def _glove(centres: dict[str, WorkCentre]) -> Item:
    pieces, kilogram = unit_by_code(code="pcs"), unit_by_code(code="kg")
    yarn = item_create(
        code="YARN", name="Merino yarn", kind="material", unit_id=kilogram.id,
        standard_cost=D(4), tracking="lot", actor=OURSELVES,
    )  # fmt: skip
    box = item_create(
        code="BOX", name="Box for twelve", kind="material", unit_id=pieces.id,
        standard_cost=D("0.5"), actor=OURSELVES,
    )  # fmt: skip
    glove = item_create(
        code="GLOVE", name="Glove, grey", kind="product", unit_id=pieces.id, supply="make",
        sales_price=D(6), standard_cost=D(3), actor=OURSELVES,
    )  # fmt: skip
    steps = [
        OperationDraft(name, centres[WORKED_AT[name]].id, D(5), D("0.1"), may_overlap=True,
                       instructions=words)
        for name, words in STEPS.items()
    ]  # fmt: skip
    routing = routing_create(item_id=glove.id, name="Glove", operations=steps, actor=OURSELVES)
    lines = [
        LineDraft(yarn.id, kilogram.id, D("0.6"), step=10),
        LineDraft(box.id, pieces.id, D(1), step=40),
    ]
    draft = BomDraft(item_id=glove.id, quantity=D(12), lines=lines, routing_id=routing.id)
    bom_validate(bom_id=bom_create(draft=draft, actor=OURSELVES).id, actor=OURSELVES)
    return glove


def _stored(glove: Item) -> None:
    """Ten gloves and some boxes on the shelf; the yarn came from a spinner, in two lots."""
    store = warehouse_create(code="MAIN", name="Main store", actor=OURSELVES)
    shelf = storage_places(actor=OURSELVES).filter(warehouse=store).first()
    box = Item.objects.get(code="BOX")
    for item, quantity in ((glove, D(10)), (box, D(100))):
        stock_receive(item_id=item.id, place_id=shelf.id, quantity=quantity, actor=OURSELVES)
    spinner = supplier_create(code="SPIN", name="Valley Spinners", actor=OURSELVES)
    total = sum((quantity for _number, _theirs, quantity in YARN), D())
    yarn = PurchaseLineDraft(
        Item.objects.get(code="YARN").id, total, price=D(4), warehouse_id=store.id,
        due_on=date(2026, 12, 1),
    )  # fmt: skip
    order = purchase_order_create(supplier_id=spinner.id, lines=[yarn], actor=OURSELVES)
    purchase_order_send(order_id=order.id, actor=OURSELVES)
    line = order.lines.get()
    for place, (number, theirs, quantity) in enumerate(YARN):
        arrival = Arrival(
            line.id, quantity, shelf.id, number, date(2028 + place, 1, 1), supplier_lot=theirs
        )
        receipt_record(order_id=order.id, arrivals=[arrival], actor=OURSELVES)
