"""What was corrected about a done order, and what each correction cost."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from runwright.journal.models import Entry
from runwright.people.actor import Actor
from runwright.production.models import Batch, BatchLink, CostFact, CostKind, Order, OutputReceipt

INPUTS = (CostKind.MATERIAL, CostKind.LABOUR, CostKind.MACHINE)
CLOSING = ("order.finish", "order.cancel")


@dataclass(frozen=True)
class Correction:
    """A correction of a done order: who, when and why, and the difference in cost it posted."""

    entry: Entry
    amount: Decimal


def order_corrections(*, order: Order, actor: Actor) -> list[Correction]:
    """The corrections of a done order, newest first."""
    actor.require("production.view")
    facts = CostFact.objects.filter(order=order).exclude(entry__verb__in=CLOSING)
    posted = Sum("amount", filter=Q(kind__in=INPUTS), default=Decimal())
    sums = dict(facts.values_list("entry_id").annotate(amount=posted))
    entries = Entry.objects.filter(id__in=sums).prefetch_related("changes")
    return [Correction(entry, sums[entry.id]) for entry in entries.order_by("-at", "-id")]


@dataclass(frozen=True)
class BatchCount:
    """What of a batch of a done order may be counted again: what is in stock under its label by
    grade, as it was received, and what was waste when it was split (base unit)."""

    batch: Batch
    firsts: Decimal
    seconds: Decimal
    waste: Decimal


def batches_correctable(*, order: Order, actor: Actor) -> list[BatchCount]:
    """The batches of an order whose pieces may be counted in another grade, in the order made."""
    actor.require("production.view")
    received = _received(order)
    lost = BatchLink.objects.filter(source=OuterRef("id"), result=None, reverses=None)
    lost = lost.filter(reversals=None, scan__kind__in=["split", "grade"])
    lost_of_each = lost.values("source").annotate(sum=Sum("quantity")).values("sum")
    waste = Coalesce(Subquery(lost_of_each), Decimal())
    batches = order.batches.select_related("stands_at").annotate(lost=waste)
    counts = [
        BatchCount(batch, received.get((batch.code, "firsts"), Decimal()),
                   received.get((batch.code, "seconds"), Decimal()), batch.lost)
        for batch in batches.order_by("id")
    ]  # fmt: skip
    return [one for one in counts if one.firsts or one.seconds or one.waste]


def _received(order: Order) -> dict[tuple[str, str], Decimal]:
    """What of an order's output came in and stayed, by label and grade."""
    moves = OutputReceipt.objects.filter(order=order, move__lot__isnull=False).values_list(
        "move__lot__number", "move__grade", "move__quantity", "move__reverses"
    )
    sums: dict[tuple[str, str], Decimal] = {}
    for number, grade, quantity, reverses in moves:
        key = (number.partition("-")[0], grade)
        sums[key] = sums.get(key, Decimal()) + (-quantity if reverses else quantity)
    return sums
