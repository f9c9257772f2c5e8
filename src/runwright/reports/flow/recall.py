"""A trace as tables: what it came from, what came of it, who has it."""

from collections.abc import Iterable, Iterator
from itertools import chain
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from runwright.production.selectors.traces import (
    Trace,
    TracedBatch,
    TracedDelivery,
    TracedLot,
    TracedReceipt,
    TracedUse,
)
from runwright.reports.exports.tables import Written
from runwright.reports.flow.book import Sheet, local
from runwright.reports.lists.words import BATCH_STATES

Rows = Iterable[tuple[Written, ...]]


def trace_sheets(trace: Trace, zone: ZoneInfo) -> tuple[Sheet, ...]:
    """One sheet for each sort of record; the first column says in which direction it lies."""
    return (
        _sheet("lots", _("Lots"), zone, _lot_heads(), _both(trace, "lots", _lot)),
        _sheet("batches", _("Batches"), zone, _batch_heads(), _both(trace, "batches", _batch)),
        _sheet("uses", _("Used in"), zone, _use_heads(), _both(trace, "uses", _use)),
        _sheet("receipts", _("Receipts"), zone, _receipt_heads(),
               _both(trace, "receipts", _receipt)),
        _sheet("deliveries", _("Deliveries"), zone, _delivery_heads(),
               _both(trace, "deliveries", _delivery)),
    )  # fmt: skip


def trace_table(trace: Trace, zone: ZoneInfo) -> Sheet:
    """The whole trace as one table, for a file that can hold only one."""
    heads = (_("Direction"), _("Sort"), _("Number"), _("Item"), _("Quantity"), _("Unit"),
             _("Where"), _("For whom or from whom"))  # fmt: skip
    ways = ((_("Back"), trace.back), (_("Ahead"), trace.ahead))
    rows: list[tuple[Written, ...]] = []
    for word, way in ways:
        rows += [
            (word, _("Lot"), x.number, x.item, x.on_hand, x.unit, x.places, x.supplier_lot)
            for x in way.lots
        ]
        rows += [
            (word, _("Batch"), x.code, x.item, x.remains, x.unit, x.station or x.stands_at, x.order)
            for x in way.batches
        ]
        rows += [
            (word, _("Receipt"), x.number, x.item, x.quantity, x.unit, x.lot, x.supplier)
            for x in way.receipts
        ]
        rows += [(word, _("Delivery"), x.number, x.item, x.quantity, x.unit, x.lot, x.customer)
                 for x in way.deliveries]  # fmt: skip
    return Sheet("trace", _("Trace"), zone, heads, tuple(rows))


def _sheet(name: str, title: str, zone: ZoneInfo, heads: list[str], rows: Rows) -> Sheet:
    in_plant = (tuple(_local(value, zone) for value in row) for row in rows)
    return Sheet(name, title, zone, (_("Direction"), *heads), tuple(in_plant))


def _local(value: Written, zone: ZoneInfo) -> Written:
    return local(value, zone) if hasattr(value, "astimezone") else value  # type: ignore[arg-type]


def _both(trace: Trace, name: str, row: object) -> Iterator[tuple[Written, ...]]:
    assert callable(row)
    back = ((_("Back"), *row(one)) for one in getattr(trace.back, name))
    ahead = ((_("Ahead"), *row(one)) for one in getattr(trace.ahead, name))
    return chain(back, ahead)


def _lot_heads() -> list[str]:
    return [_("Lot"), _("Item"), _("Name"), _("On hand"), _("Unit"), _("Places"),
            _("Supplier's lot"), _("On hold")]  # fmt: skip


def _lot(one: TracedLot) -> tuple[Written, ...]:
    return (one.number, one.item, one.name, one.on_hand, one.unit, one.places, one.supplier_lot,
            one.held)  # fmt: skip


def _batch_heads() -> list[str]:
    return [_("Batch"), _("State"), _("On hold"), _("Item"), _("Quantity"), _("Remains"),
            _("Unit"), _("Stands at"), _("Station"), _("Order"), _("Production run"),
            _("Last scan")]  # fmt: skip


def _batch(one: TracedBatch) -> tuple[Written, ...]:
    state = str(BATCH_STATES.get(one.state, one.state))
    return (one.code, state, one.held, one.item, one.quantity, one.remains, one.unit,
            one.stands_at, one.station, one.order, one.run, one.last_scan_at)  # fmt: skip


def _use_heads() -> list[str]:
    return [_("Lot"), _("Item"), _("Quantity"), _("Unit"), _("Order"), _("Batch"), _("When")]


def _use(one: TracedUse) -> tuple[Written, ...]:
    return (one.lot, one.item, one.quantity, one.unit, one.order, one.batch, one.at)


def _receipt_heads() -> list[str]:
    return [_("Receipt"), _("Supplier"), _("Purchase order"), _("Lot"), _("Supplier's lot"),
            _("Item"), _("Quantity"), _("Unit"), _("When")]  # fmt: skip


def _receipt(one: TracedReceipt) -> tuple[Written, ...]:
    return (one.number, one.supplier, one.purchase_order, one.lot, one.supplier_lot, one.item,
            one.quantity, one.unit, one.at)  # fmt: skip


def _delivery_heads() -> list[str]:
    return [_("Delivery"), _("Customer"), _("Sales order"), _("Lot"), _("Item"), _("Quantity"),
            _("Unit"), _("When")]  # fmt: skip


def _delivery(one: TracedDelivery) -> tuple[Written, ...]:
    return (one.number, one.customer, one.sales_order, one.lot, one.item, one.quantity, one.unit,
            one.at)  # fmt: skip
