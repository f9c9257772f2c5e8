"""Writing warehouses."""

from collections.abc import Iterable

from django.db import transaction

from runwright.journal.masters import Master
from runwright.journal.services import entry_record, fields_set, insert_unique
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.people.reach import require_warehouse
from runwright.stock.errors import (
    StaysDefault,
    WarehouseNotFound,
)
from runwright.stock.models import Warehouse
from runwright.stock.services.places import place_create
from runwright.stock.states.places import WAREHOUSE_LIFE

FIELDS = frozenset({"name", "is_components_default", "is_goods_default"})
WAREHOUSES = Master(Warehouse, "warehouse", WarehouseNotFound, FIELDS, WAREHOUSE_LIFE)


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
    entry_record(actor=actor, verb="warehouse.create", subject=WAREHOUSES.subject(warehouse))
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
    require_warehouse(actor, warehouse_id)
    warehouse = WAREHOUSES.locked(warehouse_id)
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
    subject = WAREHOUSES.subject(warehouse)
    entry_record(actor=actor, verb="warehouse.update", subject=subject, edits=edits)
    return warehouse


@transaction.atomic
def warehouses_archive(*, warehouse_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take warehouses out of use. Raises every reason why not: goods lie in them, something is
    wanted or expected there, they are a default."""
    actor.require("stock.adjust")
    WAREHOUSES.archive(ids=_own(warehouse_ids, actor), actor=actor, reason=reason)


@transaction.atomic
def warehouses_restore(*, warehouse_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take warehouses out of the archive."""
    actor.require("stock.adjust")
    WAREHOUSES.restore(ids=_own(warehouse_ids, actor), actor=actor, reason=reason)


def _own(warehouse_ids: Iterable[int], actor: Actor) -> list[int]:
    """The warehouses asked for, if the actor may work at each of them."""
    ids = list(warehouse_ids)
    for warehouse_id in ids:
        require_warehouse(actor, warehouse_id)
    return ids
