"""Two sides of one mill: a department and a warehouse each, and a record of every kind in both."""

from dataclasses import dataclass, field
from datetime import date

from runwright.engineering.models import Operation
from runwright.engineering.services import LineDraft, OperationDraft, station_operations_set
from runwright.floor.models import DowntimeReason, ParkedScan
from runwright.floor.queued import QueuedScan
from runwright.floor.services import (
    device_create,
    downtime_reason_create,
    downtime_start,
    scans_replay,
)
from runwright.kernel.ids import uuid7
from runwright.labels.selectors import printers_all
from runwright.labels.services import batch_labels_print, batch_labels_record, printer_create
from runwright.partners.selectors import customers_all
from runwright.partners.services import customer_create, supplier_create
from runwright.production.models import Order
from runwright.production.services import output_receive, timer_start
from runwright.production.services.runs.releases import order_release
from runwright.production.services.runs.scans import scan_post
from runwright.production.services.runs.scenes import ScanDraft
from runwright.production.services.timers import Worker
from runwright.purchasing.services import (
    Arrival,
    PurchaseLineDraft,
    RequestLineDraft,
    purchase_order_create,
    purchase_order_send,
    receipt_record,
    request_approve,
    request_create,
    rfq_create,
)
from runwright.resources.services import department_create, station_create
from runwright.sales.services import (
    SalesLineDraft,
    SalesOrderDraft,
    Shipment,
    delivery_record,
    sales_order_confirm,
    sales_order_create,
)
from runwright.stock.models import Lot, Move
from runwright.stock.services import storage_place, warehouse_create
from runwright.stock.services.counts import count_open
from runwright.units.selectors import unit_by_code
from tests.stories.plant import D, Plant, empty_plant

DAY = date(2030, 1, 1)


@dataclass
class Side:
    """The keys of what belongs to one department and one warehouse, by what they are."""

    name: str
    ids: dict[str, object] = field(default_factory=dict)

    def __getitem__(self, name: str) -> object:
        return self.ids[name]


@dataclass
class Ground:
    """A plant with two sides."""

    plant: Plant
    own: Side
    other: Side


def ground() -> Ground:
    plant = empty_plant()
    plant.operator("ana")
    plant.operator("ion")
    plant.item("YARN", "kg", resolution=D("0.01"), standard_cost=D(4), tracking="lot")
    plant.item("BOX", standard_cost=D("0.5"))
    actor = plant.actor
    downtime_reason_create(code="R", name="Rest", loss="breakdown", actor=actor)
    printer_create(name="Zebra", host="127.0.0.1", actor=actor)
    customer_create(code="SHOP", name="Shop", actor=actor)
    supplier_create(code="MILL", name="Mill", email="mill@example.com", actor=actor)
    return Ground(plant, _side(plant, "NEAR"), _side(plant, "FAR"))


def _side(plant: Plant, name: str) -> Side:
    side = Side(name)
    department = department_create(code=name, name=name, actor=plant.actor)
    plant.warehouse = warehouse_create(code=name, name=name, actor=plant.actor)
    side.ids |= {"department": department.id, "warehouse": plant.warehouse.id}
    side.ids["place"] = storage_place(warehouse_id=plant.warehouse.id).id
    plant.receive("YARN", D(500), lot_number=f"Y-{name}")
    plant.receive("BOX", D(500))
    lot = Lot.objects.get(number=f"Y-{name}")
    Lot.objects.filter(id=lot.id).update(supplier_lot=f"S-{name}")
    side.ids |= {"lot": lot.id, "supplier_lot": f"S-{name}", "item": lot.item_id}
    side.ids["move"] = Move.objects.filter(item=plant.items["BOX"]).latest("at").id
    for part in (_recipe, _work, _batches, _floor, _labels, _sold, _bought, _counted):
        part(plant, side)
    return side


def _recipe(plant: Plant, side: Side) -> None:
    sock = f"SOCK-{side.name}"
    centre = plant.centre(f"C-{side.name}", department_id=side["department"])
    plant.item(sock, "pair", kind="product", supply="make", tracking="lot")
    routing = plant.routing(
        sock,
        OperationDraft(f"Knit {side.name}", centre.id, cycle_minutes=D(1), may_overlap=True),
        OperationDraft(f"Pack {side.name}", centre.id, cycle_minutes=D(1)),
    )
    kg, pcs = (unit_by_code(code=code).id for code in ("kg", "pcs"))
    yarn = LineDraft(plant.items["YARN"].id, kg, D("0.1"), step=10)
    box = LineDraft(plant.items["BOX"].id, pcs, D(1), step=20)
    plant.recipe(sock, routing, [yarn, box])
    machine = plant.machines[f"C-{side.name}-1"]
    side.ids |= {"centre": centre.id, "machine": machine.id}


def _order(plant: Plant, side: Side, quantity: int) -> Order:
    house = side["warehouse"]
    return plant.planned(
        f"SOCK-{side.name}", D(quantity), components_warehouse_id=house, goods_warehouse_id=house
    )


def _work(plant: Plant, side: Side) -> None:
    """An order that is being worked on, with output that is not in stock yet."""
    order = _order(plant, side, 40)
    knit, pack = f"Knit {side.name}", f"Pack {side.name}"
    report = plant.report(order, knit, firsts=D(10))
    plant.report(order, pack, firsts=D(6))
    output_receive(order_id=order.id, quantity=D(1), actor=plant.actor)
    work = plant.work(order, knit)
    timer = timer_start(
        work_order_id=work.id, worker=Worker(plant.operators["ana"].id), actor=plant.actor
    )
    line = plant.line(order, "BOX")
    side.ids |= {"order": order.id, "work": work.id, "report": report.id, "timer": timer.id}
    side.ids |= {"line": line.id, "need": line.need_id}


def _batches(plant: Plant, side: Side) -> None:
    """A run of three batches: one scanned, one held, one untouched."""
    station = station_create(
        name=f"S-{side.name}", type="init", department_id=side["department"], actor=plant.actor
    )
    served = Operation.objects.filter(name=f"Knit {side.name}").values_list("id", flat=True)
    station_operations_set(station_id=station.id, operation_ids=served, actor=plant.actor)
    order = _order(plant, side, 30)
    run = order_release(order_id=order.id, lot=D(10), actor=plant.actor)
    scanned, fresh, _ = run.batches.order_by("id")
    scan = scan_post(
        draft=ScanDraft(station_id=station.id, labels=(scanned.code,)),
        actor=plant.actor, id=uuid7(),
    )  # fmt: skip
    side.ids |= {"run": run.id, "batch": scanned.id, "scan": scan.id, "station": station.id}
    side.ids |= {"label": fresh.code, "operator": plant.operators["ana"].id}
    side.ids["second"] = plant.operators["ion"].id


def _floor(plant: Plant, side: Side) -> None:
    reason = DowntimeReason.objects.get()
    stop = downtime_start(reason_id=reason.id, machine_id=side["machine"], actor=plant.actor)
    made = device_create(name=side.name, station_id=side["station"], actor=plant.actor)
    fact = QueuedScan(uuid7(), {"station_id": side["station"], "labels": ["B0009"]})
    scans_replay(facts=[fact], actor=plant.actor)
    side.ids |= {"reason": reason.id, "downtime": stop.id, "device": made.device.id}
    side.ids["parked"] = ParkedScan.objects.get(id=fact.id).id


def _labels(plant: Plant, side: Side) -> None:
    printer = printers_all(actor=plant.actor).get()
    (job,) = batch_labels_print(batch_ids=[side["batch"]], printer_id=printer.id, actor=plant.actor)
    side.ids |= {"printer": printer.id, "job": job.id}
    side.ids["print"] = batch_labels_record(
        batch_ids=[side["batch"]], way="pages", actor=plant.actor
    )


def _sold(plant: Plant, side: Side) -> None:
    side.ids["customer"] = customers_all(actor=plant.actor).get().id
    draft = SalesOrderDraft(
        customer_id=side["customer"],
        lines=[SalesLineDraft(item_id=plant.items["BOX"].id, quantity=D(5), price=D(1))],
        warehouse_id=side["warehouse"],
        promised_on=DAY,
    )
    order = sales_order_create(draft=draft, actor=plant.actor)
    sales_order_confirm(order_id=order.id, actor=plant.actor)
    line = order.lines.get()
    delivery = delivery_record(
        order_id=order.id, shipments=[Shipment(line.id, D(1))], actor=plant.actor
    )
    side.ids |= {"sale": order.id, "sale_line": line.id}
    side.ids["delivery_line"] = delivery.lines.get().id


def _bought(plant: Plant, side: Side) -> None:
    from runwright.partners.selectors import suppliers_all

    supplier = suppliers_all(actor=plant.actor).get()
    box, house = plant.items["BOX"].id, side["warehouse"]
    wish = RequestLineDraft(box, D(5), warehouse_id=house)
    draft, asked = (request_create(lines=[wish], actor=plant.actor) for _ in range(2))
    request_approve(request_id=asked.id, actor=plant.actor)
    rfq = rfq_create(request_ids=[asked.id], supplier_ids=[supplier.id], actor=plant.actor)
    line = PurchaseLineDraft(box, D(5), price=D(1), warehouse_id=house, due_on=DAY)
    order = purchase_order_create(supplier_id=supplier.id, lines=[line], actor=plant.actor)
    purchase_order_send(order_id=order.id, actor=plant.actor)
    arrival = Arrival(line_id=order.lines.get().id, quantity=D(1))
    receipt = receipt_record(order_id=order.id, arrivals=[arrival], actor=plant.actor)
    side.ids |= {"request": draft.id, "request_line": draft.lines.get().id, "rfq": rfq.id}
    side.ids["quote"] = rfq.quotes.get().id
    side.ids |= {"purchase": order.id, "purchase_line": order.lines.get().id}
    side.ids["receipt_line"] = receipt.lines.get().id


def _counted(plant: Plant, side: Side) -> None:
    sheet = count_open(
        warehouse_id=side["warehouse"], item_ids=[plant.items["BOX"].id], actor=plant.actor
    )
    side.ids |= {"count": sheet.id, "count_line": sheet.lines.get().id}
