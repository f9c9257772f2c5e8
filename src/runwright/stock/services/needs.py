"""Saying that something is wanted, how much, how seriously, and when it no longer is."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from runwright.journal.clock import now
from runwright.journal.rows import rows_of, rows_update
from runwright.stock.models import Claim, DemandGroup, Need, Strength
from runwright.stock.services.claims import (
    claims_drop,
    needs_claim,
    shelf_of,
    shelves_serve,
    waiting_needs_serve,
)
from runwright.stock.services.moves import items_lock


def need_open(
    *,
    item_id: int,
    warehouse_id: int,
    quantity: Decimal,
    cause: str,
    needed_by: datetime | None = None,
    priority: int = 50,
    group: DemandGroup | None = None,
) -> Need:
    """Say that something wants ``quantity`` (base unit) of an item; its cause owns the row."""
    return Need.objects.create(
        item_id=item_id,
        warehouse_id=warehouse_id,
        quantity=quantity,
        cause=cause,
        needed_by=needed_by,
        priority=priority,
        group=group,
        waiting_since=now() if quantity else None,
    )


def need_change(*, need: Need, quantity: Decimal) -> None:
    """More or less is wanted now (base unit): claim the rest, or let go of it."""
    items_lock(item_ids=[need.item_id])
    need.quantity = quantity
    need.save(update_fields=["quantity"])
    needs_claim(needs=[need])
    waiting_needs_serve(item_id=need.item_id, warehouse_id=need.warehouse_id)


def need_return(*, need: Need, quantity: Decimal) -> None:
    """What was served came back (base unit): it is wanted again, and claimed as far as possible."""
    items_lock(item_ids=[need.item_id])
    need.served -= quantity
    need.closed_at, need.waiting_since = None, now()
    need.save(update_fields=["served", "closed_at", "waiting_since"])
    needs_claim(needs=[need])


def need_close(*, needs: Sequence[Need]) -> None:
    """Nothing more is wanted: free the claims, and let waiting needs have them."""
    ids = [need.id for need in needs]
    if rows_of(Claim, need_id=ids):
        claims_drop(need_ids=ids)
    closed_at = now()
    for need in needs:
        need.closed_at, need.waiting_since = closed_at, None
    rows_update(Need, needs, ["closed_at", "waiting_since"])
    shelves_serve(shelves={shelf_of(need) for need in needs})


def needs_reopen(*, needs: Sequence[Need]) -> None:
    """It is wanted again as far as it was not served: claim what there is."""
    items_lock(item_ids=[need.item_id for need in needs])
    for need in needs:
        need.closed_at = None
    rows_update(Need, needs, ["closed_at"])
    needs_claim(needs=needs)


def demand_group_create(*, label: str, strength: Strength = Strength.PLANNED) -> DemandGroup:
    """Make a group whose needs become firm together; the record that causes them owns it."""
    return DemandGroup.objects.create(label=label, strength=strength)


def demand_group_set(*, group: DemandGroup, strength: Strength) -> None:
    """Let all needs of a group be firm, or only planned: one update.

    Needs that become firm may take what planned ones hold, and others may take from needs that
    are no longer.
    """
    needs = Need.objects.filter(group=group, closed_at=None)
    items_lock(item_ids=needs.values_list("item_id", flat=True))
    group.strength = strength
    group.save(update_fields=["strength"])
    shelves = needs.order_by("item_id", "warehouse_id").values_list("item_id", "warehouse_id")
    for item_id, warehouse_id in shelves.distinct():
        waiting_needs_serve(item_id=item_id, warehouse_id=warehouse_id)


def needs_part(*, needs: QuerySet[Need]) -> None:
    """Let needs leave their demand group: they are firm from now on, and served as such."""
    items_lock(item_ids=needs.values_list("item_id", flat=True))
    shelves = {(need.item_id, need.warehouse_id) for need in needs.filter(closed_at=None)}
    needs.update(group=None)
    shelves_serve(shelves=shelves)
