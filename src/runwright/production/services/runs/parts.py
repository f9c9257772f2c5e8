"""A move across items: received parts, under their labels, become a batch of what is made of them.

Any number of labels, of batches or of stock lots, per part. What is left of a source stays in stock
under its label.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from runwright.catalog.rules import quantity_check
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyWorked,
    GainUnconfirmed,
    LotClaimed,
    MoreThanRemains,
    NotEnoughParts,
    PartsMissing,
)
from runwright.production.models import Batch, MaterialLine, Order, Run, Scan, WorkOrder
from runwright.production.selectors.situations import floor_facts
from runwright.production.services.gains import gain_check
from runwright.production.services.orders import order_locked
from runwright.production.services.runs.endings import tail_finish
from runwright.production.services.runs.posting import Posting, Taking, scan_of
from runwright.production.services.runs.releases import RunDraft, run_open
from runwright.production.services.runs.scenes import ScanDraft, Target, target_in
from runwright.production.services.runs.sources import (
    Parts,
    Source,
    orders_wanting,
    part_refuse,
    sources_of,
)
from runwright.production.services.runs.yields import Yield, told
from runwright.resources.models import Station
from runwright.stock.models import Balance, Claim, Lot
from runwright.stock.services import items_lock
from runwright.stock.services.withdrawals import claims_first_come, claims_give_way


def parts_move(station: Station, draft: ScanDraft, actor: Actor, id: UUID) -> Scan:
    """Consume what was scanned, and make a batch of the order that wants it.

    Raises ``NobodyWaits``, ``PartsMissing``, ``NotEnoughParts``, ``LotClaimed``,
    ``MoreThanRemains`` and what refuses a batch or the operation.
    """
    sources = sources_of(draft.labels)
    order_id = orders_wanting(station_id=station.id, sources=sources, chosen=draft.order_id)[0]
    owners = {source.batch.order_id for source in sources if source.batch}
    locked = {key: order_locked(key) for key in sorted({order_id, *owners})}
    for source in sources:
        _stock(source, locked, actor)
    order = locked[order_id]
    if order.batched is None and floor_facts(order_id=order.id):
        raise AlreadyWorked(record=order.number)
    scan = scan_of("move", order, id=id, station_id=station.id, machine_id=draft.machine_id,
                   operator_id=draft.operator_id or actor.operator_id)  # fmt: skip
    posting = Posting(order=order, scan=scan, actor=actor)
    target = target_in(posting, frozenset(), station, draft, label=sources[0].label)
    return _Assembly(posting, target, sources, draft).post(actor)


def _stock(source: Source, orders: dict[int, Order], actor: Actor) -> None:
    """A part that awaits only operations without a station passes them now, and is in stock."""
    batch = source.batch
    if batch is None:
        return
    batch.refresh_from_db()
    batch.order = orders[batch.order_id]
    part_refuse(batch)
    if batch.state == "scanned":
        tail_finish(batch, actor)
    source.lot = batch.lot


class _Assembly(Parts):
    """The parts of one batch, and what is taken of which label."""

    def __init__(
        self, posting: Posting, target: Target, sources: Sequence[Source], draft: ScanDraft
    ) -> None:
        self.posting, self.target, self.draft = posting, target, draft
        works = [posting.rows[n].work for n in (*target.along, target.sequence)]
        items_lock(item_ids={posting.order.item_id, *_items_of(works)})
        super().__init__(posting.order, posting.steps, works, sources)
        self.quantity = self._asked()

    def _asked(self) -> Decimal:
        """What was asked for; else as many as the scarcest part makes, and no more than ordered."""
        if self.draft.quantity is None:
            return self.proposed()
        quantity_check(item=self.order.item, quantity=self.draft.quantity)
        return self.draft.quantity

    def post(self, actor: Actor) -> Scan:
        """Take the parts, make the batch, and write it all."""
        if not self.quantity:
            raise NotEnoughParts(**self._short_of(self.wanted(1)))
        self._refuse_too_many()
        wanted = self.wanted(self.quantity)
        self._refuse_missing()
        for line, need in wanted:
            if self.is_scanned(line):
                self.posting.takings += self._take(line, need)
        return self._make(actor)

    def _make(self, actor: Actor) -> Scan:
        posting, target = self.posting, self.target
        made = Yield(self.quantity)
        self.order.batched = (self.order.batched or Decimal()) + self.quantity
        passed = (*target.along, target.sequence)
        result = posting.born(like=Batch(run_id=_run_of(self.order, actor).id), firsts=made.firsts,
                              seconds=made.seconds, passed=passed)  # fmt: skip
        posting.confirm(result, made, sequence=target.sequence, along=target.along)
        for taking in posting.takings:
            if taking.batch:
                posting.lead(taking.batch, result, "firsts", taking.quantity)
        return posting.post(result, edits=told(made))

    def _refuse_too_many(self) -> None:
        excess = self.quantity - self.left()
        if excess <= 0:
            return
        said: dict[str, Any] = {
            "quantity": plain(self.quantity),
            "label": self.order.number,
            "remaining": plain(self.left()),
        }
        gain_check(
            self.posting.steps[0].work, excess, is_confirmed=self.draft.accept_gain,
            refusal=MoreThanRemains(**said),
            question=GainUnconfirmed(excess=plain(excess), **said),
        )  # fmt: skip

    def _refuse_missing(self) -> None:
        """Parts that are kept under labels must be scanned, so that one knows which were used."""
        missing = [line.item.code for line, _need in self.missing(self.quantity)]
        if missing:
            raise PartsMissing(parts=missing)

    def _take(self, line: MaterialLine, need: Decimal) -> Iterator[Taking]:
        """From the labels in the order scanned; what they lack from what the order has claimed."""
        left = need
        for source, balances in self.sources:
            if source.item_id != line.item_id or left <= 0:
                continue
            taken = min(left, sum((b.quantity for b in balances), Decimal()))
            if taken > 0:
                self._let_go(line, source, balances, taken)
                yield Taking(line, taken, _lots_of(balances), source.batch)
                left -= taken
        if left > 0:
            if left > self._claimed_elsewhere(line):
                raise NotEnoughParts(**self._short_of([(line, need)]))
            yield Taking(line, left)

    def _claimed_elsewhere(self, line: MaterialLine) -> Decimal:
        """What the order holds of the item under no label that was scanned."""
        lots = [lot.id for source, _ in self.sources for lot in source.lots()]
        held = Claim.objects.filter(need=line.need_id, balance__isnull=False)
        held = held.exclude(balance__lot__in=lots)
        return sum(held.values_list("quantity", flat=True), Decimal())

    def _let_go(
        self, line: MaterialLine, source: Source, balances: Sequence[Balance], taken: Decimal
    ) -> None:
        """Goods that are kept for others are taken only when that was confirmed."""
        left = taken
        kept = {balance.id: self._kept(line, balance) for balance in balances}
        for balance in sorted(balances, key=lambda b: _all(kept[b.id])):
            part, others = min(left, balance.quantity), kept[balance.id]
            if _all(others) > balance.quantity - part:
                if not self.draft.take_claimed:
                    causes = sorted({claim.need.cause for claim in others})
                    raise LotClaimed(label=source.label, causes=causes)
                claims_give_way(balance=balance, need=line.need, quantity=part)
            left -= part

    def _kept(self, line: MaterialLine, balance: Balance) -> list[Claim]:
        """What others hold of goods."""
        return [c for c in claims_first_come(balance) if c.need_id != line.need_id]

    def _short_of(self, wanted: Sequence[tuple[MaterialLine, Decimal]]) -> dict[str, Any]:
        line, need = next((one for one in wanted if self.is_scanned(one[0])), wanted[0])
        return {
            "quantity": plain(self.quantity or Decimal(1)),
            "need": plain(need),
            "item": line.item.code,
            "there": plain(self.there(line)),
        }


def _lots_of(balances: Sequence[Balance]) -> list[Lot]:
    return [*dict.fromkeys(balance.lot for balance in balances if balance.lot)]


def _all(claims: Sequence[Claim]) -> Decimal:
    return sum((claim.quantity for claim in claims), Decimal())


def _items_of(works: Sequence[WorkOrder]) -> list[int]:
    """The items that operations of an order take; to be locked before any goods are looked at."""
    operations = [work.operation_id for work in works]
    lines = MaterialLine.objects.filter(order=works[0].order_id, operation__in=operations)
    return list(lines.values_list("item_id", flat=True))


def _run_of(order: Order, actor: Actor) -> Run:
    """The run of the order's batches, opened by the first of them."""
    batches = order.batches.exclude(state="void").order_by("id").select_related("run")
    first = batches.first()
    return first.run if first else run_open(RunDraft(), actor, makes_orders=False)
