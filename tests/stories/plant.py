"""A small plant that stories are told in: a metal shop with a sock line beside it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal as D

from runwright.catalog.models import Item
from runwright.catalog.services import item_create
from runwright.company.services import company_set
from runwright.engineering.models import Bom, Routing
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    bom_create,
    bom_validate,
    routing_create,
)
from runwright.people.actor import Actor, system_actor
from runwright.people.models import Operator
from runwright.people.services import operator_create
from runwright.production.models import MaterialLine, Order, QuantityReport, WorkOrder
from runwright.production.services import (
    OrderDraft,
    ReportDraft,
    order_confirm,
    order_create,
    order_plan,
    work_report,
)
from runwright.resources.models import Machine, WorkCentre
from runwright.resources.services import machine_create, work_centre_create
from runwright.stock.models import Balance, Claim, Warehouse
from runwright.stock.services import stock_receive, storage_place, warehouse_create
from runwright.units.selectors import unit_by_code
from runwright.units.services import standard_units_create

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


@dataclass
class Plant:
    """The records a story needs, by the names the story uses."""

    actor: Actor
    warehouse: Warehouse
    items: dict[str, Item] = field(default_factory=dict)
    centres: dict[str, WorkCentre] = field(default_factory=dict)
    machines: dict[str, Machine] = field(default_factory=dict)
    operators: dict[str, Operator] = field(default_factory=dict)
    boms: dict[str, Bom] = field(default_factory=dict)

    def item(self, code: str, unit: str = "pcs", **fields: object) -> Item:
        self.items[code] = item_create(
            code=code,
            name=code.capitalize(),
            kind=str(fields.pop("kind", "material")),
            unit_id=unit_by_code(code=unit).id,
            actor=self.actor,
            **fields,
        )
        return self.items[code]

    def centre(self, code: str, machines: int = 1, **fields: object) -> WorkCentre:
        centre = work_centre_create(code=code, name=code.capitalize(), actor=self.actor, **fields)
        self.centres[code] = centre
        for n in range(1, machines + 1):
            name = f"{code}-{n}"
            self.machines[name] = machine_create(
                code=name, name=name, work_centre_id=centre.id, actor=self.actor
            )
        return centre

    def operator(self, code: str) -> Operator:
        self.operators[code] = operator_create(
            code=code, name=code.capitalize(), hourly_rate=D(18), actor=self.actor
        )
        return self.operators[code]

    def routing(self, item: str, *operations: OperationDraft) -> Routing:
        return routing_create(
            item_id=self.items[item].id,
            name=f"Make {item}",
            operations=operations,
            actor=self.actor,
        )

    def recipe(
        self, item: str, routing: Routing, lines: list[LineDraft], quantity: D = D(1)
    ) -> Bom:
        draft = BomDraft(
            item_id=self.items[item].id, quantity=quantity, lines=lines, routing_id=routing.id
        )
        bom = bom_create(draft=draft, actor=self.actor)
        self.boms[item] = bom_validate(bom_id=bom.id, actor=self.actor)
        return bom

    def receive(self, item: str, quantity: D, **fields: object) -> None:
        stock_receive(
            item_id=self.items[item].id,
            place_id=storage_place(warehouse_id=self.warehouse.id).id,
            quantity=quantity,
            actor=self.actor,
            **fields,
        )

    def order(self, item: str, quantity: D, **fields: object) -> Order:
        draft = OrderDraft(item_id=self.items[item].id, quantity=quantity, **fields)
        return order_create(draft=draft, actor=self.actor)

    def stocked(self, yarn: D = D(60), boxes: D = D(50)) -> None:
        self.receive("YARN", yarn, lot_number="Y1")
        self.receive("BOX", boxes)

    def confirmed(self, item: str, quantity: D, **fields: object) -> Order:
        order = self.order(item, quantity, **fields)
        return order_confirm(order_id=order.id, actor=self.actor)

    def planned(self, item: str, quantity: D, **fields: object) -> Order:
        order = self.confirmed(item, quantity, **fields)
        return order_plan(order_id=order.id, actor=self.actor, override="as told")

    def work(self, order: Order, name: str) -> WorkOrder:
        return WorkOrder.objects.exclude(state="cancelled").get(order=order, name=name)

    def line(self, order: Order, code: str) -> MaterialLine:
        return MaterialLine.objects.select_related("need").get(order=order, item__code=code)

    def report(self, order: Order, name: str, **said: object) -> QuantityReport:
        draft = ReportDraft(**said)
        return work_report(work_order_id=self.work(order, name).id, draft=draft, actor=self.actor)

    def stored(self, code: str, grade: str = "firsts") -> D:
        found = Balance.objects.filter(item__code=code, is_storage=True, grade=grade)
        return sum(found.values_list("quantity", flat=True), D())

    def claimed(self, code: str) -> D:
        claims = Claim.objects.filter(need__item__code=code)
        return sum(claims.values_list("quantity", flat=True), D())


def empty_plant() -> Plant:
    """A company with units and one warehouse, and nothing else."""
    actor = system_actor("story")
    company_set(actor=actor, name="Story works", time_zone="Europe/Bucharest")
    standard_units_create(actor=actor)
    warehouse = warehouse_create(code="MAIN", name="Main store", actor=actor)
    return Plant(actor=actor, warehouse=warehouse)


def sock_mill() -> Plant:
    """Worked example 13: socks by the dozen pairs from yarn, boxed at the last operation."""
    plant = empty_plant()
    for code in ("KNIT", "INSPECT", "PACK"):
        plant.centre(code, cost_per_hour=D(12))
    plant.operator("ana")
    plant.operator("ion")
    plant.item("YARN", "kg", resolution=D("0.01"), standard_cost=D(4), tracking="lot")
    plant.item("BOX", standard_cost=D("0.5"))
    plant.item("SOCK", "pair", kind="product", supply="make", tracking="lot")
    routing = plant.routing(
        "SOCK",
        OperationDraft("Knit", plant.centres["KNIT"].id, cycle_minutes=D(1), may_overlap=True),
        OperationDraft("Inspect", plant.centres["INSPECT"].id, cycle_minutes=D("0.2"),
                       may_overlap=True),
        OperationDraft("Pack", plant.centres["PACK"].id, cycle_minutes=D("0.1")),
    )  # fmt: skip
    yarn = LineDraft(
        plant.items["YARN"].id, unit_by_code(code="kg").id, D(5), waste_quantity=D("0.25"), step=10
    )
    box = LineDraft(plant.items["BOX"].id, unit_by_code(code="pcs").id, D(1), step=30)
    plant.recipe("SOCK", routing, [yarn, box], quantity=D(12))
    return plant
