"""Moving an order over to a newer revision of its recipe, as far as its work lets it."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.engineering.models import Bom, BomState
from runwright.engineering.selectors import bom_get
from runwright.journal.services import Edit
from runwright.kernel.errors import Reason, gettext_noop
from runwright.people.actor import Actor
from runwright.production.errors import NotOpenForChange, RecipeNotRenewed
from runwright.production.models import MaterialLine, Order
from runwright.production.selectors.situations import floor_facts
from runwright.production.services.changes import (
    revision_open,
    starts_of,
    work_orders_renew,
)
from runwright.production.services.components import line_drop, share_out
from runwright.production.services.draws import worked_at
from runwright.production.services.materials import lines_fix, lines_free, lines_price, lines_wanted
from runwright.production.services.needs import lines_of, needs_resize
from runwright.stock.models import Need
from runwright.stock.services import items_lock, needs_claim

OPEN = ("draft", "confirmed", "planned", "in_progress")


@transaction.atomic
def order_recipe_renew(
    *, order_id: int, bom_id: int, actor: Actor, reason: str = "", version: UUID | None = None
) -> Order:
    """Let an open order be made by another revision of its recipe.

    With the same routing the components follow, whatever was done; with another one only while
    nothing was reported or issued. Raises ``RecipeNotRenewed`` with every reason,
    ``NotOpenForChange`` and ``ChangedMeanwhile``.
    """
    actor.require("production.order_edit")
    change = revision_open(
        order_id=order_id, verb="order.renew_recipe", actor=actor, reason=reason, version=version
    )
    order, bom = change.order, bom_get(bom_id=bom_id, actor=actor)
    if order.state not in OPEN or order.is_history:
        raise NotOpenForChange(record=order.number, state=order.state)
    if reasons := tuple(_obstacles(order, bom)):
        raise RecipeNotRenewed(reasons=reasons)
    change.edits.append(Edit("bom_id", order.bom, bom))
    same_routing = order.routing_id == bom.routing_id
    order.bom, order.routing = bom, bom.routing
    order.save(update_fields=["bom", "routing"])
    if order.state != "draft":
        if same_routing:
            _lines_follow(order, actor)
        else:
            _start_over(order, actor)
    change.record()
    return order


def _obstacles(order: Order, bom: Bom) -> Iterator[Reason]:
    if order.bom and bom.code != order.bom.code:
        template = gettext_noop("{bom} is another recipe, not a revision of {present}.")
        yield Reason(template, {"bom": str(bom), "present": str(order.bom)})
    if bom.state == BomState.ARCHIVED:
        yield Reason(gettext_noop("{bom} is archived."), {"bom": str(bom)})
    if bom.routing_id == order.routing_id or order.state == "draft":
        return
    if facts := floor_facts(order_id=order.id):
        template = gettext_noop("{bom} has other operations, and {count} floor facts stand.")
        yield Reason(template, {"bom": str(bom), "count": facts})
    taken = MaterialLine.objects.filter(order=order, consumed__gt=0)
    if issued := list(taken.values_list("item__code", flat=True)):
        template = gettext_noop("Material was issued: return {items} first.")
        yield Reason(template, {"items": issued})


def _start_over(order: Order, actor: Actor) -> None:
    """Lines and work orders as if the order were confirmed and planned anew."""
    lines = lines_of(order)
    items_lock(item_ids=[line.item_id for line in lines])
    lines_free(lines=lines)
    needs = [line.need_id for line in lines]
    MaterialLine.objects.filter(order=order).delete()
    Need.objects.filter(id__in=needs).delete()
    lines_fix(order=order, actor=actor)
    if order.state == "planned":
        work_orders_renew(order)


def _lines_follow(order: Order, actor: Actor) -> None:
    """Each line gets the need its part has now; parts that are new join, others go as far as
    nothing was issued to them."""
    wanted = lines_wanted(order=order, actor=actor)
    old = {_key(line): line for line in lines_of(order)}
    items = {line.item_id for line in [*wanted, *old.values()]}
    items_lock(item_ids=items)
    starts = starts_of(order)
    lines_price(lines=wanted, warehouse_id=order.components_warehouse_id or 0)
    behind = max((line.position for line in old.values()), default=0)
    for line in wanted:
        present = old.pop(_key(line), None)
        if present:
            _take_over(present, line, starts[line.operation_id or 0])
            continue
        behind += 10
        line.position = behind
        _join(line, starts[line.operation_id or 0])
    for line in old.values():
        line_drop(line)


def _key(line: MaterialLine) -> tuple[int, int | None]:
    return (line.item_id, line.operation_id)


def _join(line: MaterialLine, start: Decimal) -> None:
    line.need.save(force_insert=True)
    share_out(line, line.need.quantity, start)
    line.need = line.need
    line.save(force_insert=True)
    needs_claim(needs=[line.need])


def _take_over(present: MaterialLine, line: MaterialLine, start: Decimal) -> None:
    """A line that stays wants what its part wants now, and never less than it has taken."""
    quantity = max(line.need.quantity, present.consumed + present.owed)
    present.mode, present.rounding_multiple = line.mode, line.rounding_multiple
    present.per_unit_numerator = line.per_unit_numerator
    present.per_unit_denominator = line.per_unit_denominator
    present.fixed_quantity = line.fixed_quantity
    if worked_at(present):
        share_out(present, quantity, start)
    present.save()
    present.need.quantity = quantity
    needs_resize(needs=[present.need])
