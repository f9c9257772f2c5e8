"""A small shop with a few days of history, laid down directly: the read side is what is tested."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from runwright.catalog.models import Item
from runwright.company.models import Company
from runwright.engineering.models import Bom, Routing
from runwright.floor.models import Downtime, DowntimeReason
from runwright.imports.models import ImportRun
from runwright.integrations.models import Endpoint, Message
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.ids import uuid7
from runwright.people.actor import Actor, system_actor
from runwright.people.models import Operator, User
from runwright.production.models import (
    MachineDay,
    Order,
    QuantityReport,
    TimeInterval,
    WorkOrder,
)
from runwright.resources.models import Department, Machine, WorkCentre
from runwright.stock.models import Balance, Claim, Lot, Move, Need, Place, Warehouse
from runwright.stock.services import count_open
from runwright.units.models import Unit, UnitCategory
from tests.reports.floor_rows import runs_lay_down
from tests.reports.printing import prints_lay_down
from tests.reports.scanning import stations_lay_down
from tests.reports.trading import trade_lay_down

MONDAY = datetime(2026, 11, 2, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Shop:
    """What the shop is made of, for tests to look things up."""

    actor: Actor
    orders: list[Order]
    machines: list[Machine]


@pytest.fixture
def actor(db: None) -> Actor:
    return actor_enrol()


@pytest.fixture
def shop(actor: Actor) -> Shop:
    return shop_lay_down(actor)


def actor_enrol() -> Actor:
    user = User.objects.create(username="ana", full_name="Ana Pop")
    return replace(system_actor("Ana Pop"), user_id=user.id)


def shop_lay_down(actor: Actor) -> Shop:
    Company.objects.create(name="Shop", time_zone="Europe/Bucharest")
    items = _items()
    machines = _machines()
    orders = [_order(n, items[n % 2]) for n in range(6)]
    for n, order in enumerate(orders):
        _history(actor, order, machines[n % 2], n)
    _stock(actor, items[0])
    trade_lay_down(actor, MONDAY)
    prints_lay_down()
    stations_lay_down()
    runs_lay_down(orders[2])
    _told(actor)
    ImportRun.objects.create(
        number="IMP-1", file_name="log.csv", file_size=1, file_digest=b"", uploaded_by_label="Ana"
    )
    return Shop(actor, orders, machines)


def _told(actor: Actor) -> None:
    """Another system, and what it is told."""
    owner = User.objects.get(id=actor.user_id)
    endpoint = Endpoint.objects.create(name="ERP", url="https://example.com/", owner=owner)
    Message.objects.create(endpoint=endpoint, event="order.create", happened_at=MONDAY)


def _items() -> list[Item]:
    count = UnitCategory.objects.create(code="count", name="Count")
    piece = Unit.objects.create(
        category=count, code="pcs", name="Piece", symbol="pcs", resolution=1, is_reference=True
    )
    return [
        Item.objects.create(
            code=code, name=name, kind="part", supply="make", unit=piece, resolution=1
        )
        for code, name in (("CABLE", "Cable Head"), ("=1+1", "+Spring"))
    ]


def _machines() -> list[Machine]:
    department = Department.objects.create(code="D1", name="Turning")
    centres = [
        WorkCentre.objects.create(code=f"WC{n}", name=f"Centre {n}", department=department)
        for n in (1, 2)
    ]
    return [
        Machine.objects.create(code=f"M{n}", name=f"Machine {n}", work_centre=centre)
        for n, centre in enumerate(centres, start=1)
    ]


STATES = ("draft", "done", "in_progress", "done", "cancelled", "done")


def _order(n: int, item: Item) -> Order:
    start = MONDAY + n * 24 * HOUR
    has_history = STATES[n] in {"done", "in_progress"}
    return Order.objects.create(
        number=f"MO-{n:02}",
        item=item,
        quantity=10 + n,
        state=STATES[n],
        is_history=STATES[n] not in {"draft", "cancelled"},
        deadline=start + 48 * HOUR if n % 2 == 0 else None,
        created_at=MONDAY - HOUR,
        state_since=start + (n + 1) * HOUR if has_history else MONDAY - HOUR,
        firsts=n if STATES[n] == "done" else 0,
        waste=Decimal("0.5") if n == 1 else 0,
        held=2 if n == 3 else 0,
        rework_marks=1 if n == 5 else 0,
        first_activity_at=start if has_history else None,
        last_activity_at=start + (n + 1) * HOUR if has_history else None,
    )


def _history(actor: Actor, order: Order, machine: Machine, n: int) -> None:
    work = WorkOrder.objects.create(
        order=order,
        sequence=10,
        name="Packing",
        work_centre=machine.work_centre,
        is_output=True,
        start_quantity=order.quantity,
        state="finished" if order.state == "done" else "waiting",
        state_since=MONDAY,
        firsts=order.firsts,
        waste=order.waste,
        held=order.held,
        rework_marks=order.rework_marks,
        first_activity_at=order.first_activity_at,
        last_activity_at=order.last_activity_at,
    )
    if order.first_activity_at is None:
        return
    subject = Subject("order", str(order.id), order.number)
    edits = [Edit("firsts", 0, order.firsts), Edit("waste", 0, order.waste)]
    entry = entry_record(actor=actor, verb="work.report", subject=subject, edits=edits)
    QuantityReport.objects.create(
        entry=entry,
        work_order=work,
        machine=machine,
        at=order.last_activity_at,
        firsts=order.firsts,
        waste=order.waste,
        held=order.held,
        is_rework=order.rework_marks > 0,
    )
    _time(work, machine, order, n)


def _time(work: WorkOrder, machine: Machine, order: Order, n: int) -> None:
    operator, _ = Operator.objects.get_or_create(code=f"ID{n}", defaults={"name": f"Worker {n}"})
    span = {"started_at": order.first_activity_at, "ended_at": order.last_activity_at}
    source = uuid7()
    for whose in ({"machine": machine}, {"operator": operator}):
        TimeInterval.objects.create(work_order=work, kind="run", source=source, **whose, **span)
    MachineDay.objects.create(
        machine=machine,
        day=order.first_activity_at.date(),
        bookings=1,
        busy_seconds=(n + 1) * 3600,
        booked_seconds=(n + 1) * 3600,
        setup_seconds=60 * n,
    )


def _stock(actor: Actor, item: Item) -> None:
    house = Warehouse.objects.create(code="W1", name="Main")
    shelf = Place.objects.create(warehouse=house, code="S1", name="Shelf", kind="storage")
    outside = Place.objects.create(code="SUP", name="Supplier", kind="supplier")
    lot = Lot.objects.create(item=item, number="L1", expires_on=date(2027, 1, 1))
    entry = entry_record(actor=actor, verb="stock.receive", subject=Subject("item", "1", "CABLE"))
    Move.objects.create(
        entry=entry, item=item, lot=lot, source=outside, target=shelf, quantity=Decimal("7.5")
    )
    balance = Balance.objects.create(
        item=item, lot=lot, place=shelf, is_storage=True, quantity=Decimal("7.5")
    )
    count_open(warehouse_id=house.id, place_id=shelf.id, actor=actor)
    routing = Routing.objects.create(code="RT-1", name="Cable", item=item)
    Bom.objects.create(code="BOM-1", item=item, routing=routing)
    need = Need.objects.create(item=item, warehouse=house, quantity=3, cause="MO-02")
    Claim.objects.create(need=need, balance=balance, quantity=3)
    reason = DowntimeReason.objects.create(code="B", name="Breakdown", loss="breakdown")
    Downtime.objects.create(
        source=uuid7(),
        machine=Machine.objects.get(code="M1"),
        reason=reason,
        started_at=MONDAY,
        ended_at=MONDAY + HOUR,
    )
