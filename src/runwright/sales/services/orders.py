"""Sales orders: written, rewritten as an estimate, and changed as long as they are open."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Max

from runwright.catalog.selectors import item_get
from runwright.company.selectors import plant_zone
from runwright.company.services import document_number
from runwright.costing.valuation import part_value
from runwright.engineering.rules import quantity_in_base, unit_factor
from runwright.journal.clock import now
from runwright.journal.services import (
    Edit,
    Subject,
    entry_record,
    fields_set,
    request_accept,
)
from runwright.kernel.errors import Invalid
from runwright.kernel.quantity import plain
from runwright.kernel.rounding import round_half_up
from runwright.partners.models import Customer
from runwright.partners.services import partner_in_use
from runwright.people.actor import Actor
from runwright.sales.errors import (
    LessThanDelivered,
    NotOpen,
    NotSold,
    OnlyAnEstimate,
    ReferenceNeeded,
    SalesLineNotFound,
    SalesOrderNotFound,
)
from runwright.sales.models import OWN_CHANNEL, SalesLine, SalesOrder
from runwright.sales.services.following import order_follows
from runwright.sales.states import ORDER_LIFE
from runwright.stock.errors import WarehouseNotFound
from runwright.stock.models import Need, Warehouse
from runwright.stock.services import demand_group_create, items_lock, need_change
from runwright.units.selectors import unit_get

MILLIONTH = Decimal("0.000001")
OPEN = ("estimate", "confirmed")
EDITABLE = frozenset({"promised_on", "priority", "note"})


@dataclass(frozen=True)
class SalesLineDraft:
    """An item to be sold: a quantity in a unit (its own unless given) at a price per unit (the
    item's sales price unless given)."""

    item_id: int
    quantity: Decimal
    unit_id: int | None = None
    price: Decimal | None = None


@dataclass(frozen=True)
class SalesOrderDraft:
    """A sales order to be written; from another channel with its reference there."""

    customer_id: int
    lines: Sequence[SalesLineDraft] = ()
    promised_on: date | None = None
    priority: int = 50
    warehouse_id: int | None = None
    channel: str = OWN_CHANNEL
    external_reference: str = ""
    note: str = ""


@transaction.atomic
def sales_order_create(*, draft: SalesOrderDraft, actor: Actor) -> SalesOrder:
    """Write a sales order as an estimate.

    An order of another channel is made once: the same one again is answered with the order made
    the first time, another one of its reference is refused (``IdAlreadyUsed``). Raises
    ``ReferenceNeeded``, ``PartnerArchived``, ``NotSold``, ``UnitDoesNotFit``.
    """
    actor.require("sales.order_manage")
    number = document_number(kind="sales_order")
    made = _known(draft, number)
    if made:
        return made
    order = SalesOrder.objects.create(
        number=number,
        customer=partner_in_use(Customer, draft.customer_id),
        warehouse=_warehouse(draft.warehouse_id),
        group=demand_group_create(label=number),
        channel=draft.channel,
        external_reference=draft.external_reference,
        promised_on=draft.promised_on,
        priority=draft.priority,
        note=draft.note,
        created_at=now(),
        state_since=now(),
    )
    lines = [_line(order, 10 * n, one, actor) for n, one in enumerate(draft.lines, start=1)]
    SalesLine.objects.bulk_create(lines)
    entry_record(actor=actor, verb="sales_order.create", subject=order_subject(order))
    return order


def _known(draft: SalesOrderDraft, number: str) -> SalesOrder | None:
    """The order that was made of the same order of another channel, if there is one."""
    if draft.channel == OWN_CHANNEL and not draft.external_reference:
        return None
    if not draft.external_reference:
        raise ReferenceNeeded(channel=draft.channel)
    key = uuid5(NAMESPACE_URL, f"sales:{draft.channel}:{draft.external_reference}")
    known = request_accept(id=key, verb="sales_order.create", body=asdict(draft), record_id=number)
    return SalesOrder.objects.get(number=known) if known else None


def _warehouse(warehouse_id: int | None) -> Warehouse:
    wanted = {"id": warehouse_id} if warehouse_id else {"is_goods_default": True}
    warehouse = Warehouse.objects.filter(**wanted, archived_at=None).first()
    if warehouse is None:
        raise WarehouseNotFound(key=warehouse_id or "")
    return warehouse


def _line(order: SalesOrder, position: int, draft: SalesLineDraft, actor: Actor) -> SalesLine:
    item = item_get(item_id=draft.item_id, actor=actor)
    if item.archived_at:
        raise NotSold(item=item.code)
    unit = unit_get(unit_id=draft.unit_id or item.unit_id, actor=actor)
    factor = unit_factor(item=item, unit=unit)
    usual = None if item.sales_price is None else _per_unit(item.sales_price, factor)
    line = SalesLine(
        order=order,
        position=position,
        item=item,
        unit=unit,
        unit_quantity=draft.quantity,
        quantity=quantity_in_base(item=item, unit=unit, quantity=draft.quantity),
        price=usual if draft.price is None else _not_below_zero(draft.price),
    )
    _worth_check(line)
    return line


def _worth_check(line: SalesLine) -> None:
    """Refuse a line that is worth more than can be kept. Raises ``AmountTooLarge``."""
    one, price = Decimal(1), line.price or Decimal()
    part_value(price=price, unit_quantity=line.unit_quantity, part=one, whole=one)


def _per_unit(price: Decimal, factor: Fraction) -> Decimal:
    return round_half_up(Fraction(price) * factor, MILLIONTH)


def _not_below_zero(price: Decimal) -> Decimal:
    if price < 0:
        raise Invalid(field="price", problem="not below zero")
    return price


@transaction.atomic
def sales_order_edit(
    *, order_id: int, actor: Actor, reason: str = "", **fields: object
) -> SalesOrder:
    """Change the promised day, the priority or the note of an open order; what its lines need
    follows, what is made for it stays as planned."""
    actor.require("sales.order_manage")
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not a field of a sales order: {sorted(unknown)}")
    order = _open(order_id)
    edits = fields_set(record=order, fields=fields)
    if {"promised_on", "priority"} & {edit.field for edit in edits}:
        needs = Need.objects.filter(id__in=order.lines.values("need"))
        needs.update(priority=order.priority, needed_by=needed_by(order))
    _record(order, "edit", edits, reason, actor)
    return order


@transaction.atomic
def sales_line_add(*, order_id: int, draft: SalesLineDraft, actor: Actor) -> SalesLine:
    """Put one more line on an estimate. Raises ``OnlyAnEstimate``."""
    actor.require("sales.order_manage")
    order = _estimate(order_id)
    last = order.lines.aggregate(last=Max("position"))["last"] or 0
    line = _line(order, last + 10, draft, actor)
    line.save(force_insert=True)
    _record(order, "add_line", [Edit("line", "", _told(line))], "", actor)
    return line


@transaction.atomic
def sales_line_remove(*, line_id: int, actor: Actor) -> SalesOrder:
    """Take a line off an estimate. Raises ``OnlyAnEstimate``, ``SalesLineNotFound``."""
    actor.require("sales.order_manage")
    order = _estimate(_line_found(line_id).order_id)
    line = _line_found(line_id)  # another may have taken it off meanwhile
    _record(order, "remove_line", [Edit("line", _told(line), "")], "", actor)
    line.delete()
    return order


@transaction.atomic
def sales_line_change(
    *,
    line_id: int,
    actor: Actor,
    quantity: Decimal | None = None,
    price: Decimal | None = None,
    reason: str = "",
) -> SalesLine:
    """Another quantity (in the line's unit) or price on an open order; its need follows, and so
    does the order when nothing is outstanding any more.

    Raises ``NotOpen``, ``LessThanDelivered``.
    """
    actor.require("sales.order_manage")
    order = _open(_line_found(line_id).order_id)
    items_lock(item_ids=order.lines.values_list("item_id", flat=True))
    line = _line_found(line_id)
    before = _told(line)
    if price is not None:
        line.price = _not_below_zero(price)
    if quantity is not None:
        _resize(line, quantity)
    _worth_check(line)
    line.save(update_fields=["price", "unit_quantity", "quantity", "given_up"])
    edits = [Edit("line", before, _told(line))]
    _record(order, "change_line", edits, reason, actor)
    order_follows(order=order, actor=actor)
    return line


def _resize(line: SalesLine, quantity: Decimal) -> None:
    """Of what is ordered no longer, what was given up goes first."""
    before = line.quantity
    line.quantity = quantity_in_base(item=line.item, unit=line.unit, quantity=quantity)
    line.given_up = max(line.given_up - max(before - line.quantity, Decimal()), Decimal())
    line.unit_quantity = quantity
    if line.quantity < line.delivered:
        raise LessThanDelivered(delivered=plain(line.delivered), item=line.item.code)
    if line.need:
        need_change(need=line.need, quantity=line.quantity - line.given_up)


def needed_by(order: SalesOrder) -> datetime | None:
    """The last second of the promised day in the plant."""
    if order.promised_on is None:
        return None
    return datetime.combine(order.promised_on, time(23, 59, 59), plant_zone())


def sales_order_locked(order_id: int) -> SalesOrder:
    """The order, locked until the transaction ends. Raises ``SalesOrderNotFound``."""
    order = (
        SalesOrder.objects.select_for_update(of=("self",))
        .select_related("group", "customer")
        .filter(id=order_id)
        .first()
    )
    if order is None:
        raise SalesOrderNotFound(key=order_id)
    return order


def _open(order_id: int) -> SalesOrder:
    order = sales_order_locked(order_id)
    if order.state not in OPEN:
        raise NotOpen(record=order.number, state=order.state)
    return order


def _estimate(order_id: int) -> SalesOrder:
    order = sales_order_locked(order_id)
    if order.state != "estimate":
        raise OnlyAnEstimate(record=order.number, state=order.state)
    return order


def _line_found(line_id: int) -> SalesLine:
    found = SalesLine.objects.select_related("item__unit", "unit", "need__group")
    line = found.filter(id=line_id).first()
    if line is None:
        raise SalesLineNotFound(key=line_id)
    return line


def _told(line: SalesLine) -> str:
    price = "–" if line.price is None else plain(line.price)
    return f"{line.item.code}: {plain(line.unit_quantity)} {line.unit.symbol} × {price}"


def _record(order: SalesOrder, verb: str, edits: Sequence[Edit], reason: str, actor: Actor) -> None:
    entry_record(
        actor=actor,
        verb=f"sales_order.{verb}",
        subject=order_subject(order),
        edits=edits,
        reason=reason,
    )


def order_subject(order: SalesOrder) -> Subject:
    """How the journal names a sales order."""
    return Subject(ORDER_LIFE.name, str(order.id), order.number)
