"""Which verbs are offered on work orders, runs and batches, from their tables."""

from collections.abc import Collection

from runwright.kernel.errors import Reason
from runwright.kernel.transitions import OfferedVerb, reasons_of
from runwright.people.actor import Actor
from runwright.production.models import Batch, Order, Run, WorkOrder
from runwright.production.selectors.situations import situation_of
from runwright.production.services.runs.batches import orders_of
from runwright.production.services.steps import step_changeable, step_removable
from runwright.production.services.work import work_obstacles
from runwright.production.states import (
    BATCH_LIFE,
    ORDER_LIFE,
    RUN_LIFE,
    STATION_VERBS,
    WORK_LIFE,
    RunStanding,
    WorkStanding,
)

TAPS = ("start_timer", "report")
STEPS = ("change_plan", "remove")


def work_order_verbs(*, work_order: WorkOrder, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a work order now; none on imported history."""
    if work_order.order.is_history:
        return []
    standing = _standing(work_order)
    return WORK_LIFE.verbs(standing, state=work_order.state, permissions=actor.permissions)


def work_order_taps(*, work_order: WorkOrder, actor: Actor) -> frozenset[str]:
    """Which of the verbs that an operator takes in one tap are possible now; it reads nothing, so
    that a whole list of work orders can ask."""
    return _possible(WorkStanding(work_order), TAPS, actor)


def step_changes(*, work_order: WorkOrder, actor: Actor) -> frozenset[str]:
    """Which changes of the order are possible at this step now: to move it, to leave it out."""
    return _possible(_standing(work_order), STEPS, actor)


def _standing(work_order: WorkOrder) -> WorkStanding:
    return WorkStanding(
        work_order,
        closing=lambda: work_obstacles(work_order),
        changing=lambda: reasons_of(lambda: step_changeable(work_order)),
        leaving=lambda: reasons_of(lambda: step_removable(work_order)),
    )


def _possible(standing: WorkStanding, verbs: Collection[str], actor: Actor) -> frozenset[str]:
    offered = WORK_LIFE.offered(standing.work.state, actor.permissions)
    return frozenset(
        one.verb for one in offered if one.verb in verbs and not one.obstacles(standing)
    )


def run_verbs(*, run: Run, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a run now."""
    standing = RunStanding(lasting=lambda: _lasting(run))
    return RUN_LIFE.verbs(standing, state=run.state, permissions=actor.permissions)


def _lasting(run: Run) -> tuple[Reason, ...]:
    """Why the orders that a run has made could not be given up with it."""
    if not run.makes_orders:
        return ()
    orders = Order.objects.filter(id__in=orders_of(run)).order_by("id")
    return tuple(reason for order in orders for reason in _kept(order))


def _kept(order: Order) -> tuple[Reason, ...]:
    step = ORDER_LIFE.find(order.state, "cancel")
    return step.obstacles(situation_of(order=order)) if step else ()


def batch_verbs(*, batch: Batch, actor: Actor) -> list[OfferedVerb]:
    """The verbs the actor may try on a batch now; scanning it is a matter of stations."""
    return BATCH_LIFE.verbs(
        batch, state=batch.state, permissions=actor.permissions, without=STATION_VERBS
    )
