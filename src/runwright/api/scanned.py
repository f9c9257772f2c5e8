"""Schemas of scans: what a station is offered, and what a scan did."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from runwright.api.schemas import Brief, Named, Shown
from runwright.api.values import Exact, Key
from runwright.journal.clock import now
from runwright.production.selectors import scans
from runwright.production.selectors.parts import PartsFound
from runwright.production.services.runs.undoing import OWN_TIME


class BatchAtHand(Shown):
    """A batch as a station sees it, in the base unit of its item."""

    id: Key
    code: str
    item: Named
    unit: str
    quantity: Exact
    firsts: Exact
    seconds: Exact
    remaining: Exact
    stands_at: str

    @classmethod
    def of(cls, batch: Any) -> Self:
        """A batch fetched with its order, item and unit."""
        return cls(
            id=batch.pk,
            code=batch.code,
            item=Named.model_validate(batch.order.item),
            unit=batch.order.item.unit.symbol,
            quantity=batch.quantity,
            firsts=batch.firsts,
            seconds=batch.seconds,
            remaining=batch.remaining,
            stands_at=batch.stands_at.name if batch.stands_at else "",
        )


class CheckedMaterial(Shown):
    """What an operation needs of an item: once the recipe, for the pieces asked about, and what
    there is (the item's base unit)."""

    name: str
    item: str
    unit: str
    per_recipe: Exact
    need: Exact
    available: Exact
    is_short: bool
    mode: str


class OfferedOperation(Shown):
    """An operation that can be confirmed here; ``along`` are those confirmed with it."""

    work_order_id: Key
    name: str
    order: str
    along: list[str]
    instructions: str
    is_output: bool
    materials: list[CheckedMaterial]


class Source(Shown):
    """A batch that would be taken, and how much."""

    code: str
    item: str
    quantity: Exact
    unit: str


class WaitingOrder(Shown):
    """An order that takes the parts at hand."""

    id: Key
    number: str
    item: Named
    quantity: Exact
    deadline: datetime | None


class PartNeeded(Shown):
    """A part of what is made: what the proposed quantity takes, and what the labels at hand hold.
    Where it is missing, a label of it has to be scanned."""

    code: str
    name: str
    unit: str
    need: Exact
    scanned: Exact
    is_missing: bool


class PartsAtHand(Shown):
    """What becomes of parts: a batch of ``order_id``, one of the orders that take them; as many
    as they make are proposed, ``left`` is what that order still lacks."""

    orders: list[WaitingOrder]
    order_id: Key
    unit: str
    quantity: Exact
    left: Exact
    needs: list[PartNeeded]

    @classmethod
    def of(cls, found: PartsFound) -> Self:
        """What the selector found."""
        return cls(
            orders=[WaitingOrder.model_validate(order) for order in found.orders],
            order_id=found.order.pk,
            unit=found.order.item.unit.symbol,
            quantity=found.quantity,
            left=found.left,
            needs=[PartNeeded.model_validate(need) for need in found.needs],
        )


class Offer(Shown):
    """What a scan of these labels would do at a station; nothing was changed.

    ``batch`` is the first at hand, or nothing where the labels are ``parts`` of something else.
    ``materials`` and ``instructions`` are those of the only operation possible, where there is
    only one. The recipe is written for ``recipe_quantity`` pieces, and is made ``multiplier`` times
    (to six places) for what is at hand, or for the quantity that was asked about.
    """

    batch: BatchAtHand | None
    parts: PartsAtHand | None
    sources: list[Source]
    quantity: Exact
    unit: str
    recipe_quantity: Exact
    multiplier: Exact
    operations: list[OfferedOperation]
    materials: list[CheckedMaterial]
    instructions: str

    @classmethod
    def of(cls, offer: scans.Offer) -> Self:
        """What the selector found."""
        operations = [_operation(step, offer.order.number) for step in offer.steps]
        only = operations[0] if len(operations) == 1 else None
        return cls(
            batch=BatchAtHand.of(offer.batches[0]) if offer.batches else None,
            parts=PartsAtHand.of(offer.parts) if offer.parts else None,
            sources=_sources(offer),
            quantity=offer.parts.quantity if offer.parts else offer.remaining,
            unit=offer.order.item.unit.symbol,
            recipe_quantity=offer.recipe_quantity,
            multiplier=offer.multiplier,
            operations=operations,
            materials=only.materials if only else [],
            instructions=only.instructions if only else "",
        )


def _sources(offer: scans.Offer) -> list[Source]:
    held = [(batch.code, batch.order.item, batch.remaining) for batch in offer.batches]
    if offer.parts:
        held = [(one.label, one.item, quantity) for one, quantity in offer.parts.sources]
    return [
        Source(code=code, item=item.name, quantity=quantity, unit=item.unit.symbol)
        for code, item, quantity in held
    ]


def _operation(step: scans.OfferedStep, order: str) -> OfferedOperation:
    return OfferedOperation(
        work_order_id=step.work_order_id,
        name=step.name,
        order=order,
        along=[*step.along],
        instructions=step.instructions,
        is_output=step.is_output,
        materials=[
            CheckedMaterial(
                name=line.code,
                item=line.name,
                unit=line.unit,
                per_recipe=line.per_recipe,
                need=line.need,
                available=line.available,
                is_short=line.available < line.need,
                mode=line.mode,
            )
            for line in step.material
        ],
    )


class ScanResult(Shown):
    """What came out of a scan: a batch, or waste, which has no code."""

    id: Key | None
    code: str
    grade: str
    quantity: Exact
    unit: str
    state: str


class ScanTold(Shown):
    """What a scan did. It can be taken back here for ``undo_seconds`` more."""

    id: UUID
    kind: str
    at: datetime
    operation: str
    order: str
    station: Brief | None
    operator: Brief | None
    sources: list[str]
    results: list[ScanResult]
    is_undone: bool
    undo_seconds: int

    @classmethod
    def of(cls, told: scans.Told) -> Self:
        """What the selector found."""
        scan = told.scan
        left = OWN_TIME - (now() - scan.at)
        return cls(
            id=scan.id,
            kind=scan.kind,
            at=scan.at,
            operation=scan.work_order.name if scan.work_order else "",
            order=scan.order.number,
            station=Brief.model_validate(scan.station) if scan.station else None,
            operator=Brief.model_validate(scan.operator) if scan.operator else None,
            sources=sorted({moved.source for moved in told.moved}) or [scan.batch.code],
            results=_results(told),
            is_undone=told.is_undone,
            undo_seconds=0 if told.is_undone else max(0, int(left.total_seconds())),
        )


def _results(told: scans.Told) -> list[ScanResult]:
    unit = told.scan.order.item.unit.symbol
    waste = sum((one.quantity for one in told.moved if one.grade == "waste"), Decimal())
    found = [
        ScanResult(
            id=batch.pk,
            code=batch.code,
            grade="firsts" if batch.firsts else "seconds",
            quantity=batch.quantity,
            unit=unit,
            state=batch.state,
        )
        for batch in told.results
    ]
    if waste:
        lost = ScanResult(id=None, code="", grade="waste", quantity=waste, unit=unit, state="lost")
        found.append(lost)
    return found
