"""Making more than was ordered: by the company's policy, and as a fact."""

from decimal import Decimal
from typing import Any

from runwright.company.models import Policy
from runwright.company.selectors import policies
from runwright.journal.models import Entry
from runwright.kernel.errors import Refusal
from runwright.kernel.quantity import plain
from runwright.production.errors import MoreThanReceived, OverProduction
from runwright.production.models import Gain, QuantityReport, WorkOrder


def gain_of(work_order: WorkOrder, quantity: Decimal, *, is_confirmed: bool) -> Decimal:
    """How much more than it received an operation makes with ``quantity`` more pieces.

    Only where nothing comes before can there be more than came in, and only as the company's
    policy has it: up to the tolerance always, beyond it freely, after a confirmation, or never.
    Raises ``MoreThanReceived`` and, where a confirmation helps, ``OverProduction``.
    """
    in_process = work_order.released - work_order.accounted
    excess = quantity - in_process
    if excess <= 0:
        return Decimal()
    said: dict[str, Any] = {
        "quantity": plain(quantity),
        "operation": work_order.name,
        "in_process": plain(in_process),
    }
    if _comes_after_another(work_order):
        raise MoreThanReceived(**said)
    gain_check(
        work_order, excess, is_confirmed=is_confirmed, refusal=MoreThanReceived(**said),
        question=OverProduction(excess=plain(excess), **said),
    )  # fmt: skip
    return Decimal(excess)


def gain_check(
    work_order: WorkOrder,
    excess: Decimal,
    *,
    is_confirmed: bool,
    refusal: Refusal,
    question: Refusal,
) -> None:
    """Let an operation gain ``excess`` pieces more, as the company's policy has it: up to the
    tolerance always, beyond it freely, after a confirmation, or never.

    Raises the ``refusal`` where it is never, the ``question`` where a confirmation helps.
    """
    rule = policies()
    tolerated = work_order.start_quantity * rule.overproduction_tolerance
    if work_order.gained + excess <= tolerated or rule.overproduction == Policy.ALLOW:
        return
    if rule.overproduction == Policy.BLOCK:
        raise refusal
    if not is_confirmed:
        raise question


def _comes_after_another(work_order: WorkOrder) -> bool:
    earlier = WorkOrder.objects.filter(order=work_order.order_id, sequence__lt=work_order.sequence)
    return earlier.exclude(state="cancelled").exists()


def gain_post(*, report: QuantityReport, quantity: Decimal, entry: Entry) -> None:
    """Write down what a report shows to be more than was received; it counts as received."""
    if not quantity:
        return
    work_order = report.work_order
    Gain.objects.create(entry=entry, work_order=work_order, report=report, quantity=quantity)
    _count(work_order, quantity)


def gain_reverse(*, report: QuantityReport, undone: Decimal, entry: Entry) -> None:
    """What is taken back of a report takes back what it gained first."""
    for gain in report.gains.filter(reverses=None):
        left = gain.quantity + sum(gain.reversals.values_list("quantity", flat=True), Decimal())
        if part := min(left, undone):
            Gain.objects.create(
                entry=entry,
                work_order=report.work_order,
                report=report,
                quantity=-part,
                reverses=gain,
            )
            _count(report.work_order, -part)


def _count(work_order: WorkOrder, quantity: Decimal) -> None:
    work_order.gained += quantity
    work_order.save(update_fields=["gained"])
