"""What a station could do with labels, and what a scan has done."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from runwright.kernel.rounding import round_half_up
from runwright.people.actor import Actor
from runwright.production.errors import (
    BatchClosed,
    NobodyWaits,
    NotReachable,
    OneLabelOnly,
    ScanNotFound,
    SeveralNeeded,
    UnknownLabel,
)
from runwright.production.limits import own_scans
from runwright.production.models import Batch, BatchLink, MaterialLine, Order, Scan
from runwright.production.selectors.labels import batches_at_hand
from runwright.production.selectors.parts import PartsFound, parts_found
from runwright.production.services.draws import materials_taken
from runwright.production.services.runs.merges import unlike_refuse
from runwright.production.services.runs.posting import Posting, scan_of
from runwright.production.services.runs.scenes import place_of, steps_here, unfit_refuse
from runwright.production.services.work import StepRow
from runwright.resources.limits import station_within_reach
from runwright.resources.models import Station
from runwright.resources.selectors import station_get
from runwright.stock.selectors import items_available


@dataclass(frozen=True)
class CheckLine:
    """Material of an operation: what the recipe says, what the pieces at hand need, and what there
    is (base unit)."""

    line_id: int
    code: str
    name: str
    unit: str
    per_recipe: Decimal
    need: Decimal
    available: Decimal
    mode: str


@dataclass(frozen=True)
class OfferedStep:
    """An operation that can be confirmed here, with those that go along and its material."""

    work_order_id: int
    name: str
    along: tuple[str, ...]
    instructions: str
    is_output: bool
    material: tuple[CheckLine, ...]


@dataclass(frozen=True)
class Offer:
    """The batches at hand, in the order scanned, and what this station can do with them; of labels
    that are parts, what becomes of them. ``asked``: for how many pieces the material is told."""

    station: Station
    order: Order
    batches: tuple[Batch, ...]
    steps: tuple[OfferedStep, ...]
    asked: Decimal
    parts: PartsFound | None = None

    @property
    def remaining(self) -> Decimal:
        """All pieces at hand (base unit)."""
        return sum((batch.remaining for batch in self.batches), Decimal())

    @property
    def recipe_quantity(self) -> Decimal:
        """How many pieces the recipe of the order is written for."""
        return recipe_quantity(self.order)

    @property
    def multiplier(self) -> Decimal:
        """How many times the recipe is made: the pieces asked about ÷ what it is written for."""
        return round_half_up(Fraction(self.asked) / Fraction(self.recipe_quantity), MULTIPLIER)


MULTIPLIER = Decimal("0.000001")


def recipe_quantity(order: Order) -> Decimal:
    """How many pieces the recipe of an order is written for; one where there is none."""
    return order.bom.quantity if order.bom else Decimal(1)


def scan_offer(
    *,
    station_id: int,
    labels: Sequence[str],
    actor: Actor,
    order_id: int | None = None,
    quantity: Decimal | None = None,
) -> Offer:
    """What a station could confirm on what was scanned; nothing is changed or locked. Where parts
    become something else, ``order_id`` asks about another order than the proposed one. The
    material is that of all pieces at hand, or of the ``quantity`` asked about.

    Raises the refusal that the scan would meet.
    """
    actor.require("production.scan")
    station = station_get(station_id=station_id, actor=actor)
    if station.type != "move":
        return _batches_offer(station, labels, actor, quantity)
    if len(labels) != 1:
        return _parts_offer(station, labels, actor, order_id, quantity)
    try:
        return _batches_offer(station, labels, actor, quantity)
    except (BatchClosed, NotReachable, UnknownLabel) as refusal:
        try:
            return _parts_offer(station, labels, actor, order_id, quantity)
        except (NobodyWaits, UnknownLabel):
            raise refusal from None


def _batches_offer(
    station: Station, labels: Sequence[str], actor: Actor, quantity: Decimal | None
) -> Offer:
    ids = [batch.id for batch in batches_at_hand(labels=labels)]
    if not ids:
        raise SeveralNeeded()
    if station.type != "merge" and len(ids) != 1:
        raise OneLabelOnly(station=station.name)
    found = Batch.objects.select_related(
        "order__item__unit", "order__bom", "run", "stands_at"
    ).in_bulk(ids)
    batches = tuple(found[key] for key in ids)
    order = batches[0].order
    for batch in batches:
        unfit_refuse(batch, batch.order, station, batch.hold)
    if len(batches) > 1:
        unlike_refuse(batches)
    posting = Posting(order=order, scan=scan_of(station.type, order), actor=actor)
    within, here = steps_here(posting, batches[0].confirmed, station)
    if not here:
        names = [posting.rows[n].work.name for n in within]
        raise NotReachable(station=station.name, label=batches[0].code,
                           operation=place_of(batches[0]), next=names)  # fmt: skip
    asked = quantity or sum((batch.remaining for batch in batches), Decimal())
    steps = tuple(_step(posting, n, along, asked, actor) for n, along in here.items())
    return Offer(station, order, batches, steps, asked)


def _parts_offer(
    station: Station,
    labels: Sequence[str],
    actor: Actor,
    order_id: int | None,
    quantity: Decimal | None,
) -> Offer:
    parts = parts_found(station=station, labels=labels, actor=actor, order_id=order_id,
                        quantity=quantity)  # fmt: skip
    asked = quantity or parts.quantity
    steps = tuple(_step(parts.posting, n, along, asked, actor) for n, along in parts.here.items())
    return Offer(station, parts.order, (), steps, asked, parts)


def _step(
    posting: Posting, sequence: int, along: Sequence[int], quantity: Decimal, actor: Actor
) -> OfferedStep:
    row = posting.rows[sequence]
    before = [posting.rows[n] for n in along]
    return OfferedStep(
        work_order_id=row.work.id,
        name=row.work.name,
        along=tuple(one.work.name for one in before),
        instructions=row.operation.instructions if row.operation else "",
        is_output=row.work.is_output,
        material=_material([*before, row], quantity, actor),
    )


def _material(rows: Sequence[StepRow], quantity: Decimal, actor: Actor) -> tuple[CheckLine, ...]:
    taken = [one for row in rows for one in materials_taken(row.work)]
    wanted = [(one.line, one.more_for(quantity)) for one in taken]
    if not wanted:
        return ()
    order = rows[0].work.order
    warehouse = order.components_warehouse_id
    ids = {line.item_id for line, _ in wanted}
    there = items_available(item_ids=ids, actor=actor, warehouse_id=warehouse)
    held = {line.id: sum((c.quantity for c in line.need.claims.exclude(balance=None)), Decimal())
            for line, _ in wanted}  # fmt: skip
    return tuple(
        CheckLine(line.id, line.item.code, line.item.name, line.item.unit.symbol,
                  _per_recipe(line, order), need,
                  there[line.item_id].available + held[line.id], line.mode)
        for line, need in wanted
    )  # fmt: skip


def _per_recipe(line: MaterialLine, order: Order) -> Decimal:
    each = Fraction(line.per_unit_numerator) / Fraction(line.per_unit_denominator)
    return round_half_up(each * Fraction(recipe_quantity(order)), MULTIPLIER)


@dataclass(frozen=True)
class Moved:
    """Pieces that a scan led from one batch into another, or lost."""

    source: str
    result: str
    grade: str
    quantity: Decimal


@dataclass(frozen=True)
class Told:
    """What a scan did: the batches that came out of it (or the one it was about), the pieces that
    moved, and what is left of the sources."""

    scan: Scan
    results: tuple[Batch, ...]
    moved: tuple[Moved, ...]
    left: dict[str, Decimal]
    is_undone: bool


def scan_told(*, scan_id: UUID, actor: Actor) -> Told:
    """What a scan did, as it is now. Raises ``ScanNotFound``."""
    actor.require("production.view")
    scan = own_scans(_scans(), actor).filter(id=scan_id).first()
    if scan is None:
        raise ScanNotFound(key=scan_id)
    return _told(scan, list(_links([scan])), is_undone=scan.reversals.exists())


def last_scans_told(*, station_id: int, count: int, actor: Actor) -> list[Told]:
    """What the last scans at a station did that stand, newest first. Raises ``StationNotFound``
    for one out of reach."""
    station_within_reach(actor, station_id)
    scans = list(scans_at(station_id=station_id, actor=actor)[:count])
    links: dict[UUID, list[BatchLink]] = {scan.id: [] for scan in scans}
    for link in _links(scans):
        links[link.scan_id].append(link)
    return [_told(scan, links[scan.id], is_undone=False) for scan in scans]


def _links(scans: Sequence[Scan]) -> QuerySet[BatchLink]:
    found = BatchLink.objects.filter(scan__in=scans)
    return found.select_related("source", "result").order_by("id")


def _told(scan: Scan, links: Sequence[BatchLink], *, is_undone: bool) -> Told:
    results = {link.result.id: link.result for link in links if link.result}
    return Told(
        scan=scan,
        results=tuple(results.values()) or (scan.batch,),
        moved=tuple(
            Moved(link.source.code, link.result.code if link.result else "", link.grade,
                  link.quantity)
            for link in links
        ),
        left={link.source.code: link.source.remaining for link in links},
        is_undone=is_undone,
    )  # fmt: skip


def scans_at(*, station_id: int, actor: Actor) -> QuerySet[Scan]:
    """The scans at a station that stand, newest first: who takes a few has only these looked at."""
    actor.require("production.view")
    undone = Exists(Scan.objects.filter(reverses=OuterRef("pk")))
    return (
        own_scans(_scans(), actor)
        .filter(~undone, station=station_id, reverses=None)
        .order_by("-at", "-id")
    )


def _scans() -> QuerySet[Scan]:
    related = ("entry", "batch", "order__item__unit", "work_order", "station", "operator")
    return Scan.objects.select_related(*related)
