"""Terms of suppliers: price, lead time, smallest order, multiple."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from runwright.catalog.models import Item
from runwright.catalog.selectors import item_get
from runwright.engineering.rules import unit_factor
from runwright.journal.services import Subject, entry_record, fields_set
from runwright.kernel.errors import Invalid
from runwright.partners.models import Supplier
from runwright.partners.services import partner_in_use
from runwright.people.actor import Actor
from runwright.purchasing.errors import TermNotFound
from runwright.purchasing.models import SupplierItem
from runwright.units.selectors import unit_get


@dataclass(frozen=True)
class Terms:
    """On what terms an item is sold: everything per ``unit``, by default the item's own."""

    price: Decimal
    unit_id: int | None = None
    lead_time_days: int = 0
    smallest_order: Decimal = Decimal()
    multiple: Decimal = Decimal()
    supplier_code: str = ""
    is_preferred: bool = False


@transaction.atomic
def supplier_item_set(
    *, supplier_id: int, item_id: int, terms: Terms, actor: Actor
) -> SupplierItem:
    """Keep the terms on which a supplier sells an item, new or changed.

    A newly preferred supplier takes the preference from the one before. Raises ``Invalid`` for
    what is below zero, ``UnitDoesNotFit``, ``PartnerArchived``.
    """
    actor.require("purchasing.price_manage")
    supplier = partner_in_use(Supplier, supplier_id)
    item = item_get(item_id=item_id, actor=actor)
    _check(terms)
    unit = unit_get(unit_id=terms.unit_id or item.unit_id, actor=actor)
    unit_factor(item=item, unit=unit)
    held = _held(supplier, item)
    fields = {**terms.__dict__, "unit_id": unit.id}
    if terms.is_preferred:
        others = SupplierItem.objects.filter(item=item, is_preferred=True).exclude(id=held.pk)
        others.update(is_preferred=False)
    edits = fields_set(record=held, fields=fields) if held.pk else _created(held, fields)
    entry_record(actor=actor, verb="supplier_item.set", subject=_subject(held), edits=edits)
    return held


def _held(supplier: Supplier, item: Item) -> SupplierItem:
    Item.objects.select_for_update(no_key=True).get(id=item.id)
    known = SupplierItem.objects.filter(supplier=supplier, item=item).first()
    return known or SupplierItem(supplier=supplier, item=item)


def _created(held: SupplierItem, fields: dict[str, object]) -> tuple[()]:
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(force_insert=True)
    return ()


@transaction.atomic
def supplier_item_remove(*, supplier_item_id: int, actor: Actor, reason: str = "") -> None:
    """The supplier does not sell the item any longer. Raises ``TermNotFound``."""
    actor.require("purchasing.price_manage")
    held = SupplierItem.objects.select_for_update().filter(id=supplier_item_id).first()
    if held is None:
        raise TermNotFound(key=supplier_item_id)
    subject = _subject(held)
    held.delete()
    entry_record(actor=actor, verb="supplier_item.remove", subject=subject, reason=reason)


def _check(terms: Terms) -> None:
    for name in ("price", "smallest_order", "multiple", "lead_time_days"):
        if getattr(terms, name) < 0:
            raise Invalid(field=name, problem="not below zero")


def _subject(held: SupplierItem) -> Subject:
    return Subject("supplier_item", str(held.pk), str(held))
