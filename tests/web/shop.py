"""A small sock shop, made through the services, for tests that look at pages."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal

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
from runwright.people.actor import system_actor
from runwright.people.services import operator_create, user_create
from runwright.production.models import Order
from runwright.production.services import scrap_reason_create
from runwright.production.services.orders import OrderDraft, order_create
from runwright.resources.services import (
    WeeklyShift,
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

ALWAYS = WeeklyShift("I", range(7), time(0), time(0))
OURSELVES = system_actor("test")
D = Decimal


@dataclass(frozen=True)
class Shop:
    """The users and records that tests open."""

    manager: object
    administrator: object
    operator: object
    sock: object
    order: object
    machine: object
    centre: object


def shop_open() -> Shop:
    """Make the shop: one item with recipe, yarn on the shelf, one draft order of 120."""
    actor = OURSELVES
    company_set(actor=actor, name="Sock shop", is_demo=True)
    standard_units_create(actor=actor)
    people = [_person(name, role) for name, role in PEOPLE.items()]
    schedule = schedule_create(name="Always", shifts=[ALWAYS], actor=actor)
    department = department_create(code="KN", name="Knitting", labour_rate=D(18), actor=actor)
    centre = work_centre_create(
        code="KNIT", name="Knitting hall", department_id=department.id, schedule_id=schedule.id,
        cost_per_hour=D(12), actor=actor,
    )  # fmt: skip
    machine = machine_create(code="K-01", name="Knitter", work_centre_id=centre.id, actor=actor)
    operator = operator_create(code="OP1", name="Mihai", user_id=people[2].id, actor=actor)
    scrap_reason_create(code="HOLE", name="Hole", actor=actor)
    sock = _sock(centre.id)
    order = order_create(draft=OrderDraft(item_id=sock.id, quantity=D(120)), actor=actor)
    return Shop(people[0], people[1], operator, sock, order, machine, centre)


PEOPLE = {"elena": "production_manager", "victor": "administrator", "mihai": "operator"}


def _person(name: str, role: str) -> object:
    return user_create(
        username=name, full_name=name.title(), roles=frozenset({role}), is_demo=True,
        actor=OURSELVES,
    )  # fmt: skip


def _sock(centre_id: int) -> object:
    """A sock of 0.05 kg yarn, knitted and packed, with yarn for many."""
    actor, pieces, kilogram = OURSELVES, unit_by_code(code="pcs"), unit_by_code(code="kg")
    yarn = item_create(
        code="YARN", name="Yarn", kind="material", unit_id=kilogram.id, standard_cost=D(4),
        actor=actor,
    )  # fmt: skip
    sock = item_create(
        code="SOCK", name="Sock, black", kind="product", unit_id=pieces.id, supply="make",
        actor=actor,
    )  # fmt: skip
    steps = [OperationDraft(name, centre_id, D(5), D("0.1")) for name in ("Knit", "Pack")]
    routing = routing_create(item_id=sock.id, name="Sock", operations=steps, actor=actor)
    line = LineDraft(yarn.id, kilogram.id, D("0.05"))
    draft = BomDraft(item_id=sock.id, quantity=D(1), lines=[line], routing_id=routing.id)
    bom_validate(bom_id=bom_create(draft=draft, actor=actor).id, actor=actor)
    store = warehouse_create(code="MAIN", name="Main store", actor=actor)
    shelf = storage_places(actor=actor).filter(warehouse=store).first()
    stock_receive(item_id=yarn.id, place_id=shelf.id, quantity=D(100), actor=actor)
    return sock


def keys_of(shop: Shop, order: Order) -> dict[str, int]:
    """The keys that stand in the addresses of pages, by what they are."""
    return {
        "order": order.id,
        "work": order.work_orders.first().id,
        "centre": shop.centre.id,
        "machine": shop.machine.id,
        "operator": shop.operator.id,
        "schedule": shop.centre.schedule_id,
        "item": shop.sock.id,
        "routing": order.routing_id,
        "bom": order.bom_id,
    }
