"""From a shortage to a request: exactly what nothing covers yet, and never twice."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from runwright.catalog.models import Supply
from runwright.company.selectors import plant_zone
from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.reach import require_warehouse
from runwright.purchasing.errors import NothingToRequest
from runwright.purchasing.models import PurchaseRequest, RequestLine, RequestNeed
from runwright.purchasing.selectors.shortages import requested_for, spare_lines
from runwright.purchasing.services.requests import request_write
from runwright.stock.models import Need
from runwright.stock.selectors import NeedCover, needs_cover
from runwright.stock.services import items_lock

Shelf = tuple[int, int]


@transaction.atomic
def request_for_shortage(
    *, need_ids: Collection[int], actor: Actor, note: str = ""
) -> PurchaseRequest:
    """Request what the needs of bought items lack, net of what is requested or expected already.

    What open requests ask for beyond their needs is taken first. Returns the new request, or the
    one whose rest was enough. Raises ``NothingToRequest`` with a reason for each need.
    """
    actor.require("purchasing.request_create")
    needs = _locked(need_ids)
    for need in needs:
        require_warehouse(actor, need.warehouse_id)
    covers = needs_cover(needs=needs)
    requested = requested_for(need_ids=[need.id for need in needs])
    short = {n: covers[n.id].short - requested.get(n.id, Decimal()) for n in needs}
    wanted = {n: gap for n, gap in short.items() if gap > 0 and n.item.supply == Supply.BUY}
    if not wanted:
        raise NothingToRequest(reasons=tuple(_why(n, covers[n.id], requested) for n in needs))
    linked = _take_spare(wanted)
    rows = _rows(wanted)
    if not rows and linked:
        return linked
    request = request_write(rows=[row for row, _ in rows], actor=actor, note=note)
    RequestNeed.objects.bulk_create([link for _, links in rows for link in links])
    return request


def _locked(need_ids: Collection[int]) -> list[Need]:
    """The open needs, the most urgent first; two who press at once stand in line."""
    open_needs = Need.objects.filter(id__in=need_ids, closed_at=None)
    items_lock(item_ids=open_needs.values_list("item_id", flat=True))
    return list(
        open_needs.select_related("item__unit", "group", "warehouse").order_by(
            "priority", "needed_by", "id"
        )
    )


def _take_spare(wanted: dict[Need, Decimal]) -> PurchaseRequest | None:
    """Let needs have what open requests ask for beyond their own; lowers ``wanted``."""
    last = None
    spare = spare_lines(item_ids={need.item_id for need in wanted})
    for line in spare:
        for need, gap in wanted.items():
            taken = min(spare[line], gap) if _fits(line, need) else Decimal()
            if taken > 0:
                _link(line, need, taken)
                spare[line] -= taken
                wanted[need] = gap - taken
                last = line.request
    return last


def _fits(line: RequestLine, need: Need) -> bool:
    return (line.item_id, line.warehouse_id) == (need.item_id, need.warehouse_id)


def _link(line: RequestLine, need: Need, quantity: Decimal) -> None:
    link, fresh = RequestNeed.objects.get_or_create(
        line=line, need=need, defaults={"quantity": quantity}
    )
    if not fresh:
        link.quantity += quantity
        link.save(update_fields=["quantity"])
    line.for_needs = max(line.for_needs, sum((n.quantity for n in line.needs.all()), Decimal()))
    line.save(update_fields=["for_needs"])


def _rows(wanted: dict[Need, Decimal]) -> list[tuple[RequestLine, list[RequestNeed]]]:
    """A line for each item and warehouse, with the links to its needs."""
    shelves: defaultdict[Shelf, list[Need]] = defaultdict(list)
    for need, gap in wanted.items():
        if gap > 0:
            shelves[need.item_id, need.warehouse_id].append(need)
    rows = []
    for needs in shelves.values():
        line = _row(needs, sum((wanted[need] for need in needs), Decimal()))
        links = [RequestNeed(line=line, need=need, quantity=wanted[need]) for need in needs]
        rows.append((line, links))
    return rows


def _row(needs: Sequence[Need], quantity: Decimal) -> RequestLine:
    item = needs[0].item
    return RequestLine(
        item=item,
        warehouse_id=needs[0].warehouse_id,
        unit=item.unit,
        unit_quantity=quantity,
        quantity=quantity,
        required_by=_first_day(needs),
        for_needs=quantity,
    )


def _first_day(needs: Sequence[Need]) -> date | None:
    """The day of the plant on which the first of them is needed."""
    moments = [need.needed_by for need in needs if need.needed_by]
    return min(moments).astimezone(plant_zone()).date() if moments else None


def _why(need: Need, cover: NeedCover, requested: dict[int, Decimal]) -> Reason:
    """Why nothing is requested for a need."""
    facts: dict[str, object] = {"item": need.item.code, "unit": need.item.unit.symbol}
    if need.item.supply != Supply.BUY:
        return Reason(gettext_noop("{item} is made here: it is not bought."), facts)
    if asked := requested.get(need.id):
        said = gettext_noop("{item}: {quantity} {unit} are requested already.")
        return Reason(said, facts | {"quantity": plain(asked)})
    return Reason(gettext_noop("{item} is covered by stock and by what is expected."), facts)
