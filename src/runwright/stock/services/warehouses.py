"""Writing warehouses."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record, fields_set, insert_unique
from runwright.kernel.errors import Reason
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.people.reach import require_warehouse
from runwright.stock.errors import (
    GoodsLieThere,
    StaysDefault,
    StillUsed,
    WarehouseNotFound,
)
from runwright.stock.models import Balance, ExpectedSupply, Need, Warehouse
from runwright.stock.services.places import place_create


@transaction.atomic
def warehouse_create(*, code: str, name: str, actor: Actor) -> Warehouse:
    """Create a warehouse with one storage place of the same code.

    The first warehouse becomes the default for components and for finished goods.
    Raises ``CodeTaken``, and ``OutOfReach`` for whoever is limited to other warehouses.
    """
    actor.require("stock.adjust")
    require_warehouse(actor, None)
    first = not Warehouse.objects.exists()
    warehouse = Warehouse(code=code, name=name, is_components_default=first, is_goods_default=first)
    insert_unique(record=warehouse, otherwise=CodeTaken(code=code))
    entry_record(actor=actor, verb="warehouse.create", subject=_subject(warehouse))
    place_create(warehouse_id=warehouse.id, code=code, name=name, actor=actor)
    return warehouse


@transaction.atomic
def warehouse_update(
    *,
    warehouse_id: int,
    name: str,
    actor: Actor,
    is_components_default: bool = False,
    is_goods_default: bool = False,
) -> Warehouse:
    """Rename a warehouse, or make it the default; the one that was the default no longer is.

    A default passes on to another warehouse; it is not simply taken away. Raises
    ``WarehouseNotFound``, ``StaysDefault``.
    """
    actor.require("stock.adjust")
    warehouse = _warehouse_locked(warehouse_id, actor)
    fields: dict[str, object] = {"name": name}
    asked = {"is_components_default": is_components_default, "is_goods_default": is_goods_default}
    for mark, wanted in asked.items():
        if getattr(warehouse, mark) and not wanted:
            raise StaysDefault(warehouse=warehouse.code, field=mark)
        if wanted:
            Warehouse.objects.filter(**{mark: True}).exclude(id=warehouse_id).update(
                **{mark: False}
            )
        fields[mark] = wanted
    edits = fields_set(record=warehouse, fields=fields)
    subject = _subject(warehouse)
    entry_record(actor=actor, verb="warehouse.update", subject=subject, edits=edits)
    return warehouse


@transaction.atomic
def warehouses_archive(*, warehouse_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take warehouses out of use. Raises every reason why not: goods lie in them, something is
    wanted or expected there, they are a default."""
    actor.require("stock.adjust")
    for warehouse in _warehouses_locked(warehouse_ids, actor):
        if obstacles := tuple(_obstacles(warehouse)):
            raise StillUsed(reasons=obstacles)
        fields_set(record=warehouse, fields={"archived_at": now()})
        entry_record(
            actor=actor, verb="warehouse.archive", subject=_subject(warehouse), reason=reason
        )


@transaction.atomic
def warehouses_restore(*, warehouse_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take warehouses out of the archive."""
    actor.require("stock.adjust")
    for warehouse in _warehouses_locked(warehouse_ids, actor):
        fields_set(record=warehouse, fields={"archived_at": None})
        entry_record(
            actor=actor, verb="warehouse.restore", subject=_subject(warehouse), reason=reason
        )


def _warehouses_locked(warehouse_ids: Iterable[int], actor: Actor) -> list[Warehouse]:
    chosen = Warehouse.objects.select_for_update().filter(id__in=list(warehouse_ids))
    found = list(chosen.order_by("id"))
    for warehouse in found:
        require_warehouse(actor, warehouse.id)
    return found


def _warehouse_locked(warehouse_id: int, actor: Actor) -> Warehouse:
    found = _warehouses_locked([warehouse_id], actor)
    if not found:
        raise WarehouseNotFound(key=warehouse_id)
    return found[0]


def _obstacles(warehouse: Warehouse) -> Iterator[Reason]:
    """Why a warehouse cannot be taken out of use now."""
    facts: dict[str, object] = {"warehouse": warehouse.code}
    if warehouse.is_components_default or warehouse.is_goods_default:
        yield Reason(StaysDefault.template, facts)
    stored = Balance.objects.filter(place__warehouse=warehouse, is_storage=True, quantity__gt=0)
    if codes := sorted(set(stored.values_list("item__code", flat=True))):
        yield Reason(GoodsLieThere.template, {"place": warehouse.code, "items": codes})
    for noun in (Need, ExpectedSupply):
        causes = noun.objects.filter(warehouse=warehouse, closed_at=None)
        if found := sorted(set(causes.values_list("cause", flat=True))):
            yield Reason(StillUsed.template, {**facts, "causes": found})


def _subject(warehouse: Warehouse) -> Subject:
    return Subject("warehouse", str(warehouse.id), str(warehouse))
