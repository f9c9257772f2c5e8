"""What is under the labels that become a batch of something else, and how much it makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from runwright.catalog.models import Item
from runwright.journal.rows import answer
from runwright.kernel.rounding import round_down
from runwright.production.errors import NobodyWaits, NotYetScanned, UnknownLabel
from runwright.production.models import Batch, BatchEnding, MaterialLine, Order, WorkOrder
from runwright.production.selectors.labels import batches_at_hand
from runwright.production.services.draws import materials_taken
from runwright.production.services.runs.scenes import all_of, closed, held_refuse
from runwright.production.services.work import StepRow
from runwright.stock.models import Balance, Lot
from runwright.stock.selectors.goods import of_a_blocked_lot


@dataclass
class Source:
    """Goods under a label: of a batch, or a lot that came from elsewhere."""

    label: str
    item: Item
    batch: Batch | None = None
    lot: Lot | None = None

    @property
    def item_id(self) -> int:
        """Which item it is."""
        return int(self.item.pk)

    def lots(self) -> list[Lot]:
        """The lots under the label: that of the batch, or one of each piece with a serial number;
        none before it is received."""
        if self.lot or self.batch is None:
            return [self.lot] if self.lot else []
        pieces = Lot.objects.filter(item=self.item_id, number__startswith=f"{self.batch.code}-")
        return list(pieces.order_by("id"))

    def balances(self, warehouse_id: int | None) -> list[Balance]:
        """Where its good pieces lie in a warehouse; of several lots those that may be used."""
        stored = Balance.objects.filter(is_storage=True, grade="firsts", quantity__gt=0)
        stored = stored.filter(lot__in=self.lots(), place__warehouse=warehouse_id)
        if self.lot is None:
            stored = stored.exclude(of_a_blocked_lot())
        return list(stored.select_related("place", "lot").order_by("id"))

    def holds(self, balances: Sequence[Balance]) -> Decimal:
        """What is under the label: what lies there, or a batch that is still to be received."""
        if self.batch and self.batch.state == "scanned":
            return Decimal(all_of(self.batch).firsts)
        return sum((balance.quantity for balance in balances), Decimal())


def sources_of(labels: Sequence[str]) -> list[Source]:
    """What labels stand for as parts, each once however it is written. Raises ``UnknownLabel``."""
    once: dict[tuple[Batch | None, Lot | None], Source] = {}
    for label in labels:
        source = _source(label)
        once.setdefault((source.batch, source.lot), source)
    return [*once.values()]


def _source(label: str) -> Source:
    try:
        (found,) = batches_at_hand(labels=[label])
    except UnknownLabel:
        lots = Lot.objects.select_related("item__unit").filter(number=label.strip())
        lot = lots.order_by("-id").first()
        if lot is None:
            raise
        return Source(lot.number, lot.item, lot=lot)
    batch = Batch.objects.select_related("order__item__unit", "lot", "stands_at").get(id=found.id)
    return Source(batch.code, batch.order.item, batch=batch, lot=batch.lot)


def part_refuse(batch: Batch) -> None:
    """Refuse a batch that is no part now: ``BatchOnHold``, ``NotYetScanned``, and ``BatchClosed``
    where it ended without coming into stock."""
    held_refuse(batch, batch.hold)
    if batch.state == "created":
        raise NotYetScanned(label=batch.code)
    if batch.state == "closed" and batch.ending != BatchEnding.FINISHED:
        raise closed(batch)


def orders_wanting(
    *, station_id: int, sources: Sequence[Source], chosen: int | None = None
) -> list[int]:
    """The orders that take parts at a station, those that claim them first, then the most urgent;
    of these the ``chosen`` one only. Raises ``NobodyWaits``."""
    values = {
        "station": station_id,
        "items": [*{source.item_id for source in sources}],
        "lots": [lot.id for source in sources for lot in source.lots()],
        "owners": [source.batch.order_id for source in sources if source.batch],
    }
    wanting = [int(order_id) for order_id, _ in answer(WANTING, values)]
    if chosen:
        wanting = [key for key in wanting if key == chosen]
    if not wanting:
        raise NobodyWaits(label=", ".join(source.label for source in sources))
    return wanting


WANTING = """
SELECT o.id, bool_or(EXISTS (
           SELECT FROM stock_claim c LEFT JOIN stock_balance b ON b.id = c.balance_id
           LEFT JOIN production_order s ON s.supply_id = c.supply_id
           WHERE c.need_id = n.id AND (b.lot_id = ANY(%(lots)s) OR s.id = ANY(%(owners)s)))) AS mine
FROM production_order o
JOIN production_materialline m ON m.order_id = o.id AND m.item_id = ANY(%(items)s)
JOIN stock_need n ON n.id = m.need_id
JOIN engineering_operation_stations e
     ON e.operation_id = m.operation_id AND e.station_id = %(station)s
WHERE o.state IN ('planned', 'in_progress') AND n.quantity > n.served
GROUP BY o.id HAVING count(DISTINCT m.item_id) = cardinality(%(items)s)
ORDER BY mine DESC, o.priority, min(n.needed_by), o.number
"""


class Parts:
    """What labels hold of what operations of an order take; nothing is changed."""

    def __init__(
        self,
        order: Order,
        steps: Sequence[StepRow],
        works: Sequence[WorkOrder],
        sources: Sequence[Source],
    ) -> None:
        self.order, self.steps = order, steps
        self.taken = [one for work in works for one in materials_taken(work)]
        warehouse_id = order.components_warehouse_id
        self.sources: list[tuple[Source, list[Balance]]] = []
        counted: set[int] = set()  # a piece may be scanned beside the batch it is of
        for source in sources:
            found = [b for b in source.balances(warehouse_id) if b.id not in counted]
            counted |= {balance.id for balance in found}
            self.sources.append((source, found))

    def wanted(self, quantity: Decimal | int) -> list[tuple[MaterialLine, Decimal]]:
        """What ``quantity`` more pieces take of each line of these operations."""
        return [(one.line, one.more_for(quantity)) for one in self.taken]

    def there(self, line: MaterialLine) -> Decimal:
        """What the labels hold of a line's item."""
        own = (one for one in self.sources if one[0].item_id == line.item_id)
        return sum((source.holds(found) for source, found in own), Decimal())

    def is_scanned(self, line: MaterialLine) -> bool:
        """Whether a label of the line's item was scanned."""
        return any(source.item_id == line.item_id for source, _ in self.sources)

    def left(self) -> Decimal:
        """What of the order's quantity is still to come to its first operation."""
        return Decimal(self.steps[0].work.start_quantity - (self.order.batched or 0))

    def proposed(self) -> Decimal:
        """As many as the scarcest part makes, and no more than ordered."""
        makes = [
            Fraction(self.there(line) * line.per_unit_denominator)
            / Fraction(line.per_unit_numerator)
            for line in (one.line for one in self.taken)
            if self.is_scanned(line) and line.per_unit_numerator
        ]
        most = min([Fraction(self.left()), *makes])
        return round_down(max(most, Fraction()), self.order.item.resolution)

    def missing(self, quantity: Decimal | int) -> list[tuple[MaterialLine, Decimal]]:
        """Lines of parts that are kept under labels, none of which was scanned."""
        return [
            (line, need)
            for line, need in self.wanted(quantity)
            if not self.is_scanned(line) and line.item.supply == "make"
            and need > _unlabelled(line)
        ]  # fmt: skip


def _unlabelled(line: MaterialLine) -> Decimal:
    stored = Balance.objects.filter(item=line.item_id, is_storage=True, lot=None,
                                    place__warehouse=line.need.warehouse_id)  # fmt: skip
    return sum(stored.values_list("quantity", flat=True), Decimal())
