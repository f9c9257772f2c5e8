"""Changing an active order: its components, its steps, and the log of what was changed."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from runwright.api.doors import Door
from runwright.api.endpoints.orders import Changing, Order, told
from runwright.api.schemas import LEFT_OUT, Many, Shown
from runwright.api.sign_in import Call
from runwright.api.values import Instant, Key, Minutes, Name, PathKey, Positive, Small
from runwright.production.selectors.changes import order_changes
from runwright.production.services import (
    ComponentDraft,
    StepDraft,
    component_add,
    component_change,
    component_remove,
    component_substitute,
    step_add,
    step_change,
    step_remove,
)

door = Door("Orders", __name__)


class FieldChange(Shown):
    """One thing before and after."""

    field: str
    old: str
    new: str


class LogEntry(Shown):
    """A decision about the order: who, when, why, and what it changed."""

    id: UUID
    at: datetime
    verb: str
    actor_label: str
    reason: str
    changes: Annotated[list[FieldChange], Many]


class ChangeLog(Shown):
    """What was decided about an order, newest first."""

    items: list[LogEntry]


class NewComponent(Changing):
    """One component more: the quantity for the whole order, in its base unit."""

    item_id: Key
    quantity: Positive
    operation_id: Key = LEFT_OUT
    mode: Literal["automatic", "manual", "semi_automatic"] = LEFT_OUT


class ComponentQuantity(Changing):
    """What is needed of a component for the whole order, in its base unit."""

    quantity: Positive


class Substitution(Changing):
    """So much of another item instead of what is still to be issued."""

    item_id: Key
    quantity: Positive


class NewStep(Changing):
    """A step that the routing does not have, with its number among the others."""

    sequence: Small
    name: Name
    work_centre_id: Key
    minutes: Minutes


class StepChange(Changing):
    """Another work centre or another start for a step that has not begun."""

    work_centre_id: Key = LEFT_OUT
    planned_start: Instant = LEFT_OUT


MOST = 500


@door.read("/orders/{order_id}/changes", permission="production.view", answer=ChangeLog)
def changes(request: Call, order_id: PathKey) -> object:
    """The change log of an order, newest first."""
    entries = order_changes(order_id=order_id, actor=request.auth)[:MOST]
    return ChangeLog(items=[LogEntry.model_validate(entry) for entry in entries])


@door.create("/orders/{order_id}/components", permission="production.order_edit", answer=Order)
def add_component(request: Call, order_id: PathKey, given: NewComponent) -> object:
    """Add a component; what there is of it is reserved."""
    sent = given.sent()
    why = _why(given)
    draft = ComponentDraft(**{k: v for k, v in sent.items() if k not in why})
    component_add(order_id=order_id, draft=draft, **why, actor=request.auth)
    return told(order_id, request.auth)


@door.change("/materials/{line_id}", permission="production.order_edit", answer=Order)
def change_component(request: Call, line_id: PathKey, given: ComponentQuantity) -> object:
    """Let a component be needed more or less."""
    line = component_change(
        line_id=line_id, quantity=given.quantity, **_why(given), actor=request.auth
    )
    return told(line.order_id, request.auth)


@door.act("/materials/{line_id}/removal", permission="production.order_edit", answer=Order)
def remove_component(request: Call, line_id: PathKey, given: Changing) -> object:
    """Take a component out."""
    order = component_remove(line_id=line_id, **_why(given), actor=request.auth)
    return told(order.id, request.auth)


@door.act("/materials/{line_id}/substitution", permission="production.order_edit", answer=Order)
def substitute(request: Call, line_id: PathKey, given: Substitution) -> object:
    """Take another item instead of what is still to be issued."""
    line = component_substitute(line_id=line_id, **given.model_dump(), actor=request.auth)
    return told(line.order_id, request.auth)


@door.create("/orders/{order_id}/steps", permission="production.order_edit", answer=Order)
def add_step(request: Call, order_id: PathKey, given: NewStep) -> object:
    """Add a step before the last one."""
    draft = StepDraft(given.sequence, given.name, given.work_centre_id, given.minutes)
    step_add(order_id=order_id, draft=draft, **_why(given), actor=request.auth)
    return told(order_id, request.auth)


@door.change(
    "/work-orders/{work_order_id}/plan",
    permission="production.order_edit",
    answer=Order,
    verb="change_plan",
)
def change_step(request: Call, work_order_id: PathKey, given: StepChange) -> object:
    """Move a step that has not begun."""
    sent = given.sent() | _why(given)
    work = step_change(work_order_id=work_order_id, **sent, actor=request.auth)
    return told(work.order_id, request.auth)


@door.act(
    "/work-orders/{work_order_id}/removal",
    permission="production.order_edit",
    answer=Order,
    verb="remove",
)
def remove_step(request: Call, work_order_id: PathKey, given: Changing) -> object:
    """Leave a step out that has not begun."""
    order = step_remove(work_order_id=work_order_id, **_why(given), actor=request.auth)
    return told(order.id, request.auth)


def _why(given: Changing) -> dict[str, Any]:
    return {"reason": given.reason, "version": given.version}
