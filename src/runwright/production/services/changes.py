"""Changing an order while it lives: lines, claims and work orders follow.

Each change is one entry of the journal with what was before and is now, and with what it did to
the planned cost. Nothing goes below what was reported or issued.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.catalog.rules import quantity_check
from runwright.engineering.rules import start_quantities
from runwright.engineering.selectors import bom_get, operations_to_plan
from runwright.journal.selectors import entries_of
from runwright.journal.services import Edit, entry_record, fields_set
from runwright.kernel.errors import Reason, gettext_noop
from runwright.kernel.quantity import plain
from runwright.people.actor import Actor
from runwright.production.errors import BelowReported, FixedWhileActive, NotOpenForChange
from runwright.production.models import MaterialLine, Order, WorkOrder
from runwright.production.selectors.costs import planned_cost
from runwright.production.selectors.situations import work_orders_with_facts
from runwright.production.services.needs import line_wanted, lines_resize
from runwright.production.services.orders import order_locked, order_subject
from runwright.production.services.outputs import supply_announce, supply_end, supply_follow
from runwright.production.services.plans import (
    end_of,
    minutes_of,
    work_orders_plan,
    work_orders_shift,
)
from runwright.production.services.versions import unchanged_since
from runwright.production.services.work import states_refresh
from runwright.stock.models import Need

ALWAYS = frozenset({"deadline", "priority", "responsible_id", "note"})
IN_DRAFT = ALWAYS | {
    "quantity",
    "bom_id",
    "planned_start",
    "components_warehouse_id",
    "goods_warehouse_id",
}
EDITABLE: dict[str, frozenset[str]] = {
    "draft": IN_DRAFT,
    "confirmed": ALWAYS | {"quantity", "planned_start", "goods_warehouse_id"},
    "planned": ALWAYS | {"quantity", "planned_start", "goods_warehouse_id"},
    "in_progress": ALWAYS | {"quantity", "goods_warehouse_id"},
    "done": frozenset({"note"}),
    "cancelled": frozenset({"note"}),
}
"""Which fields of an order can be changed in which state."""
ACTIVE = ("confirmed", "planned", "in_progress")


@dataclass
class Revision:
    """One change of an order under way: what it costs now, and what was edited so far."""

    order: Order
    verb: str
    actor: Actor
    reason: str
    before: Decimal
    edits: list[Edit] = field(default_factory=list)

    def record(self) -> None:
        """Write the change into the journal, with its effect on the planned cost."""
        if self.order.supply_id and self.order.state in ACTIVE:
            supply_follow(order=self.order)
        after = planned_total(self.order)
        if after != self.before:
            self.edits.append(Edit("planned_cost", plain(self.before), plain(after)))
        entry_record(
            actor=self.actor,
            verb=self.verb,
            subject=order_subject(self.order),
            edits=self.edits,
            reason=self.reason,
        )


def planned_total(order: Order) -> Decimal:
    """What an order is planned to cost as it stands."""
    return sum(planned_cost(order=order).values(), Decimal())


def revision_open(
    *, order_id: int, verb: str, actor: Actor, reason: str = "", version: UUID | None = None
) -> Revision:
    """Begin a change: lock the order, and see that nobody else has changed it meanwhile.

    Raises ``OrderNotFound`` and ``ChangedMeanwhile``.
    """
    order = order_locked(order_id)
    unchanged_since(order, version)
    return Revision(order, verb, actor, reason, planned_total(order))


def active_or_refuse(order: Order) -> None:
    """Components and steps change only while the order is active. Raises ``NotOpenForChange``."""
    if order.state not in ACTIVE or order.is_history:
        raise NotOpenForChange(record=order.number, state=order.state)


@transaction.atomic
def order_edit(
    *,
    order_id: int,
    actor: Actor,
    reason: str = "",
    version: UUID | None = None,
    **fields: object,
) -> Order:
    """Change fields of an order, as far as its state lets; what hangs on them follows.

    ``version`` is what ``order_version`` said when the change was composed. Raises
    ``FixedWhileActive`` naming every field that cannot change now, ``BelowReported`` with every
    reason, and ``ChangedMeanwhile``.
    """
    actor.require("production.order_edit")
    unknown = fields.keys() - IN_DRAFT
    if unknown:
        raise TypeError(f"not an order field: {sorted(unknown)}")
    change = revision_open(
        order_id=order_id, verb="order.edit", actor=actor, reason=reason, version=version
    )
    order = change.order
    fixed = sorted(fields.keys() - EDITABLE[order.state])
    if fixed or order.is_history:
        raise FixedWhileActive(fields=fixed or sorted(fields), record=order.number)
    if isinstance(quantity := fields.get("quantity"), Decimal):
        quantity_check(item=order.item, quantity=quantity)
    if isinstance(bom_id := fields.get("bom_id"), int):
        fields["routing_id"] = bom_get(bom_id=bom_id, actor=actor).routing_id
    change.edits += fields_set(record=order, fields=fields)
    _follow({edit.field for edit in change.edits}, order)
    change.record()
    return order


def _follow(changed: set[str], order: Order) -> None:
    """What hangs on the changed fields: needs, lines, work orders."""
    _announced_follows(changed, order)
    if order.state not in ACTIVE:
        return
    if changed & {"priority", "planned_start"}:
        needs = Need.objects.filter(id__in=order.materials.values("need_id"))
        needs.update(priority=order.priority, needed_by=order.planned_start)
    if "quantity" in changed:
        quantity_follow(order)
    if "planned_start" in changed and order.state == "planned":
        if steps_changed(order):
            work_orders_shift(order=order, works=works_of(order))
        elif "quantity" not in changed:
            work_orders_renew(order)


def _announced_follows(changed: set[str], order: Order) -> None:
    """What others count on: also a draft is announced where it is made for somebody."""
    if not order.supply_id:
        return
    if "goods_warehouse_id" in changed:
        supply_end(order=order)
        supply_announce(order=order)
    elif order.state == "draft" and "quantity" in changed:
        supply_follow(order=order)


def quantity_follow(order: Order) -> None:
    """Lines, claims and work orders follow the quantity of an active order.

    Raises ``BelowReported`` with every reason why it cannot be so little.
    """
    starts = starts_of(order)
    _refuse_too_little(order, starts)
    lines_resize(order=order, starts=starts)
    if order.state == "planned" and not steps_changed(order):
        work_orders_renew(order)
    elif order.state in ("planned", "in_progress"):
        _works_resize(order, starts)


def starts_of(order: Order) -> dict[int, Decimal]:
    """What each operation of the order's routing starts with, by operation."""
    assert order.routing
    operations = operations_to_plan(routing_id=order.routing.id)
    starts = start_quantities(
        operations=operations, good=order.quantity, resolution=order.item.resolution
    )
    return {o.id: start for o, start in zip(operations, starts, strict=True)}


def _refuse_too_little(order: Order, starts: dict[int, Decimal]) -> None:
    reasons = [*_reported_more(order, starts), *_issued_more(order, starts)]
    if reasons:
        raise BelowReported(reasons=tuple(reasons))


def _reported_more(order: Order, starts: dict[int, Decimal]) -> Iterator[Reason]:
    works = list(works_of(order))
    for work in works[:1]:
        start = starts.get(work.operation_id or 0, order.quantity)
        if work.accounted > start:
            yield _less(work.name, work.accounted, start)
    if order.firsts > order.quantity:
        yield _less(order.item.code, order.firsts, order.quantity)
    short = [work.name for work in works if work.short_reason]
    if short:
        told = gettext_noop("{operations} were finished short: undo that first.")
        yield Reason(told, {"operations": short}, "quantity")


def _less(name: str, reported: Decimal, wanted: Decimal) -> Reason:
    template = gettext_noop("{wanted} at {operation}, but {reported} were reported there.")
    facts: dict[str, object] = {
        "operation": name,
        "reported": plain(reported),
        "wanted": plain(wanted),
    }
    return Reason(template, facts, "quantity")


def _issued_more(order: Order, starts: dict[int, Decimal]) -> Iterator[Reason]:
    template = gettext_noop("{item}: {issued} were issued, only {wanted} would be needed.")
    for line in MaterialLine.objects.filter(order=order).select_related("item", "need"):
        wanted = line_wanted(line, starts)
        if line.consumed + line.owed > wanted:
            issued = plain(line.consumed + line.owed)
            facts: dict[str, object] = {
                "item": line.item.code,
                "issued": issued,
                "wanted": plain(wanted),
            }
            yield Reason(template, facts, "quantity")


def works_of(order: Order) -> list[WorkOrder]:
    """The work orders that count, in sequence."""
    rows = WorkOrder.objects.filter(order=order).exclude(state="cancelled")
    related = ("order", "operation", "work_centre__schedule")
    found = rows.select_related(*related).prefetch_related("operation__own_times")
    return list(found.order_by("sequence"))


STEP_CHANGES = ("order.add_step", "order.change_step", "order.remove_step")


def steps_changed(order: Order) -> bool:
    """Whether the steps of an order are not what planning made of its routing any more: somebody
    has added one, moved it, or left it out."""
    decided = entries_of(kind="order", record_id=order.id)
    newest = decided.filter(verb__in=["order.plan", *STEP_CHANGES]).first()
    return newest is not None and newest.verb in STEP_CHANGES


def work_orders_renew(order: Order) -> None:
    """Plan an order anew on which nothing was reported; who was assigned stays assigned."""
    assigned = {w.sequence: [*w.assignments.values_list("operator_id", flat=True)]
                for w in works_of(order)}  # fmt: skip
    work_orders_remove(order)
    work_orders_plan(order=order)
    for work in works_of(order):
        for operator_id in assigned.get(work.sequence, []):
            work.assignments.create(operator_id=operator_id)


def work_orders_remove(order: Order) -> None:
    """Take work orders back; one that facts name, all undone by now, stays as cancelled."""
    rows = order.work_orders.exclude(state="cancelled")
    named = work_orders_with_facts(order_id=order.id)
    rows.exclude(id__in=named).delete()
    rows.update(state="cancelled")


def _works_resize(order: Order, starts: dict[int, Decimal]) -> None:
    """Work that stays where the plan has put it: other start quantities and durations. A step that
    was added starts with what the next one does."""
    works = works_of(order)
    wanted = order.quantity
    for work in reversed(works):
        work.start_quantity = wanted = starts.get(work.operation_id or 0, wanted)
        minutes_follow(work)
    fields = ["start_quantity", "expected_minutes", "planned_end"]
    WorkOrder.objects.bulk_update(works, fields)
    states_refresh(order=order)
    order.planned_end = max((w.planned_end for w in works if w.planned_end), default=None)
    order.save(update_fields=["planned_end"])


def minutes_follow(work: WorkOrder) -> None:
    """The expected minutes and the planned end of a work order (unsaved) for its start quantity
    at its work centre."""
    if work.operation:
        minutes = minutes_of(
            work.operation, work.order.item_id, work.start_quantity, work.work_centre
        )
        work.expected_minutes = Decimal(minutes.numerator) / Decimal(minutes.denominator)
    work.planned_end = end_of(work)
