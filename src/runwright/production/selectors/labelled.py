"""Reading what stands on the labels of batches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from runwright.people.actor import Actor
from runwright.production.errors import RunNotFound
from runwright.production.limits import is_own_run, own_batches
from runwright.production.models import Batch, MaterialIssue, WorkOrder
from runwright.stock.models import Lot


def batches_labelled(*, batch_ids: Sequence[int], actor: Actor) -> list[Batch]:
    """Batches with everything their labels name, in the order of their ids."""
    actor.require("production.view")
    found = own_batches(Batch.objects.filter(id__in=batch_ids), actor)
    return list(
        found.select_related("order__item__unit", "run", "stands_at", "lot", "station")
        .prefetch_related("machines")
        .order_by("id")
    )


def run_batch_ids(*, run_id: int, actor: Actor) -> list[int]:
    """The batches of a run that a label may be printed of: all but those that are void.

    Raises ``RunNotFound`` for a run out of reach.
    """
    actor.require("production.view")
    if not is_own_run(actor, run_id):
        raise RunNotFound(key=run_id)
    batches = own_batches(Batch.objects.filter(run=run_id).exclude(state="void"), actor)
    return list(batches.order_by("id").values_list("id", flat=True))


def steps_of_orders(*, order_ids: Iterable[int], actor: Actor) -> Mapping[int, list[WorkOrder]]:
    """The live operations of orders, by order and sequence, with their instructions."""
    actor.require("production.view")
    steps: defaultdict[int, list[WorkOrder]] = defaultdict(list)
    for work in _live(order_ids):
        steps[work.order_id].append(work)
    return steps


def _live(order_ids: Iterable[int]) -> QuerySet[WorkOrder]:
    works = WorkOrder.objects.filter(order__in=list(order_ids)).exclude(state="cancelled")
    return works.select_related("operation").order_by("order_id", "sequence")


def lots_in_batches(*, batch_ids: Sequence[int], actor: Actor) -> Mapping[int, list[Lot]]:
    """The lots of material that scans put into batches, the first to expire first."""
    actor.require("production.view")
    issues = MaterialIssue.objects.filter(report__batch__in=batch_ids, move__lot__isnull=False)
    lots: defaultdict[int, dict[int, Lot]] = defaultdict(dict)
    for issue in issues.select_related("report", "move__lot").order_by("move__lot__expires_on"):
        if issue.report and issue.report.batch_id and issue.move.lot:
            lots[issue.report.batch_id].setdefault(issue.move.lot.id, issue.move.lot)
    return {batch: list(found.values()) for batch, found in lots.items()}
