"""A glove line with four stations, made through the services, for tests at the station screen."""

from dataclasses import dataclass
from decimal import Decimal

from runwright.catalog.services import item_create
from runwright.engineering.models import Operation
from runwright.engineering.services import (
    BomDraft,
    LineDraft,
    OperationDraft,
    bom_create,
    bom_validate,
    routing_create,
    station_operations_set,
)
from runwright.floor.services import device_create, device_enrol
from runwright.people.actor import Actor
from runwright.people.services import operator_pin_set, operator_update
from runwright.production.models import Batch
from runwright.production.services import order_confirm
from runwright.production.services.orders import OrderDraft, order_create
from runwright.production.services.runs.releases import order_release
from runwright.resources.services import station_create
from runwright.units.selectors import unit_by_code
from tests.web.shop import OURSELVES, Shop, shop_open

D = Decimal
LINE = (("Knit", "init"), ("Dye", "move"), ("Inspect", "split"), ("Pack", "merge"))
STEPS = {
    "Knit": "Use the needles of 1.2 mm.",
    "Dye": "",
    "Inspect": "Turn every glove inside out.",
    "Pack": "Twelve pairs to a box.",
}
BADGE, PIN = "B-0042", "4711"


@dataclass(frozen=True)
class FloorShop:
    """The shop, its stations by the name of their operation, and two batches of 60."""

    shop: Shop
    stations: dict[str, int]
    batches: list[Batch]

    @property
    def labels(self) -> list[str]:
        return [f"RW-{batch.code}" for batch in self.batches]

    def tablet(self, station: str) -> str:
        """The secret of a tablet that is this station."""
        return tablet_enrolled(station, self.stations[station])


def tablet_enrolled(name: str, station_id: int) -> str:
    """The secret of a new tablet that is a station."""
    made = device_create(name=f"Tablet {name}", station_id=station_id, actor=OURSELVES)
    stranger = Actor(user_id=None, label="a tablet")
    return device_enrol(code=made.code, actor=stranger).secret


def floor_shop(*checked: str) -> FloorShop:
    """Make it; the stations named in ``checked`` ask for a look at the material."""
    shop = shop_open()
    operator_update(operator_id=shop.operator.id, badge=BADGE, actor=OURSELVES)
    operator_pin_set(operator_id=shop.operator.id, pin=PIN, actor=OURSELVES)
    glove = _glove(shop.centre.id)
    stations = {name: station_made(name, type, is_checked=name in checked) for name, type in LINE}
    order = order_create(draft=OrderDraft(item_id=glove.id, quantity=D(120)), actor=OURSELVES)
    order_confirm(order_id=order.id, actor=OURSELVES)
    run = order_release(order_id=order.id, lot=D(60), actor=OURSELVES)
    return FloorShop(shop, stations, list(run.batches.order_by("id")))


def _glove(centre_id: int) -> object:
    from runwright.catalog.models import Item

    pieces, kilogram = unit_by_code(code="pcs"), unit_by_code(code="kg")
    yarn = Item.objects.get(code="YARN")
    glove = item_create(
        code="GLOVE", name="Glove, grey", kind="product", unit_id=pieces.id, supply="make",
        actor=OURSELVES,
    )  # fmt: skip
    steps = [
        OperationDraft(name, centre_id, D(5), D("0.1"), instructions=words)
        for name, words in STEPS.items()
    ]
    routing = routing_create(item_id=glove.id, name="Glove", operations=steps, actor=OURSELVES)
    line = LineDraft(yarn.id, kilogram.id, D("0.05"))
    draft = BomDraft(item_id=glove.id, quantity=D(1), lines=[line], routing_id=routing.id)
    bom_validate(bom_id=bom_create(draft=draft, actor=OURSELVES).id, actor=OURSELVES)
    return glove


def station_made(name: str, type: str, *, is_checked: bool) -> int:
    """A station for the operation of that name."""
    made = station_create(
        name=f"{name} in", type=type, is_material_checked=is_checked, actor=OURSELVES
    )
    served = Operation.objects.filter(name=name, routing__name="Glove")
    station_operations_set(
        station_id=made.id, operation_ids=served.values_list("id", flat=True), actor=OURSELVES
    )
    return made.id
