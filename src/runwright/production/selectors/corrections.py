"""What was corrected about a done order, and what each correction cost."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from runwright.journal.models import Entry
from runwright.people.actor import Actor
from runwright.production.models import CostFact, CostKind, Order

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
