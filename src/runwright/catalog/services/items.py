"""Writing items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from runwright.catalog.errors import (
    BarcodeTaken,
    ItemNotFound,
    ItemRefused,
    LotSizeNeeded,
    SerialNotWhole,
)
from runwright.catalog.models import Item, ItemConversion, LotRule, Tracking
from runwright.catalog.states import ITEM_LIFE
from runwright.journal.masters import Master
from runwright.journal.services import (
    Subject,
    entries_record,
    entry_record,
    fields_set,
    insert_unique,
)
from runwright.kernel.errors import Refusal, refuse_all
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.people.errors import CodeTaken
from runwright.units.models import Unit

EDITABLE = frozenset(
    {
        "name",
        "kind",
        "tracking",
        "supply",
        "lead_time_days",
        "safety_stock",
        "lot_rule",
        "lot_size",
        "smallest_lot",
        "standard_cost",
        "sales_price",
        "seconds_go_on",
        "seconds_value_factor",
        "barcode",
    }
)
ITEMS = Master(Item, "item", ItemNotFound, EDITABLE, ITEM_LIFE)


@transaction.atomic
def item_create(
    *,
    code: str,
    name: str,
    kind: str,
    unit_id: int,
    actor: Actor,
    resolution: Decimal | None = None,
    **fields: object,
) -> Item:
    """Create an item counted in a unit; its resolution is the unit's unless given.

    Money is in the company's currency per base unit. Raises ``CodeTaken``.
    """
    actor.require("catalog.manage")
    unit = Unit.objects.get(id=unit_id)
    item = _drafted(unit, code=code, name=name, kind=kind, resolution=resolution, **fields)
    item_check(item)
    insert_unique(record=item, otherwise=CodeTaken(code=code))
    entry_record(actor=actor, verb="item.create", subject=item_subject(item))
    return item


@transaction.atomic
def items_create(*, drafts: Sequence[Mapping[str, Any]], actor: Actor) -> list[Item]:
    """Create many items at once, each of the fields of ``item_create``: all of them or none.

    Raises the first refusal found. That a code or a barcode is taken is left to the database:
    ``IntegrityError``; whoever wants to know which creates them one by one.
    """
    actor.require("catalog.manage")
    units = Unit.objects.in_bulk({draft["unit_id"] for draft in drafts})
    items = []
    for draft in drafts:
        fields = dict(draft)
        if (unit := units.get(fields.pop("unit_id"))) is None:
            raise Unit.DoesNotExist
        items.append(item := _drafted(unit, **fields))
        refuse_all(_faults(item))
    Item.objects.bulk_create(items)
    subjects = [item_subject(item) for item in items]
    entries_record(actor=actor, verb="item.create", subjects=subjects)
    return items


def _drafted(unit: Unit, *, resolution: Decimal | None = None, **fields: Any) -> Item:
    """An item that is not saved yet; its resolution is the unit's unless given."""
    _only_editable(fields.keys() - {"code"})
    return Item(unit=unit, resolution=resolution or unit.resolution, **fields)


@transaction.atomic
def item_update(*, item_id: int, actor: Actor, **fields: object) -> Item:
    """Change fields of an item. Its unit and resolution are fixed, since facts stand on them.

    Raises ``BarcodeTaken``, ``LotSizeNeeded`` and ``SerialNotWhole``.
    """
    actor.require("catalog.manage")
    _only_editable(fields)
    item = _locked(item_id)
    for name, value in fields.items():
        setattr(item, name, value)
    item_check(item)
    edits = fields_set(record=_locked(item_id), fields=fields)
    entry_record(actor=actor, verb="item.update", subject=item_subject(item), edits=edits)
    return item


@transaction.atomic
def items_archive(*, item_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take items out of use; records that name them keep them."""
    actor.require("catalog.manage")
    ITEMS.archive(ids=item_ids, actor=actor, reason=reason)


@transaction.atomic
def items_restore(*, item_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take items out of the archive."""
    actor.require("catalog.manage")
    ITEMS.restore(ids=item_ids, actor=actor, reason=reason)


@transaction.atomic
def conversion_set(
    *, item_id: int, unit_id: int, numerator: int, denominator: int, actor: Actor
) -> ItemConversion:
    """Say that one unit is worth ``numerator / denominator`` of the item's base unit."""
    actor.require("catalog.manage")
    item = _locked(item_id)
    conversion, _ = ItemConversion.objects.update_or_create(
        item=item,
        unit_id=unit_id,
        defaults={"numerator": numerator, "denominator": denominator},
    )
    entry_record(actor=actor, verb="item.set_conversion", subject=item_subject(item))
    return conversion


def item_subject(item: Item) -> Subject:
    """How the journal names an item."""
    return ITEMS.subject(item)


def item_check(item: Item) -> None:
    """Refuse what an item cannot be, every reason at once."""
    found = list(_faults(item))
    if item.barcode and Item.objects.filter(barcode=item.barcode).exclude(id=item.id).exists():
        found.append(BarcodeTaken(barcode=item.barcode))
    if len(found) == 1:
        raise found[0]
    if found:
        raise ItemRefused(reasons=tuple(reason for one in found for reason in one.reasons))


def _faults(item: Item) -> Iterator[Refusal]:
    """What is wrong with an item by itself."""
    if item.lot_rule != LotRule.AS_NEEDED and not item.lot_size:
        yield LotSizeNeeded()
    if item.tracking == Tracking.SERIAL and item.resolution % 1:
        yield SerialNotWhole(resolution=plain(item.resolution))


def _locked(item_id: int) -> Item:
    return ITEMS.locked(item_id)


def _only_editable(fields: Iterable[str]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise TypeError(f"not an item field: {sorted(unknown)}")
