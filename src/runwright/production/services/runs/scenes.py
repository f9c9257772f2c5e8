"""What a scan finds: the batches at hand, their order locked, and the operation it confirms."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from runwright.catalog.models import Item
from runwright.journal.rows import columns, instances, joined
from runwright.people.actor import Actor
from runwright.production.errors import (
    AlreadyScanned,
    BatchClosed,
    BatchOnHold,
    CheckMaterial,
    ChooseOperation,
    NotReachable,
    NotYetScanned,
    OneLabelOnly,
    OperationClosed,
    OrderNotOpen,
    SeveralNeeded,
    StandsElsewhere,
)
from runwright.production.models import Batch, BatchHold, Order
from runwright.production.reach import reachable
from runwright.production.selectors.labels import (
    AHEAD,
    Reached,
    codes_of,
    reached,
    scanned_last,
)
from runwright.production.services.orders import order_locked
from runwright.production.services.runs.posting import Posting, scan_of
from runwright.production.services.runs.yields import Yield
from runwright.resources.models import Station
from runwright.units.models import Unit


@dataclass(frozen=True)
class ScanDraft:
    """What was scanned at a station, and what the operator said beside it.

    ``labels`` as they were scanned. The quantities are for a split, in the item's base unit;
    ``closes_source``: what is left of the source is lost, because of ``reason``;
    ``keeps_together``: firsts and seconds go on as one batch. ``work_order_id`` chooses where
    several operations are possible, ``order_id`` and ``quantity`` where parts are consumed.
    ``is_checked``: somebody looked at the material; ``accept_gain``: there are more pieces than
    there were; ``take_claimed``: a scanned lot is taken although it is kept for others.
    """

    station_id: int
    labels: tuple[str, ...]
    work_order_id: int | None = None
    firsts: Decimal = Decimal()
    seconds: Decimal = Decimal()
    waste: Decimal = Decimal()
    closes_source: bool = False
    reason: str = ""
    keeps_together: bool = False
    operator_id: int | None = None
    machine_id: int | None = None
    scrap_reason_id: int | None = None
    caused_by_id: int | None = None
    is_checked: bool = False
    accept_gain: bool = False
    take_claimed: bool = False
    order_id: int | None = None
    quantity: Decimal | None = None


@dataclass(frozen=True)
class Target:
    """The operation a scan confirms, and those without a station that go along."""

    sequence: int
    along: tuple[int, ...]


def all_of(batch: Batch) -> Yield:
    """What is left of a batch, in its grades, gone on unchanged."""
    seconds = min(batch.seconds, batch.remaining)
    return Yield(batch.remaining - seconds, seconds, from_seconds=seconds)


def scanned_open(
    station: Station, draft: ScanDraft, actor: Actor, id: UUID
) -> tuple[Posting, list[Batch]]:
    """The batches at hand with their order locked, and a posting to take what happens.

    Raises what refuses the labels, their batches or their order.
    """
    if not draft.labels:
        raise SeveralNeeded() if station.type == "merge" else OneLabelOnly(station=station.name)
    order, found = order_at_hand(draft.labels)
    if station.type != "merge" and len(found) != 1:
        raise OneLabelOnly(station=station.name)
    at_hand = batches_read(order, [batch.id for batch in found])
    for one in at_hand:
        unfit_refuse(one.batch, order, station, one.hold)
    scan = scan_of(
        station.type,
        order,
        id=id,
        station_id=station.id,
        operator_id=draft.operator_id or actor.operator_id,
        machine_id=draft.machine_id,
    )
    posting = Posting(
        order=order,
        scan=scan,
        actor=actor,
        serials=[one.serial for one in at_hand],
        run_goes_on=all(one.run_goes_on for one in at_hand),
    )
    return posting, [one.batch for one in at_hand]


def order_at_hand(labels: Sequence[str]) -> tuple[Order, list[Reached]]:
    """The batches that labels stand for now, and the order of the first, locked. Raises like
    ``batches_at_hand``."""
    codes = codes_of(labels)
    rows = instances([Order, Item, Unit], AT_HAND, {"codes": codes})
    found = reached(codes, [row[3:] for row in rows])
    order, item, unit, *_ = rows[0]
    if order.id != found[0].order_id:
        return order_locked(found[0].order_id), found
    joined(item, unit=unit)
    joined(order, item=item)
    return order, found


AT_HAND = f"""{AHEAD}
SELECT {columns(Order, "o")}, {columns(Item, "i")}, {columns(Unit, "u")}, f.*
FROM found f CROSS JOIN production_order o
JOIN catalog_item i ON i.id = o.item_id JOIN units_unit u ON u.id = i.unit_id
WHERE o.id = (SELECT order_id FROM found
              ORDER BY state IN ('created', 'scanned') DESC, id LIMIT 1)
FOR UPDATE OF o
"""


class AtHand(NamedTuple):
    """A batch that was scanned, who holds it, and a fresh number for what may come of it.

    ``run_goes_on``: it has not begun, and so many others of its run have not either that the run
    stays in progress.
    """

    batch: Batch
    hold: BatchHold | None
    serial: int
    run_goes_on: bool


def batches_read(order: Order, ids: Sequence[int]) -> list[AtHand]:
    """Batches in the order asked. Their order is locked: one scan after the other changes an
    order. Those of other orders are read as they are."""
    rows = instances([Batch, BatchHold], BATCHES, {"ids": [*ids]})
    found = {row[0].id: AtHand(*row) for row in rows}
    for batch, *_ in found.values():
        if batch.order_id == order.id:
            joined(batch, order=order)
    return [found[key] for key in ids]


AT_ONCE = 200
"""More scans than ever change a run at the same moment: with more batches left than these, none
of them is its last, and nobody need wait for another to see that."""

BATCHES = f"""
SELECT {columns(Batch, "b")}, {columns(BatchHold, "h")},
       nextval('production_batch_id_seq'),
       b.state = 'created' AND EXISTS (
           SELECT FROM production_run r WHERE r.id = b.run_id AND r.state = 'in_progress')
       AND EXISTS (
           SELECT FROM production_batch c
           WHERE c.run_id = b.run_id AND c.state = 'created' AND c.is_planned
           ORDER BY c.id OFFSET {AT_ONCE} LIMIT 1)
FROM production_batch b
LEFT JOIN production_batchhold h ON h.batch_id = b.id AND h.released_at IS NULL
WHERE b.id = ANY(%(ids)s)
"""


def unfit_refuse(batch: Batch, order: Order, station: Station, hold: BatchHold | None) -> None:
    """Refuse a batch that no station takes now, or not this one: ``BatchClosed`` and
    ``AlreadyScanned`` tell who scanned it last and when, ``OrderNotOpen``, ``BatchOnHold``,
    ``NotYetScanned``."""
    if batch.state == "closed":
        raise closed(batch)
    if order.state not in ("planned", "in_progress"):
        raise OrderNotOpen(record=order.number, state=order.state, label=batch.code)
    held_refuse(batch, hold)
    is_new = batch.state == "created"
    if is_new and station.type != "init":
        raise NotYetScanned(label=batch.code)
    if station.type == "init" and not is_new:
        raise AlreadyScanned(
            label=batch.code, operation=place_of(batch), **scanned_last(batch.code)
        )


def closed(batch: Batch) -> BatchClosed:
    """The refusal of a batch that has ended, with who scanned it last and when."""
    ending = batch.get_ending_display()
    return BatchClosed(label=batch.code, ending=ending, **scanned_last(batch.code))


def held_refuse(batch: Batch, hold: BatchHold | None) -> None:
    """Refuse a batch that somebody has put on hold: ``BatchOnHold``."""
    if hold:
        raise BatchOnHold(label=batch.code, reason=hold.reason, who=hold.placed_by)


def target_of(posting: Posting, batch: Batch, station: Station, draft: ScanDraft) -> Target:
    """The operation that this station confirms on a batch now. Raises what ``target_in`` does, and
    tells who scanned the batch last."""
    try:
        return target_in(posting, batch.confirmed, station, draft, label=batch.code)
    except NotReachable as refusal:
        stands: dict[str, Any] = (
            refusal.facts | {"operation": place_of(batch)} | scanned_last(batch.code)
        )
        raise StandsElsewhere(**stands) from None


def target_in(
    posting: Posting,
    confirmed: Collection[int],
    station: Station,
    draft: ScanDraft,
    *,
    label: str,
    at: str = "-",
) -> Target:
    """The operation that this station confirms after those ``confirmed``.

    Raises ``NotReachable`` with where to go, ``ChooseOperation``, ``OperationClosed`` and
    ``CheckMaterial``.
    """
    within, here = steps_here(posting, confirmed, station)
    if draft.work_order_id:
        here = {n: a for n, a in here.items() if posting.rows[n].work.id == draft.work_order_id}
    if not here:
        names = [posting.rows[n].work.name for n in within] or [posting.order.number]
        raise NotReachable(station=station.name, label=label, operation=at, next=names)
    if len(here) > 1:
        names = [posting.rows[n].work.name for n in here]
        raise ChooseOperation(label=label, operations=names)
    ((sequence, along),) = here.items()
    work = posting.rows[sequence].work
    if work.short_reason:
        raise OperationClosed(operation=work.name, record=posting.order.number)
    if station.is_material_checked and not draft.is_checked:
        raise CheckMaterial(operation=work.name)
    posting.scan.work_order = work
    return Target(sequence, along)


Steps = dict[int, tuple[int, ...]]
"""Operations by sequence number, each with those without a station that go along."""


def steps_here(
    posting: Posting, confirmed: Collection[int], station: Station
) -> tuple[Steps, Steps]:
    """What can be confirmed after those operations, and of that what this station serves."""
    within = reachable(posting.legs, confirmed)
    return within, {n: a for n, a in within.items() if station.id in posting.rows[n].stations}


def place_of(batch: Batch) -> str:
    """Where a batch stands, in words."""
    return batch.stands_at.name if batch.stands_at else "-"
