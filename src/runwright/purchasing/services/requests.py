"""Purchase requests: written, changed as a draft, approved, rejected, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from runwright.catalog.models import Item, Supply
from runwright.catalog.selectors import item_get
from runwright.company.services import document_number
from runwright.engineering.rules import quantity_in_base
from runwright.journal.clock import now
from runwright.journal.lives import life_step
from runwright.journal.services import Edit, Subject, entry_record
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.errors import OutOfReach
from runwright.people.reach import having, require_warehouse
from runwright.purchasing.errors import (
    ItemArchived,
    NotADraft,
    NotBought,
    RequestLineNotFound,
    RequestNotFound,
)
from runwright.purchasing.models import PurchaseRequest, RequestLine
from runwright.purchasing.selectors.situations import request_situation
from runwright.purchasing.states import REQUEST_LIFE
from runwright.stock.errors import WarehouseNotFound
from runwright.stock.models import Warehouse
from runwright.units.selectors import unit_get


@dataclass(frozen=True)
class RequestLineDraft:
    """An item to be requested: a quantity in a unit (the item's own unless given), for a
    warehouse (the default one for components unless given)."""

    item_id: int
    quantity: Decimal
    unit_id: int | None = None
    warehouse_id: int | None = None
    required_by: date | None = None


@transaction.atomic
def request_create(
    *, lines: Sequence[RequestLineDraft], actor: Actor, note: str = ""
) -> PurchaseRequest:
    """Write a request for bought items by hand, as a draft.

    Raises ``NotBought``, ``ItemArchived``, ``UnitDoesNotFit``, ``QuantityNotPositive``.
    """
    actor.require("purchasing.request_create")
    rows = [_line(draft, actor) for draft in lines]
    for row in rows:
        require_warehouse(actor, row.warehouse_id)
    return request_write(rows=rows, actor=actor, note=note)


def request_write(*, rows: Sequence[RequestLine], actor: Actor, note: str = "") -> PurchaseRequest:
    """Number, save and record a request with lines that are checked already."""
    request = PurchaseRequest.objects.create(
        number=document_number(kind="purchase_request"),
        asked_by=actor.label,
        note=note,
        created_at=now(),
        state_since=now(),
    )
    for position, row in enumerate(rows, start=1):
        row.request, row.position = request, 10 * position
    RequestLine.objects.bulk_create(rows)
    entry_record(actor=actor, verb="purchase_request.create", subject=request_subject(request))
    return request


def _line(draft: RequestLineDraft, actor: Actor) -> RequestLine:
    item = bought_item(draft.item_id, actor)
    unit = unit_get(unit_id=draft.unit_id or item.unit_id, actor=actor)
    return RequestLine(
        item=item,
        warehouse=warehouse_for(draft.warehouse_id),
        unit=unit,
        unit_quantity=draft.quantity,
        quantity=quantity_in_base(item=item, unit=unit, quantity=draft.quantity),
        required_by=draft.required_by,
    )


def bought_item(item_id: int, actor: Actor) -> Item:
    """The item, if it may be bought. Raises ``NotBought``, ``ItemArchived``."""
    item = item_get(item_id=item_id, actor=actor)
    if item.supply != Supply.BUY:
        raise NotBought(item=item.code)
    if item.archived_at:
        raise ItemArchived(item=item.code)
    return item


def warehouse_for(warehouse_id: int | None) -> Warehouse:
    """The warehouse in use of this id, or the one where components belong."""
    wanted = {"id": warehouse_id} if warehouse_id else {"is_components_default": True}
    warehouse = Warehouse.objects.filter(**wanted, archived_at=None).first()
    if warehouse is None:
        raise WarehouseNotFound(key=warehouse_id or "")
    return warehouse


@transaction.atomic
def request_line_change(
    *,
    line_id: int,
    actor: Actor,
    quantity: Decimal | None = None,
    required_by: date | None = None,
    reason: str = "",
) -> PurchaseRequest:
    """Ask for more, less, or another day while the request is a draft; the quantity in the unit
    of the line. What is less than its needs leaves the least urgent of them. Raises ``NotADraft``.
    """
    actor.require("purchasing.request_create")
    line = _draft_line(line_id, actor)
    edits = []
    if quantity is not None and quantity != line.unit_quantity:
        edits.append(Edit("quantity", plain(line.unit_quantity), plain(quantity)))
        line.quantity = quantity_in_base(item=line.item, unit=line.unit, quantity=quantity)
        line.unit_quantity = quantity
        _links_fit(line)
    if required_by and required_by != line.required_by:
        edits.append(Edit("required_by", line.required_by, required_by))
        line.required_by = required_by
    line.save()
    _record(line, "change_line", edits, reason, actor)
    return line.request


@transaction.atomic
def request_line_remove(*, line_id: int, actor: Actor, reason: str = "") -> PurchaseRequest:
    """Take a line off a draft; its needs are short again. Raises ``NotADraft``."""
    actor.require("purchasing.request_create")
    line = _draft_line(line_id, actor)
    edits = [Edit("line", f"{line.item.code} {plain(line.quantity)}", "")]
    _record(line, "remove_line", edits, reason, actor)
    line.delete()
    return line.request


def _draft_line(line_id: int, actor: Actor) -> RequestLine:
    request = request_locked(_line_found(line_id).request_id)
    line = _line_found(line_id)  # it may have been changed or removed while we waited
    line.request = request
    require_warehouse(actor, line.warehouse_id)
    if request.state != "draft":
        raise NotADraft(record=request.number, state=request.state)
    return line


def _line_found(line_id: int) -> RequestLine:
    line = RequestLine.objects.select_related("item__unit", "unit").filter(id=line_id).first()
    if line is None:
        raise RequestLineNotFound(key=line_id)
    return line


def _links_fit(line: RequestLine) -> None:
    """Links to needs are never more than the line; the youngest give way."""
    left = line.quantity
    for link in line.needs.order_by("id"):
        kept = min(link.quantity, left)
        left -= kept
        if not kept:
            link.delete()
        elif kept != link.quantity:
            link.quantity = kept
            link.save(update_fields=["quantity"])
    line.for_needs = line.quantity - left


def _record(line: RequestLine, verb: str, edits: Sequence[Edit], reason: str, actor: Actor) -> None:
    entry_record(
        actor=actor,
        verb=f"purchase_request.{verb}",
        subject=request_subject(line.request),
        edits=edits,
        reason=reason,
    )


@transaction.atomic
def request_approve(*, request_id: int, actor: Actor) -> PurchaseRequest:
    """Let it be bought. Raises ``WrongState``, ``GuardFailed``."""
    request = _step(request_id, "approve", actor)
    request.approved_by = actor.label
    request.save(update_fields=["approved_by"])
    return request


@transaction.atomic
def request_reject(*, request_id: int, reason: str, actor: Actor) -> PurchaseRequest:
    """Refuse to buy it, with a reason; its needs are short again."""
    return _step(request_id, "reject", actor, reason)


@transaction.atomic
def request_withdraw(*, request_id: int, actor: Actor, reason: str = "") -> PurchaseRequest:
    """Take the approval back, as long as nothing was asked or ordered on it."""
    return _step(request_id, "withdraw", actor, reason)


@transaction.atomic
def request_cancel(*, request_id: int, actor: Actor, reason: str = "") -> PurchaseRequest:
    """Give it up: it is not wanted any longer."""
    return _step(request_id, "cancel", actor, reason)


def _step(request_id: int, verb: str, actor: Actor, reason: str = "") -> PurchaseRequest:
    request = request_locked(request_id)
    _require_own(request, actor)
    life_step(
        life=REQUEST_LIFE,
        record=request,
        situation=request_situation(request=request, reason=reason),
        verb=verb,
        actor=actor,
        reason=reason,
    )
    return request


def _require_own(request: PurchaseRequest, actor: Actor) -> None:
    """Raise ``OutOfReach`` unless something of it is for the actor's warehouses."""
    mine, lines = PurchaseRequest.objects.filter(id=request.id), RequestLine.objects.all()
    if not having(mine, actor.warehouses, lines, "warehouse", "request").exists():
        raise OutOfReach(actor=actor.label)


def request_locked(request_id: int) -> PurchaseRequest:
    """The request, locked until the transaction ends. Raises ``RequestNotFound``."""
    request = PurchaseRequest.objects.select_for_update().filter(id=request_id).first()
    if request is None:
        raise RequestNotFound(key=request_id)
    return request


def request_subject(request: PurchaseRequest) -> Subject:
    """How the journal names a request."""
    return Subject(REQUEST_LIFE.name, str(request.id), request.number)
