"""Purchase orders: written by hand or from requests, priced, ordered, closed, cancelled."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from runwright.catalog.models import Item
from runwright.company.selectors import plant_today
from runwright.company.services import document_number
from runwright.costing.valuation import part_value
from runwright.engineering.rules import quantity_in_base, unit_factor
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record
from runwright.kernel.errors import Invalid
from runwright.partners.models import Supplier
from runwright.partners.services import partner_in_use
from runwright.people.actor import Actor
from runwright.purchasing.errors import (
    DayPassed,
    NotApproved,
    NothingLeftToOrder,
    PurchaseOrderNotFound,
)
from runwright.purchasing.models import (
    OrderedRequest,
    PurchaseLine,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    RequestLine,
    SupplierItem,
)
from runwright.purchasing.rules import order_quantity
from runwright.purchasing.services.requests import bought_item, request_locked, warehouse_for
from runwright.purchasing.states import LIVE_ORDER, ORDER_LIFE
from runwright.stock.models import Warehouse
from runwright.units.models import Unit
from runwright.units.selectors import unit_get

LONGEST_LEAD = 3650


@dataclass(frozen=True)
class PurchaseLineDraft:
    """An item to be ordered: a quantity in a unit, at a price per unit (the supplier's terms
    unless given), for a warehouse, on a day (after the supplier's lead time unless given)."""

    item_id: int
    quantity: Decimal
    unit_id: int | None = None
    price: Decimal | None = None
    warehouse_id: int | None = None
    due_on: date | None = None


@dataclass
class Wanted:
    """What is to be bought of one item for one warehouse (base unit), and for which requests."""

    item: Item
    warehouse: Warehouse
    parts: list[tuple[RequestLine, Decimal]] = field(default_factory=list)

    @property
    def quantity(self) -> Decimal:
        """All of it."""
        return sum((part for _, part in self.parts), Decimal())


@transaction.atomic
def purchase_order_create(
    *, supplier_id: int, lines: Sequence[PurchaseLineDraft], actor: Actor, note: str = ""
) -> PurchaseOrder:
    """Write an order by hand, as a draft. Raises ``PartnerArchived``, ``NotBought``."""
    actor.require("purchasing.order_manage")
    supplier = partner_in_use(Supplier, supplier_id)
    rows = [_line(draft, supplier, actor) for draft in lines]
    return order_write(supplier=supplier, rows=rows, actor=actor, note=note)


def _line(draft: PurchaseLineDraft, supplier: Supplier, actor: Actor) -> PurchaseLine:
    item = bought_item(draft.item_id, actor)
    terms = _terms(supplier, [item.id]).get(item.id)
    unit = unit_get(unit_id=draft.unit_id or item.unit_id, actor=actor)
    agreed = terms.price if terms and terms.unit_id == unit.id else None
    terms_check(price=draft.price, due_on=draft.due_on)
    return PurchaseLine(
        item=item,
        warehouse=warehouse_for(draft.warehouse_id),
        unit=unit,
        unit_quantity=draft.quantity,
        quantity=quantity_in_base(item=item, unit=unit, quantity=draft.quantity),
        price=draft.price if draft.price is not None else agreed,
        due_on=draft.due_on or _due(item, terms),
    )


def day_after(days: int) -> date:
    """The day in so many days; nobody promises more than ten years ahead."""
    return plant_today() + timedelta(days=min(days, LONGEST_LEAD))


def terms_check(*, price: Decimal | None, due_on: date | None) -> None:
    """Refuse a price below zero and a day that has passed."""
    if price is not None and price < 0:
        raise Invalid(field="price", problem="not below zero")
    if due_on and due_on < plant_today():
        raise DayPassed(day=due_on)


def _terms(supplier: Supplier, item_ids: Collection[int]) -> dict[int, SupplierItem]:
    held = SupplierItem.objects.select_related("unit").filter(supplier=supplier, item__in=item_ids)
    return {terms.item_id: terms for terms in held}


def _due(item: Item, terms: SupplierItem | None) -> date:
    days = terms.lead_time_days if terms else item.lead_time_days
    return day_after(days)


@transaction.atomic
def purchase_order_from_requests(
    *, supplier_id: int, request_ids: Collection[int], actor: Actor
) -> PurchaseOrder:
    """Order what approved requests ask for and no live order covers, on the supplier's terms.

    Quantities are rounded up to the smallest order and multiple; the surplus shows on the line.
    Raises ``NotApproved``, ``NothingLeftToOrder``.
    """
    actor.require("purchasing.order_manage")
    supplier = partner_in_use(Supplier, supplier_id)
    wanted = _wanted(lines_to_order(request_ids))
    terms = _terms(supplier, {one.item.id for one in wanted})
    rows = [_row(one, terms.get(one.item.id)) for one in wanted]
    order = order_write(supplier=supplier, rows=rows, actor=actor)
    _link(zip(rows, wanted, strict=True))
    return order


def requests_approved(request_ids: Collection[int]) -> list[PurchaseRequest]:
    """The requests, locked; each must be approved. Raises ``NotApproved``."""
    requests = [request_locked(key) for key in sorted(set(request_ids))]
    for request in requests:
        if request.state != "approved":
            raise NotApproved(record=request.number, state=request.state)
    return requests


def lines_to_order(request_ids: Collection[int]) -> list[RequestLine]:
    """The lines of approved requests that stand on no live order; their requests are locked.

    Raises ``NotApproved``, ``NothingLeftToOrder``.
    """
    requests = requests_approved(request_ids)
    live = OrderedRequest.objects.filter(
        request_line__request__in=requests, line__order__state__in=LIVE_ORDER
    )
    taken = dict(live.values_list("request_line_id", "line__order__number"))
    lines = RequestLine.objects.filter(request__in=requests).exclude(id__in=taken)
    found = list(lines.select_related("item__unit", "warehouse").order_by("request_id", "position"))
    if not found:
        raise NothingLeftToOrder(numbers=sorted({*taken.values()}))
    return found


def _wanted(lines: Iterable[RequestLine]) -> list[Wanted]:
    """What the lines ask for, by item and warehouse."""
    shelves: dict[tuple[int, int], Wanted] = {}
    for line in lines:
        key = (line.item_id, line.warehouse_id)
        shelf = shelves.setdefault(key, Wanted(line.item, line.warehouse))
        shelf.parts.append((line, line.quantity))
    return list(shelves.values())


def _row(wanted: Wanted, terms: SupplierItem | None) -> PurchaseLine:
    item = wanted.item
    unit: Unit = terms.unit if terms else item.unit
    amount = order_quantity(
        wanted=wanted.quantity,
        factor=unit_factor(item=item, unit=unit),
        smallest=terms.smallest_order if terms else Decimal(),
        multiple=terms.multiple if terms else Decimal(),
        step=unit.resolution,
    )
    return PurchaseLine(
        item=item,
        warehouse=wanted.warehouse,
        unit=unit,
        unit_quantity=amount,
        quantity=quantity_in_base(item=item, unit=unit, quantity=amount),
        price=terms.price if terms else None,
        due_on=_due(item, terms),
    )


def _link(pairs: Iterable[tuple[PurchaseLine, Wanted]]) -> None:
    OrderedRequest.objects.bulk_create(
        OrderedRequest(line=row, request_line=line, quantity=part)
        for row, one in pairs
        for line, part in one.parts
    )


def order_write(
    *,
    supplier: Supplier,
    rows: Sequence[PurchaseLine],
    actor: Actor,
    note: str = "",
    quote: Quote | None = None,
) -> PurchaseOrder:
    """Number, save and record an order with lines that are checked already."""
    order = PurchaseOrder.objects.create(
        number=document_number(kind="purchase_order"),
        supplier=supplier,
        quote=quote,
        note=note,
        created_at=now(),
        state_since=now(),
    )
    for position, row in enumerate(rows, start=1):
        row.order, row.position = order, 10 * position
        worth_check(row)
    PurchaseLine.objects.bulk_create(rows)
    entry_record(actor=actor, verb="purchase_order.create", subject=order_subject(order))
    return order


def worth_check(line: PurchaseLine) -> None:
    """Refuse a line that is worth more than can be kept. Raises ``AmountTooLarge``."""
    one, price = Decimal(1), line.price or Decimal()
    part_value(price=price, unit_quantity=line.unit_quantity, part=one, whole=one)


def purchase_order_locked(order_id: int) -> PurchaseOrder:
    """The order, locked until the transaction ends. Raises ``PurchaseOrderNotFound``."""
    order = (
        PurchaseOrder.objects.select_for_update(of=("self",))
        .select_related("supplier")
        .filter(id=order_id)
        .first()
    )
    if order is None:
        raise PurchaseOrderNotFound(key=order_id)
    return order


def order_subject(order: PurchaseOrder) -> Subject:
    """How the journal names a purchase order."""
    return Subject(ORDER_LIFE.name, str(order.id), order.number)
