"""Writing items."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from runwright.catalog.errors import (
    BarcodeTaken,
    ItemNotFound,
    ItemRefused,
    LotSizeNeeded,
    SerialNotWhole,
)
from runwright.catalog.models import Item, ItemConversion, LotRule, Tracking
from runwright.journal.clock import now
from runwright.journal.services import Subject, entry_record, fields_set, insert_unique
from runwright.kernel.errors import Refusal
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
    _only_editable(fields)
    item = Item(
        code=code,
        name=name,
        kind=kind,
        unit=unit,
        resolution=resolution or unit.resolution,
        **fields,
    )
    item_check(item)
    insert_unique(record=item, otherwise=CodeTaken(code=code))
    entry_record(actor=actor, verb="item.create", subject=item_subject(item))
    return item


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
    for item in Item.objects.select_for_update().filter(id__in=item_ids).order_by("id"):
        fields_set(record=item, fields={"archived_at": now()})
        subject = item_subject(item)
        entry_record(actor=actor, verb="item.archive", subject=subject, reason=reason)


@transaction.atomic
def items_restore(*, item_ids: Iterable[int], actor: Actor, reason: str = "") -> None:
    """Take items out of the archive."""
    actor.require("catalog.manage")
    for item in Item.objects.select_for_update().filter(id__in=item_ids).order_by("id"):
        fields_set(record=item, fields={"archived_at": None})
        subject = item_subject(item)
        entry_record(actor=actor, verb="item.restore", subject=subject, reason=reason)


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
    return Subject("item", str(item.id), str(item))


def item_check(item: Item) -> None:
    """Refuse what an item cannot be, every reason at once."""
    found: list[Refusal] = []
    if item.lot_rule != LotRule.AS_NEEDED and not item.lot_size:
        found.append(LotSizeNeeded())
    if item.tracking == Tracking.SERIAL and item.resolution % 1:
        found.append(SerialNotWhole(resolution=plain(item.resolution)))
    if item.barcode and Item.objects.filter(barcode=item.barcode).exclude(id=item.id).exists():
        found.append(BarcodeTaken(barcode=item.barcode))
    if len(found) == 1:
        raise found[0]
    if found:
        raise ItemRefused(reasons=tuple(reason for one in found for reason in one.reasons))


def _locked(item_id: int) -> Item:
    item = Item.objects.select_for_update().filter(id=item_id).first()
    if item is None:
        raise ItemNotFound(key=item_id)
    return item


def _only_editable(fields: dict[str, object]) -> None:
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"not an item field: {sorted(unknown)}")
