"""What a station could make of parts under their labels: for which order, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.production.errors import NotReachable
from runwright.production.models import Order
from runwright.production.services.runs.endings import tail_of
from runwright.production.services.runs.posting import Posting, scan_of
from runwright.production.services.runs.scenes import steps_here
from runwright.production.services.runs.sources import (
    Parts,
    Source,
    orders_wanting,
    part_refuse,
    sources_of,
)
from runwright.resources.models import Station


@dataclass(frozen=True)
class PartNeed:
    """A part of what is made: what the proposed quantity takes of it, and what the labels hold.
    It is missing where a label of it has to be scanned and none was."""

    code: str
    name: str
    unit: str
    need: Decimal
    scanned: Decimal
    is_missing: bool


@dataclass(frozen=True)
class PartsFound:
    """What can be made of labels: every order that takes them, the proposed one first, how much
    they make (at most what that order has left), and what each part of it takes."""

    orders: tuple[Order, ...]
    order: Order
    posting: Posting
    here: dict[int, tuple[int, ...]]
    quantity: Decimal
    left: Decimal
    sources: tuple[tuple[Source, Decimal], ...]
    needs: tuple[PartNeed, ...]


def parts_found(
    *,
    station: Station,
    labels: Sequence[str],
    actor: Actor,
    order_id: int | None = None,
    quantity: Decimal | None = None,
) -> PartsFound:
    """What a station could make of parts; nothing is changed or locked. What each part needs is
    told for the ``quantity`` asked about, else for what is proposed.

    Raises what the scan would: ``UnknownLabel``, ``NobodyWaits``, ``NotYetScanned``,
    ``BatchClosed``, ``BatchOnHold``, ``NotReachable``.
    """
    sources = sources_of(labels)
    keys = orders_wanting(station_id=station.id, sources=sources)
    wished = orders_wanting(station_id=station.id, sources=sources, chosen=order_id)[0]
    for source in sources:
        _unfit_refuse(source)
    found = Order.objects.select_related("item__unit", "bom").in_bulk(keys)
    order = found[wished]
    posting = Posting(order=order, scan=scan_of("move", order), actor=actor)
    within, here = steps_here(posting, frozenset(), station)
    if not here:
        names = [posting.rows[n].work.name for n in within]
        raise NotReachable(station=station.name, label=sources[0].label, operation="-", next=names)
    first = min(here)
    works = [posting.rows[n].work for n in (*here[first], first)]
    parts = Parts(order, posting.steps, works, sources)
    return PartsFound(
        orders=tuple(found[key] for key in keys),
        order=order,
        posting=posting,
        here=here,
        quantity=parts.proposed(),
        left=max(parts.left(), Decimal()),
        sources=tuple((source, source.holds(there)) for source, there in parts.sources),
        needs=_needs(parts, quantity or parts.proposed() or Decimal(1)),
    )


def orders_taking(*, station_id: int, labels: Sequence[str], actor: Actor) -> list[Order]:
    """The open orders that take what labels stand for as parts at a station, the one that would be
    proposed first; none where the labels are no parts."""
    actor.require("production.scan")
    try:
        keys = orders_wanting(station_id=station_id, sources=sources_of(labels))
    except Refusal:
        return []
    found = Order.objects.select_related("item__unit").in_bulk(keys)
    return [found[key] for key in keys]


def _needs(parts: Parts, quantity: Decimal) -> tuple[PartNeed, ...]:
    """Each part, for so many pieces."""
    missing = {line.id for line, _need in parts.missing(quantity)}
    return tuple(
        PartNeed(line.item.code, line.item.name, line.item.unit.symbol, need, parts.there(line),
                 line.id in missing)
        for line, need in parts.wanted(quantity)
    )  # fmt: skip


def _unfit_refuse(source: Source) -> None:
    """Refuse a part that cannot be taken as it is now."""
    batch = source.batch
    if batch is None:
        return
    part_refuse(batch)
    if batch.state == "scanned":
        tail_of(batch)
