"""Steps of an active order that have not begun: elsewhere, at another time, one more, one less."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from runwright.journal.services import Edit
from runwright.people.actor import Actor
from runwright.production.errors import (
    LastStep,
    ReasonNeeded,
    StepBegun,
    StepTaken,
    WorkOrderNotFound,
)
from runwright.production.models import MaterialLine, Order, WorkOrder
from runwright.production.selectors.situations import work_orders_with_facts
from runwright.production.services.changes import (
    Revision,
    active_or_refuse,
    minutes_follow,
    revision_open,
    works_of,
)
from runwright.production.services.plans import end_of, rates_at
from runwright.production.services.work import states_refresh
from runwright.resources.models import WorkCentre
from runwright.resources.selectors import work_centre_get


@dataclass(frozen=True)
class StepDraft:
    """A step that the routing does not have: where, for how long, and after which one.

    ``sequence`` is its number among the order's steps.
    """

    sequence: int
    name: str
    work_centre_id: int
    minutes: Decimal


@transaction.atomic
def step_change(
    *,
    work_order_id: int,
    reason: str,
    actor: Actor,
    work_centre_id: int | None = None,
    planned_start: datetime | None = None,
    version: UUID | None = None,
) -> WorkOrder:
    """Move a step that has not begun to another work centre, or to another time; its duration and
    rates follow. Other orders' work stays where it is, overload is shown.

    Raises ``StepBegun``, ``ReasonNeeded``, ``ChangedMeanwhile``.
    """
    work, change = _opened(work_order_id, "order.change_step", reason, actor, version)
    if work_centre_id and work_centre_id != work.work_centre_id:
        centre = work_centre_get(work_centre_id=work_centre_id, actor=actor)
        change.edits.append(Edit(work.name, work.work_centre, centre))
        _place_at(work, centre)
    if planned_start and planned_start != work.planned_start:
        change.edits.append(Edit(work.name, work.planned_start, planned_start))
        work.planned_start = planned_start
    minutes_follow(work)
    work.save()
    _end_follow(change.order)
    change.record()
    return work


@transaction.atomic
def step_add(
    *, order_id: int, draft: StepDraft, reason: str, actor: Actor, version: UUID | None = None
) -> WorkOrder:
    """Add a step to a planned order between two others, before the last one.

    Raises ``StepTaken`` for a number that is in use, ``LastStep`` for one behind the last, and
    ``StepBegun`` where a later step has begun.
    """
    actor.require("production.order_edit")
    change = _change(order_id, "order.add_step", reason, actor, version)
    works = works_of(change.order)
    if draft.sequence in {work.sequence for work in works}:
        raise StepTaken(step=draft.sequence)
    later = [work for work in works if work.sequence > draft.sequence]
    if not later:
        raise LastStep(step=draft.name)
    for work in later:
        _untouched(work)
    made = _made(change.order, draft, later[0], actor)
    change.edits.append(Edit("step", "", str(made)))
    states_refresh(order=change.order)
    _end_follow(change.order)
    change.record()
    return made


@transaction.atomic
def step_remove(
    *, work_order_id: int, reason: str, actor: Actor, version: UUID | None = None
) -> Order:
    """Leave a step out that has not begun; its material is taken at the next one of the routing.

    Raises ``StepBegun``, and ``LastStep`` for the one that brings the output.
    """
    work, change = _opened(work_order_id, "order.remove_step", reason, actor, version)
    later = _next_untouched(work)
    lines = MaterialLine.objects.filter(order=change.order, operation=work.operation_id)
    lines.update(operation=later.operation_id)
    change.edits.append(Edit("step", str(work), ""))
    work.delete()
    states_refresh(order=change.order)
    _end_follow(change.order)
    change.record()
    return change.order


def step_changeable(work: WorkOrder) -> None:
    """Raise ``NotOpenForChange`` or ``StepBegun`` for a step that is where it stays."""
    active_or_refuse(work.order)
    _untouched(work)


def step_removable(work: WorkOrder) -> None:
    """Raise, for a step that cannot be left out, what ``step_remove`` raises."""
    step_changeable(work)
    _next_untouched(work)


def _next_untouched(work: WorkOrder) -> WorkOrder:
    """The step after one that is left out, which takes its material: the next of the routing, as
    one that was added takes none."""
    if work.is_output:
        raise LastStep(step=work.name)
    later = [step for step in works_of(work.order) if step.sequence > work.sequence]
    taking = next(step for step in later if step.operation_id)
    for step in later[: later.index(taking) + 1]:
        _untouched(step)
    return taking


def _change(order_id: int, verb: str, reason: str, actor: Actor, version: UUID | None) -> Revision:
    actor.require("production.order_edit")
    if not reason.strip():
        raise ReasonNeeded()
    change = revision_open(
        order_id=order_id, verb=verb, actor=actor, reason=reason, version=version
    )
    active_or_refuse(change.order)
    return change


def _opened(
    work_order_id: int, verb: str, reason: str, actor: Actor, version: UUID | None
) -> tuple[WorkOrder, Revision]:
    found = WorkOrder.objects.filter(id=work_order_id).values_list("order_id", flat=True).first()
    if found is None:
        raise WorkOrderNotFound(key=work_order_id)
    change = _change(found, verb, reason, actor, version)
    work = next((w for w in works_of(change.order) if w.id == work_order_id), None)
    if work is None:
        raise WorkOrderNotFound(key=work_order_id)
    _untouched(work)
    return work, change


def _untouched(work: WorkOrder) -> None:
    """Refuse to touch a step on which anything was reported or timed, undone or not."""
    if work.short_reason or work.id in work_orders_with_facts(order_id=work.order_id):
        raise StepBegun(step=work.name)


def _place_at(work: WorkOrder, centre: WorkCentre) -> None:
    work.work_centre = centre
    work.labour_rate, work.machine_rate = rates_at(work.operation, centre)


def _made(order: Order, draft: StepDraft, before: WorkOrder, actor: Actor) -> WorkOrder:
    centre = work_centre_get(work_centre_id=draft.work_centre_id, actor=actor)
    work = WorkOrder(
        order=order,
        sequence=draft.sequence,
        name=draft.name,
        start_quantity=before.start_quantity,
        expected_minutes=draft.minutes,
        planned_start=before.planned_start,
        work_centre=centre,
    )
    _place_at(work, centre)
    work.planned_end = end_of(work)
    work.save(force_insert=True)
    return work


def _end_follow(order: Order) -> None:
    ends = [work.planned_end for work in works_of(order) if work.planned_end]
    order.planned_end = max(ends, default=None)
    order.save(update_fields=["planned_end"])
