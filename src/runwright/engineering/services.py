"""Writing routings and bills of materials."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection, transaction

from runwright.catalog.models import Item
from runwright.catalog.selectors import item_get
from runwright.company.services import document_number
from runwright.engineering.errors import (
    BomCycle,
    BomNotFound,
    RoutingNotFound,
    RoutingOfAnotherItem,
    StepNotFound,
)
from runwright.engineering.models import Bom, BomLine, BomState, Consumption, Operation, Routing
from runwright.engineering.rules import find_cycle, unit_factor
from runwright.engineering.states import BOM_LIFE
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record, fields_set, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.units.models import Unit

RECIPE_LOCK = 7_041_001
"""Advisory lock held while recipes change: two edits could close a cycle together."""


@dataclass(frozen=True)
class OperationDraft:
    """An operation to be made; times in minutes, quantities in the item's base unit."""

    name: str
    work_centre_id: int
    setup_minutes: Decimal = Decimal()
    cycle_minutes: Decimal = Decimal()
    cleanup_minutes: Decimal = Decimal()
    units_per_cycle: Decimal = Decimal(1)
    crew: Decimal = Decimal(1)
    loss: Decimal = Decimal()
    may_overlap: bool = False
    transfer_quantity: Decimal = Decimal(1)
    instructions: str = ""


@dataclass(frozen=True)
class LineDraft:
    """A BoM line to be made; ``step`` is the sequence number of the operation it is used at."""

    item_id: int
    unit_id: int
    quantity: Decimal
    waste_quantity: Decimal = Decimal()
    waste_share: Decimal = Decimal()
    fixed_quantity: Decimal = Decimal()
    step: int | None = None
    mode: str = ""


@dataclass(frozen=True)
class BomDraft:
    """A bill of materials to be made, for ``quantity`` base units of an item."""

    item_id: int
    quantity: Decimal
    lines: Sequence[LineDraft]
    routing_id: int | None = None
    mode: str = Consumption.AUTOMATIC
    code: str = field(default="")


@transaction.atomic
def routing_create(
    *,
    item_id: int,
    name: str,
    operations: Sequence[OperationDraft],
    actor: Actor,
    code: str = "",
) -> Routing:
    """Create a routing with its operations, numbered 10, 20, 30 … Raises ``CodeTaken``."""
    actor.require("engineering.manage")
    code = document_number(kind="routing", given=code)
    routing = Routing(code=code, name=name, item_id=item_id)
    insert_unique(record=routing, otherwise=CodeTaken(code=code))
    Operation.objects.bulk_create(
        [
            Operation(routing=routing, sequence=10 * n, **draft.__dict__)
            for n, draft in enumerate(operations, start=1)
        ]
    )
    entry_record(actor=actor, verb="routing.create", subject=_routing_subject(routing))
    return routing


@transaction.atomic
def routings_archive(*, routing_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take routings out of use; orders that follow them keep them."""
    actor.require("engineering.manage")
    for routing in Routing.objects.select_for_update().filter(id__in=routing_ids).order_by("id"):
        fields_set(record=routing, fields={"archived_at": now()})
        subject = _routing_subject(routing)
        entry_record(actor=actor, verb="routing.archive", subject=subject, reason=reason)


@transaction.atomic
def routings_restore(*, routing_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take routings out of the archive."""
    actor.require("engineering.manage")
    for routing in Routing.objects.select_for_update().filter(id__in=routing_ids).order_by("id"):
        fields_set(record=routing, fields={"archived_at": None})
        subject = _routing_subject(routing)
        entry_record(actor=actor, verb="routing.restore", subject=subject, reason=reason)


@transaction.atomic
def bom_create(*, draft: BomDraft, actor: Actor) -> Bom:
    """Create a bill of materials as a draft, or the next revision when its code exists.

    Raises ``BomCycle`` with the path, ``UnitDoesNotFit``, ``RoutingOfAnotherItem`` and
    ``StepNotFound``.
    """
    actor.require("engineering.manage")
    _lock_recipes()
    _refuse_cycle(draft)
    routing = _routing_for(draft)
    code = document_number(kind="bom", given=draft.code)
    bom = Bom.objects.create(
        code=code,
        revision=Bom.objects.filter(code=code).count() + 1,
        item_id=draft.item_id,
        quantity=draft.quantity,
        routing=routing,
        mode=draft.mode,
    )
    _create_lines(bom, routing, draft.lines, actor)
    entry_record(actor=actor, verb="bom.create", subject=_bom_subject(bom))
    return bom


@transaction.atomic
def bom_validate(*, bom_id: int, actor: Actor) -> Bom:
    """A process engineer vouches for a bill of materials."""
    return _bom_step(bom_id, "validate", actor, validated_by=actor.label, validated_at=now())


@transaction.atomic
def bom_archive(*, bom_id: int, actor: Actor) -> Bom:
    """Take a bill of materials out of use."""
    return _bom_step(bom_id, "archive", actor)


def _bom_step(bom_id: int, verb: str, actor: Actor, **fields: object) -> Bom:
    bom = Bom.objects.select_for_update().filter(id=bom_id).first()
    if bom is None:
        raise BomNotFound(key=bom_id)
    step = BOM_LIFE.step(bom, state=bom.state, verb=verb, label=str(bom))
    actor.require(step.permission)
    edits = fields_set(record=bom, fields={"state": BomState(step.target), **fields})
    entry_record(actor=actor, verb=f"bom.{verb}", subject=_bom_subject(bom), edits=edits)
    return bom


def _lock_recipes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECIPE_LOCK])


def _refuse_cycle(draft: BomDraft) -> None:
    components = {line.item_id for line in draft.lines}
    path = find_cycle(start=draft.item_id, components=components, made_of=_components_of)
    if path:
        codes = dict(Item.objects.filter(id__in=path).values_list("id", "code"))
        raise BomCycle(path=" → ".join(codes[item] for item in path))


def _components_of(items: Iterable[int]) -> Mapping[int, set[int]]:
    live = BomLine.objects.exclude(bom__state=BomState.ARCHIVED).filter(bom__item__in=list(items))
    components: dict[int, set[int]] = {}
    for parent, child in live.values_list("bom__item_id", "item_id"):
        components.setdefault(parent, set()).add(child)
    return components


def _routing_for(draft: BomDraft) -> Routing | None:
    if draft.routing_id is None:
        return None
    routing = Routing.objects.select_related("item").filter(id=draft.routing_id).first()
    if routing is None:
        raise RoutingNotFound(key=draft.routing_id)
    if routing.item_id != draft.item_id:
        raise RoutingOfAnotherItem(routing=routing.code, item=routing.item.code)
    return routing


def _create_lines(
    bom: Bom, routing: Routing | None, drafts: Sequence[LineDraft], actor: Actor
) -> None:
    steps = {o.sequence: o for o in routing.operations.all()} if routing else {}
    for step in {d.step for d in drafts if d.step} - steps.keys():
        raise StepNotFound(step=step, routing=routing.code if routing else "")
    units = Unit.objects.in_bulk({d.unit_id for d in drafts})
    for draft in drafts:
        unit_factor(item=item_get(item_id=draft.item_id, actor=actor), unit=units[draft.unit_id])
    BomLine.objects.bulk_create(
        [
            BomLine(
                bom=bom,
                position=10 * n,
                item_id=draft.item_id,
                unit_id=draft.unit_id,
                quantity=draft.quantity,
                waste_quantity=draft.waste_quantity,
                waste_share=draft.waste_share,
                fixed_quantity=draft.fixed_quantity,
                operation=steps.get(draft.step) if draft.step else None,
                mode=draft.mode,
            )
            for n, draft in enumerate(drafts, start=1)
        ]
    )


def _routing_subject(routing: Routing) -> Subject:
    return Subject("routing", str(routing.id), str(routing))


def _bom_subject(bom: Bom) -> Subject:
    return Subject("bom", str(bom.id), str(bom))
