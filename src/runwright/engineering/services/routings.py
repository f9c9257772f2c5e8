"""Writing routings: changed while no order follows them, then only by a new version."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max

from runwright.catalog.models import Item, ItemKind, Supply
from runwright.company.services import document_number
from runwright.engineering.errors import (
    FollowsWrong,
    LeadsNowhere,
    NotAService,
    OperationNotFound,
    OperationUsed,
    RecipeRefused,
    RoutingNotFound,
    SupplierNeeded,
)
from runwright.engineering.models import BomLine, Operation, OperationTimes, Routing
from runwright.engineering.selectors.routings import routings_whole
from runwright.engineering.services.drafts import OperationDraft
from runwright.engineering.services.stations import stations_write
from runwright.engineering.states import ROUTING_LIFE, no_order_follows_it
from runwright.journal.masters import Master
from runwright.journal.services import Edit, Subject, entry_record, fields_set, insert_unique
from runwright.kernel.errors import Refusal
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken

Operations = Sequence[OperationDraft]
ROUTINGS = Master(Routing, "routing", RoutingNotFound, frozenset({"name"}), ROUTING_LIFE)


@transaction.atomic
def routing_create(
    *, item_id: int, name: str, operations: Operations, actor: Actor, code: str = ""
) -> Routing:
    """Create a routing with its operations, numbered 10, 20, 30 … Raises ``CodeTaken``,
    ``FollowsWrong``, ``LeadsNowhere`` and ``SupplierNeeded``, all at once."""
    actor.require("engineering.manage")
    operations_check(operations)
    code = document_number(kind="routing", given=code)
    routing = Routing(code=code, name=name, item_id=item_id)
    insert_unique(record=routing, otherwise=CodeTaken(code=code))
    _operations_write(routing, operations, actor)
    entry_record(actor=actor, verb="routing.create", subject=_subject(routing))
    return routing


@transaction.atomic
def routing_update(*, routing_id: int, name: str, operations: Operations, actor: Actor) -> Routing:
    """Give a routing that no order has used other operations; those with an ``id`` stay the same.

    Raises ``RecipeUsed``, ``OperationUsed`` when a line is used at one that would go, and what
    ``routing_create`` raises.
    """
    actor.require("engineering.manage")
    routing = _locked(routing_id)
    no_order_follows_it(routing)
    operations_check(operations)
    before = _told(routing)
    edits = list(fields_set(record=routing, fields={"name": name}))
    _refuse_used(routing, operations)
    _operations_write(routing, operations, actor)
    after = _told(routing)
    for step in sorted(before.keys() | after.keys()):
        if before.get(step) != after.get(step):
            edits.append(Edit(f"operation {step}", before.get(step), after.get(step)))
    entry_record(actor=actor, verb="routing.update", subject=_subject(routing), edits=edits)
    return routing


@transaction.atomic
def routing_revise(*, routing_id: int, actor: Actor) -> Routing:
    """A new version of a routing with the same operations, to be changed before it is used."""
    old = _whole(routing_id)
    last = Routing.objects.filter(code=old.code).aggregate(last=Max("version"))["last"]
    return _copy(old, actor, "routing.revise", code=old.code, version=last + 1)


@transaction.atomic
def routing_copy(
    *, routing_id: int, actor: Actor, item_id: int | None = None, code: str = ""
) -> Routing:
    """A routing of its own with the same operations, for the same item or another."""
    code = document_number(kind="routing", given=code)
    old = _whole(routing_id)
    return _copy(old, actor, "routing.create", code=code, item_id=item_id or old.item_id)


def _copy(old: Routing, actor: Actor, verb: str, **fields: object) -> Routing:
    actor.require("engineering.manage")
    routing = Routing(**{"name": old.name, "item_id": old.item_id, **fields})
    insert_unique(record=routing, otherwise=CodeTaken(code=routing.code))
    drafts = [OperationDraft.of(operation) for operation in old.operations.all()]
    _operations_write(routing, _renumbered(drafts, old), actor)
    entry_record(actor=actor, verb=verb, subject=_subject(routing))
    return routing


def _renumbered(drafts: Operations, old: Routing) -> list[OperationDraft]:
    """The operations as new ones, following each other by the numbers they will have."""
    numbers = {o.sequence: 10 * n for n, o in enumerate(old.operations.all(), start=1)}
    return [
        OperationDraft(
            **draft.__dict__ | {"id": None, "follows": [numbers[step] for step in draft.follows]}
        )
        for draft in drafts
    ]


@transaction.atomic
def routings_archive(*, routing_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take routings out of use; orders that follow them keep them."""
    actor.require("engineering.manage")
    ROUTINGS.archive(ids=routing_ids, actor=actor, reason=reason)


@transaction.atomic
def routings_restore(*, routing_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take routings out of the archive."""
    actor.require("engineering.manage")
    ROUTINGS.restore(ids=routing_ids, actor=actor, reason=reason)


def operations_check(operations: Operations) -> None:
    """Refuse operations that cannot be made, every reason at once."""
    found = [fault for place in range(len(operations)) for fault in _faults(operations, place)]
    found += _wrong_services(operations)
    if len(found) == 1:
        raise found[0]
    if found:
        raise RecipeRefused(reasons=tuple(reason for one in found for reason in one.reasons))


def _faults(operations: Operations, place: int) -> list[Refusal]:
    draft, found = operations[place], list[Refusal]()
    at = f"operations.{place}"
    earlier = {10 * n for n in range(1, place + 1)}
    for step in sorted(set(draft.follows) - earlier):
        found.append(FollowsWrong(operation=draft.name, step=step, field=f"{at}.follows"))
    if draft.is_external and draft.supplier_id is None:
        found.append(SupplierNeeded(operation=draft.name, field=f"{at}.supplier_id"))
    if place < len(operations) - 1 and not _is_followed(operations, place):
        found.append(LeadsNowhere(operation=draft.name, field=f"{at}.follows"))
    return found


def _wrong_services(operations: Operations) -> list[Refusal]:
    """Operations that name something else than a bought service, or do not go outside."""
    named = {draft.service_id for draft in operations if draft.service_id}
    bought = Item.objects.filter(id__in=named, kind=ItemKind.SERVICE, supply=Supply.BUY)
    services = set(bought.values_list("id", flat=True)) if named else set()
    return [
        NotAService(operation=draft.name, field=f"operations.{place}.service_id")
        for place, draft in enumerate(operations)
        if draft.service_id and not (draft.is_external and draft.service_id in services)
    ]


def _is_followed(operations: Operations, place: int) -> bool:
    after = operations[place + 1]
    if not after.follows and not after.starts_branch:
        return True
    return any(10 * (place + 1) in later.follows for later in operations[place + 1 :])


def _operations_write(routing: Routing, drafts: Operations, actor: Actor) -> None:
    """Make the operations of a routing what ``drafts`` say; the links come last."""
    held = {operation.id: operation for operation in routing.operations.all()}
    unknown = {d.id for d in drafts if d.id} - held.keys()
    if unknown:
        raise OperationNotFound(key=min(unknown))
    kept = {draft.id for draft in drafts}
    Operation.objects.filter(id__in=[key for key in held if key not in kept]).delete()
    for operation in routing.operations.all():  # out of the way of the numbers to come
        operation.sequence += 10_000
        operation.save(update_fields=["sequence"])
    made: dict[int, Operation] = {}
    for n, draft in enumerate(drafts, start=1):
        operation = held.get(draft.id or 0) or Operation(routing=routing)
        for name, value in {**draft.columns, "sequence": 10 * n}.items():
            setattr(operation, name, value)
        operation.save()
        made[10 * n] = operation
        _links_write(operation, draft, made)
    _stations_write(drafts, made, actor)


def _stations_write(drafts: Operations, made: dict[int, Operation], actor: Actor) -> None:
    pairs = zip(made.values(), drafts, strict=True)
    said = {one.id: draft.station_ids for one, draft in pairs if draft.station_ids is not None}
    if said:
        stations_write(said, actor=actor)


def _links_write(operation: Operation, draft: OperationDraft, made: dict[int, Operation]) -> None:
    operation.follows.set([made[step] for step in draft.follows])
    operation.alternatives.set(draft.alternative_ids)
    operation.own_times.all().delete()
    OperationTimes.objects.bulk_create(
        OperationTimes(operation=operation, **times.__dict__) for times in draft.own_times
    )


def _refuse_used(routing: Routing, drafts: Operations) -> None:
    kept = {draft.id for draft in drafts}
    going = routing.operations.exclude(id__in=[key for key in kept if key])
    lines = BomLine.objects.filter(operation__in=going).select_related("bom", "operation")
    for line in lines.order_by("operation__sequence", "bom__code"):
        raise OperationUsed(operation=str(line.operation), users=str(line.bom))


def _told(routing: Routing) -> dict[int, str]:
    """The operations in words, by sequence number: what the journal compares."""
    drafts = [OperationDraft.of(o) for o in _whole(routing.id).operations.all()]
    return {10 * n: _words(draft) for n, draft in enumerate(drafts, start=1)}


def _words(draft: OperationDraft) -> str:
    plain = OperationDraft(name=draft.name, work_centre_id=draft.work_centre_id)
    told = {
        name: value
        for name, value in draft.__dict__.items()
        if name not in ("id", "name", "station_ids") and value != getattr(plain, name)
    }
    return ", ".join([draft.name, *(f"{name} {value}" for name, value in told.items())])


def _locked(routing_id: int) -> Routing:
    routing = Routing.objects.select_for_update().filter(id=routing_id).first()
    if routing is None:
        raise RoutingNotFound(key=routing_id)
    return routing


def _whole(routing_id: int) -> Routing:
    routing = routings_whole().filter(id=routing_id).first()
    if routing is None:
        raise RoutingNotFound(key=routing_id)
    return routing


def _subject(routing: Routing) -> Subject:
    return Subject("routing", str(routing.id), str(routing))
