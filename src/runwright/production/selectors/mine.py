"""What an operator has before them: what runs, what is theirs, what waits at their machines."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Prefetch, Q, QuerySet

from runwright.people.actor import Actor
from runwright.production.models import MaterialLine, TimeInterval, WorkAssignment, WorkOrder
from runwright.production.services.draws import materials_proposed
from runwright.resources.models import Qualification
from runwright.stock.models import Balance, Claim
from runwright.stock.selectors.goods import of_a_blocked_lot

OPEN_ORDERS = ("planned", "in_progress")
AT_HAND = ("ready", "in_progress")
MOST = 40


@dataclass(frozen=True)
class MyWork:
    """The work of one operator: ``now`` is what they are timed on, ``mine`` what was assigned to
    them, ``free`` what waits at their work centres and is nobody's."""

    now: Sequence[WorkOrder]
    mine: Sequence[WorkOrder]
    free: Sequence[WorkOrder]


def my_work(*, operator_id: int, actor: Actor) -> MyWork:
    """The work of an operator, each part in the order in which it should be done."""
    actor.require("production.view")
    timed = TimeInterval.objects.filter(operator=operator_id, ended_at=None)
    now = list(_works().filter(id__in=timed.values("work_order_id")))
    rest = _works().exclude(id__in=[work.id for work in now])
    mine = rest.filter(assignments__operator=operator_id, state__in=(*AT_HAND, "waiting"))
    centres = Qualification.objects.filter(operator=operator_id).values("work_centre_id")
    free = rest.filter(assignments=None, state__in=AT_HAND, work_centre__in=centres)
    return MyWork(now, list(mine[:MOST]), list(free[:MOST]))


def _works() -> QuerySet[WorkOrder]:
    running = TimeInterval.objects.filter(ended_at=None).select_related("operator", "machine")
    assigned = WorkAssignment.objects.select_related("operator")
    return (
        WorkOrder.objects.filter(order__state__in=OPEN_ORDERS)
        .select_related("order__item__unit", "work_centre", "operation")
        .prefetch_related(
            Prefetch("intervals", running, to_attr="running"),
            Prefetch("assignments", assigned),
        )
        .order_by(
            F("order__priority"), F("planned_start").asc(nulls_last=True), "order_id", "sequence"
        )
    )


def unassigned(*, actor: Actor) -> QuerySet[WorkOrder]:
    """What is ready and nobody's, most urgent first: for a planner to assign."""
    actor.require("production.view")
    return _works().filter(assignments=None, state__in=(*AT_HAND, "waiting"))


@dataclass(frozen=True)
class Proposal:
    """A material line that a report proposes: how much, of which lot, and what other usable lots
    there are (base units)."""

    line: MaterialLine
    quantity: Decimal
    lot_id: int | None
    lots: Sequence[Balance]


def proposals_for(*, work_order_id: int, quantity: Decimal, actor: Actor) -> list[Proposal]:
    """The material that a report of ``quantity`` pieces proposes, for the operator to confirm."""
    actor.require("production.view")
    work = WorkOrder.objects.select_related("operation", "order").get(id=work_order_id)
    found = materials_proposed(work_order=work, quantity=quantity)
    return [_proposal(line, due) for line, due in found]


def _proposal(line: MaterialLine, due: Decimal) -> Proposal:
    lots = Balance.objects.filter(
        Q(lot__isnull=False), item=line.item_id, is_storage=True, quantity__gt=0,
        place__warehouse=line.need.warehouse_id, grade="firsts",
    ).exclude(of_a_blocked_lot()).select_related("lot", "place")  # fmt: skip
    lots = lots.order_by(F("lot__expires_on").asc(nulls_last=True), "lot__number")
    own = Claim.objects.filter(need=line.need_id, balance__lot__isnull=False)
    claimed = own.order_by(F("balance__lot__expires_on").asc(nulls_last=True), "balance_id")
    lot_id = claimed.values_list("balance__lot_id", flat=True).first()
    return Proposal(line, due, lot_id, list(lots))
